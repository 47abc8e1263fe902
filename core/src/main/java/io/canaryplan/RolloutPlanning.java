// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import io.canaryplan.check.RolloutChecks;
import io.canaryplan.finding.Checked;
import io.canaryplan.finding.Finding;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.routing.MeshDocuments;
import io.canaryplan.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans one Rollout: read, check, plan, check the plan, edit documents. */
final class RolloutPlanning {
  private RolloutPlanning() {}

  static PlannedRollout plan(
      YamlDocument document, Surroundings surroundings, PlannerOptions options) {
    Checked<Rollout> rollout = RolloutChecks.read(document);
    List<Finding> findings = new ArrayList<>(rollout.findings());
    Optional<CanaryPlan> plan =
        rollout
            .value()
            .filter(value -> value.canary().isPresent())
            .map(value -> CanaryPlan.of(value, options.settings()));
    Optional<Checked<MeshDocuments>> mesh =
        rollout
            .value()
            .filter(value -> plan.isPresent())
            .map(
                value ->
                    MeshDocuments.of(
                        value, surroundings.sources(document), options.settings().controller()));
    mesh.ifPresent(checked -> findings.addAll(checked.findings()));
    return new PlannedRollout(
        document,
        rollout.value(),
        new Checked<>(plan, findings.stream().distinct().sorted().toList()),
        mesh.flatMap(Checked::value),
        options);
  }
}
