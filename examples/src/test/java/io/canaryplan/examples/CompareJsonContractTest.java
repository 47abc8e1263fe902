// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.Manifests;
import io.canaryplan.PlannerOptions;
import io.canaryplan.comparison.Comparisons;
import io.canaryplan.comparison.TrialSteps;
import io.canaryplan.report.ComparisonFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads the JSON of a comparison as another tool would: its fields, their order and values. */
class CompareJsonContractTest {
  private static final String ROLLOUT =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: shop, namespace: here}
      spec:
        replicas: 2
        selector: {matchLabels: {app: shop}}
        template: {metadata: {labels: {app: shop}}, spec: {containers: [{name: web}]}}
        strategy: {canary: {steps: [{setWeight: 20}, {pause: {}}, {setCanaryScale: {replicas: 1}}]}}
      """;

  private static final String GOOD = ROLLOUT.replace(", {setCanaryScale: {replicas: 1}}", "");

  @Test
  void oneObjectHoldsComparisonsThoseThatAreNoneAndFindings() {
    Map<String, Object> all =
        json(GOOD + "---\n" + GOOD.replace("shop, ", "bad, ").replace("20", "120"));

    assertThat(all.keySet()).containsExactly("schema", "comparisons", "notCompared", "findings");
    assertThat(all.get("schema")).isEqualTo("canaryplan/compare/v1");
    assertThat(list(all.get("comparisons"))).hasSize(1);
    Map<String, Object> other = map(list(all.get("notCompared")).get(0));
    assertThat(other.keySet()).containsExactly("kind", "namespace", "name", "reason");
    assertThat(other.get("name")).isEqualTo("bad");
    assertThat(other.get("reason").toString()).contains("120");
    assertThat(map(list(all.get("findings")).get(0)).keySet())
        .containsSubsequence("rule", "severity", "path", "file", "line", "column", "message");
  }

  @Test
  void aComparisonHasItsWorkloadAndItsWays() {
    Map<String, Object> one = map(list(json(GOOD).get("comparisons")).get(0));

    assertThat(one.keySet())
        .containsExactly(
            "kind", "namespace", "name", "replicas", "services", "ways", "decides", "notes");
    assertThat(one.get("namespace")).isEqualTo("here");
    assertThat(one.get("replicas")).isEqualTo(2);
    assertThat(list(one.get("services"))).isEmpty();
    assertThat(list(one.get("ways")))
        .extracting(way -> map(way).get("way") + " " + map(way).get("origin"))
        .containsExactly(
            "rollingUpdate derived", "blueGreen derived", "canary written", "routedCanary derived");
  }

  /** rolling.md 8.2, bluegreen.md 5.5, canary.md 9: 1 of 3 pods, all or nothing, 20 %. */
  @Test
  void aWayHasItsNumbers() {
    List<Object> ways = list(map(list(json(GOOD).get("comparisons")).get(0)).get("ways"));

    assertThat(map(ways.get(0)).keySet())
        .containsExactly(
            "way",
            "origin",
            "strategy",
            "firstUsers",
            "shares",
            "beforeStop",
            "byHeader",
            "gate",
            "peakPods",
            "lowestAvailablePods",
            "extraPods",
            "timeToFull",
            "backFromGate",
            "backFromFull",
            "sessionsCanSeeBoth",
            "sharesOfStableService",
            "needs",
            "standstill",
            "refusal");
    assertThat(ways)
        .extracting(way -> map(map(way).get("firstUsers")).get("share").toString())
        .containsExactly("1/3", "1/1", "1/3", "20/100");
    assertThat(ways).extracting(way -> map(way).get("peakPods")).containsExactly(3, 4, 3, 4);
    assertThat(map(map(ways.get(2)).get("gate")).toString())
        .isEqualTo("{waitsFor=person, stateIndex=2, state=2 pause: {}, durationSeconds=null}");
    assertThat(map(map(ways.get(0)).get("timeToFull")).get("seconds")).isEqualTo(0);
    assertThat(map(map(ways.get(1)).get("backFromFull")).get("withinSeconds")).isEqualTo(30);
  }

  @Test
  void aWayThatIsNoneSaysWhy() {
    String routed =
        ROLLOUT.replace(
            "{canary: {",
            "{canary: {canaryService: c, stableService: s, trafficRouting: {istio: {virtualService:"
                + " {name: v}}}, ");
    List<Object> ways = list(map(list(json(routed).get("comparisons")).get(0)).get("ways"));

    assertThat(map(ways.get(2)).toString())
        .isEqualTo("{way=canary, origin=derived, refusal=step 3, setCanaryScale, needs a router}");
  }

  // JSON is YAML, so SnakeYAML reads it
  private static Map<String, Object> json(String yaml) {
    Comparisons comparisons =
        Comparisons.of(Manifests.read("in.yaml", yaml), PlannerOptions.DEFAULT, TrialSteps.NONE);
    return map(
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(ComparisonFormat.JSON.text(comparisons)));
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
