// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.RuleGroup;
import java.util.List;

/** All rules about a Rollout and the documents it routes with, for the catalogue. */
public final class RoutingRules {
  private static final List<RuleGroup> GROUPS =
      ImmutableList.of(
          ReferenceRules.GROUP, WeightRouteRules.GROUP, SubsetRules.GROUP, ManagedRouteRules.GROUP);

  private RoutingRules() {}

  /** Returns the rules by what they are about, in the order of the reference. */
  public static List<RuleGroup> groups() {
    return GROUPS;
  }
}
