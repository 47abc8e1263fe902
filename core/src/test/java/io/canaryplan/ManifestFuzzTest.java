// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.report.ReportFormat;
import io.canaryplan.routing.DocumentChanges;
import io.canaryplan.routing.StateDocument;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlLimits;
import io.canaryplan.yaml.YamlReader;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * Whatever a manifest is broken into, there are findings and no exception, the answer is the same
 * twice, and documents differ from the input only where they say so. The manifests are those of the
 * golden cases, and documents of Istio that a Rollout refers to. {@code -Dcanaryplan.fuzz=N} tries
 * N mutants instead of 20,000.
 */
class ManifestFuzzTest {
  private static final int MUTANTS = Integer.getInteger("canaryplan.fuzz", 20_000);
  private static final long SEED = 20_260_101;
  private static final int LARGEST = 20_000;
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

  private final List<Map<String, byte[]>> seeds = new ArrayList<>();
  private final AtomicInteger plans = new AtomicInteger();

  @Test
  void mutantsAreToldAndNeverThrown() throws IOException {
    for (GoldenCase golden : GoldenCase.all()) {
      Map<String, byte[]> inputs = golden.inputs();
      if (inputs.values().stream().allMatch(bytes -> bytes.length < LARGEST)) {
        seeds.add(inputs);
      }
    }
    addIstioDocuments();

    IntStream.range(0, MUTANTS).parallel().forEach(this::tryMutant);

    assertThat(plans.get())
        .as("mutants that are still planned")
        .isGreaterThan(Math.min(MUTANTS, 20_000) / 10);
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
    for (PlannedRollout rollout : planned.rollouts()) {
      if (rollout.plan().value().isPresent()) {
        plans.incrementAndGet();
        CanaryPlan plan = rollout.plan().value().get();
        List<PlannedState> states = plan.states();
        for (int state : new int[] {0, i % states.size(), states.size() - 1}) {
          rollout.documents(states.get(state)).forEach(ManifestFuzzTest::check);
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
    if (DocumentChanges.sinceSource(List.of(state)).stream()
        .allMatch(document -> document.changes().isEmpty())) {
      assertThat(text).as("nothing changes").isEqualTo(state.source().text());
    }
  }
}
