// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** The rules about: analyses of a blue-green Rollout. */
final class AnalysisRules {
  static final Rule ANALYSIS_TEMPLATE_UNKNOWN =
      Rule.warning("analysis-template-unknown")
          .title("An analysis template is not among the inputs")
          .what(
              "A template that an analysis of a blue-green Rollout names is not among the inputs.")
          .why(
              """
              Where there is none in the cluster either, the controller refuses the Rollout and
              writes nothing else.
              """)
          .source("Argo Rollouts, validation of references (bluegreen.md 1.2)")
          .bad("prePromotionAnalysis: {templates: [{templateName: smoke}]}  # no such document")
          .good(
              """
              prePromotionAnalysis: {templates: [{templateName: smoke}]}  # with the AnalysisTemplate in the inputs
              """)
          .build();

  static final Rule ANALYSIS_WITHOUT_END =
      Rule.error("analysis-without-end")
          .title("An analysis runs for ever")
          .what("A metric of a template has an interval and no count.")
          .why(
              """
              The switch, or the promotion after it, waits for the end of the analysis; the
              controller refuses one that has none.
              """)
          .source("Argo Rollouts, validation of references (bluegreen.md 1.2)")
          .bad("metrics: [{name: errors, interval: 10s}]")
          .good("metrics: [{name: errors, interval: 10s, count: 3}]")
          .build();

  static final Rule ANALYSIS_ARGUMENT_WITHOUT_VALUE =
      Rule.error("analysis-argument-without-value")
          .title("An argument of an analysis has no value")
          .what("A template asks for an argument that neither it nor the Rollout gives a value.")
          .why("The controller refuses the Rollout.")
          .source("Argo Rollouts, validation of references (bluegreen.md 1.2)")
          .bad("{templates: [{templateName: smoke}]}  # whose args are [{name: host}]")
          .good("{templates: [{templateName: smoke}], args: [{name: host, value: shop}]}")
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "Analyses of a blue-green Rollout",
          "What an analysis before or after the switch refers to.",
          ImmutableList.of(
              ANALYSIS_TEMPLATE_UNKNOWN, ANALYSIS_WITHOUT_END, ANALYSIS_ARGUMENT_WITHOUT_VALUE));

  private AnalysisRules() {}
}
