// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Finding;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.yaml.YamlDocument;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * What API server and controller say of a Rollout, {@code check} says: an error where one of them
 * refuses it, none where both accept.
 *
 * <p>The verdicts are those of the validation of Argo Rollouts 1.9.1 (istio.md 3): its CRD with
 * defaults and pruning, as the API server applies it, the metadata of objects, the spec, and the
 * objects among the inputs that the Rollout refers to. The manifests are examples and golden cases
 * with one to three fields changed; the schema of the CRD says which fields there are. Contents of
 * pods, and faults of the other documents, are left out.
 */
class VerdictVectorsTest {
  private static final Path VECTORS =
      Path.of("src", "test", "resources", "vectors", "verdicts", "verdicts.jsonl.gz");

  /**
   * Errors of which the validation of the controller knows nothing: it fails or crashes in a later
   * pass, Istio leaves requests without an answer, or there is nothing that could be planned.
   */
  private static final Set<String> STRICTER =
      Set.of(
          "bluegreen-active-service-empty",
          "bluegreen-service-missing",
          "document-ambiguous",
          "foreign-subset-removed",
          "managed-route-without-http",
          "max-traffic-weight-below-one",
          "mirror-route-without-base",
          "subset-not-found",
          "surge-limit-negative",
          "unnamed-routes-multiplied",
          "zero-canary-hole");

  /** Of documents that others judge: Istio, Argo CD, the Deployment controller. */
  private static final List<String> OF_OTHERS = List.of("istio-", "gitops-", "deployment-");

  /** Documents whose own CRD or validation the vectors did not ask. */
  private static final Set<String> OTHERS =
      Set.of("Deployment", "AnalysisTemplate", "ClusterAnalysisTemplate");

  @Test
  void theVerdictIsThatOfServerAndController() throws IOException {
    int accepted = 0;
    int refused = 0;
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(VECTORS)), UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        Object vector = Json.parse(line);
        String yaml = Json.text(vector, "yaml");
        Manifests manifests = Manifests.read("manifest.yaml", yaml);
        List<Finding> errors = errors(manifests);
        if (Json.get(vector, "ok").equals(true)) {
          assertThat(errors)
              .as(yaml)
              .allMatch(finding -> isOfOther(finding, manifests.documents()));
          accepted++;
        } else {
          assertThat(errors).as("%s%n%s", Json.list(vector, "errors"), yaml).isNotEmpty();
          refused++;
        }
      }
    }
    assertThat(List.of(accepted, refused))
        .allSatisfy(count -> assertThat(count).isGreaterThan(800));
  }

  private static List<Finding> errors(Manifests manifests) {
    PlannerOptions options = PlannerOptions.forController(ControllerVersion.DEFAULT);
    return CanaryPlanner.check(manifests, options, Workers.ONE).stream()
        .filter(Finding::isError)
        .filter(finding -> isOfServerOrController(finding.rule().id()))
        .toList();
  }

  private static boolean isOfOther(Finding finding, List<YamlDocument> documents) {
    int line = finding.position().orElseThrow().line();
    YamlDocument document =
        documents.stream()
            .filter(one -> one.root().position().orElseThrow().line() <= line)
            .reduce((first, second) -> second)
            .orElseThrow();
    return Fields.text(document.root(), "kind").filter(OTHERS::contains).isPresent();
  }

  private static boolean isOfServerOrController(String rule) {
    return !STRICTER.contains(rule) && OF_OTHERS.stream().noneMatch(rule::startsWith);
  }
}
