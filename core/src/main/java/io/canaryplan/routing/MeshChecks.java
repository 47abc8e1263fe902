// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.IstioTrafficRouting;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.rollout.TrafficRouting;
import java.util.List;
import java.util.Optional;

/** Everything that can be said about a Rollout's Istio documents before any state is known. */
final class MeshChecks {
  static final FieldPath CANARY = FieldPath.of("spec", "strategy", "canary");
  static final FieldPath ISTIO = CANARY.child("trafficRouting").child("istio");

  private MeshChecks() {}

  static List<Finding> findings(
      Rollout rollout, MeshReferences references, ControllerVersion controller) {
    Optional<CanaryStrategy> strategy = rollout.canary();
    Optional<IstioTrafficRouting> istio =
        strategy.flatMap(CanaryStrategy::trafficRouting).flatMap(TrafficRouting::istio);
    if (istio.isEmpty()) {
      return ImmutableList.of();
    }
    MeshFindings findings = new MeshFindings(references.sources().rollout());
    MeshNames names = MeshNames.of(strategy.get(), false);
    ReferenceChecks.run(references, findings);
    for (MeshReferences.Lookup lookup : references.lookups()) {
      if (lookup.routed().isPresent()) {
        new WeightRouteChecks(lookup, lookup.routed().get(), names, findings).run();
        new ManagedRouteChecks(
                strategy.get(), lookup, lookup.routed().get(), names, references, findings)
            .run();
        new DefectChecks(strategy.get(), lookup, lookup.routed().get(), names, controller, findings)
            .run();
      }
    }
    StepChecks.run(strategy.get(), names, references, findings);
    DestinationRuleChecks.run(strategy.get(), references, findings);
    return findings.all();
  }
}
