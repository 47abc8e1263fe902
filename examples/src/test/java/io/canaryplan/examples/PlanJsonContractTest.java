// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannerOptions;
import io.canaryplan.report.PlanJson;
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

/** Reads the JSON as another tool would: the fields of the contract, their order and values. */
class PlanJsonContractTest {
  @Test
  void oneRolloutIsOneObject() throws IOException {
    Map<String, Object> plan =
        map(json(Files.readString(Path.of("manifests/rollout-example.yaml"))));

    assertThat(plan.keySet())
        .containsSubsequence(
            "schema",
            "rollout",
            "rounding",
            "trafficRouting",
            "limits",
            "states",
            "aborts",
            "findings");
    assertThat(plan.get("schema")).isEqualTo("canaryplan/v1");
    assertThat(plan.get("rollout").toString())
        .isEqualTo("{name=rollout-example, namespace=null, replicas=2}");
    assertThat(plan.get("rounding")).isEqualTo("ceiling");
    assertThat(plan.get("trafficRouting")).isEqualTo("istio");
    assertThat(plan.get("limits").toString()).isEqualTo("{maxSurge=1, maxUnavailable=0}");
    assertThat(list(plan.get("findings"))).isEmpty();
  }

  @Test
  void statesHaveCountsWeightsPassesAndDocuments() throws IOException {
    Map<String, Object> plan =
        map(json(Files.readString(Path.of("manifests/rollout-example.yaml"))));
    List<Object> states = list(plan.get("states"));

    assertThat(states).hasSize(4);
    Map<String, Object> first = map(states.get(1));
    assertThat(first.get("name")).isEqualTo("step");
    assertThat(first.get("stepIndex")).isEqualTo(0);
    assertThat(first.get("step")).isEqualTo("setWeight: 5");
    assertThat(first.get("replicas").toString()).isEqualTo("{canary=1, stable=2, total=3}");
    assertThat(first.get("weights").toString()).isEqualTo("{canary=5, stable=95, additional=[]}");
    assertThat(first.get("durationSeconds")).isEqualTo(0);
    assertThat(list(first.get("passes")))
        .extracting(
            pass ->
                map(pass).get("canary")
                    + "+"
                    + map(pass).get("stable")
                    + " at "
                    + map(pass).get("canaryWeight"))
        .containsExactly("1+2 at 0", "1+2 at 5");
    assertThat(list(first.get("documents")))
        .extracting(document -> map(document).get("kind"))
        .containsExactly("VirtualService", "DestinationRule");
    assertThat(map(states.get(2)).get("durationSeconds")).isEqualTo(60);
    assertThat(map(states.get(3)).get("name")).isEqualTo("promoted");
    assertThat(list(plan.get("aborts")))
        .extracting(abort -> map(abort).get("fromStepIndex"))
        .containsExactly(0, 1);
  }

  @Test
  void changesAreFieldsWithTheirValuesBeforeAndAfter() throws IOException {
    Map<String, Object> plan =
        map(json(Files.readString(Path.of("manifests/rollout-example.yaml"))));
    List<Object> states = list(plan.get("states"));

    // istio.md 6.4: at the first weight the canary label moves; the annotation is already set
    assertThat(changes(states.get(1), "changes"))
        .containsExactly(
            "rollout-vsvc spec.http[0].route[0].weight 100 -> 95",
            "rollout-vsvc spec.http[0].route[1].weight 0 -> 5",
            "rollout-destrule spec.subsets[0].labels.rollouts-pod-template-hash"
                + " stable-hash -> 858c7b55bc");
    assertThat(changes(states.get(2), "changes")).isEmpty();
    // the same state beside git, where the DestinationRule has neither annotation nor hashes
    assertThat(changes(states.get(2), "changesFromInput"))
        .containsExactly(
            "rollout-vsvc spec.http[0].route[0].weight 100 -> 95",
            "rollout-vsvc spec.http[0].route[1].weight 0 -> 5",
            "rollout-destrule metadata.annotations null ->"
                + " {argo-rollouts.argoproj.io/managed-by-rollouts: rollout-example}",
            "rollout-destrule spec.subsets[0].labels.rollouts-pod-template-hash"
                + " null -> 858c7b55bc",
            "rollout-destrule spec.subsets[1].labels.rollouts-pod-template-hash"
                + " null -> stable-hash");
  }

  @Test
  void changesOfAnAbortStartAtItsStep() throws IOException {
    Map<String, Object> plan =
        map(json(Files.readString(Path.of("manifests/rollout-example.yaml"))));

    // istio.md 6.4: aborted is 100/0, and the canary label keeps the new hash
    assertThat(changes(list(plan.get("aborts")).get(1), "changes"))
        .containsExactly(
            "rollout-vsvc spec.http[0].route[0].weight 95 -> 100",
            "rollout-vsvc spec.http[0].route[1].weight 5 -> 0");
  }

  @Test
  void openPausesAreNullAndSeveralRolloutsAnArray() throws IOException {
    String one = Files.readString(Path.of("manifests/basic.yaml")).replace("duration: 1m", "{}");
    String other = one.replace("name: rollout-example", "name: other");
    List<Object> plans = list(json(one + "---\n" + other));

    assertThat(plans).hasSize(2);
    Map<String, Object> first = map(plans.get(0));
    assertThat(first.get("trafficRouting")).isEqualTo("none");
    assertThat(map(list(first.get("states")).get(2)).get("durationSeconds")).isNull();
    assertThat(map(map(plans.get(1)).get("rollout")).get("name")).isEqualTo("other");
  }

  @Test
  void withoutRolloutThereIsOneObjectWithTheFindings() {
    Map<String, Object> plan = map(json("kind: Service\n"));

    assertThat(plan.get("rollout")).isNull();
    assertThat(list(plan.get("states"))).isEmpty();
    assertThat(map(list(plan.get("findings")).get(0)).keySet())
        .containsSubsequence(
            "rule", "severity", "path", "file", "line", "column", "message", "hint");
  }

  private static List<String> changes(Object state, String field) {
    return list(map(state).get(field)).stream()
        .map(change -> map(change))
        .map(
            change ->
                change.get("name")
                    + " "
                    + change.get("path")
                    + " "
                    + change.get("before")
                    + " -> "
                    + change.get("after"))
        .toList();
  }

  // JSON is YAML, so SnakeYAML reads it
  private static Object json(String yaml) {
    Manifests manifests = Manifests.read("in.yaml", yaml);
    String json = PlanJson.of(CanaryPlanner.plan(manifests, PlannerOptions.DEFAULT));
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(json);
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
