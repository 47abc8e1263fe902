// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** The rules about: analyses. */
final class AnalysisRules {
  static final Rule ANALYSIS_TEMPLATE_UNKNOWN =
      Rule.warning("analysis-template-unknown")
          .title("An analysis template is not among the inputs")
          .what(
              """
              A template that an analysis names is not among the inputs; a note for a canary.
              """)
          .why(
              """
              Where there is none in the cluster either, the controller refuses the Rollout and
              writes nothing else.
              """)
          .source("Argo Rollouts, validation of references (istio.md 3.5, bluegreen.md 1.2)")
          .bad("prePromotionAnalysis: {templates: [{templateName: smoke}]}  # no such document")
          .good(
              """
              prePromotionAnalysis: {templates: [{templateName: smoke}]}  # with the AnalysisTemplate in the inputs
              """)
          .build();

  static final Rule ANALYSIS_WITHOUT_END =
      Rule.error("analysis-without-end")
          .title("An analysis runs for ever")
          .what(
              """
              A metric of a template has an interval and no count, or 0, or a text that is no number;
              a background analysis of a canary may. `{{args.count}}` without a value in the template
              is such a text, whatever the Rollout gives.
              """)
          .why(
              """
              A step, the switch, or the promotion after it waits for the end of the analysis; the
              controller refuses one that has none.
              """)
          .source("Argo Rollouts, validation of references (istio.md 3.5, bluegreen.md 1.2)")
          .bad("metrics: [{name: errors, interval: 10s}]")
          .good("metrics: [{name: errors, interval: 10s, count: 3}]")
          .build();

  static final Rule ANALYSIS_ARGUMENT_UNKNOWN =
      Rule.error("analysis-argument-unknown")
          .title("A metric uses an argument that its template has not")
          .what(
              """
              A metric of a template has `{{args.NAME}}` with a name that is not in the template's own
              `spec.args`, or something else between `{{` and `}}`.
              """)
          .why(
              """
              The controller puts the template's arguments into its metrics when it looks at the
              Rollout, and refuses the Rollout where something is left; not for a background analysis.
              """)
          .source("Argo Rollouts, validation of references (istio.md 3.5, bluegreen.md 1.2)")
          .bad(
              "metrics: [{name: errors, provider: {job: {spec: {host: \"{{args.host}}\"}}}}]  # no args")
          .good("args: [{name: host}]  # and the same metric")
          .build();

  static final Rule ANALYSIS_ARGUMENT_AMBIGUOUS =
      Rule.error("analysis-argument-ambiguous")
          .title("An argument of a template has two values")
          .what("An argument of a template has both `value` and `valueFrom`.")
          .why("The controller refuses the Rollout; not for a background analysis.")
          .source("Argo Rollouts, validation of references (istio.md 3.5, bluegreen.md 1.2)")
          .bad("args: [{name: host, value: shop, valueFrom: {secretKeyRef: {name: a, key: b}}}]")
          .good("args: [{name: host, value: shop}]")
          .build();

  static final Rule ANALYSIS_ARGUMENT_WITHOUT_VALUE =
      Rule.error("analysis-argument-without-value")
          .title("An argument of an analysis has no value")
          .what("A template asks for an argument that neither it nor the Rollout gives a value.")
          .why("The controller refuses the Rollout.")
          .source("Argo Rollouts, validation of references (istio.md 3.5, bluegreen.md 1.2)")
          .bad("{templates: [{templateName: smoke}]}  # whose args are [{name: host}]")
          .good("{templates: [{templateName: smoke}], args: [{name: host, value: shop}]}")
          .build();

  static final Rule ANALYSIS_TEMPLATES_CONFLICT =
      Rule.error("analysis-templates-conflict")
          .title("Templates of one analysis do not fit together")
          .what(
              """
              Two templates of one analysis have a metric of the same name, an argument of the same
              name with different values, or two dry runs or retentions of one metric; one of these in
              a template and one in a step are two as well.
              """)
          .why("The controller can make no analysis of them and refuses the Rollout.")
          .source("Argo Rollouts, validation of references (istio.md 3.5)")
          .bad("templates: [{templateName: a}, {templateName: b}]  # both have the metric errors")
          .good("templates: [{templateName: a}]")
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "Analyses",
          "What the analyses of a Rollout refer to.",
          ImmutableList.of(
              ANALYSIS_TEMPLATE_UNKNOWN,
              ANALYSIS_WITHOUT_END,
              ANALYSIS_ARGUMENT_UNKNOWN,
              ANALYSIS_ARGUMENT_AMBIGUOUS,
              ANALYSIS_ARGUMENT_WITHOUT_VALUE,
              ANALYSIS_TEMPLATES_CONFLICT));

  private AnalysisRules() {}
}
