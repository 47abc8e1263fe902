// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.BlueGreenStage.Kind;
import java.util.List;

/** Why a blue-green update is as it is in one of its states, in sentences. */
final class BlueGreenReasons {
  private final ResolvedBlueGreen rules;
  private final BlueGreenState state;

  private BlueGreenReasons(ResolvedBlueGreen rules, BlueGreenState state) {
    this.rules = rules;
    this.state = state;
  }

  static List<String> of(ResolvedBlueGreen rules, Kind kind, BlueGreenState state) {
    BlueGreenReasons reasons = new BlueGreenReasons(rules, state);
    return switch (kind) {
      case INITIAL -> ImmutableList.of();
      case PREVIEW_UP -> ImmutableList.of(reasons.stable(), reasons.preview());
      case PRE_ANALYSIS ->
          ImmutableList.of("the switch waits until prePromotionAnalysis is successful");
      case PAUSED -> ImmutableList.of(reasons.pause());
      case SWITCHED -> ImmutableList.of(reasons.switched(), reasons.old());
      case POST_ANALYSIS ->
          ImmutableList.of(
              "the new version is stable only when postPromotionAnalysis is successful");
      case PROMOTED -> ImmutableList.of("the new version is the stable one");
      case ABORTED -> ImmutableList.of(reasons.deadline());
    };
  }

  private String stable() {
    return "the version before keeps all "
        + state.replicas()
        + " pods and all traffic until the switch";
  }

  private String preview() {
    if (rules.previewCount().isEmpty()) {
      return "the new version gets as many pods beside it";
    }
    return "previewReplicaCount is "
        + rules.previewCount().getAsInt()
        + ", and the new version gets all "
        + state.replicas()
        + " pods only before the switch";
  }

  private String deadline() {
    return "progressDeadlineSeconds is "
        + rules.progressDeadline()
        + ", and progressDeadlineAbort aborts an update without progress for longer";
  }

  private String pause() {
    return rules.promotesItself()
        ? "autoPromotionSeconds is " + rules.autoPromotionSeconds()
        : "autoPromotionEnabled is false, so a person has to promote";
  }

  private String switched() {
    return "all "
        + state.replicas()
        + " pods of the new version are available, so activeService selects it";
  }

  private String old() {
    return rules.scaleDownDelay() == 0
        ? "scaleDownDelaySeconds is 0, which keeps the old pods for ever"
        : "scaleDownDelaySeconds keeps the old pods for " + rules.scaleDownDelay() + " seconds";
  }
}
