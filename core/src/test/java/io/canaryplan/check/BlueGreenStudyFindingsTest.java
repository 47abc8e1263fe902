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
 * The refusals BG-1 to BG-12 of bluegreen.md 1.2 and the findings of bluegreen.md 11, each with its
 * severity.
 *
 * <p>An error here is what the controller refuses. Four findings that the study calls errors are
 * none of that, and are warnings: an abort that cannot return, a rollback in the window, an
 * analysis without templates and negative seconds, all of which the controller takes and which are
 * planned.
 */
class BlueGreenStudyFindingsTest {
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
    StudyFindings.assertTold(id, rollouts("", strategy, beside), rule, Severity.ERROR, List.of());
  }

  /** Whether it is in the cluster is not known, so that it is a warning. */
  @Test
  void bg10ATemplateIsMissing() {
    StudyFindings.assertTold(
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
    StudyFindings.assertTold(
        rule, rollouts(fields, BG.formatted(strategy), ""), rule, severity, List.of());
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
    StudyFindings.assertTold(
        rule,
        rollouts(
            "",
            BG.formatted(""),
            service("a", "app: shop") + service("p", "").replace("selector: {}, ", "")),
        rule,
        Severity.WARNING,
        List.of());
  }

  /** A Rollout that nothing is to be said of but what holds of all of them. */
  @Test
  void nothingIsToldOfWhatIsFine() {
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

  /** No number of the study is without its row. */
  @Test
  void allNumbersAreHere() {
    List<String> bgs = refusals().map(row -> row.get()[0].toString()).toList();
    assertThat(IntStream.rangeClosed(1, 12).mapToObj(i -> "BG-" + i))
        .filteredOn(id -> !bgs.contains(id))
        .containsExactly("BG-10");
    assertThat(ofBlueGreen()).hasSize(21);
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
