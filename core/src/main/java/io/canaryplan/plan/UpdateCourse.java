// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What follows when somebody does something to an update. Courses compose:
 *
 * <pre>{@code
 * UpdateCourse again = plan.at(2).abort().then().retry();
 * }</pre>
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param start the update when it was done
 * @param act what was done
 * @param passes the passes that follow; of very many only the first and the last time of what goes
 *     on in equal strides ({@link UpdatePass#omitted})
 * @param end where they end: in a canary where the step that is gone to is complete or waits, else
 *     where nothing happens by itself any more
 * @param seconds seconds of all delays on the way; absent where they are not known. The time that
 *     pods need is not in it
 * @param standstill why the end is not where the act leads, if so; a pause that a person has to end
 *     is such a reason
 */
public record UpdateCourse(
    UpdateMoment start,
    Act act,
    List<? extends UpdatePass> passes,
    UpdateMoment end,
    OptionalLong seconds,
    Optional<Standstill> standstill) {
  /** Copies nothing: passes may be many, and are not changed by anybody. */
  public UpdateCourse {
    requireNonNull(start, "start");
    requireNonNull(act, "act");
    boolean kept = passes instanceof PassList || passes instanceof RollingPassList;
    passes = kept ? passes : ImmutableList.copyOf(passes);
    requireNonNull(end, "end");
    requireNonNull(seconds, "seconds");
    requireNonNull(standstill, "standstill");
  }

  /**
   * Returns whether it goes back from an update and then stands aborted; a controller drops an
   * abort where there is nothing to go back from.
   */
  public boolean endsAborted() {
    boolean aborted =
        standstill.filter(why -> why.reason() == Standstill.Reason.ABORTED).isPresent();
    return aborted && !passes.isEmpty();
  }

  /** Returns the update at the end, to do something else. */
  public UpdateMoment then() {
    return end;
  }

  /**
   * Returns the update after so many of the passes, to do something else before the end.
   *
   * @param passes 0 or more; the end if there are fewer
   */
  public UpdateMoment then(int passes) {
    return start.during(act, passes);
  }

  /** Returns the fewest available pods on the way, at its start included. */
  public long lowestAvailablePods() {
    return passes.stream()
        .mapToLong(UpdatePass::available)
        .reduce(start.availablePods(), Math::min);
  }

  /** Returns the most pods asked for on the way, at its start included. */
  public long peakPods() {
    long before = start.pods().stream().mapToLong(PodGroup::size).sum();
    return passes.stream().mapToLong(UpdatePass::total).reduce(before, Math::max);
  }
}
