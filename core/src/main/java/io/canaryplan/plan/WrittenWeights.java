// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The weights that the status records as last written (spec/canary.md 1.7).
 *
 * @param shown the weights as the router shares them
 * @param stable stable's weight as recorded: not cut at 0 as the router's is (3.3)
 * @param recorded whether the status has them; never without a router
 * @param canaryVersion the version that the canary weight was written for
 * @param stableVersion the version that the stable weight was written for
 */
record WrittenWeights(
    TrafficWeights shown, int stable, boolean recorded, int canaryVersion, int stableVersion) {
  /** Returns the weights of a Rollout where one version has all traffic. */
  static WrittenWeights steady(int max, boolean recorded, int version) {
    TrafficWeights shown = TrafficWeights.of(0, ImmutableList.of(), max);
    return new WrittenWeights(shown, max, recorded, version, version);
  }

  /** Returns these with other weights for the same versions. */
  WrittenWeights with(int canary, List<AdditionalWeight> additional, int max) {
    if (canary == shown.canary() && additional.equals(shown.additional())) {
      return this;
    }
    TrafficWeights weights = TrafficWeights.of(canary, additional, max);
    long rest = max - weights.total() + weights.stable();
    int left = (int) Math.max(Integer.MIN_VALUE, rest);
    return new WrittenWeights(weights, left, recorded, canaryVersion, stableVersion);
  }

  WrittenWeights withVersions(int canary, int stableNow) {
    return canary == canaryVersion && stableNow == stableVersion
        ? this
        : new WrittenWeights(shown, stable, recorded, canary, stableNow);
  }

  int canary() {
    return shown.canary();
  }

  OptionalInt recordedCanary() {
    return recorded ? OptionalInt.of(shown.canary()) : OptionalInt.empty();
  }

  OptionalInt recordedStable() {
    return recorded ? OptionalInt.of(stable) : OptionalInt.empty();
  }
}
