// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.RuleGroup;
import java.util.List;

/**
 * All rules of this package, for the catalogue.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class CheckRules {
  private static final List<RuleGroup> GROUPS =
      ImmutableList.of(
          SpecRules.GROUP,
          CanaryRules.GROUP,
          StepRules.GROUP,
          RouterRules.GROUP,
          ServiceRules.GROUP,
          AnalysisRules.GROUP,
          BlueGreenRules.GROUP,
          BlueGreenSizeRules.GROUP,
          ReturnRules.GROUP,
          WeightRules.GROUP,
          LimitRules.GROUP,
          PathRules.GROUP,
          AbortRules.GROUP,
          RouteRules.GROUP,
          SequenceRules.GROUP,
          ScaleRules.GROUP,
          ReferenceRules.GROUP,
          WeightRouteRules.GROUP,
          SubsetRules.GROUP,
          ManagedRouteRules.GROUP,
          MeshCallerRules.GROUP,
          NeighbourRules.GROUP,
          DeploymentRules.GROUP,
          DeploymentCourseRules.GROUP,
          DeploymentScaleRules.GROUP,
          DeploymentEditRules.GROUP);

  private CheckRules() {}

  /** Returns the rules by what they are about, in the order of the reference. */
  public static List<RuleGroup> groups() {
    return GROUPS;
  }
}
