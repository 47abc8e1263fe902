// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

/**
 * Where the status says the update stands.
 *
 * @param index the current step; the number of steps when all are done
 * @param mode what drives the update
 * @param completed whether the condition of the current step has been met; the index is then held
 *     until everything the step sets off has happened
 */
record Progress(int index, Mode mode, boolean completed) {
  /** What drives an update. */
  enum Mode {
    /** The steps. */
    STEPS,
    /** status.abort: back to stable (canary.md 5.1). */
    ABORT,
    /** status.promoteFull: on without steps (5.4). */
    PROMOTE_FULL,
    /** A recent version again, without steps (5.5). */
    RETURN_IN_WINDOW
  }

  static Progress at(int index) {
    return new Progress(index, Mode.STEPS, false);
  }

  /** Returns the same kind of progress at another step. */
  Progress with(int step, boolean complete) {
    return new Progress(step, mode, complete);
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
