// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.comparison;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.Plan;
import java.math.BigInteger;
import java.util.List;

/**
 * Pods above those before the update, times the seconds for which they are there.
 *
 * <p>Only times that all ways know are counted: pauses and experiments with a duration, and delays
 * before old pods are removed. What pods need to start, and to be ready for minReadySeconds, is in
 * no number; nor are pods that still terminate, and fewer pods than before are not set against
 * more.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param podSeconds pods times seconds of all known times, 0 or more
 * @param open the states that last for a time that is open and have extra pods, in their order
 */
public record ExtraPods(BigInteger podSeconds, List<Open> open) {
  /** Copies the list. */
  public ExtraPods {
    requireNonNull(podSeconds, "podSeconds");
    open = ImmutableList.copyOf(open);
  }

  /**
   * Extra pods for a time that is open.
   *
   * @param state position in {@link Plan#states}
   * @param pods pods above those before the update, 1 or more
   */
  public record Open(int state, long pods) {}

  /** Counts over the passes of a plan. */
  public static ExtraPods of(Plan plan) {
    return new PodTime(plan).extra();
  }
}
