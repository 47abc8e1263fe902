// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.plan.PodPace;

/**
 * When pods come and go between the rounds of a Deployment's controller.
 *
 * @param pace how many
 * @param onlyWhenIdle whether none moves as long as the controller has something to do without it:
 *     a controller is faster than pods (rolling.md 7.1)
 */
record PodMoves(PodPace pace, boolean onlyWhenIdle) {
  /** Returns what is found after a round. */
  DeploymentState after(DeploymentRound round) {
    return onlyWhenIdle && round.isPass()
        ? round.after().unmoved()
        : round.after().moved(pace, round.before());
  }
}
