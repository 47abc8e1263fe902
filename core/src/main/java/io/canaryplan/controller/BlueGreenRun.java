// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

/**
 * An analysis run.
 *
 * @param number how many of its gate came before it
 * @param started when it was created, in seconds
 * @param ends when it has its outcome, in seconds
 * @param outcome the phase it has then
 * @param terminated whether the controller ended it before
 * @param reported the phase that the status has of it
 */
record BlueGreenRun(
    int number, long started, long ends, Phase outcome, boolean terminated, Phase reported) {
  /** The phases of an analysis run; {@link #NEW} is one that is just created. */
  enum Phase {
    NEW,
    RUNNING,
    SUCCESSFUL,
    FAILED,
    ERROR,
    INCONCLUSIVE
  }

  /** Returns the phase it has now. */
  Phase phase(long now) {
    if (terminated) {
      return Phase.SUCCESSFUL;
    }
    return now >= ends ? outcome : Phase.RUNNING;
  }

  boolean isRunning(long now) {
    return phase(now) == Phase.RUNNING;
  }

  BlueGreenRun reported(Phase value) {
    return new BlueGreenRun(number, started, ends, outcome, terminated, value);
  }

  /** Returns the run with its outcome at that time, if it still runs then. */
  BlueGreenRun ending(long now) {
    return isRunning(now)
        ? new BlueGreenRun(number, started, now, outcome, terminated, reported)
        : this;
  }

  /** Returns the run ended, unless it has its outcome. */
  BlueGreenRun ended(long now) {
    return isRunning(now) ? new BlueGreenRun(number, started, ends, outcome, true, reported) : this;
  }
}
