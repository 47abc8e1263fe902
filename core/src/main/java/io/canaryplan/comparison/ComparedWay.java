// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.comparison;

import static java.util.Objects.requireNonNull;

import io.canaryplan.plan.Plan;
import java.util.Optional;

/**
 * One way of a comparison, with its plan. Its numbers are those of the plan, and what {@link
 * Exposure}, {@link ExtraPods}, {@link TimeToFull} and {@link WayBack} count over the plan's
 * passes.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param way which way
 * @param origin where it comes from
 * @param needs what has to be there for it
 * @param plan its plan, if there is one
 * @param refusal why there is none, in a few words; absent if there is one
 */
public record ComparedWay(
    Way way, Origin origin, Needs needs, Optional<Plan> plan, Optional<String> refusal) {
  /**
   * Checks that there is either a plan or a reason.
   *
   * @throws IllegalArgumentException if both or none are there
   */
  public ComparedWay {
    requireNonNull(way, "way");
    requireNonNull(origin, "origin");
    requireNonNull(needs, "needs");
    if (plan.isPresent() == refusal.isPresent()) {
      throw new IllegalArgumentException("either a plan or a reason why there is none");
    }
  }

  static ComparedWay planned(Way way, Origin origin, Needs needs, Plan plan) {
    return new ComparedWay(way, origin, needs, Optional.of(plan), Optional.empty());
  }

  static ComparedWay refused(Way way, Origin origin, Needs needs, String refusal) {
    return new ComparedWay(way, origin, needs, Optional.empty(), Optional.of(refusal));
  }

  /** Returns way and origin: {@code canary (written)}. */
  @Override
  public String toString() {
    return way + " (" + origin + ")";
  }
}
