// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** The rules about: sizes of the two versions. */
final class ScaleRules {
  static final Rule SET_CANARY_SCALE_EMPTY =
      Rule.warning("set-canary-scale-empty")
          .title("setCanaryScale sets nothing")
          .what("A setCanaryScale without any field acts like `matchTrafficWeight: true`.")
          .why("The controller takes a scale without a size as the one of the traffic.")
          .source("Argo Rollouts (canary.md 3.1)")
          .bad("- setCanaryScale: {}")
          .good("- setCanaryScale: {matchTrafficWeight: true}")
          .build();

  static final Rule SET_CANARY_SCALE_OUT_OF_RANGE =
      Rule.warning("set-canary-scale-out-of-range")
          .title("setCanaryScale is out of range")
          .what(
              """
              The canary is scaled above 100 % or above `spec.replicas`; the controller does not
              check it.
              """)
          .why("The controller does not check it.")
          .source("Argo Rollouts (canary.md 3.1)")
          .bad("- setCanaryScale: {weight: 200}")
          .good("- setCanaryScale: {weight: 100}")
          .build();

  static final Rule STABLE_GONE_BEFORE_PROMOTION =
      Rule.warning("stable-gone-before-promotion")
          .title("Stable is gone before the promotion")
          .what(
              """
              With `dynamicStableScale` a setWeight of all traffic takes stable to 0 before the
              promotion; an abort must start it anew.
              """)
          .why("Until it has started there is no version to go back to.")
          .source("Argo Rollouts (canary.md 3.1)")
          .bad(
              """
              dynamicStableScale: true
              steps: [{setWeight: 100}, {pause: {}}]
              """)
          .good(
              """
              dynamicStableScale: true
              steps: [{setWeight: 90}, {pause: {}}]
              """)
          .build();

  static final Rule STABLE_PINNED =
      Rule.warning("stable-pinned")
          .title("setCanaryScale.replicas keeps stable at full size")
          .what(
              """
              `setCanaryScale.replicas` keeps stable at full size in spite of `dynamicStableScale`.
              """)
          .why("Who sets `dynamicStableScale` expects stable to shrink.")
          .source("Argo Rollouts (canary.md 3.1)")
          .bad(
              """
              dynamicStableScale: true
              steps: [{setCanaryScale: {replicas: 3}}]
              """)
          .good(
              """
              dynamicStableScale: true
              steps: [{setCanaryScale: {weight: 30}}]
              """)
          .build();

  static final Rule SCALE_DOWN_BEFORE_MESH =
      Rule.warning("scale-down-before-mesh")
          .title("Old pods may go before the mesh has learnt it")
          .what(
              """
              With traffic routing `scaleDownDelaySeconds` is below 30, its default. With
              `dynamicStableScale` there is no delay at all, which is a note.
              """)
          .why(
              """
              Proxies learn of new weights and endpoints one after the other; what they still send to a
              pod that is gone is answered with 503.
              """)
          .source("Argo Rollouts with a router (canary.md 3.8)")
          .bad("scaleDownDelaySeconds: 5")
          .good("scaleDownDelaySeconds: 30")
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "Sizes of the two versions",
          "The controller accepts all of these.",
          ImmutableList.of(
              SET_CANARY_SCALE_EMPTY,
              SET_CANARY_SCALE_OUT_OF_RANGE,
              STABLE_GONE_BEFORE_PROMOTION,
              STABLE_PINNED,
              SCALE_DOWN_BEFORE_MESH));

  private ScaleRules() {}
}
