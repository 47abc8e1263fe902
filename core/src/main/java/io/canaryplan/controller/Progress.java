// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.plan.Phase;

/**
 * Where the status says the update stands.
 *
 * @param index the current step; the number of steps when all are done
 * @param mode what drives the update
 * @param experiment how far the experiment of the current step is, if it has one
 */
record Progress(int index, Mode mode, Phase experiment) {
  /** What drives an update. */
  enum Mode {
    /** The steps. */
    STEPS,
    /** status.abort: back to stable (canary.md 5.1). */
    ABORT,
    /** status.promoteFull: on without steps (canary.md 5.4). */
    PROMOTE_FULL,
    /** A recent version again, without steps (canary.md 5.5). */
    RETURN_IN_WINDOW
  }

  /** Where the experiment of a step stands; its traffic is routed only while it runs. */
  enum Phase {
    /** Not there yet: the first pass at its step creates it. */
    PENDING,
    /** Running. */
    RUNNING,
    /**
     * A person has promoted the update past the step of a running one: it has its traffic in one
     * more pass, which terminates it (canary.md 10.17).
     */
    LEFT,
    /** Successful: the next pass takes its traffic away and completes the step. */
    SUCCESSFUL
  }

  /** Returns the progress of an update that has come to a step. */
  static Progress at(int index) {
    return drivenBy(index, Mode.STEPS);
  }

  static Progress drivenBy(int index, Mode mode) {
    return new Progress(index, mode, Phase.PENDING);
  }

  /** Returns the same kind of progress at another step. */
  Progress with(int step) {
    return drivenBy(step, mode);
  }

  /** Returns the same progress with the experiment elsewhere. */
  Progress with(Phase phase) {
    return new Progress(index, mode, phase);
  }

  /** Returns the progress once a person has promoted the update to another step. */
  Progress promotedTo(int step) {
    boolean leaves = isStepwise() && experiment == Phase.RUNNING;
    return new Progress(step, Mode.STEPS, leaves ? Phase.LEFT : Phase.PENDING);
  }

  boolean isStepwise() {
    return mode == Mode.STEPS;
  }

  boolean isAborted() {
    return mode == Mode.ABORT;
  }

  boolean isFull() {
    return mode == Mode.PROMOTE_FULL;
  }
}
