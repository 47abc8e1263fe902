// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.plan.RouteWrites;
import io.canaryplan.plan.Standstill;

/** What would help against a standstill: the hints of the findings about plans and aborts. */
final class StandstillAdvice {
  private StandstillAdvice() {}

  /**
   * Returns the hint.
   *
   * @param step the step at which the passes end, or after which the abort begins
   */
  static String of(Standstill standstill, FieldPath step) {
    if (standstill instanceof Standstill.AbortStopsHalfway abort) {
      return of(abort.cause());
    }
    if (standstill instanceof Standstill.MorePodsThanReplicas more) {
      return "set %s to at most %s, or update the controller"
          .formatted(Paths.CANARY.child("minPodsPerReplicaSet"), more.replicas());
    }
    if (standstill instanceof Standstill.RouteRefused refused) {
      return refused.obstacle() == RouteWrites.Obstacle.NO_HTTP
          ? "add spec.http to the VirtualService, or remove %s".formatted(step)
          : "name the http rule of the VirtualService and list it under routes";
    }
    return switch (standstill.reason()) {
      case THRESHOLD_NEVER_MET ->
          "set %s to a percentage or to fewer pods"
              .formatted(Paths.CANARY.child("replicaProgressThreshold"));
      case WEIGHT_NEVER_WRITTEN -> "let setCanaryScale follow the traffic";
      case WEIGHT_REFUSED ->
          "lower the weights of the experiment, or use Argo Rollouts 1.9 or newer";
      case EXPERIMENT_NEVER_ENDS ->
          "give %s a duration, or an analysis with requiredForCompletion"
              .formatted(step.child("experiment"));
      case OLDER_PODS_STAY ->
          "leave %s out or set at least 1".formatted(Paths.CANARY.child("scaleDownDelaySeconds"));
      case PODS_NEVER_AVAILABLE -> "find out what keeps the pods from being ready";
      case CONTROLLER_PANICS ->
          "raise %s above 0, or remove %s"
              .formatted(Paths.SPEC.child("replicas"), Paths.CANARY.child("dynamicStableScale"));
      default -> "change %s or the fields named above".formatted(step);
    };
  }

  private static String of(Standstill.AbortStopsHalfway.Cause cause) {
    return switch (cause) {
      case SCALE_DOWN_DELAY ->
          "remove %s".formatted(Paths.CANARY.child("abortScaleDownDelaySeconds"));
      case SET_CANARY_SCALE -> "let a setWeight come before the setCanaryScale of the first step";
      case MIN_PODS -> "lower %s".formatted(Paths.CANARY.child("minPodsPerReplicaSet"));
    };
  }
}
