// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** The rules about: aborts and what is left behind. */
final class AbortRules {
  static final Rule ABORT_STANDS_STILL =
      Rule.warning("abort-stands-still")
          .title("An abort stands still")
          .what(
              """
              An abort of this plan ends with traffic or pods left on the canary, because of an
              abort delay or of `minPodsPerReplicaSet`.
              """)
          .why(
              """
              Who aborts wants the canary without traffic. The message says which field is the
              reason.
              """)
          .source("Argo Rollouts (canary.md 5.1)")
          .versions("the delay up to v1.9.1")
          .bad(
              """
              dynamicStableScale: true
              abortScaleDownDelaySeconds: 30
              """)
          .good("dynamicStableScale: true")
          .build();

  static final Rule ABORT_DELAY_ZERO =
      Rule.warning("abort-delay-zero")
          .title("abortScaleDownDelaySeconds 0 does not keep the canary")
          .what("`abortScaleDownDelaySeconds: 0` is documented as keeping the canary.")
          .why(
              """
              It does so only for a size pinned by a setCanaryScale in the first step; otherwise the
              pods go at once.
              """)
          .source("Argo Rollouts (canary.md 5.1)")
          .bad("abortScaleDownDelaySeconds: 0")
          .good("abortScaleDownDelaySeconds: 300")
          .build();

  static final Rule ABORT_DELAY_ABOVE_RESYNC =
      Rule.warning("abort-delay-above-resync")
          .title("A long abortScaleDownDelaySeconds does not keep the canary")
          .what(
              """
              `abortScaleDownDelaySeconds` is above 900 in a canary with a router. The pods of an
              aborted canary are to stay that long.
              """)
          .why(
              """
              While more time is left than the controller's resync period, 900 seconds unless it is
              started with another, the canary is scaled as if there were no delay.
              """)
          .source("Argo Rollouts (canary.md 5.1.2)")
          .bad("abortScaleDownDelaySeconds: 3600")
          .good("abortScaleDownDelaySeconds: 900")
          .build();

  static final Rule ABORT_MAY_STALL =
      Rule.warning("abort-may-stall")
          .title("An abort may stand still")
          .what(
              """
              `dynamicStableScale` with an abort delay can stop an abort half way, with traffic left
              on the canary.
              """)
          .why(
              """
              The delay keeps the canary's pods, and stable is sized by what the canary has left.
              """)
          .source("Argo Rollouts (canary.md 5.1)")
          .versions("Argo Rollouts up to v1.9.1")
          .bad(
              """
              dynamicStableScale: true
              abortScaleDownDelaySeconds: 30
              """)
          .good("dynamicStableScale: true")
          .build();

  static final Rule OLD_PODS_NEVER_REMOVED =
      Rule.warning("old-pods-never-removed")
          .title("scaleDownDelaySeconds 0 keeps the old pods")
          .what("`scaleDownDelaySeconds: 0` means never, not at once.")
          .why("A delay of 0 is stored as no time at which the pods should go.")
          .source("Argo Rollouts (canary.md 3.8)")
          .bad("scaleDownDelaySeconds: 0")
          .good("scaleDownDelaySeconds: 1")
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "Aborts and what is left behind",
          "The controller accepts all of these.",
          ImmutableList.of(
              ABORT_STANDS_STILL,
              ABORT_DELAY_ZERO,
              ABORT_DELAY_ABOVE_RESYNC,
              ABORT_MAY_STALL,
              OLD_PODS_NEVER_REMOVED));

  private AbortRules() {}
}
