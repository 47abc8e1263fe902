// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannedDeployment;
import io.canaryplan.PlannerOptions;
import io.canaryplan.finding.Finding;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the API server refuses in a Deployment (rolling.md 1.5), a refused one and its accepted
 * neighbours for each row of the study.
 */
class DeploymentChecksTest {
  private static final String SELECTOR = "selector: {matchLabels: {app: shop}}\n";
  private static final String TEMPLATE = "template: {metadata: {labels: {app: shop}}}\n";
  private static final String POD = "template: {metadata: {labels: {app: shop}}, spec: {%s}}";
  private static final String LIMITS =
      "strategy: {rollingUpdate: {maxSurge: %s, maxUnavailable: %s}}";
  private static final String UNAVAILABLE =
      "deployment-limit-invalid spec.strategy.rollingUpdate.maxUnavailable";
  private static final String SURGE =
      "deployment-limit-invalid spec.strategy.rollingUpdate.maxSurge";
  private static final String ZERO =
      "deployment-limits-zero spec.strategy.rollingUpdate.maxUnavailable";
  private static final String DEADLINE =
      "deployment-deadline-not-above-min-ready spec.progressDeadlineSeconds";

  static Stream<Arguments> refused() {
    return Stream.of(
        row("D-1", "replicas: -1", "deployment-number-negative spec.replicas"),
        row("D-2 absent", "selector: null", "deployment-selector-invalid spec.selector"),
        row("D-2 empty", "selector: {}", "deployment-selector-invalid spec.selector"),
        row(
            "D-2 without labels",
            "selector: {matchLabels: {}}",
            "deployment-selector-invalid spec.selector"),
        row(
            "D-2 malformed",
            "selector: {matchExpressions: [{key: app, operator: In}]}",
            "deployment-selector-invalid spec.selector.matchExpressions[0].values"),
        row(
            "D-3",
            "selector: {matchLabels: {app: other}}",
            "deployment-selector-not-in-template spec.template.metadata.labels"),
        row(
            "D-3 without labels",
            "template: {spec: {containers: [{name: shop, image: shop:1}]}}",
            "deployment-selector-not-in-template spec.template.metadata.labels"),
        row(
            "D-4",
            POD.formatted("restartPolicy: OnFailure"),
            "deployment-pod-life spec.template.spec.restartPolicy"),
        row(
            "D-4 exact case",
            POD.formatted("restartPolicy: always"),
            "deployment-pod-life spec.template.spec.restartPolicy"),
        row(
            "D-5",
            POD.formatted("activeDeadlineSeconds: 0"),
            "deployment-pod-life spec.template.spec.activeDeadlineSeconds"),
        row("D-6", "strategy: {type: Canary}", "deployment-strategy-unknown spec.strategy"),
        row(
            "D-6 exact case",
            "strategy: {type: recreate}",
            "deployment-strategy-unknown spec.strategy"),
        row(
            "D-7",
            "strategy: {type: Recreate, rollingUpdate: {maxSurge: 1}}",
            "deployment-limits-beside-recreate spec.strategy.rollingUpdate"),
        row(
            "D-7 even empty",
            "strategy: {type: Recreate, rollingUpdate: {}}",
            "deployment-limits-beside-recreate spec.strategy.rollingUpdate"),
        row("D-8 negative", LIMITS.formatted("1", "-1"), UNAVAILABLE),
        row("D-8 digits only", LIMITS.formatted("1", "'5'"), UNAVAILABLE),
        row("D-8 negative percentage", LIMITS.formatted("1", "-5%"), UNAVAILABLE),
        row("D-9 negative", LIMITS.formatted("-1", "1"), SURGE),
        row("D-9 two signs", LIMITS.formatted("5%%", "1"), SURGE),
        row("D-9 a fraction", LIMITS.formatted("1.5%", "1"), SURGE),
        row("D-9 a sign before", LIMITS.formatted("'+5%'", "1"), SURGE),
        row("D-9 empty", LIMITS.formatted("''", "1"), SURGE),
        row("D-10 numbers", LIMITS.formatted("0", "0"), ZERO),
        row("D-10 percentages", LIMITS.formatted("0%", "'00%'"), ZERO),
        row("D-10 beside D-9", LIMITS.formatted("abc", "0"), SURGE, ZERO),
        row("D-10 beside D-8 and D-9", LIMITS.formatted("abc", "'%5'"), UNAVAILABLE, SURGE, ZERO),
        row("D-11", LIMITS.formatted("1", "101%"), UNAVAILABLE),
        row("D-11 beyond 64 bits", LIMITS.formatted("0", "99999999999999999999%"), UNAVAILABLE),
        row("D-11 beside D-9", LIMITS.formatted("'5'", "101%"), SURGE, UNAVAILABLE),
        row("D-12", "minReadySeconds: -1", "deployment-number-negative spec.minReadySeconds"),
        row(
            "D-13",
            "revisionHistoryLimit: -1",
            "deployment-number-negative spec.revisionHistoryLimit"),
        row(
            "D-14, and so D-15",
            "progressDeadlineSeconds: -1",
            "deployment-number-negative spec.progressDeadlineSeconds",
            DEADLINE),
        row(
            "D-14 alone",
            "minReadySeconds: -2\nprogressDeadlineSeconds: -1",
            "deployment-number-negative spec.minReadySeconds",
            "deployment-number-negative spec.progressDeadlineSeconds"),
        row("D-15 equal", "minReadySeconds: 10\nprogressDeadlineSeconds: 10", DEADLINE),
        row("D-15 zero", "progressDeadlineSeconds: 0", DEADLINE),
        row("D-15 the default deadline", "minReadySeconds: 600", DEADLINE),
        row(
            "all at once",
            "replicas: -1\nminReadySeconds: 600\nrevisionHistoryLimit: -1\nstrategy: {type: x}",
            "deployment-number-negative spec.replicas",
            "deployment-strategy-unknown spec.strategy",
            "deployment-number-negative spec.revisionHistoryLimit",
            DEADLINE));
  }

  static Stream<Arguments> accepted() {
    return Stream.of(
        row("nothing but selector and template", ""),
        row("D-1 zero", "replicas: 0"),
        row("D-1 as a fraction of nothing (1.2)", "replicas: 2.0"),
        row("D-2 only expressions", "selector: {matchExpressions: [{key: app, operator: Exists}]}"),
        row("D-3 more labels", "template: {metadata: {labels: {app: shop, tier: web}}}"),
        row("D-3 not in", "selector: {matchExpressions: [{key: x, operator: DoesNotExist}]}"),
        row("D-4 Always", POD.formatted("restartPolicy: Always")),
        row("D-4 empty is the default", POD.formatted("restartPolicy: ''")),
        row("D-4 null is the default", POD.formatted("restartPolicy: null")),
        row("D-5 null", POD.formatted("activeDeadlineSeconds: null")),
        row("D-6 empty is the default", "strategy: {type: ''}"),
        row("D-6 null is the default", "strategy: {type: null}"),
        row("D-7 without limits", "strategy: {type: Recreate}"),
        row("D-7 null", "strategy: {type: Recreate, rollingUpdate: null}"),
        row("D-8 an integer above replicas", LIMITS.formatted("0", "50")),
        row("D-8 zeros before", LIMITS.formatted("1", "'007%'")),
        row("D-9 without quotes", LIMITS.formatted("25%", "0")),
        row("D-9 no upper limit", LIMITS.formatted("1000%", "0")),
        row("D-9 other numbers of YAML 1.1 (1.2)", LIMITS.formatted("1e2", "0x10")),
        row("D-10 one is not zero", LIMITS.formatted("0", "1%")),
        row("D-10 the absent one is 25 %", "strategy: {rollingUpdate: {maxSurge: 0}}"),
        row("D-10 null is absent", LIMITS.formatted("null", "0")),
        row("D-11 all", LIMITS.formatted("0", "100%")),
        row("D-12 zero", "minReadySeconds: 0"),
        row("D-13 zero", "revisionHistoryLimit: 0"),
        row("D-14 and D-15 one second", "progressDeadlineSeconds: 1"),
        row("D-15 just above", "minReadySeconds: 10\nprogressDeadlineSeconds: 11"),
        row("D-15 just below the default", "minReadySeconds: 599"));
  }

  private static Arguments row(String name, String spec, String... errors) {
    return Arguments.of(name, spec, List.of(errors));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void isRefused(String name, String spec, List<String> errors) {
    PlannedDeployment planned = plan(spec);

    assertThat(errors(planned)).containsExactlyInAnyOrderElementsOf(errors);
    assertThat(planned.update().value()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void isAccepted(String name, String spec, List<String> none) {
    PlannedDeployment planned = plan(spec);

    assertThat(errors(planned)).isEqualTo(none);
    assertThat(planned.update().value()).isPresent();
  }

  static Stream<Arguments> undecodable() {
    return Stream.of(
        Arguments.of("replicas: 2.5"),
        Arguments.of("replicas: '3'"),
        Arguments.of("replicas: 2147483648"),
        Arguments.of(LIMITS.formatted("0.5", "1")),
        Arguments.of(LIMITS.formatted("true", "1")),
        Arguments.of(LIMITS.formatted("[1]", "1")),
        Arguments.of(LIMITS.formatted("1", "2147483648")));
  }

  /** 1.2: refused while decoding, where there is no field error. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("undecodable")
  void isNotDecoded(String spec) {
    PlannedDeployment planned = plan(spec);

    assertThat(errors(planned)).hasSize(1);
    assertThat(planned.update().value()).isEmpty();
  }

  private static List<String> errors(PlannedDeployment planned) {
    return planned.findings().stream()
        .filter(Finding::isError)
        .map(finding -> finding.rule().id() + " " + finding.path())
        .toList();
  }

  private static PlannedDeployment plan(String spec) {
    String text =
        (spec + "\n")
            + (spec.startsWith("selector") ? "" : SELECTOR)
            + (spec.startsWith("template") ? "" : TEMPLATE);
    Manifests manifests =
        Manifests.read(
            "shop.yaml",
            "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: shop}\nspec:\n"
                + text.strip().indent(2));
    return CanaryPlanner.plan(manifests, PlannerOptions.DEFAULT).deployments().get(0);
  }
}
