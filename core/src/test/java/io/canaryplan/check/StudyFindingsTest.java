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
 * The findings that the studies number: K1 to K23 of rolling.md 13, BG-1 to BG-12 of bluegreen.md
 * 1.2 and those of bluegreen.md 11, each with the severity and the numbers that the study gives.
 *
 * <p>An error here is what a controller or the API server refuses, or what nothing can be planned
 * with. Five findings that the studies call errors are none of that, and are warnings: K23, since
 * the API server drops an unknown field unless it is asked to be strict, and of bluegreen.md 11
 * those of an abort that cannot return, of a rollback in the window, of an analysis without
 * templates and of negative seconds, all of which the controller takes and which are planned.
 */
class StudyFindingsTest {
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
    assertTold(id, deployments(spec, ""), rule, severity, words);
  }

  @Test
  void k12AnAutoscalerOwnsTheReplicas() {
    assertTold(
        "K12",
        deployments("replicas: 10", SCALER),
        "autoscaler-owns-replicas",
        Severity.WARNING,
        List.of("\"h\"", "3 to 20"));
  }

  @Test
  void k13ZeroSurgeCanWedge() {
    assertTold(
        "K13", deployments(ten(0, 2), SCALER), "zero-surge-wedge", Severity.WARNING, List.of("8"));
  }

  @Test
  void k14TheOldVersionIsScaledFirst() {
    assertTold(
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
    assertTold(
        "K21",
        edits(TEMPLATE.formatted("a"), TEMPLATE.formatted("b"), PINNED),
        "service-pins-version",
        Severity.WARNING,
        List.of("\"s\"", "old version only"));
  }

  private static final String BG = "blueGreen: {activeService: a, previewService: p%s}";
  private static final String ANALYSIS = ", prePromotionAnalysis: {templates: [{templateName: t}]}";
  private static final String METRIC =
      """
      ---
      apiVersion: argoproj.io/v1alpha1
      kind: AnalysisTemplate
      metadata: {name: t}
      spec: {%s}
      """;

  static Stream<Arguments> refusals() {
    return Stream.of(
        bg(1, "bluegreen-services-equal", "blueGreen: {activeService: a, previewService: a}"),
        bg(2, "bluegreen-limit-above-history", BG.formatted(", scaleDownDelayRevisionLimit: 11")),
        bg(3, "anti-affinity-kind", BG.formatted(", antiAffinity: {}")),
        bg(
            4,
            "anti-affinity-weight",
            BG.formatted(
                ", antiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: {weight: 101}}")),
        bg(5, "strategy-ambiguous", BG.formatted("") + ", canary: {}"),
        bg(6, "strategy-missing", ""),
        bg(7, "bluegreen-service-missing", BG.formatted(""), service("a", "app: shop")),
        bg(
            8,
            "service-selector-mismatch",
            BG.formatted(""),
            service("a", "app: shop, tier: web") + service("p", "app: shop")),
        bg(
            9,
            "service-managed-by-another",
            BG.formatted(""),
            service("a", "app: shop")
                    .replace(
                        "{name: a}",
                        "{name: a, annotations: {argo-rollouts.argoproj.io/managed-by-rollouts: x}}")
                + service("p", "app: shop")),
        bg(
            11,
            "analysis-without-end",
            BG.formatted(ANALYSIS),
            METRIC.formatted("metrics: [{name: m, interval: 1m, provider: {job: {}}}]")),
        bg(
            12,
            "analysis-argument-without-value",
            BG.formatted(ANALYSIS),
            METRIC.formatted(
                "args: [{name: q}], metrics: [{name: m, count: 1, provider: {job: {}}}]")));
  }

  private static String service(String name, String selector) {
    return """
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: %s}
    spec: {selector: {%s}, ports: [{port: 80}]}
    """
        .formatted(name, selector);
  }

  private static Arguments bg(int number, String rule, String strategy) {
    return bg(number, rule, strategy, "");
  }

  private static Arguments bg(int number, String rule, String strategy, String beside) {
    return Arguments.of("BG-" + number, rule, strategy, beside);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("refusals")
  void aBlueGreenRolloutIsRefused(String id, String rule, String strategy, String beside) {
    assertTold(id, rollouts("", strategy, beside), rule, Severity.ERROR, List.of());
  }

  /** Whether it is in the cluster is not known, so that it is a warning. */
  @Test
  void bg10ATemplateIsMissing() {
    assertTold(
        "BG-10",
        rollouts("", BG.formatted(ANALYSIS), ""),
        "analysis-template-unknown",
        Severity.WARNING,
        List.of("\"t\""));
  }

  static Stream<Arguments> ofBlueGreen() {
    String post = ", postPromotionAnalysis: {templates: [{templateName: t}]}";
    return Stream.of(
        told("bluegreen-abort-cannot-return", Severity.WARNING, "", post),
        told("bluegreen-return-pauses", Severity.WARNING, "", post + ", autoPromotionSeconds: 9"),
        told("bluegreen-retry-skips-gates", Severity.WARNING, "", ", autoPromotionEnabled: false"),
        told(
            "bluegreen-superseded-preview-fast",
            Severity.WARNING,
            "",
            ", autoPromotionEnabled: false"),
        told(
            "bluegreen-superseded-preview-grows",
            Severity.WARNING,
            "",
            ", previewReplicaCount: 1, autoPromotionEnabled: false"),
        told("bluegreen-peak", Severity.NOTE, "", ""),
        told(
            "bluegreen-rollback-window-stuck",
            Severity.WARNING,
            "rollbackWindow: {revisions: 3}",
            ", autoPromotionEnabled: false"),
        told("bluegreen-delay-zero", Severity.WARNING, "", ", scaleDownDelaySeconds: 0"),
        told("bluegreen-abort-delay-zero", Severity.NOTE, "", ", abortScaleDownDelaySeconds: 0"),
        told(
            "bluegreen-analysis-empty",
            Severity.WARNING,
            "",
            ", prePromotionAnalysis: {templates: []}"),
        told("bluegreen-negative-seconds", Severity.WARNING, "", ", autoPromotionSeconds: -5"),
        told(
            "bluegreen-preview-zero",
            Severity.WARNING,
            "",
            ", previewReplicaCount: 0, autoPromotionEnabled: false"),
        told(
            "bluegreen-preview-partial-rollback",
            Severity.WARNING,
            "",
            ", previewReplicaCount: 1, autoPromotionEnabled: false"),
        told("bluegreen-no-gate", Severity.WARNING, "", ""),
        told(
            "bluegreen-seconds-ignored",
            Severity.WARNING,
            "",
            ", autoPromotionEnabled: false, autoPromotionSeconds: 9"),
        told("bluegreen-maxunavailable-ignored", Severity.NOTE, "", ", maxUnavailable: 1"),
        told("bluegreen-deadline-counts-analysis", Severity.WARNING, "", ANALYSIS),
        told("bluegreen-default-delay-differs", Severity.NOTE, "", post),
        told("bluegreen-paused-after-switch", Severity.WARNING, "", post),
        told("bluegreen-preview-after-abort", Severity.NOTE, "", ", autoPromotionEnabled: false"),
        told("bluegreen-delay-short", Severity.NOTE, "", ", scaleDownDelaySeconds: 5"));
  }

  private static Arguments told(String rule, Severity severity, String fields, String strategy) {
    return Arguments.of(rule, severity, fields, strategy);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ofBlueGreen")
  void aBlueGreenRolloutIsTold(String rule, Severity severity, String fields, String strategy) {
    assertTold(rule, rollouts(fields, BG.formatted(strategy), ""), rule, severity, List.of());
  }

  /** bluegreen.md 4.5, and 4.1 for what of a preview of its own size stays. */
  @Test
  void thePeakIsToldByTheReplicas() {
    List<String> peaks =
        Stream.of("1", "4", "9")
            .flatMap(
                preview ->
                    rollouts("paused: true", BG.formatted(", previewReplicaCount: " + preview), "")
                        .stream())
            .filter(finding -> finding.rule().id().equals("bluegreen-peak"))
            .map(Finding::message)
            .toList();

    assertThat(peaks.get(0)).startsWith("pods peak at 5, which is less than 2 times replicas");
    assertThat(peaks.get(1)).startsWith("pods peak at 8, which is 2 times replicas");
    assertThat(peaks.get(2)).startsWith("pods peak at 13, which is more than 2 times replicas");
  }

  @Test
  void aServiceWithoutSelectorIsTold() {
    String rule = "bluegreen-service-selector-empty";
    assertTold(
        rule,
        rollouts(
            "",
            BG.formatted(""),
            service("a", "app: shop") + service("p", "").replace("selector: {}, ", "")),
        rule,
        Severity.WARNING,
        List.of());
  }

  /** A Deployment and a Rollout that nothing is to be said of but what holds of all of them. */
  @Test
  void nothingIsToldOfWhatIsFine() {
    List<String> always = List.of("broken-version-stuck", "pods-above-surge", "service-unknown");

    assertThat(
            deployments("replicas: 10\nminReadySeconds: 5\n" + LIMITS.formatted(1, 0), "").stream()
                .map(finding -> finding.rule().id())
                .filter(rule -> !always.contains(rule)))
        .isEmpty();
    assertThat(
            rollouts("", BG.formatted(", autoPromotionEnabled: false"), "").stream()
                .map(finding -> finding.rule().id())
                .distinct())
        .containsExactlyInAnyOrder(
            "bluegreen-peak",
            "bluegreen-retry-skips-gates",
            "bluegreen-superseded-preview-fast",
            "bluegreen-preview-after-abort",
            "service-unknown");
  }

  /** No number of the studies is without its row. */
  @Test
  void allNumbersAreHere() {
    List<String> ks = ofDeployments().map(row -> row.get()[0].toString()).toList();
    assertThat(IntStream.rangeClosed(1, 23).mapToObj(i -> "K" + i))
        .filteredOn(id -> !ks.contains(id))
        // in tests of their own
        .containsExactly("K12", "K13", "K14", "K21");
    List<String> bgs = refusals().map(row -> row.get()[0].toString()).toList();
    assertThat(IntStream.rangeClosed(1, 12).mapToObj(i -> "BG-" + i))
        .filteredOn(id -> !bgs.contains(id))
        .containsExactly("BG-10");
    assertThat(ofBlueGreen()).hasSize(21);
  }

  private static void assertTold(
      String id, List<Finding> findings, String rule, Severity severity, List<String> words) {
    List<Finding> found =
        findings.stream().filter(finding -> finding.rule().id().equals(rule)).toList();

    assertThat(found).as(id + " among " + findings).isNotEmpty();
    assertThat(found).allSatisfy(finding -> assertThat(finding.range()).as(id).isPresent());
    assertThat(found)
        .anySatisfy(
            finding -> {
              assertThat(finding.severity()).as(id).isEqualTo(severity);
              words.forEach(word -> assertThat(finding.message()).as(id).contains(word));
            });
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

  private static List<Finding> rollouts(String fields, String strategy, String beside) {
    String text =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: {name: shop}
        spec:
          replicas: 4
          selector: {matchLabels: {app: shop}}
          template: {metadata: {labels: {app: shop}}, spec: {containers: [{name: web}]}}
          strategy: {%s}
          %s
        """
            .formatted(strategy, fields);
    return CanaryPlanner.plan(
            Manifests.read("shop.yaml", text.stripTrailing() + "\n" + beside),
            PlannerOptions.DEFAULT)
        .allFindings();
  }
}
