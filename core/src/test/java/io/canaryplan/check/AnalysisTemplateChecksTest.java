// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannerOptions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is refused of analyses and their templates; the verdicts are those of Argo Rollouts 1.9.1.
 */
class AnalysisTemplateChecksTest {
  private static final String STEP = "strategy: {canary: {steps: [{analysis: {ANALYSIS}}]}}";
  private static final String BACKGROUND =
      "strategy: {canary: {analysis: {ANALYSIS}, steps: [{pause: {}}]}}";

  private static String rollout(String strategy, String analysis) {
    return """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: {name: shop}
        spec:
          replicas: 5
          selector: {matchLabels: {app: shop}}
          template: {metadata: {labels: {app: shop}}}
          STRATEGY
        """
        .replace("STRATEGY", strategy.replace("ANALYSIS", analysis));
  }

  private static String template(String name, String spec) {
    return """
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: {name: NAME}
        spec: {SPEC}
        """
        .replace("NAME", name)
        .replace("SPEC", spec);
  }

  private static String metric(String name) {
    return "metrics: [{name: %s, count: 3, interval: 10s, provider: {web: {url: a}}}]"
        .formatted(name);
  }

  /** Returns the errors, as {@code rule controllerPath: message}. */
  private static List<String> errors(String text) {
    return CanaryPlanner.plan(Manifests.read("shop.yaml", text), PlannerOptions.DEFAULT)
        .allFindings()
        .stream()
        .filter(finding -> finding.isError())
        .map(
            finding ->
                "%s %s: %s"
                    .formatted(
                        finding.rule(),
                        finding.controllerPath().orElse(finding.path().toString()),
                        finding.message()))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {STEP, BACKGROUND})
  void aTemplateThatIsNamedTwiceCountsOnce(String strategy) {
    String twice = "templates: [{templateName: errors}, {templateName: errors}]";

    assertThat(errors(rollout(strategy, twice) + template("errors", metric("rate")))).isEmpty();
  }

  @Test
  void twoTemplatesMustNotHaveOneMetric() {
    String both = "templates: [{templateName: errors}, {templateName: more}]";
    String path = "spec.strategy.canary.steps[0].analysis.templates";

    assertThat(
            errors(
                rollout(STEP, both)
                    + template("errors", metric("rate"))
                    + template("more", metric("rate"))))
        .containsExactly(
            "analysis-templates-conflict "
                + path
                + ": the metric \"rate\" stands twice in the templates of one analysis");
  }

  @Test
  void templatesOfATemplateCountAsItsOwn() {
    String outer = template("all", "templates: [{templateName: errors}, {templateName: all}]");
    String named = "templates: [{templateName: all}, {templateName: errors}]";

    assertThat(errors(rollout(STEP, named) + outer + template("errors", metric("rate")))).isEmpty();
    assertThat(
            errors(
                rollout(STEP, named)
                    + outer
                    + template("errors", "args: [{name: host}], " + metric("rate"))))
        .containsExactly(
            "analysis-argument-without-value spec.strategy.canary.steps[0].analysis.templates: the"
                + " AnalysisTemplate \"errors\" needs the argument \"host\", which nothing gives a"
                + " value");
  }

  @Test
  void aTemplateThatIsNotThereMayGiveAnArgumentItsValue() {
    String both = "templates: [{templateName: errors}, {templateName: elsewhere}]";
    String errors = template("errors", "args: [{name: host}], " + metric("rate"));

    assertThat(errors(rollout(STEP, both) + errors)).isEmpty();
  }

  @Test
  void inTheBackgroundEachTemplateNeedsItsOwnArguments() {
    String both = "templates: [{templateName: errors}, {templateName: given}]";
    String documents =
        template("errors", "args: [{name: host}], " + metric("rate"))
            + template("given", "args: [{name: host, value: a}], " + metric("other"));

    assertThat(errors(rollout(STEP, both) + documents)).isEmpty();
    assertThat(errors(rollout(BACKGROUND, both) + documents))
        .containsExactly(
            "analysis-argument-without-value spec.strategy.canary.analysis.templates: the"
                + " AnalysisTemplate \"errors\" needs the argument \"host\", which nothing gives a"
                + " value");
    assertThat(errors(rollout(BACKGROUND, both + ", args: [{name: host, value: b}]") + documents))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dryRun: [{metricName: a}, {metricName: b}, {metricName: a}]",
        "measurementRetention: [{metricName: a, limit: 1}, {metricName: a, limit: 2}]"
      })
  void aStepSetsAMetricOnce(String twice) {
    String field = twice.substring(0, twice.indexOf(':'));
    int second = field.equals("dryRun") ? 2 : 1;
    String analysis = "templates: [{templateName: errors}], " + twice;

    assertThat(errors(rollout(STEP, analysis)))
        .containsExactly(
            "analysis-metric-repeated spec.strategy.steps[0].analysis.%s[%d].metricName: \"a\" stands twice in %s; one analysis run has one such setting for a metric"
                .formatted(field, second, field));
    // of a background analysis nobody looks before it starts
    assertThat(errors(rollout(BACKGROUND, analysis))).isEmpty();
  }

  @Test
  void fieldsThatCannotBeResolvedAreToldAtTheAnalysesOfTheStep() {
    String argument = "args: [{name: host, valueFrom: {fieldRef: {fieldPath: metadata.foo}}}]";

    assertThat(errors(rollout(STEP, "templates: [{templateName: errors}], " + argument)))
        .containsExactly(
            "analysis-field-unsupported spec.strategy.steps[0].analyses: \"metadata.foo\" cannot be"
                + " resolved on a Rollout");
  }

  /** Each verdict is that of Argo Rollouts 1.9.1 on the template of a step. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "count: 3, interval: 1m | ",
        "count: '+3', interval: 1m | ",
        "count: -1, interval: 1m | ",
        "count: '99999999999999999999', interval: 1m | ",
        "count: '0', interval: 1m | analysis-without-end",
        "count: abc, interval: 1m | analysis-without-end",
        "count: '3 ', interval: 1m | analysis-without-end",
        "interval: 1m | analysis-without-end",
        "interval: '{{args.empty}}' | ",
        "count: '{{args.none}}' | ",
        "count: '{{args.none}}', interval: 1m | analysis-without-end",
        "count: '{{args.three}}', interval: 1m | ",
        "count: '{{args.three}}0', interval: 1m | ",
        "count: '{{args.zero}}', interval: 1m | analysis-without-end",
        "count: 1, successCondition: '{{args.three}} > {{ args.zero }}' | ",
        "count: 1, successCondition: 'a }}' | ",
        "count: 1, successCondition: '{{args.other}}' | analysis-argument-unknown",
        "count: 1, successCondition: '{{ args.three' | analysis-argument-unknown",
        "count: 1, successCondition: '{{x}}' | analysis-argument-unknown",
        "count: 1, unknown: '{{x}}' | "
      })
  void metricsAreSeenWithTheArgumentsOfTheirTemplate(String fields, String rule) {
    String args =
        "args: [{name: none}, {name: three, value: '3'}, {name: zero, value: '0'},"
            + " {name: empty, value: ''}], ";
    String metric = "metrics: [{name: rate, %s, provider: {web: {url: a}}}]".formatted(fields);
    String named = "templates: [{templateName: t}], args: [{name: none, value: '3'}]";

    List<String> errors = errors(rollout(STEP, named) + template("t", args + metric));
    assertThat(errors).hasSize(rule == null ? 0 : 1);
    assertThat(errors).allMatch(error -> error.startsWith(rule + " "));
    assertThat(errors(rollout(BACKGROUND, named) + template("t", args + metric))).isEmpty();
  }

  @Test
  void dryRunsOfEveryStepMeetTheTemplatesOfEachAnalysis() {
    String strategy =
        "strategy: {canary: {analysis: {templates: [{templateName: t}]}, steps: [{pause: {}},"
            + " {analysis: {templates: [{templateName: u}], dryRun: [{metricName: rate}]}}]}}";
    String both =
        template("t", "dryRun: [{metricName: rate}], " + metric("rate"))
            + template("u", metric("other"));

    assertThat(errors(rollout(strategy, "") + both))
        .containsExactly(
            "analysis-templates-conflict spec.strategy.canary.analysis.templates: the templates"
                + " have a dry run of the metric \"rate\", and step 2 has one too; the controller"
                + " puts those of every step together with the templates of each analysis");
  }
}
