// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** The rules about: the pods of a blue-green update. */
final class BlueGreenSizeRules {
  static final Rule BLUEGREEN_PEAK =
      Rule.note("bluegreen-peak")
          .title("The pods of two versions, or of three")
          .what("All pods of the new version run beside all pods of the old one.")
          .why("A version that follows within the scale-down delay comes on top.")
          .source("Argo Rollouts (bluegreen.md 4.5)")
          .bad("replicas: 100  # in a namespace with a quota of 150 pods")
          .good("replicas: 70  # in a namespace with a quota of 210 pods")
          .build();

  static final Rule BLUEGREEN_PREVIEW_ZERO =
      Rule.warning("bluegreen-preview-zero")
          .title("The preview has no pods")
          .what("`previewReplicaCount` is 0.")
          .why(
              """
              The preview is declared ready without any pod, and `previewService` has no backends
              while somebody is to look at it.
              """)
          .source("Argo Rollouts (bluegreen.md 1.1)")
          .bad("previewReplicaCount: 0")
          .good("previewReplicaCount: 1")
          .build();

  static final Rule BLUEGREEN_PREVIEW_NEGATIVE =
      Rule.warning("bluegreen-preview-negative")
          .title("previewReplicaCount is negative")
          .what("`previewReplicaCount` is below 0.")
          .why(
              """
              The controller accepts it and asks for a ReplicaSet of that size, which an API server
              refuses.
              """)
          .source("Argo Rollouts (bluegreen.md 1.1)")
          .bad("previewReplicaCount: -1")
          .good("previewReplicaCount: 1")
          .build();

  static final Rule BLUEGREEN_SUPERSEDED_PREVIEW_GROWS =
      Rule.warning("bluegreen-superseded-preview-grows")
          .title("A preview that is replaced grows")
          .what(
              """
              With `previewReplicaCount`, a preview that a third version replaces is scaled up to
              all replicas while its delay runs.
              """)
          .why(
              """
              There are pods of three versions at once, and those of the middle one serve nobody.
              """)
          .source("Argo Rollouts (bluegreen.md 4.3)")
          .bad("blueGreen: {activeService: shop, previewReplicaCount: 1}")
          .good("{activeService: shop, previewReplicaCount: 1, scaleDownDelayRevisionLimit: 0}")
          .build();

  static final Rule BLUEGREEN_DELAY_ZERO =
      Rule.warning("bluegreen-delay-zero")
          .title("Old pods are never removed")
          .what("`scaleDownDelaySeconds` is 0.")
          .why(
              """
              0 means for ever, and the controller calls itself again without a pause. Every version
              adds its replicas.
              """)
          .source("Argo Rollouts (bluegreen.md 1.1)")
          .bad("scaleDownDelaySeconds: 0")
          .good("scaleDownDelaySeconds: 30")
          .build();

  static final Rule BLUEGREEN_DELAY_SHORT =
      Rule.note("bluegreen-delay-short")
          .title("Old pods go soon after the switch")
          .what("`scaleDownDelaySeconds` is below 30.")
          .why(
              """
              Nodes learn of the new selector one after the other; some may still send to pods that
              are gone.
              """)
          .source("Argo Rollouts (bluegreen.md 11)")
          .bad("scaleDownDelaySeconds: 5")
          .good("scaleDownDelaySeconds: 30")
          .build();

  static final Rule BLUEGREEN_DEFAULT_DELAY_DIFFERS =
      Rule.note("bluegreen-default-delay-differs")
          .title("The default of scaleDownDelaySeconds is not 30 in every respect")
          .what(
              """
              With `postPromotionAnalysis` an absent `scaleDownDelaySeconds` waits for the analysis
              before earlier previews are removed; an explicit one does not.
              """)
          .why("The stable version is kept in both cases.")
          .source("Argo Rollouts (bluegreen.md 4.3)")
          .bad("postPromotionAnalysis: {…}")
          .good("{postPromotionAnalysis: {…}, scaleDownDelaySeconds: 30}")
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "Pods of a blue-green update",
          "How many pods there are, and for how long.",
          ImmutableList.of(
              BLUEGREEN_PEAK,
              BLUEGREEN_PREVIEW_ZERO,
              BLUEGREEN_PREVIEW_NEGATIVE,
              BLUEGREEN_SUPERSEDED_PREVIEW_GROWS,
              BLUEGREEN_DELAY_ZERO,
              BLUEGREEN_DELAY_SHORT,
              BLUEGREEN_DEFAULT_DELAY_DIFFERS));

  private BlueGreenSizeRules() {}
}
