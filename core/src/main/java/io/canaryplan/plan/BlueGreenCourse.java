// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;

/**
 * The passes of a blue-green controller from a moment until nothing happens by itself any more.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param start where they begin
 * @param passes the passes that change pods, Services, the stable version, a pause or an abort
 * @param end where they end
 * @param standstill why the wanted version is not the stable one with all pods and all traffic, if
 *     so; a pause that a person has to end is such a reason
 */
public record BlueGreenCourse(
    BlueGreenMoment start,
    List<BlueGreenView> passes,
    BlueGreenMoment end,
    Optional<Standstill> standstill) {
  /** Copies the list. */
  public BlueGreenCourse {
    requireNonNull(start, "start");
    passes = ImmutableList.copyOf(passes);
    requireNonNull(end, "end");
    requireNonNull(standstill, "standstill");
  }

  /** Returns the seconds of all delays on the way; the time that pods need is not in it. */
  public long seconds() {
    return end.view().seconds() - start.view().seconds();
  }

  /** Returns the most pods asked for at one time, from the start on. */
  public long peak() {
    return passes.stream().mapToLong(BlueGreenView::total).reduce(start.view().total(), Math::max);
  }
}
