// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import io.canaryplan.kubernetes.KubernetesObjects;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.routing.DocumentRouter;
import io.canaryplan.routing.ServiceRouter;
import java.util.List;

/**
 * The documents that a Rollout refers to, written as the controller writes them.
 *
 * <pre>{@code
 * RoutedDocuments before = MeshDocuments.router(…).begin(steady);
 * for (StateDocument document : before.then(state).documents()) {
 *   System.out.print(document.text());
 * }
 * }</pre>
 */
public final class MeshDocuments {
  private MeshDocuments() {}

  /**
   * Returns what writes into the documents: VirtualServices in the order of the references, the
   * DestinationRule, then the Services. What cannot be edited stays as given.
   *
   * @param objects all objects known, those that the Rollout does not refer to as well
   * @param controller the controller whose behaviour is wanted
   */
  public static DocumentRouter router(
      Rollout rollout, KubernetesObjects objects, ControllerVersion controller) {
    MeshReferences references = MeshReferences.of(rollout, objects, controller);
    MeshReferences swapped =
        MeshNames.usesPingPong(references.strategy())
            ? MeshReferences.swapped(rollout, objects, controller)
            : references;
    return DocumentRouter.all(
        List.of(
            new IstioRouter(rollout.name(), references, swapped),
            new ServiceRouter(rollout.name(), references.strategy(), references.services())));
  }
}
