// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Findings;
import java.util.List;

/** Everything that can be said about a Rollout's Istio documents before any state is known. */
final class MeshChecks {
  static final FieldPath CANARY = FieldPath.of("spec", "strategy", "canary");
  static final FieldPath ISTIO = CANARY.child("trafficRouting").child("istio");
  static final FieldPath VIRTUAL_SERVICE = ISTIO.child("virtualService");

  private MeshChecks() {}

  static FieldPath step(int index) {
    return CANARY.child("steps").index(index);
  }

  static List<Finding> findings(MeshReferences references) {
    Findings findings = Findings.in(references.document());
    if (references.istio().isPresent()) {
      ReferenceChecks.run(references, findings);
      for (RoutedVirtualService routed : references.virtualServices()) {
        new WeightRouteChecks(references, routed, findings).run();
        new ManagedRouteChecks(references, routed, findings).run();
        new DefectChecks(references, routed, findings).run();
      }
      new MeshStepChecks(references, findings).run();
      DestinationRuleChecks.run(references, findings);
    }
    return findings.all();
  }
}
