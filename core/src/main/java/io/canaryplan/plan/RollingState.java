// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

import io.canaryplan.plan.RollingPass.VersionSize;
import java.util.OptionalLong;

/**
 * A Deployment before an update or at its end.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param name {@code initial}, and {@code promoted} or {@code stopped} at the end
 * @param moment the Deployment in this state, to go on from
 */
public record RollingState(String name, RollingMoment moment) implements UpdateState {
  /** Checks for null. */
  public RollingState {
    requireNonNull(name, "name");
    requireNonNull(moment, "moment");
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

  /** Returns 0: neither of the two states ends before somebody does something. */
  @Override
  public OptionalLong durationSeconds() {
    return OptionalLong.of(0);
  }
}
