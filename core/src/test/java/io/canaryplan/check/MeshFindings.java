// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Findings;
import io.canaryplan.kubernetes.KubernetesObjects;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.routing.DocumentRouter;
import io.canaryplan.routing.istio.MeshReferences;
import java.util.List;
import java.util.Optional;

/** What is found about the Istio documents of a Rollout alone, for tests of the routing. */
public final class MeshFindings {
  private MeshFindings() {}

  /** Before any state is known, and what editing the documents causes. */
  public static List<Finding> of(
      Rollout rollout,
      KubernetesObjects objects,
      ControllerVersion controller,
      DocumentRouter router) {
    Findings findings = Findings.in(Optional.empty());
    MeshReferences references = MeshReferences.of(rollout, objects, controller);
    if (references.istio().isPresent()) {
      MeshChecks.check(references, findings);
    }
    PlannedDocumentChecks.edits(router, findings);
    return findings.all();
  }

  /** Along these states. */
  public static List<Finding> along(
      Rollout rollout,
      KubernetesObjects objects,
      ControllerVersion controller,
      List<RoutingState> path) {
    Findings findings = Findings.in(Optional.empty());
    MeshChecks.along(MeshReferences.of(rollout, objects, controller), path, findings);
    return findings.all();
  }
}
