// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

/**
 * The phase in the status of a Rollout (bluegreen.md 9).
 *
 * @param word the phase in one word; empty before the first
 * @param message what is said of it; empty if nothing
 */
record BlueGreenPhase(String word, String message) {
  static final BlueGreenPhase NONE = new BlueGreenPhase("", "");
  static final BlueGreenPhase HEALTHY = new BlueGreenPhase("Healthy", "");

  static BlueGreenPhase paused(String message) {
    return new BlueGreenPhase("Paused", message);
  }

  static BlueGreenPhase progressing(String message) {
    return new BlueGreenPhase("Progressing", message);
  }

  static BlueGreenPhase degraded(BlueGreenCondition condition) {
    return new BlueGreenPhase("Degraded", condition.reason() + ": " + condition.message());
  }

  /** Returns what is there when only what differs from {@code known} is written over it. */
  BlueGreenPhase writtenOver(BlueGreenPhase stored, BlueGreenPhase known) {
    return new BlueGreenPhase(
        word.equals(known.word) ? stored.word : word,
        message.equals(known.message) ? stored.message : message);
  }

  /** Returns the word and, after a blank, the message. */
  @Override
  public String toString() {
    return message.isEmpty() ? word : word + " " + message;
  }
}
