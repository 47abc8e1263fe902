// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import io.canaryplan.kubernetes.KubernetesObjects;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.routing.DocumentRouter;
import io.canaryplan.routing.RoutedDocuments;
import io.canaryplan.routing.ServiceRouter;
import java.util.List;

/**
 * The documents that a Rollout refers to, and what writes them as the controller does.
 *
 * <pre>{@code
 * RoutedDocuments before = MeshDocuments.of(…).begin(steady);
 * for (StateDocument document : before.then(state).documents()) {
 *   System.out.print(document.text());
 * }
 * }</pre>
 *
 * <p>Immutable for its callers and safe for use by several threads.
 *
 * @param references what the Rollout refers to
 * @param writer what writes VirtualServices in the order of the references, the DestinationRule,
 *     then the Services; what cannot be edited stays as given
 */
public record MeshDocuments(MeshReferences references, DocumentRouter writer)
    implements DocumentRouter {
  /**
   * Finds the documents.
   *
   * @param objects all objects known, those that the Rollout does not refer to as well
   * @param controller the controller whose behaviour is wanted
   */
  public static MeshDocuments of(
      Rollout rollout, KubernetesObjects objects, ControllerVersion controller) {
    MeshReferences references = MeshReferences.of(rollout, objects, controller);
    MeshReferences swapped =
        MeshNames.usesPingPong(references.strategy())
            ? MeshReferences.swapped(rollout, objects, controller)
            : references;
    return new MeshDocuments(
        references,
        DocumentRouter.all(
            List.of(
                new IstioRouter(rollout.name(), references, swapped),
                new ServiceRouter(rollout.name(), references.strategy(), references.services()))));
  }

  @Override
  public RoutedDocuments begin(RoutingState first) {
    return writer.begin(first);
  }
}
