// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import io.canaryplan.check.PlanChecks;
import io.canaryplan.check.RolloutChecks;
import io.canaryplan.check.ServiceChecks;
import io.canaryplan.finding.Checked;
import io.canaryplan.finding.Finding;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.routing.MeshDocuments;
import io.canaryplan.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans one Rollout: read, check, plan, find its documents, check the plan. */
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
    rollout
        .value()
        .ifPresent(
            value ->
                findings.addAll(ServiceChecks.check(value, document, surroundings.services())));
    mesh.ifPresent(checked -> findings.addAll(checked.findings()));
    plan.ifPresent(value -> findings.addAll(PlanChecks.check(value, document)));
    return new PlannedRollout(
        document,
        rollout.value(),
        new Checked<>(plan, findings.stream().distinct().sorted().toList()),
        mesh.flatMap(Checked::value),
        options);
  }
}
