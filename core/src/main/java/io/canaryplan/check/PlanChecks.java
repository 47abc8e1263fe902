// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Findings;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.yaml.YamlDocument;
import java.util.List;
import java.util.Optional;

/**
 * What nobody else tells about a plan: weights that cannot be reached, steps that change nothing,
 * fields without effect, traps of an abort (findings.md C).
 */
public final class PlanChecks {
  private PlanChecks() {}

  /** Checks a plan; its findings have no position. */
  public static List<Finding> check(CanaryPlan plan) {
    return check(plan, Optional.empty());
  }

  /** Checks the plan of a Rollout that was read from {@code document}. */
  public static List<Finding> check(CanaryPlan plan, YamlDocument document) {
    return check(plan, Optional.of(document));
  }

  private static List<Finding> check(CanaryPlan plan, Optional<YamlDocument> document) {
    Findings findings = Findings.in(document);
    CanaryStrategy canary = plan.rollout().canary().orElseThrow();
    WeightChecks.check(plan, findings);
    SequenceChecks.check(plan, canary, findings);
    RouteChecks.check(plan, findings);
    LimitChecks.check(plan, canary, findings);
    ScaleChecks.check(plan, canary, findings);
    PathChecks.check(plan, findings);
    return findings.all();
  }
}
