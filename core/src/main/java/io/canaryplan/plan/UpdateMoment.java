// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import java.util.List;
import java.util.Optional;

/**
 * An update at some moment, whatever its strategy, and what somebody can do to it then. Doing
 * something changes no moment; it gives a course, from whose end something else can be done.
 *
 * <p>Implementations are immutable and safe for use by several threads.
 */
public interface UpdateMoment {
  /** Returns the pods of each version that is there, by their names {@code v1}, {@code v2} … */
  List<PodGroup> pods();

  /** Returns the available pods of all versions. */
  long availablePods();

  /** Returns the version that is asked for: 1 before the update, 2 from it on, and so on. */
  int version();

  /** Returns that version's share of what the users' Service gets. */
  Ratio trafficShare();

  /** Returns what the Services of the strategy select; empty if none is moved as one. */
  default List<ServiceSelection> services() {
    return List.of();
  }

  /** Returns what progressDeadlineSeconds does when no more pod becomes available from here on. */
  ProgressDeadline progressDeadline();

  /** Returns why an act has no place in this strategy, or at this moment; empty if it has. */
  Optional<String> refusal(Act act);

  /**
   * Returns what follows an act.
   *
   * @throws IllegalArgumentException if it is {@linkplain #refusal refused}
   */
  UpdateCourse act(Act act);

  /**
   * Returns the update when an act was done and so many passes were made.
   *
   * @param passes 0 or more; the end of the course if it has fewer
   * @throws IllegalArgumentException if the act is refused, or passes are negative
   */
  UpdateMoment during(Act act, int passes);

  /** Returns what follows an abort. */
  default UpdateCourse abort() {
    return act(Act.of(Act.Kind.ABORT));
  }

  /** Returns what follows a promotion. */
  default UpdateCourse promote() {
    return act(Act.of(Act.Kind.PROMOTE));
  }

  /** Returns what follows a promotion without steps, pauses and analyses. */
  default UpdateCourse promoteFull() {
    return act(Act.of(Act.Kind.PROMOTE_FULL));
  }

  /** Returns what follows when an aborted update is tried again. */
  default UpdateCourse retry() {
    return act(Act.of(Act.Kind.RETRY));
  }

  /** Returns what follows when the version before is applied again. */
  default UpdateCourse rollback() {
    return act(Act.of(Act.Kind.ROLLBACK));
  }

  /** Returns what follows when another version is applied. */
  default UpdateCourse newVersion() {
    return act(Act.of(Act.Kind.NEW_VERSION));
  }

  /** Returns what follows when {@code spec.paused} is set. */
  default UpdateCourse pause() {
    return act(Act.of(Act.Kind.PAUSE));
  }

  /** Returns what follows when a pause is over. */
  default UpdateCourse resume() {
    return act(Act.of(Act.Kind.RESUME));
  }

  /**
   * Returns what follows when no more pod becomes available until progressDeadlineSeconds are over.
   */
  default UpdateCourse timeOut() {
    return act(Act.of(Act.Kind.TIME_OUT));
  }

  /**
   * Returns what follows when other replicas are asked for.
   *
   * @param replicas 0 or more
   */
  default UpdateCourse scale(int replicas) {
    return act(Act.scale(replicas));
  }
}
