// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;

/**
 * What a person does to an update, or lets happen.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param kind what it is
 * @param replicas the pods asked for by {@link Kind#SCALE}, 0 or more; 0 for all others
 */
public record Act(Kind kind, int replicas) {
  /** The kinds of acts. */
  public enum Kind {
    /** Aborts the update. */
    ABORT,
    /** Ends a pause; in a canary that does not pause, goes on to the next step. */
    PROMOTE,
    /** Goes on without steps, pauses and analyses. */
    PROMOTE_FULL,
    /** Tries an aborted update again. */
    RETRY,
    /**
     * Applies the pod template of the version before again: the stable one while an update is on
     * its way, else the one before that.
     */
    ROLLBACK,
    /** Applies a pod template that was not there before. */
    NEW_VERSION,
    /** Sets {@code spec.paused}. */
    PAUSE,
    /** Takes {@code spec.paused} away; in a canary that pauses at a step, ends that pause. */
    RESUME,
    /** Changes {@code spec.replicas}. */
    SCALE,
    /**
     * Nothing, while no more pod becomes available until progressDeadlineSeconds are over; then
     * pods do again as before.
     */
    TIME_OUT
  }

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if replicas are negative, or given for another kind
   */
  public Act {
    requireNonNull(kind, "kind");
    if (replicas < 0 || (kind != Kind.SCALE && replicas > 0)) {
      throw new IllegalArgumentException("no " + kind + " to " + replicas);
    }
  }

  /** Returns an act of a kind; of {@link Kind#SCALE} to no pods. */
  public static Act of(Kind kind) {
    return new Act(kind, 0);
  }

  /**
   * Returns the change to so many replicas.
   *
   * @param replicas 0 or more
   */
  public static Act scale(int replicas) {
    return new Act(Kind.SCALE, replicas);
  }

  /** Returns the act that a text such as {@code promote-full} or {@code scale=3} means, if any. */
  public static Optional<Act> parse(String text) {
    if (text.startsWith("scale=")) {
      return number(text.substring("scale=".length())).map(Act::scale);
    }
    for (Kind kind : Kind.values()) {
      if (kind != Kind.SCALE && of(kind).toString().equals(text)) {
        return Optional.of(of(kind));
      }
    }
    return Optional.empty();
  }

  private static Optional<Integer> number(String text) {
    boolean digits = !text.isEmpty() && text.length() <= 10;
    for (int i = 0; i < text.length(); i++) {
      digits = digits && text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    long value = digits ? Long.parseLong(text) : -1;
    return value < 0 || value > Integer.MAX_VALUE ? Optional.empty() : Optional.of((int) value);
  }

  /** Returns the act as the command line has it: {@code promote-full}, {@code scale=3}. */
  @Override
  public String toString() {
    String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return kind == Kind.SCALE ? name + "=" + replicas : name;
  }
}
