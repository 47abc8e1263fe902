// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import io.canaryplan.kubernetes.KubernetesObjects;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.RouteWrites;
import io.canaryplan.plan.RouteWrites.Obstacle;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.plan.Standstill;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.routing.DocumentRouter;
import io.canaryplan.routing.RoutedDocuments;
import io.canaryplan.routing.ServiceRouter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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
    implements DocumentRouter, RouteWrites {
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

  /** Of header and mirror routes in one step the controller writes the header route first. */
  @Override
  public Optional<Standstill.RouteRefused> refusal(
      List<CanaryStep.ManagedRoute> before, CanaryStep step) {
    Optional<CanaryStep.SetHeaderRoute> header = step.part(CanaryStep.SetHeaderRoute.class);
    Optional<CanaryStep.SetMirrorRoute> mirror = step.part(CanaryStep.SetMirrorRoute.class);
    List<CanaryStep.ManagedRoute> beside = new ArrayList<>(before);
    Optional<Standstill.RouteRefused> refused =
        header.flatMap(own -> refusal(own, service -> service.refusal(beside, own)));
    if (refused.isPresent()) {
      return refused;
    }
    header.filter(own -> !own.removes()).ifPresent(beside::add);
    return mirror.flatMap(own -> refusal(own, service -> service.refusal(beside, own)));
  }

  private Optional<Standstill.RouteRefused> refusal(
      CanaryStep.ManagedRoute route, Function<RoutedVirtualService, Optional<Obstacle>> asks) {
    for (RoutedVirtualService service : references.virtualServices()) {
      Optional<Obstacle> obstacle = asks.apply(service);
      if (obstacle.isPresent()) {
        String name = service.base().id().name();
        return Optional.of(new Standstill.RouteRefused(route, name, obstacle.get()));
      }
    }
    return Optional.empty();
  }

  @Override
  public RoutedDocuments begin(RoutingState first) {
    return writer.begin(first);
  }
}
