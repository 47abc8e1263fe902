// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannerOptions;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Severity;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The findings K1 to K23 of rolling.md 13, each with the severity and the numbers that the study
 * gives.
 *
 * <p>An error here is what the API server refuses, or what nothing can be planned with. K23 is a
 * warning, although the study calls it an error: the API server drops an unknown field unless it is
 * asked to be strict.
 */
class DeploymentStudyFindingsTest {
  private static final String LIMITS =
      "strategy: {rollingUpdate: {maxSurge: %s, maxUnavailable: %s}}";
  private static final String TEMPLATE =
      "template: {metadata: {labels: {app: shop, tier: %s}}, spec: {containers: [{name: web}]}}";
  private static final String SCALER =
      """
      ---
      apiVersion: autoscaling/v2
      kind: HorizontalPodAutoscaler
      metadata: {name: h}
      spec: {scaleTargetRef: {kind: Deployment, name: shop}, minReplicas: 3, maxReplicas: 20}
      """;
  private static final String PINNED =
      """
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: s}
      spec: {selector: {app: shop, tier: a}, ports: [{port: 80}]}
      """;

  static Stream<Arguments> ofDeployments() {
    return Stream.of(
        k(1, "unavailable-rounds-to-zero", Severity.NOTE, "replicas: 3", "of 3 replicas", "0"),
        k(2, "both-round-to-zero", Severity.WARNING, three(0, "1%"), "of 3 replicas", "1 pod"),
        k(3, "rolling-outage", Severity.WARNING, four(1, "100%"), "of 4 replicas"),
        k(4, "rolling-one-replica", Severity.NOTE, "replicas: 1", "0 %, 50 %, 100 %"),
        k(5, "broken-version-stuck", Severity.NOTE, "replicas: 10", "8 old and 5 new pods"),
        k(6, "deployment-limit-invalid", Severity.ERROR, ten("'5'", 1), "\"5\""),
        k(7, "share-jump", Severity.NOTE, "replicas: 10", "from 38.5 % to 62.5 % in one pass"),
        k(
            8,
            "deployment-deadline-not-above-min-ready",
            Severity.ERROR,
            "minReadySeconds: 600",
            "600"),
        k(
            9,
            "deployment-deadline-tight",
            Severity.WARNING,
            "minReadySeconds: 600\nprogressDeadlineSeconds: 610",
            "610",
            "10 s"),
        k(
            10,
            "deployment-deadline-only-reports",
            Severity.NOTE,
            "progressDeadlineSeconds: 600",
            "after 600 s without progress"),
        k(
            11,
            "recreate-outage",
            Severity.WARNING,
            "replicas: 5\nstrategy: {type: Recreate}",
            "all 5 pods"),
        k(15, "pods-above-surge", Severity.NOTE, "replicas: 10", "15 pods", "20", "13"),
        k(16, "pause-is-no-freeze", Severity.WARNING, "replicas: 10\npaused: true", "paused"),
        k(
            17,
            "no-rollback-history",
            Severity.WARNING,
            "revisionHistoryLimit: 0",
            "0 keeps no old ReplicaSet"),
        k(
            18,
            "deployment-too-many-pods",
            Severity.ERROR,
            "replicas: 2147483647\n" + LIMITS.formatted(1, 0),
            "2147483647"),
        k(19, "scale-overflow", Severity.WARNING, "replicas: 60000", "32"),
        k(20, "rolling-zero-replicas", Severity.NOTE, "replicas: 0", "0 replicas"),
        k(
            22,
            "slow-rollout",
            Severity.NOTE,
            "replicas: 200\nminReadySeconds: 30\n" + LIMITS.formatted(1, 0),
            "400 passes",
            "100 min"),
        k(
            23,
            "unknown-field",
            Severity.WARNING,
            "podReplacementPolicy: TerminationComplete",
            "podReplacementPolicy"));
  }

  private static String three(Object surge, Object unavailable) {
    return "replicas: 3\n" + LIMITS.formatted(surge, unavailable);
  }

  private static String four(Object surge, Object unavailable) {
    return "replicas: 4\n" + LIMITS.formatted(surge, unavailable);
  }

  private static String ten(Object surge, Object unavailable) {
    return "replicas: 10\n" + LIMITS.formatted(surge, unavailable);
  }

  private static Arguments k(
      int number, String rule, Severity severity, String spec, String... words) {
    return Arguments.of("K" + number, rule, severity, spec, List.of(words));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("ofDeployments")
  void aDeploymentIsTold(
      String id, String rule, Severity severity, String spec, List<String> words) {
    StudyFindings.assertTold(id, deployments(spec, ""), rule, severity, words);
  }

  @Test
  void k12AnAutoscalerOwnsTheReplicas() {
    StudyFindings.assertTold(
        "K12",
        deployments("replicas: 10", SCALER),
        "autoscaler-owns-replicas",
        Severity.WARNING,
        List.of("\"h\"", "3 to 20"));
  }

  @Test
  void k13ZeroSurgeCanWedge() {
    StudyFindings.assertTold(
        "K13", deployments(ten(0, 2), SCALER), "zero-surge-wedge", Severity.WARNING, List.of("8"));
  }

  @Test
  void k14TheOldVersionIsScaledFirst() {
    StudyFindings.assertTold(
        "K14",
        edits(
            "replicas: 10\n" + TEMPLATE.formatted("a"),
            "replicas: 20\n" + TEMPLATE.formatted("b"),
            ""),
        "old-version-scaled-first",
        Severity.WARNING,
        List.of("from 10 to 20", "10 more pods of the old version"));
  }

  @Test
  void k21AServicePinsAVersion() {
    StudyFindings.assertTold(
        "K21",
        edits(TEMPLATE.formatted("a"), TEMPLATE.formatted("b"), PINNED),
        "service-pins-version",
        Severity.WARNING,
        List.of("\"s\"", "old version only"));
  }

  /** A Deployment that nothing is to be said of but what holds of all of them. */
  @Test
  void nothingIsToldOfWhatIsFine() {
    assertThat(
            deployments("replicas: 10\nminReadySeconds: 5\n" + LIMITS.formatted(1, 0), "").stream()
                .map(finding -> finding.rule().id())
                .distinct())
        .containsExactlyInAnyOrder("broken-version-stuck", "pods-above-surge");
  }

  /** No number of the study is without its row. */
  @Test
  void allNumbersAreHere() {
    List<String> ks = ofDeployments().map(row -> row.get()[0].toString()).toList();
    assertThat(IntStream.rangeClosed(1, 23).mapToObj(i -> "K" + i))
        .filteredOn(id -> !ks.contains(id))
        // in tests of their own
        .containsExactly("K12", "K13", "K14", "K21");
  }

  private static List<Finding> deployments(String spec, String beside) {
    return CanaryPlanner.plan(deployment(spec, beside), PlannerOptions.DEFAULT).allFindings();
  }

  private static List<Finding> edits(String before, String after, String beside) {
    return CanaryPlanner.plan(
            deployment(before, beside), deployment(after, beside), PlannerOptions.DEFAULT)
        .allFindings();
  }

  private static Manifests deployment(String spec, String beside) {
    String text =
        spec
            + "\nselector: {matchLabels: {app: shop}}\n"
            + (spec.contains("template:") ? "" : "template: {metadata: {labels: {app: shop}}}\n");
    return Manifests.read(
        "shop.yaml",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: shop}\nspec:\n"
            + text.strip().indent(2)
            + beside);
  }
}
