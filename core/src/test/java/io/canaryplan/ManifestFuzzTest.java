// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import com.google.common.collect.Multisets;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.Plan;
import io.canaryplan.plan.UpdateState;
import io.canaryplan.report.ReportFormat;
import io.canaryplan.routing.DocumentChanges;
import io.canaryplan.routing.FieldChange;
import io.canaryplan.routing.StateDocument;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlLimits;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlReader;
import io.canaryplan.yaml.YamlScalar;
import io.canaryplan.yaml.YamlSequence;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * Whatever a manifest is broken into, there are findings and no exception, the answer is the same
 * twice, and documents differ from the input only where they say so. The manifests are those of the
 * golden cases, Rollouts of both strategies and Deployments among them, documents of Istio that a
 * Rollout refers to, and an Application of Argo CD. {@code -Dcanaryplan.fuzz=N} tries N mutants
 * instead of 20,000.
 */
class ManifestFuzzTest {
  private static final int MUTANTS = Integer.getInteger("canaryplan.fuzz", 20_000);
  private static final long SEED = 20_260_101;
  private static final int LARGEST = 20_000;
  // no seed has these, and no mutation writes them
  private static final char KEY = '\u0001';
  private static final char LEAF = '\u0002';
  private static final int EACH_ISTIO_DOCUMENT = 16;
  private static final Path ISTIO_DOCUMENTS =
      Path.of("../istio-model/src/test/resources/vectors/istio/istio-public.jsonl.gz");

  /** All of the documents that it refers to are called as those of the vectors. */
  private static final String ROLLOUT =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: shop}
      spec:
        replicas: 4
        selector: {matchLabels: {app: shop}}
        template:
          metadata: {labels: {app: shop}}
          spec: {containers: [{name: shop, image: "shop:1"}]}
        strategy:
          canary:
            trafficRouting:
              managedRoutes: [{name: header}, {name: mirror}]
              istio:
                virtualService: {name: shop}
                destinationRule: {name: shop, canarySubsetName: canary, stableSubsetName: stable}
            steps:
            - setWeight: 20
            - setHeaderRoute: {name: header, match: [{headerName: x, headerValue: {exact: "1"}}]}
            - setMirrorRoute: {name: mirror, percentage: 5, match: [{path: {prefix: /}}]}
            - pause: {}
      """;

  /** What Argo CD is told to leave to the controller, in each of its ways. */
  private static final String APPLICATION =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Application
      metadata: {name: shop, namespace: argocd}
      spec:
        project: default
        source: {repoURL: "https://example.org/shop.git", path: deploy, targetRevision: main}
        destination: {server: "https://kubernetes.default.svc", namespace: shop}
        ignoreDifferences:
        - group: networking.istio.io
          kind: VirtualService
          name: shop
          jsonPointers: [/spec/http/0/route/0/weight, /spec/http/1]
        - group: "*"
          kind: DestinationRule
          jqPathExpressions: [".spec.subsets[].labels"]
          managedFieldsManagers: [rollouts-controller]
        syncPolicy:
          automated: {prune: true, selfHeal: true}
          syncOptions: [RespectIgnoreDifferences=true, ServerSideApply=true]
      """;

  private final List<Map<String, byte[]>> seeds = new ArrayList<>();
  private final Map<Plan.Strategy, AtomicInteger> plans = new ConcurrentHashMap<>();

  @Test
  void mutantsAreToldAndNeverThrown() throws IOException {
    for (GoldenCase golden : GoldenCase.all()) {
      Map<String, byte[]> inputs = golden.inputs();
      if (inputs.values().stream().allMatch(bytes -> bytes.length < LARGEST)) {
        seeds.add(inputs);
      }
    }
    addIstioDocuments();
    seeds.add(
        Map.of(
            "manifest.yaml", (ROLLOUT + "---\n" + APPLICATION).getBytes(StandardCharsets.UTF_8)));

    IntStream.range(0, MUTANTS).parallel().forEach(this::tryMutant);

    assertThat(plans.values().stream().mapToInt(AtomicInteger::get).sum())
        .as("mutants that are still planned")
        .isGreaterThan(Math.min(MUTANTS, 20_000) / 10);
    assertThat(plans.keySet()).containsExactlyInAnyOrder(Plan.Strategy.values());
  }

  private void addIstioDocuments() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(ISTIO_DOCUMENTS)),
                StandardCharsets.UTF_8))) {
      int count = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (count++ % EACH_ISTIO_DOCUMENT == 0) {
          String document = Json.text(Json.parse(line), "yaml");
          seeds.add(
              Map.of(
                  "manifest.yaml",
                  (ROLLOUT + "---\n" + document).getBytes(StandardCharsets.UTF_8)));
        }
      }
    }
  }

  /** Each mutant has random numbers of its own, so that it is the same however many run. */
  private void tryMutant(int i) {
    ManifestMutations mutations = new ManifestMutations(SEED ^ (i * 0x9E3779B97F4A7C15L));
    Map<String, byte[]> mutant = new LinkedHashMap<>(seeds.get(i % seeds.size()));
    String file = mutant.keySet().stream().sorted().toList().get(mutations.next(mutant.size()));
    mutant.put(file, mutations.of(mutant.get(file)));
    try {
      check(mutant, i);
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      String text = new String(mutant.get(file), StandardCharsets.UTF_8);
      throw new AssertionError("mutant " + i + ", " + file + ":\n" + text, e);
    }
  }

  private void check(Map<String, byte[]> mutant, int i) {
    ControllerVersion[] controllers = ControllerVersion.values();
    PlannerOptions options =
        i % 2 == 0
            ? PlannerOptions.DEFAULT
            : PlannerOptions.forController(controllers[i / 2 % controllers.length]);
    PlannedManifests planned = plan(mutant, options);
    assertThat(plan(mutant, options).equals(planned))
        .as("planning twice gives equal answers")
        .isTrue();
    ReportFormat[] formats = ReportFormat.values();
    assertThat(formats[i % formats.length].text(planned)).isNotNull();
    for (PlannedWorkload workload : planned.workloads()) {
      if (workload.update().value().isPresent()) {
        Plan plan = workload.update().value().get();
        plans.computeIfAbsent(plan.strategy(), key -> new AtomicInteger()).incrementAndGet();
        List<? extends UpdateState> states = plan.states();
        for (int state : new int[] {0, i % states.size(), states.size() - 1}) {
          workload.documents(states.get(state)).forEach(ManifestFuzzTest::check);
        }
      }
    }
  }

  private static PlannedManifests plan(Map<String, byte[]> mutant, PlannerOptions options) {
    return CanaryPlanner.plan(Manifests.read(mutant, YamlLimits.DEFAULT), options);
  }

  private static void check(StateDocument state) {
    String text = state.document().text();
    List<YamlDocument> read = YamlReader.read("f", text).value().orElse(List.of());
    assertThat(read).as("the text of a document is one document:\n%s", text).hasSize(1);
    assertThat(read.get(0).root().equals(state.document().root()))
        .as("the text says what the document says:\n%s", text)
        .isTrue();
    List<FieldChange> changes =
        DocumentChanges.sinceSource(List.of(state)).stream()
            .flatMap(document -> document.changes().stream())
            .toList();
    if (changes.isEmpty()) {
      assertThat(text).as("nothing changes").isEqualTo(state.source().text());
    }
    checkLeaves(state, changes);
  }

  /**
   * Checks that a document differs from the input only at its changes, by a way of its own: both
   * trees as bags of leaves, each a scalar with the keys above it. Leaves of one tree alone lie at
   * or below a change that has a value on that side, and that value has their text.
   */
  private static void checkLeaves(StateDocument state, List<FieldChange> changes) {
    Multiset<String> before = leaves(state.source().root());
    Multiset<String> after = leaves(state.document().root());
    for (String leaf : Multisets.difference(after, before)) {
      assertThat(changes.stream().anyMatch(change -> tells(change, change.after(), leaf)))
          .as("%s is new and not among the changes %s of\n%s", leaf, changes, state.text())
          .isTrue();
    }
    for (String leaf : Multisets.difference(before, after)) {
      assertThat(changes.stream().anyMatch(change -> tells(change, change.before(), leaf)))
          .as("%s is gone and not among the changes %s of\n%s", leaf, changes, state.text())
          .isTrue();
    }
    for (FieldChange change : changes) {
      if (change.after().isPresent()
          && state.document().root().at(change.path()).orElse(null) instanceof YamlScalar now) {
        assertThat(now.text()).as("%s", change.path()).isEqualTo(change.after().get());
      }
    }
  }

  private static boolean tells(FieldChange change, Optional<String> value, String leaf) {
    int end = leaf.indexOf(LEAF);
    String text = leaf.substring(end + 1);
    boolean plain = text.chars().allMatch(c -> c < 0x80 && Character.isLetterOrDigit(c));
    return value.isPresent()
        && leaf.substring(0, end).startsWith(keys(change.path()))
        && (!plain || value.get().contains(text));
  }

  private static String keys(FieldPath path) {
    StringBuilder keys = new StringBuilder();
    for (FieldPath.Segment segment : path.segments()) {
      if (segment instanceof FieldPath.Segment.Key key) {
        keys.append(KEY).append(key.name());
      }
    }
    return keys.toString();
  }

  private static Multiset<String> leaves(YamlNode root) {
    Multiset<String> leaves = HashMultiset.create();
    addLeaves("", root, leaves);
    return leaves;
  }

  private static void addLeaves(String keys, YamlNode node, Multiset<String> leaves) {
    if (node instanceof YamlMapping mapping) {
      for (YamlMapping.Entry entry : mapping.entries()) {
        addLeaves(keys + KEY + entry.key().text(), entry.value(), leaves);
      }
    } else if (node instanceof YamlSequence sequence) {
      sequence.items().forEach(item -> addLeaves(keys, item, leaves));
    } else if (node instanceof YamlScalar scalar) {
      leaves.add(keys + LEAF + scalar.text());
    }
  }
}
