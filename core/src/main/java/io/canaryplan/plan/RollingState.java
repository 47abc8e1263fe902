// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

import io.canaryplan.plan.RollingPass.VersionSize;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A Deployment before an update or at its end.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param name {@code initial}, and {@code promoted} or {@code stopped} at the end
 * @param moment the Deployment in this state, to go on from
 * @param passes the passes that lead to it; of very many only the first and the last time of what
 *     goes on in equal strides ({@link RollingPass#omitted})
 * @param standstill why the new version does not get all pods, if so
 */
public record RollingState(
    String name, RollingMoment moment, List<RollingPass> passes, Optional<Standstill> standstill)
    implements UpdateState {
  /** Checks for null. */
  public RollingState {
    requireNonNull(name, "name");
    requireNonNull(moment, "moment");
    requireNonNull(passes, "passes");
    requireNonNull(standstill, "standstill");
  }

  @Override
  public long newPods() {
    return moment.sets().stream()
        .filter(set -> set.version() == RollingUpdatePlan.UPDATE)
        .mapToLong(VersionSize::size)
        .sum();
  }

  @Override
  public long oldPods() {
    return moment.sets().stream().mapToLong(VersionSize::size).sum() - newPods();
  }

  @Override
  public long availablePods() {
    return moment.sets().stream().mapToLong(VersionSize::next).sum();
  }

  /** Returns nothing: the passes speak for themselves. */
  @Override
  public List<String> reasons() {
    return List.of();
  }

  /** Returns 0: neither of the two states ends before somebody does something. */
  @Override
  public OptionalLong durationSeconds() {
    return OptionalLong.of(0);
  }
}
