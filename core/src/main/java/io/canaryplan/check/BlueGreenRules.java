// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/**
 * The rules about: the gates of a blue-green update.
 *
 * <p>An error is what the controller refuses, or what leaves no plan. Where bluegreen.md 11 has an
 * error although the controller accepts the Rollout (an analysis without templates, negative
 * seconds; an abort that cannot return, a rollback that is stuck in its window), the rule here is a
 * warning: the controller itself took such Rollouts, an update of them has a plan, and the plan
 * shows where it stops.
 */
final class BlueGreenRules {
  static final Rule BLUEGREEN_SERVICES_EQUAL =
      Rule.error("bluegreen-services-equal")
          .title("Both Services are the same")
          .what(
              """
              `activeService` and `previewService` name one Service, or neither names any.
              """)
          .why(
              """
              The controller refuses the Rollout: a preview that users reach is none.
              """)
          .source("Argo Rollouts, validation of the spec (bluegreen.md 1.2)")
          .bad("{activeService: shop, previewService: shop}")
          .good("{activeService: shop, previewService: shop-preview}")
          .build();

  static final Rule BLUEGREEN_ACTIVE_SERVICE_EMPTY =
      Rule.error("bluegreen-active-service-empty")
          .title("activeService is empty")
          .what("`activeService` is an empty text while a `previewService` is named.")
          .why(
              """
              The controller accepts the spec, looks for a Service without a name in every pass, and
              does nothing else.
              """)
          .source("Argo Rollouts (bluegreen.md 1.1)")
          .bad("{activeService: '', previewService: shop-preview}")
          .good("{activeService: shop, previewService: shop-preview}")
          .build();

  static final Rule BLUEGREEN_LIMIT_ABOVE_HISTORY =
      Rule.error("bluegreen-limit-above-history")
          .title("More old versions keep their pods than are kept at all")
          .what(
              """
              `scaleDownDelayRevisionLimit` is above `revisionHistoryLimit`, which is 10 when
              absent.
              """)
          .why("The controller refuses the Rollout.")
          .source("Argo Rollouts, validation of the spec (bluegreen.md 1.2)")
          .bad("blueGreen: {activeService: shop, scaleDownDelayRevisionLimit: 100}")
          .good("blueGreen: {activeService: shop, scaleDownDelayRevisionLimit: 5}")
          .build();

  static final Rule BLUEGREEN_VERSION_ASSUMED =
      Rule.note("bluegreen-version-assumed")
          .title("Blue-green of 1.7 and 1.8 is planned as in 1.9")
          .what(
              """
              The plan is for a controller whose blue-green passes were not compared.
              """)
          .why(
              """
              The passes of 1.9 and main were compared with those of the controllers; 1.7 and 1.8
              are taken to do as 1.9 does.
              """)
          .source("canaryplan")
          .versions("Argo Rollouts 1.7 and 1.8")
          .bad("canaryplan plan --controller 1.8 shop.yaml")
          .good("canaryplan plan --controller 1.9 shop.yaml")
          .build();

  static final Rule BLUEGREEN_NO_GATE =
      Rule.warning("bluegreen-no-gate")
          .title("Nothing stands between the new pods and the switch")
          .what(
              """
              Nothing waits before the switch: no pause, no seconds, no `prePromotionAnalysis`.
              """)
          .why(
              """
              Traffic is switched in the pass after the new pods are ready, so nobody has time to
              look at the preview.
              """)
          .source("Argo Rollouts (bluegreen.md 5.3)")
          .bad("{activeService: shop, previewService: shop-preview}")
          .good(
              """
              {activeService: shop, previewService: shop-preview, autoPromotionEnabled: false}
              """)
          .build();

  static final Rule BLUEGREEN_SECONDS_IGNORED =
      Rule.warning("bluegreen-seconds-ignored")
          .title("autoPromotionSeconds is ignored")
          .what("`autoPromotionSeconds` stands beside `autoPromotionEnabled: false`.")
          .why(
              """
              Without automatic promotion there is nothing for the seconds to delay; the update
              waits for a person.
              """)
          .source("Argo Rollouts (bluegreen.md 1.1)")
          .bad("{autoPromotionEnabled: false, autoPromotionSeconds: 60}")
          .good("{autoPromotionSeconds: 60}")
          .build();

  static final Rule BLUEGREEN_NEGATIVE_SECONDS =
      Rule.warning("bluegreen-negative-seconds")
          .title("autoPromotionSeconds is negative")
          .what("`autoPromotionSeconds` is below 0.")
          .why(
              """
              There is neither a pause that ends nor a switch without one: the update never
              completes. It is a warning and no error, since the controller accepts the Rollout and
              works on it; the plan shows where it stops.
              """)
          .source("Argo Rollouts (bluegreen.md 1.1)")
          .bad("autoPromotionSeconds: -5")
          .good("autoPromotionSeconds: 5")
          .build();

  static final Rule BLUEGREEN_ANALYSIS_EMPTY =
      Rule.warning("bluegreen-analysis-empty")
          .title("An analysis has no templates")
          .what(
              """
              `prePromotionAnalysis` or `postPromotionAnalysis` is there without templates.
              """)
          .why(
              """
              It never starts and so never succeeds, and the update never completes. It is a warning
              and no error, since the controller accepts the Rollout and works on it; the plan shows
              where it stops.
              """)
          .source("Argo Rollouts (bluegreen.md 1.1)")
          .bad("prePromotionAnalysis: {templates: []}")
          .good("prePromotionAnalysis: {templates: [{templateName: smoke}]}")
          .build();

  static final Rule BLUEGREEN_DEADLINE_COUNTS_ANALYSIS =
      Rule.warning("bluegreen-deadline-counts-analysis")
          .title("The progress deadline runs during the analysis")
          .what(
              """
              `progressDeadlineSeconds` also counts the time of `prePromotionAnalysis`, and that
              until the pods are ready.
              """)
          .why(
              """
              If both together take longer, the Rollout is reported as Degraded, and aborted with
              `progressDeadlineAbort`.
              """)
          .source("Argo Rollouts (bluegreen.md 9)")
          .bad("{progressDeadlineSeconds: 60, prePromotionAnalysis: {…}}  # of five minutes")
          .good("{progressDeadlineSeconds: 900, prePromotionAnalysis: {…}}  # of five minutes")
          .build();

  static final Rule BLUEGREEN_PAUSED_AFTER_SWITCH =
      Rule.warning("bluegreen-paused-after-switch")
          .title("A pause after the switch is never at rest")
          .what(
              """
              Between switch and promotion, `spec.paused` or an inconclusive `postPromotionAnalysis`
              makes the controller write the status in every pass.
              """)
          .why(
              """
              The controller and the API server are kept busy until somebody goes on.
              """)
          .source("Argo Rollouts (bluegreen.md 9)")
          .bad("paused: true  # while postPromotionAnalysis runs")
          .good("paused: true  # before the switch")
          .build();

  static final Rule BLUEGREEN_MAXUNAVAILABLE_IGNORED =
      Rule.note("bluegreen-maxunavailable-ignored")
          .title("maxUnavailable does not limit the update")
          .what(
              """
              `maxUnavailable` of a blue-green Rollout acts only when pods are restarted.
              """)
          .why("An update adds all new pods before any old one goes.")
          .source("Argo Rollouts (bluegreen.md 1.1)")
          .bad("blueGreen: {activeService: shop, maxUnavailable: 1}")
          .good("blueGreen: {activeService: shop}")
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "Gates of a blue-green update",
          "What the controller refuses in the strategy, and what opens or never opens the way to the switch.",
          ImmutableList.of(
              BLUEGREEN_SERVICES_EQUAL,
              BLUEGREEN_ACTIVE_SERVICE_EMPTY,
              BLUEGREEN_LIMIT_ABOVE_HISTORY,
              BLUEGREEN_VERSION_ASSUMED,
              BLUEGREEN_NO_GATE,
              BLUEGREEN_SECONDS_IGNORED,
              BLUEGREEN_NEGATIVE_SECONDS,
              BLUEGREEN_ANALYSIS_EMPTY,
              BLUEGREEN_DEADLINE_COUNTS_ANALYSIS,
              BLUEGREEN_PAUSED_AFTER_SWITCH,
              BLUEGREEN_MAXUNAVAILABLE_IGNORED));

  private BlueGreenRules() {}
}
