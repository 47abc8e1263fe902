// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.plan.DeploymentSpec;
import io.canaryplan.plan.ProgressDeadline;

/** What a Deployment's deadline does when no more pod becomes available (rolling.md 7.2). */
final class DeploymentDeadline {
  private DeploymentDeadline() {}

  /**
   * Returns it.
   *
   * @param state what is there
   * @param walk where it leads while no pod becomes available
   */
  static ProgressDeadline of(DeploymentState state, DeploymentWalk walk) {
    int seconds = state.spec().progressDeadlineSeconds();
    if (ProgressDeadline.isRefused(seconds, state.spec().minReadySeconds())) {
      return ProgressDeadline.refused(seconds);
    }
    if (state.spec().paused()) {
      return ProgressDeadline.stands(seconds, "the Deployment is paused");
    }
    if (state.isComplete()) {
      return ProgressDeadline.stands(seconds, "no update is on its way");
    }
    if (walk.end().isComplete()) {
      return ProgressDeadline.stands(seconds, "the update does not wait for pods");
    }
    if (seconds == DeploymentSpec.NO_DEADLINE) {
      return ProgressDeadline.stands(seconds, seconds + " means that there is no deadline");
    }
    if (!walk.rests()) {
      return ProgressDeadline.unknown(seconds, "the controller never comes to rest");
    }
    return ScalingSync.isDue(walk.end())
        ? ProgressDeadline.unknown(seconds, "the controller waits for its scaling alone")
        : ProgressDeadline.marksDeployment(seconds);
  }
}
