// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannedManifests;
import io.canaryplan.PlannerOptions;
import io.canaryplan.finding.Finding;
import io.canaryplan.plan.RollingPass;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Findings about the update of a Deployment (rolling.md 13 and 15), each where it fires and where
 * it just does not.
 */
class RollingUpdateChecksTest {
  private static final String LIMITS =
      "strategy: {rollingUpdate: {maxSurge: %s, maxUnavailable: %s}}";
  private static final String CONTAINERS =
      "template: {metadata: {labels: {app: shop}}, spec: {%s}}";
  private static final String SCALER =
      """
      ---
      apiVersion: autoscaling/v2
      kind: HorizontalPodAutoscaler
      metadata: {name: h}
      spec: {scaleTargetRef: {kind: %s, name: shop}, minReplicas: %s, maxReplicas: %s}
      """;

  static Stream<Arguments> fires() {
    return Stream.of(
        // 5/13 to 5/8 are 24 points
        row("share-jump", "replicas: 10"),
        row("slow-rollout", "replicas: 10\nminReadySeconds: 181\n" + LIMITS.formatted(1, 0)),
        row("slow-rollout", "minReadySeconds: 2000\nprogressDeadlineSeconds: 3000"),
        row("nothing-soaks", "replicas: 1"),
        row("read-differently", "replicas: 1_0"),
        row("read-differently", "revisionHistoryLimit: 1e1"),
        row("read-differently", LIMITS.formatted("1e2", 1)),
        row("read-differently", LIMITS.formatted(1, "012")),
        row("no-readiness-probe", CONTAINERS.formatted("containers: [{name: a}, {name: b}]")),
        row(
            "no-readiness-probe",
            CONTAINERS.formatted("containers: [{name: a, livenessProbe: {tcpSocket: {port: 1}}}]")),
        row("autoscaler-owns-replicas", "replicas: 10", SCALER.formatted("Deployment", 1, 5)),
        row("replicas-owned-by-autoscaler", "replicas: 3", SCALER.formatted("Deployment", 1, 5)),
        row(
            "zero-surge-wedge",
            "replicas: 10\n" + LIMITS.formatted(0, 2),
            SCALER.formatted("Deployment", 8, 10)),
        // 10 − 2 is below the least, but 20 − 2 is not
        row(
            "zero-surge-wedge",
            "replicas: 10\n" + LIMITS.formatted(0, 2),
            SCALER.formatted("Deployment", 9, 20)),
        row("scale-overflow", "replicas: 46341\n" + LIMITS.formatted(0, 1)),
        row("scale-overflow", "replicas: 46340\n" + LIMITS.formatted(1, 0)),
        row(
            "scale-overflow",
            "replicas: 10\n" + LIMITS.formatted("100%", 1),
            SCALER.formatted("Deployment", 1, 23171)));
  }

  static Stream<Arguments> restsSilent() {
    return Stream.of(
        // 8/10 to 8/8 are just 20 points
        row("share-jump", "replicas: 10\n" + LIMITS.formatted(0, 2)),
        // one replica is said of in other words
        row("share-jump", "replicas: 1"),
        row("share-jump", "replicas: 3\nstrategy: {type: Recreate}"),
        // 20 passes of 180 s are just an hour
        row("slow-rollout", "replicas: 10\nminReadySeconds: 180\n" + LIMITS.formatted(1, 0)),
        row("slow-rollout", "replicas: 10"),
        row("nothing-soaks", "replicas: 10\nminReadySeconds: 1"),
        row("nothing-soaks", "replicas: 10\npaused: true"),
        row("nothing-soaks", "replicas: 10\nstrategy: {type: Recreate}"),
        row("nothing-soaks", "replicas: 0"),
        row("read-differently", "replicas: 10"),
        // rolling.md 1.1: no deadline at all
        row(
            "deployment-deadline-tight",
            "minReadySeconds: 2147483646\nprogressDeadlineSeconds: 2147483647"),
        row("deployment-deadline-only-reports", "progressDeadlineSeconds: 2147483647"),
        // what is hexadecimal to one parser is so to all
        row("read-differently", LIMITS.formatted("0x1e", "25%")),
        row("no-readiness-probe", "replicas: 10"),
        row(
            "no-readiness-probe",
            CONTAINERS.formatted("containers: [{name: a}, {name: b, readinessProbe: {exec: {}}}]")),
        row(
            "no-readiness-probe",
            CONTAINERS.formatted("containers: [{name: a, startupProbe: {exec: {}}}]")),
        row(
            "no-readiness-probe",
            CONTAINERS.formatted("readinessGates: [{conditionType: x}], containers: [{name: a}]")),
        row("autoscaler-owns-replicas", "replicas: 3", SCALER.formatted("Rollout", 1, 5)),
        row("autoscaler-owns-replicas", "replicas: 3", SCALER.formatted("StatefulSet", 1, 5)),
        row("autoscaler-owns-replicas", "replicas: 0", SCALER.formatted("Deployment", 1, 5)),
        row("replicas-owned-by-autoscaler", "paused: false", SCALER.formatted("Deployment", 1, 5)),
        row("zero-surge-wedge", "replicas: 10\n" + LIMITS.formatted(0, 2)),
        row(
            "zero-surge-wedge",
            "replicas: 10\n" + LIMITS.formatted(1, 2),
            SCALER.formatted("Deployment", 1, 10)),
        row(
            "zero-surge-wedge",
            "replicas: 10\n" + LIMITS.formatted(0, 2),
            SCALER.formatted("Deployment", 9, 10)),
        // all pods go in the first pass, so that none is left to be scaled to
        row(
            "zero-surge-wedge",
            "replicas: 10\n" + LIMITS.formatted(0, "100%"),
            SCALER.formatted("Deployment", 1, 10)),
        row("scale-overflow", "replicas: 46340\n" + LIMITS.formatted(0, 1)),
        row("scale-overflow", "replicas: 60000\nstrategy: {type: Recreate}"),
        row(
            "scale-overflow",
            "replicas: 10\n" + LIMITS.formatted("100%", 1),
            SCALER.formatted("Deployment", 1, 23170)));
  }

  private static Arguments row(String rule, String spec) {
    return row(rule, spec, "");
  }

  private static Arguments row(String rule, String spec, String beside) {
    return Arguments.of(rule, spec, beside);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("fires")
  void isFound(String rule, String spec, String beside) {
    assertThat(rules(CanaryPlanner.plan(manifests(spec, beside), PlannerOptions.DEFAULT)))
        .contains(rule);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("restsSilent")
  void isNotFound(String rule, String spec, String beside) {
    assertThat(rules(CanaryPlanner.plan(manifests(spec, beside), PlannerOptions.DEFAULT)))
        .doesNotContain(rule);
  }

  static Stream<Arguments> edits() {
    String image = CONTAINERS.formatted("containers: [{name: a, image: b}]");
    String recreate = "strategy: {type: Recreate}";
    return Stream.of(
        Arguments.of("replicas: 10", "replicas: 20", List.of()),
        Arguments.of("replicas: 10", "replicas: 10\n" + image, List.of()),
        Arguments.of("replicas: 10", "replicas: 20\n" + image, List.of("old-version-scaled-first")),
        Arguments.of("replicas: 10", "replicas: 4\n" + image, List.of("old-version-scaled-first")),
        Arguments.of(
            "replicas: 10\n" + recreate,
            "replicas: 4\n" + recreate + "\n" + image,
            List.of("old-version-scaled-first")),
        // absent replicas keep the live number, whatever it is
        Arguments.of("replicas: 10", image, List.of()),
        Arguments.of("paused: false", "replicas: 4\n" + image, List.of()),
        Arguments.of("replicas: 0", "replicas: 4\n" + image, List.of()),
        Arguments.of("replicas: 10", "replicas: 4\npaused: true\n" + image, List.of()),
        Arguments.of("replicas: 10", "replicas: 10\n" + recreate, List.of()),
        Arguments.of("replicas: 10", "replicas: 4\n" + recreate, List.of("recreate-deadlock")),
        Arguments.of("replicas: 10\n" + recreate, "replicas: 4", List.of()));
  }

  @ParameterizedTest(name = "{0} becomes {1}")
  @MethodSource("edits")
  void editsAreJudgedByBothRevisions(String before, String after, List<String> expected) {
    List<String> found =
        rules(
            CanaryPlanner.plan(
                manifests(before, ""), manifests(after, ""), PlannerOptions.DEFAULT));
    List<String> ofEdits =
        DeploymentEditRules.GROUP.rules().stream()
            .map(rule -> rule.id())
            .filter(found::contains)
            .toList();

    assertThat(ofEdits).isEqualTo(expected);
  }

  static Stream<Arguments> scaledEdits() {
    String image = CONTAINERS.formatted("containers: [{name: a, image: b}]");
    String recreate = "strategy: {type: Recreate}\n";
    // rolling.md 5.6; without pods before, all new ones come at once (3.1)
    return Stream.of(
        Arguments.of("replicas: 10", "replicas: 20\n" + image, "20+0 15+5 15+10 5+10 5+20 0+20"),
        Arguments.of("replicas: 10", "replicas: 4\n" + image, "4+0 3+1 3+2 1+2 1+4 0+4"),
        Arguments.of(recreate + "replicas: 5", recreate + "replicas: 8\n" + image, "8+0 0+0 0+8"),
        Arguments.of("replicas: 0", "replicas: 4\n" + image, "0+4"),
        Arguments.of("replicas: 4", "replicas: 0\n" + image, "0+0 0+0"),
        // nothing is scaled first: another number alone, and one that is not written
        Arguments.of("replicas: 10", "replicas: 4", "3+1 3+2 1+2 1+4 0+4"),
        Arguments.of("paused: false", "replicas: 4\n" + image, "3+1 3+2 1+2 1+4 0+4"),
        Arguments.of("replicas: 10", image, "1+1 0+1"),
        Arguments.of("replicas: -1", "replicas: 4\n" + image, "3+1 3+2 1+2 1+4 0+4"),
        // replicas and maxSurge of the revision before could not be counted
        Arguments.of("replicas: 2147483647", "replicas: 4\n" + image, "3+1 3+2 1+2 1+4 0+4"));
  }

  @ParameterizedTest(name = "{0} becomes {1}")
  @MethodSource("scaledEdits")
  void thePlanStartsFromTheReplicasBefore(String before, String after, String sizes) {
    PlannedManifests planned =
        CanaryPlanner.plan(manifests(before, ""), manifests(after, ""), PlannerOptions.DEFAULT);

    assertThat(sizes(planned)).isEqualTo(sizes);
  }

  @Test
  void replicasThatAreGivenHoldForBothRevisions() {
    String image = CONTAINERS.formatted("containers: [{name: a, image: b}]");
    PlannedManifests planned =
        CanaryPlanner.plan(
            manifests("replicas: 10", ""),
            manifests("replicas: 20\n" + image, ""),
            PlannerOptions.DEFAULT.withReplicas(4));

    assertThat(sizes(planned)).isEqualTo("3+1 3+2 1+2 1+4 0+4");
    assertThat(rules(planned)).doesNotContain("old-version-scaled-first");
  }

  private static String sizes(PlannedManifests planned) {
    return planned.deployments().get(0).update().value().orElseThrow().states().stream()
        .flatMap(state -> state.passes().stream())
        .map(RollingPass.class::cast)
        .map(pass -> pass.oldPods() + "+" + pass.newPods())
        .collect(Collectors.joining(" "));
  }

  @Test
  void theOrderOfExpressionsIsPartOfASelector() {
    String one = "{key: app, operator: Exists}";
    String other = "{key: x, operator: DoesNotExist}";
    String selector = "selector: {matchExpressions: [%s, %s]}";
    Manifests base = manifests(selector.formatted(one, other), "");

    assertThat(rules(CanaryPlanner.plan(base, base, PlannerOptions.DEFAULT)))
        .doesNotContain("deployment-selector-changed");
    assertThat(
            rules(
                CanaryPlanner.plan(
                    base, manifests(selector.formatted(other, one), ""), PlannerOptions.DEFAULT)))
        .contains("deployment-selector-changed");
  }

  private static List<String> rules(PlannedManifests planned) {
    return planned.allFindings().stream().map(Finding::rule).map(rule -> rule.id()).toList();
  }

  private static Manifests manifests(String spec, String beside) {
    String text =
        spec
            + (spec.contains("selector:") ? "\n" : "\nselector: {matchLabels: {app: shop}}\n")
            + (spec.contains("template:") ? "" : "template: {metadata: {labels: {app: shop}}}\n");
    return Manifests.read(
        "shop.yaml",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: shop}\nspec:\n"
            + text.strip().indent(2)
            + beside);
  }
}
