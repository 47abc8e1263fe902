// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.plan.PodPace;

/**
 * When pods come and go between the rounds of a Deployment's controller.
 *
 * @param pace how many
 * @param when after which rounds they do
 */
record PodMoves(PodPace pace, When when) {
  /** The rounds after which pods move. */
  enum When {
    /** All. */
    ALWAYS,
    /**
     * Those that leave the controller nothing to do without it: a controller is faster than pods
     * (rolling.md 7.1).
     */
    IDLE,
    /** None. */
    NEVER
  }

  /** Returns what is found after a round. */
  DeploymentState after(DeploymentRound round) {
    boolean moves =
        switch (when) {
          case ALWAYS -> true;
          case IDLE -> !round.isPass();
          case NEVER -> false;
        };
    return moves ? round.after().moved(pace, round.before()) : round.after().unmoved();
  }
}
