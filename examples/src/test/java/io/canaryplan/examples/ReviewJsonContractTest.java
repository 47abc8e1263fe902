// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.Manifests;
import io.canaryplan.PlannerOptions;
import io.canaryplan.report.ReviewFormat;
import io.canaryplan.review.DeploymentReview;
import io.canaryplan.review.Review;
import io.canaryplan.review.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads the JSON of a review as another tool would: its fields, their order and values. */
class ReviewJsonContractTest {
  private static final String BASE =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: shop, namespace: here}
      spec:
        replicas: 2
        selector: {matchLabels: {app: shop}}
        template: {metadata: {labels: {app: shop}}, spec: {containers: [{name: web, image: "a:1"}]}}
        strategy: {canary: {steps: [{setWeight: 50}, {pause: {}}]}}
      status: {phase: Healthy}
      """;

  @Test
  void oneObjectHoldsRolloutsDocumentsAndFindings() {
    Map<String, Object> all = json(BASE, BASE);

    assertThat(all.keySet())
        .containsExactly(
            "schema",
            "startsRollout",
            "changesNothing",
            "rollouts",
            "deployments",
            "documents",
            "findings");
    assertThat(all.get("schema")).isEqualTo("canaryplan/review/v1");
    assertThat(all.get("startsRollout")).isEqualTo(false);
    assertThat(all.get("changesNothing")).isEqualTo(true);
    assertThat(map(all.get("findings")).keySet()).containsExactly("new", "gone", "still");
  }

  @Test
  void aRolloutHasItsVerdictHashesFieldsAndPlans() {
    Map<String, Object> all = json(BASE, BASE.replace("a:1", "a:2").replace("50", "20"));
    Map<String, Object> rollout = map(list(all.get("rollouts")).get(0));

    assertThat(rollout.keySet())
        .containsExactly(
            "namespace",
            "name",
            "verdict",
            "startsRollout",
            "hashes",
            "fields",
            "surprises",
            "sentences",
            "plans");
    assertThat(rollout.get("verdict")).isEqualTo("newVersion");
    assertThat(map(rollout.get("hashes")).keySet()).containsExactly("before", "after");
    assertThat(list(rollout.get("fields")).get(0).toString())
        .isEqualTo("{path=spec.template.spec.containers[0].image, before=\"a:1\", after=\"a:2\"}");
    Map<String, Object> plans = map(rollout.get("plans"));
    assertThat(plans.keySet()).containsExactly("differ", "states", "numbers");
    Map<String, Object> state = map(list(plans.get("states")).get(1));
    assertThat(state.keySet()).containsExactly("change", "before", "after");
    assertThat(state.get("change")).isEqualTo("changed");
    assertThat(map(state.get("after")).keySet())
        .containsExactly("state", "reachable", "newPods", "oldPods", "traffic");
    assertThat(map(list(plans.get("numbers")).get(0)).keySet())
        .containsExactly("what", "before", "after", "differs");
  }

  @Test
  void aRolloutOfOneRevisionHasOneHash() {
    Map<String, Object> rollout = map(list(json("", BASE).get("rollouts")).get(0));

    assertThat(rollout.get("verdict")).isEqualTo("added");
    assertThat(map(rollout.get("hashes")).get("before")).isNull();
    assertThat(map(rollout.get("hashes")).get("after"))
        .isEqualTo(
            map(map(list(json(BASE, BASE).get("rollouts")).get(0)).get("hashes")).get("after"));
    assertThat(rollout.get("plans")).isNull();
  }

  @Test
  void aDeploymentHasItsVerdictAndFields() {
    String deployment =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: here}
        spec:
          selector: {matchLabels: {app: web}}
          template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: "a:1"}]}}
        """;
    Map<String, Object> all = json(deployment, deployment.replace("a:1", "a:2"));
    Map<String, Object> review = map(list(all.get("deployments")).get(0));

    assertThat(review.keySet())
        .containsExactly("namespace", "name", "verdict", "fields", "sentence");
    assertThat(review.get("verdict")).isEqualTo("newTemplate");
    assertThat(list(review.get("fields")).get(0).toString())
        .isEqualTo("{path=spec.template.spec.containers[0].image, before=\"a:1\", after=\"a:2\"}");
    // a Deployment is no Rollout
    assertThat(all.get("startsRollout")).isEqualTo(false);
  }

  @Test
  void aDocumentHasItsEditsAndTheirFates() {
    Map<String, Object> all = json(BASE, BASE.replace("Healthy", "Paused").replace(": 2", ": 3"));
    Map<String, Object> document = map(list(all.get("documents")).get(0));

    assertThat(document.keySet())
        .containsExactly("apiVersion", "kind", "namespace", "name", "change", "edits");
    assertThat(document.get("change")).isEqualTo("changed");
    List<Object> edits = list(document.get("edits"));
    assertThat(map(edits.get(0)).toString())
        .isEqualTo("{path=spec.replicas, before=2, after=3, fate=null}");
    assertThat(map(map(edits.get(1)).get("fate")).keySet())
        .containsExactly("by", "atRest", "duringUpdate");
    assertThat(map(map(edits.get(1)).get("fate")).get("by")).isEqualTo("apiServer");
  }

  @Test
  void theReadmeNamesEveryVerdict() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    String row =
        readme.lines().filter(line -> line.startsWith("| `verdict`")).findFirst().orElseThrow();

    for (Verdict verdict : Verdict.values()) {
      assertThat(row).contains("`" + verdict + "`");
    }
    for (DeploymentReview.Verdict verdict : DeploymentReview.Verdict.values()) {
      assertThat(readme).contains("`" + verdict + "`");
    }
  }

  // JSON is YAML, so SnakeYAML reads it
  private static Map<String, Object> json(String base, String head) {
    Review review =
        Review.of(
            Manifests.read("base.yaml", base),
            Manifests.read("head.yaml", head),
            PlannerOptions.DEFAULT);
    return map(
        new Yaml(new SafeConstructor(new LoaderOptions())).load(ReviewFormat.JSON.text(review)));
  }

  private static Map<String, Object> map(Object value) {
    Map<String, Object> fields = new LinkedHashMap<>();
    ((Map<?, ?>) value).forEach((name, field) -> fields.put(name.toString(), field));
    return fields;
  }

  private static List<Object> list(Object value) {
    return new ArrayList<>((List<?>) value);
  }
}
