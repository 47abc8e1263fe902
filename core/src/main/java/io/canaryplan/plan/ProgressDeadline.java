// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

/**
 * What {@code progressDeadlineSeconds} does to an update of which no more pod becomes available.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param effect what it does
 * @param seconds progressDeadlineSeconds, 600 if not written: it acts once more than so many
 *     seconds have gone by without progress
 * @param message the same in words, one sentence without a full stop
 */
public record ProgressDeadline(Effect effect, int seconds, String message) {
  /** What a deadline does. */
  public enum Effect {
    /**
     * The update is marked as failed and stays as it is: the phase of a Rollout is Degraded
     * (bluegreen.md 9, canary.md 1.1), the condition Progressing of a Deployment is False
     * (rolling.md 7.2), both with the reason ProgressDeadlineExceeded. Pods that become available
     * later end it.
     */
    MARKS_FAILED,
    /** {@code progressDeadlineAbort} aborts the update. */
    ABORTS,
    /** Nothing: its clock stands, or there is none. */
    STANDS,
    /** What it does here was not studied. */
    UNKNOWN
  }

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if seconds are negative
   */
  public ProgressDeadline {
    requireNonNull(effect, "effect");
    requireNonNull(message, "message");
    if (seconds < 0) {
      throw new IllegalArgumentException("seconds must not be negative but were " + seconds);
    }
  }

  /** Returns that of a Rollout that is only marked as failed. */
  public static ProgressDeadline marksRollout(int seconds) {
    return marks(seconds, "Rollout's phase is Degraded, with");
  }

  /** Returns that of a Deployment, which is only marked as failed. */
  public static ProgressDeadline marksDeployment(int seconds) {
    return marks(seconds, "Deployment's condition Progressing is False, with");
  }

  private static ProgressDeadline marks(int seconds, String how) {
    return new ProgressDeadline(
        Effect.MARKS_FAILED,
        seconds,
        after(seconds)
            + ("the " + how + " the reason ProgressDeadlineExceeded;")
            + " nothing is stopped or rolled back");
  }

  /** Returns that of a Rollout with {@code progressDeadlineAbort}. */
  public static ProgressDeadline aborts(int seconds) {
    return new ProgressDeadline(
        Effect.ABORTS, seconds, after(seconds) + "progressDeadlineAbort aborts the update");
  }

  /**
   * Returns one that does nothing.
   *
   * @param why why, a clause: {@code the Rollout is paused}
   */
  public static ProgressDeadline stands(int seconds, String why) {
    return new ProgressDeadline(
        Effect.STANDS, seconds, "progressDeadlineSeconds does not count here: " + why);
  }

  /**
   * Returns one of which nothing is known.
   *
   * @param why why, a clause
   */
  public static ProgressDeadline unknown(int seconds, String why) {
    return new ProgressDeadline(
        Effect.UNKNOWN, seconds, "what progressDeadlineSeconds does here is not known: " + why);
  }

  /**
   * Returns whether a number is refused, by the API server or the controller: it has to be above
   * minReadySeconds, and so above 0 (canary.md 1.1, rolling.md 1.5).
   */
  public static boolean isRefused(int seconds, int minReadySeconds) {
    return seconds <= Math.max(0, minReadySeconds);
  }

  /** Returns one of a number that is {@linkplain #isRefused refused}. */
  public static ProgressDeadline refused(int seconds) {
    return unknown(Math.max(0, seconds), "it is not above minReadySeconds, and so refused");
  }

  private static String after(int seconds) {
    return "after more than " + seconds + " s without progress ";
  }

  /** Returns whether it does anything that is known. */
  public boolean acts() {
    return effect == Effect.MARKS_FAILED || effect == Effect.ABORTS;
  }
}
