// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Finding;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.yaml.YamlDocument;
import java.util.List;

/**
 * What nobody else tells about a plan: weights that cannot be reached, steps that change nothing,
 * fields without effect, traps of an abort (spec/findings.md C).
 */
public final class PlanChecks {
  private PlanChecks() {}

  /** Checks a plan; its findings have no position. */
  public static List<Finding> check(CanaryPlan plan) {
    return check(plan, Findings.unplaced());
  }

  /** Checks the plan of a Rollout that was read from {@code document}. */
  public static List<Finding> check(CanaryPlan plan, YamlDocument document) {
    return check(plan, Findings.of(document));
  }

  private static List<Finding> check(CanaryPlan plan, Findings findings) {
    CanaryStrategy canary = plan.rollout().canary().orElseThrow();
    WeightChecks.check(plan, findings);
    StepChecks.check(plan, canary, findings);
    RouteChecks.check(plan, findings);
    LimitChecks.check(plan, canary, findings);
    ScaleChecks.check(plan, canary, findings);
    PathChecks.check(plan, findings);
    return ImmutableList.copyOf(findings.found());
  }
}
