// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.collect.ImmutableList;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.Rollout;
import java.util.List;

/** The routers of a Rollout by the names of their fields. */
final class RouterNames {
  private static final ImmutableList<String> NONE = ImmutableList.of("none");

  private RouterNames() {}

  /** Returns {@code none} when traffic is not routed. */
  static List<String> of(Rollout rollout) {
    return rollout
        .canary()
        .flatMap(CanaryStrategy::trafficRouting)
        .map(routing -> routing.routers())
        .filter(routers -> !routers.isEmpty())
        .orElse(NONE);
  }
}
