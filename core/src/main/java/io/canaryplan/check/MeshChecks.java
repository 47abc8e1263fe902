// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Findings;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Phase;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.routing.istio.MeshDocuments;
import io.canaryplan.routing.istio.MeshReferences;
import io.canaryplan.routing.istio.RouteWeights;
import io.canaryplan.routing.istio.RoutedVirtualService;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Everything about a Rollout and the Istio documents that it refers to (istio.md 1 to 3). */
final class MeshChecks {
  /** Without one of these nothing can be said about the documents. */
  private static final List<FieldPath> REFERENCES =
      ImmutableList.of(
          FieldPath.of("metadata", "namespace"),
          Paths.CANARY.child("stableService"),
          Paths.CANARY.child("canaryService"),
          Paths.CANARY.child("pingPong"),
          Paths.ISTIO,
          Paths.ROUTING.child("managedRoutes"));

  private MeshChecks() {}

  static void run(Subject subject, Findings findings) {
    // What is planned is known as far as it matters.
    boolean known =
        subject.canaryPlan().isPresent() || REFERENCES.stream().allMatch(findings::knows);
    if (subject.inputs().isEmpty() || !known) {
      return;
    }
    MeshReferences references =
        subject
            .router()
            .filter(MeshDocuments.class::isInstance)
            .map(router -> ((MeshDocuments) router).references())
            .orElseGet(
                () ->
                    MeshReferences.of(
                        subject.rollout(), subject.inputs().get().objects(), subject.controller()));
    if (references.istio().isPresent()) {
      check(references, findings);
      new MeshCallerChecks(references, subject.inputs().get().documents(), findings).run();
      subject.canaryPlan().ifPresent(plan -> along(references, routing(plan), findings));
    }
  }

  /** Checks what can be said before any state is known. */
  static void check(MeshReferences references, Findings findings) {
    ReferenceChecks.run(references, findings);
    for (RoutedVirtualService routed : references.virtualServices()) {
      new WeightRouteChecks(references, routed, findings).run();
      new ManagedRouteChecks(references, routed, findings).run();
      new DefectChecks(references, routed, findings).run();
    }
    new MeshStepChecks(references, findings).run();
    DestinationRuleChecks.run(references, findings);
  }

  /**
   * Checks what only the way through a plan shows: header and mirror routes that keep weights from
   * the rules, or that find no rule to copy (istio.md 1.12).
   *
   * @param path the states of the plan, at least one, in their order
   */
  static void along(MeshReferences references, List<RoutingState> path, Findings findings) {
    for (RoutedVirtualService routed : references.virtualServices()) {
      if (routed.base().hasHttp()) {
        new ManagedRouteChecks(references, routed, findings).run(withAllTraffic(path));
      }
    }
  }

  /** Returns all that the controller writes into the mesh on its way, in order. */
  private static List<RoutingState> routing(CanaryPlan plan) {
    return plan.states().stream()
        .filter(PlannedState::reachable)
        .flatMap(
            state -> Stream.concat(state.routingChanges().stream(), Stream.of(state.routing())))
        .toList();
  }

  /** Adds what no state shows: after the last step the canary gets all traffic, then promotion. */
  private static List<RoutingState> withAllTraffic(List<RoutingState> path) {
    int last = path.size() - 1;
    if (last == 0 || path.get(last).phase() != Phase.PROMOTED) {
      return path;
    }
    List<RoutingState> whole = new ArrayList<>(path);
    whole.add(last, path.get(last - 1).withCanaryWeight(RouteWeights.WHOLE));
    return whole;
  }
}
