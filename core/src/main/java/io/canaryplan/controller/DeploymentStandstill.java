// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.plan.Standstill;
import io.canaryplan.plan.Standstill.Reason;
import java.util.Optional;

/** Finds why a Deployment comes to rest before its wanted version has all pods (rolling.md 3.3). */
final class DeploymentStandstill {
  private DeploymentStandstill() {}

  static Optional<Standstill> of(DeploymentWalk walk) {
    DeploymentState end = walk.end();
    if (!walk.rests()) {
      return because(
          Reason.TOO_MANY_PASSES,
          "the passes go on after " + DeploymentWalk.MAX_ROUNDS + " of them, at " + pods(end));
    }
    if (end.isComplete()) {
      return Optional.empty();
    }
    if (end.spec().paused()) {
      return because(
          Reason.PAUSED, "the update is paused at " + pods(end) + "; resume it to go on");
    }
    if (ScalingSync.isDue(end)) {
      return because(
          Reason.SCALING_NEVER_ENDS,
          ("a change of replicas to "
                  + end.replicas()
                  + " came while it cannot be carried out, and")
              + (" the controller waits for it at " + pods(end))
              + "; set other replicas to set it free");
    }
    return because(
        Reason.PODS_NEVER_AVAILABLE,
        "the pods of the new version do not become available, and it stays at "
            + (pods(end) + "; nothing rolls back by itself"));
  }

  private static String pods(DeploymentState state) {
    long newPods = state.sizeOf(state.version());
    return newPods + " new and " + (state.total() - newPods) + " old pods";
  }

  private static Optional<Standstill> because(Reason reason, String message) {
    return Optional.of(Standstill.of(reason, message));
  }
}
