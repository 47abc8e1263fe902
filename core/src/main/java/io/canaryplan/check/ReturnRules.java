// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** The rules about: aborts, retries and rollbacks of a blue-green update. */
final class ReturnRules {
  static final Rule BLUEGREEN_ABORT_CANNOT_RETURN =
      Rule.warning("bluegreen-abort-cannot-return")
          .title("An abort after the switch needs the pods of the new version")
          .what(
              """
              After the switch an abort moves `activeService` back only while all replicas of the
              new version are available.
              """)
          .why(
              """
              If its pods crash, `activeService` stays on it and its pods are removed after
              `abortScaleDownDelaySeconds`: users reach nothing. Apply the old pod template again
              instead. It is a warning and no error, since the controller accepts the Rollout, and
              its update is planned to the end: only an abort beside crashing pods does this.
              """)
          .source("Argo Rollouts (bluegreen.md 5.3)")
          .bad("kubectl argo rollouts abort shop  # while the new pods crash")
          .good("kubectl apply -f the-version-before.yaml")
          .build();

  static final Rule BLUEGREEN_RETURN_PAUSES =
      Rule.warning("bluegreen-return-pauses")
          .title("The way back to the stable version pauses")
          .what(
              """
              Applying the stable version again while `postPromotionAnalysis` runs pauses first,
              with `autoPromotionEnabled: false` or `autoPromotionSeconds`.
              """)
          .why(
              """
              Traffic stays on the new version until somebody promotes, or the seconds are over.
              """)
          .source("Argo Rollouts (bluegreen.md 5.5)")
          .versions("Argo Rollouts up to v1.9")
          .bad("kubectl apply -f the-version-before.yaml  # and wait")
          .good("kubectl argo rollouts promote --full shop  # after that")
          .build();

  static final Rule BLUEGREEN_RETRY_SKIPS_GATES =
      Rule.warning("bluegreen-retry-skips-gates")
          .title("A retry skips the gates")
          .what(
              """
              A retry within `abortScaleDownDelaySeconds` of an abort switches at once: no pause, no
              analysis before or after.
              """)
          .why(
              """
              The ReplicaSet still has the deadline of the abort, and one with a deadline is taken
              for a quick way back.
              """)
          .source("Argo Rollouts (bluegreen.md 8)")
          .versions("Argo Rollouts up to v1.9")
          .bad("kubectl argo rollouts retry rollout shop  # at once")
          .good("kubectl argo rollouts retry rollout shop  # when the new pods are gone")
          .build();

  static final Rule BLUEGREEN_SUPERSEDED_PREVIEW_FAST =
      Rule.warning("bluegreen-superseded-preview-fast")
          .title("A version that never was active can skip the gates")
          .what(
              """
              Going back to a version that still has a scale-down deadline switches without pause
              and analysis, even if it never was active.
              """)
          .why(
              """
              The controller takes every ReplicaSet with a deadline for one that users have seen.
              """)
          .source("Argo Rollouts (bluegreen.md 5.1)")
          .versions("Argo Rollouts up to v1.9")
          .bad("kubectl apply -f v2.yaml  # v3 came while v2 was paused")
          .good("kubectl apply -f v2.yaml  # after scaleDownDelaySeconds")
          .build();

  static final Rule BLUEGREEN_ROLLBACK_WINDOW_STUCK =
      Rule.warning("bluegreen-rollback-window-stuck")
          .title("A rollback within the window never switches")
          .what(
              """
              With `rollbackWindow` and a pause or `prePromotionAnalysis`, a rollback after the
              scale-down delay never switches.
              """)
          .why(
              """
              The window drops the pause or analysis that the switch waits for, in every pass.
              `promote` has no effect; `promote --full` has. It is a warning and no error, since
              the controller accepts the Rollout and every update but such a rollback ends.
              """)
          .source("Argo Rollouts (bluegreen.md 8)")
          .versions("Argo Rollouts up to v1.9")
          .bad("{rollbackWindow: {revisions: 3}}  # and autoPromotionEnabled: false")
          .good("{autoPromotionEnabled: false}")
          .build();

  static final Rule BLUEGREEN_PREVIEW_PARTIAL_ROLLBACK =
      Rule.warning("bluegreen-preview-partial-rollback")
          .title("previewReplicaCount takes pods from the version that a rollback needs")
          .what(
              """
              With `previewReplicaCount` a rollback within the delay cuts the old version to that
              many pods first.
              """)
          .why(
              """
              All its pods are still there, and most are removed and started again: the instant
              rollback is lost.
              """)
          .source("Argo Rollouts (bluegreen.md 5.5)")
          .bad("blueGreen: {activeService: shop, previewReplicaCount: 1}")
          .good("blueGreen: {activeService: shop}")
          .build();

  static final Rule BLUEGREEN_PREVIEW_AFTER_ABORT =
      Rule.note("bluegreen-preview-after-abort")
          .title("previewService keeps selecting the aborted version")
          .what("An abort does not move `previewService` back.")
          .why("It selects the aborted version, and nothing once its pods are removed.")
          .source("Argo Rollouts (bluegreen.md 2)")
          .bad("curl shop-preview  # after an abort")
          .good("curl shop")
          .build();

  static final Rule BLUEGREEN_ABORT_DELAY_ZERO =
      Rule.note("bluegreen-abort-delay-zero")
          .title("An aborted preview stays")
          .what("`abortScaleDownDelaySeconds` is 0.")
          .why(
              """
              0 means for ever: the pods of the aborted version are kept until another one comes.
              """)
          .source("Argo Rollouts (bluegreen.md 4.2)")
          .bad("abortScaleDownDelaySeconds: 0")
          .good("abortScaleDownDelaySeconds: 30")
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "Ways back of a blue-green update",
          "What an abort, a retry or a rollback does that nobody expects.",
          ImmutableList.of(
              BLUEGREEN_ABORT_CANNOT_RETURN,
              BLUEGREEN_RETURN_PAUSES,
              BLUEGREEN_RETRY_SKIPS_GATES,
              BLUEGREEN_SUPERSEDED_PREVIEW_FAST,
              BLUEGREEN_ROLLBACK_WINDOW_STUCK,
              BLUEGREEN_PREVIEW_PARTIAL_ROLLBACK,
              BLUEGREEN_PREVIEW_AFTER_ABORT,
              BLUEGREEN_ABORT_DELAY_ZERO));

  private ReturnRules() {}
}
