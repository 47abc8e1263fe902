// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import java.util.Optional;

/**
 * A blue-green Rollout at some moment. From here its controller can be followed on, or a person
 * does something first:
 *
 * <pre>{@code
 * BlueGreenCourse back = plan.at(BlueGreenStage.Kind.PAUSED).abort().course();
 * }</pre>
 *
 * <p>Moments are values: following a controller changes none of them. The package {@code
 * controller} implements them.
 *
 * <p>Implementations are immutable and safe for use by several threads.
 */
public interface BlueGreenMoment {
  /** Returns the pods and Services. */
  BlueGreenView view();

  /** Returns the version whose pod template is asked for. */
  int version();

  /** Returns the pods asked for. */
  int replicas();

  /**
   * Returns how the controller goes on from here until nothing happens by itself any more: all
   * delays go by, and analyses succeed if they are let to; a pause without an end stays.
   */
  BlueGreenCourse course();

  /** Returns what progressDeadlineSeconds does when no more pod becomes available from here on. */
  ProgressDeadline progressDeadline();

  /**
   * Returns how the controller goes on when no more pod becomes available, up to the second in
   * which progressDeadlineSeconds are over and before the pass that finds it; pods become available
   * a second later. Empty if they are never over, since their clock stands.
   *
   * @param passes how many are followed at most, 0 or more; the end is what is there after them
   */
  Optional<BlueGreenCourse> untilDeadline(int passes);

  /** Returns the moment so many passes later; the end of the course, if it comes before. */
  BlueGreenMoment after(int passes);

  /**
   * Returns the moment when the controller has nothing left to do without time passing: no delay,
   * pause or analysis goes on meanwhile.
   */
  BlueGreenMoment settled();

  /** Returns this moment so many seconds later, when nothing else has happened; 0 or more. */
  BlueGreenMoment later(long seconds);

  /**
   * Returns this moment when another pod template is applied, a second later.
   *
   * @param version 1 or more; one that was there before is a rollback to it
   * @throws IllegalArgumentException if the version is below 1
   */
  BlueGreenMoment update(int version);

  /**
   * Returns this moment when other replicas are asked for.
   *
   * @param replicas 0 or more
   * @throws IllegalArgumentException if they are negative
   */
  BlueGreenMoment scale(int replicas);

  /** Returns this moment when somebody pauses the Rollout ({@code spec.paused}). */
  BlueGreenMoment pause();

  /** Returns this moment when {@code spec.paused} is taken away; other pauses stay. */
  BlueGreenMoment resume();

  /** Returns this moment when somebody promotes: a pause is over, what is to come stays. */
  BlueGreenMoment promote();

  /** Returns this moment when somebody promotes without pauses and analyses. */
  BlueGreenMoment promoteFull();

  /** Returns this moment when somebody aborts the update. */
  BlueGreenMoment abort();

  /** Returns this moment when somebody has an aborted update tried again. */
  BlueGreenMoment retry();
}
