// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import io.canaryplan.Layout;
import io.canaryplan.PlannedRollout;
import io.canaryplan.finding.Finding;
import io.canaryplan.kubernetes.KubernetesObject;
import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.rollout.Rollout;
import java.util.List;
import java.util.Optional;

/**
 * What is said about one Rollout.
 *
 * @param name its name, as far as it could be read
 * @param namespace its namespace, if it is written
 * @param layout how its documents are written
 * @param plan its plan, if there is one
 * @param findings what was found, by position
 */
record RolloutReport(
    Optional<String> name,
    Optional<String> namespace,
    Layout layout,
    Optional<PlanReport> plan,
    List<Finding> findings) {

  static RolloutReport of(PlannedRollout rollout, List<Finding> findings) {
    Optional<ObjectId> id =
        rollout.source().flatMap(source -> KubernetesObject.idOf(source.root()));
    return new RolloutReport(
        id.map(ObjectId::name).or(() -> rollout.rollout().map(Rollout::name)),
        id.flatMap(ObjectId::namespace).or(() -> rollout.rollout().flatMap(Rollout::namespace)),
        rollout.options().layout(),
        rollout.plan().value().map(plan -> PlanReport.of(plan, rollout)),
        findings);
  }
}
