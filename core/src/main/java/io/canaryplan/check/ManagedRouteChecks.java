// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Findings;
import io.canaryplan.istio.HttpRoute;
import io.canaryplan.istio.RouteDestination;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.routing.istio.MeshNames;
import io.canaryplan.routing.istio.MeshReferences;
import io.canaryplan.routing.istio.RouteTroubles;
import io.canaryplan.routing.istio.RoutedVirtualService;
import io.canaryplan.routing.istio.StepPart;
import io.canaryplan.routing.istio.WeightRoute;
import java.util.List;
import java.util.Optional;

/** What header and mirror routes meet in one VirtualService (istio.md 1.8, 1.9, 1.12). */
final class ManagedRouteChecks {
  private static final FieldPath HTTP = FieldPath.of("spec", "http");

  private final RoutedVirtualService routed;
  private final VirtualService service;
  private final MeshNames names;
  private final List<StepPart> managed;
  private final List<StepPart> making;
  private final Findings findings;

  ManagedRouteChecks(MeshReferences references, RoutedVirtualService routed, Findings findings) {
    this.routed = routed;
    this.service = routed.base();
    this.names = references.names();
    this.managed = StepPart.managed(references.strategy());
    this.making = StepPart.making(managed);
    this.findings = findings;
  }

  void run() {
    userRoutes();
    if (!service.hasHttp()) {
      // Even a step that removes a route looks for one (1.8, step 2).
      if (!managed.isEmpty()) {
        withoutHttp(managed.get(0));
      }
    } else {
      if (!making.isEmpty()) {
        bareHost(making.get(0));
      }
      ManagedRouteReach reach = new ManagedRouteReach(routed, names, findings);
      making.forEach(reach::check);
      boolean noRule = routed.selection().http().isEmpty() && routed.reference().routes().isEmpty();
      for (StepPart part : making) {
        if (noRule && part.step() instanceof CanaryStep.SetMirrorRoute) {
          mirrorWithoutBase(part);
        }
      }
    }
  }

  /** Checks what only the states of a plan show. */
  void run(List<RoutingState> path) {
    RouteTroubles troubles = RouteTroubles.along(path, routed);
    boolean hidden = false;
    for (StepPart part : making) {
      if (!hidden && troubles.hiding().contains(part.step())) {
        hidesRule(part);
        hidden = true;
      }
      if (troubles.baseless().contains(part.step())
          && part.step() instanceof CanaryStep.SetMirrorRoute) {
        mirrorWithoutBase(part);
      }
    }
  }

  /** A rule of the user that the controller takes for its own. */
  private void userRoutes() {
    List<HttpRoute> rules = service.http();
    for (int index : routed.selection().removed()) {
      Optional<String> name = rules.get(index).name();
      FieldPath path = HTTP.index(index).child("name");
      if (name.isPresent()) {
        findings
            .about(service.document())
            .add(
                ManagedRouteRules.USER_ROUTE_IS_MANAGED,
                path,
                """
                the route "%s" has the name of a managed route; the controller removes it when no \
                update is on its way, and with every promotion and abort"""
                    .formatted(name.get()),
                "rename the route, or the managed route in trafficRouting.managedRoutes");
      }
    }
  }

  private void withoutHttp(StepPart part) {
    findings.add(
        ManagedRouteRules.MANAGED_ROUTE_WITHOUT_HTTP,
        part.path(),
        "the VirtualService \"%s\" has no http; the controller stops at \"%s\""
            .formatted(service.id().name(), part.step()),
        "add spec.http to the VirtualService, or remove %s".formatted(part.path()));
  }

  /** From this step on the rule is hidden by its managed route (1.12). */
  private void hidesRule(StepPart part) {
    boolean mirror = part.step() instanceof CanaryStep.SetMirrorRoute;
    findings.add(
        WeightRouteRules.WEIGHTS_NEVER_WRITTEN,
        routed.path().child("routes"),
        """
        from "%s" on, no weight reaches the rule of "%s" any more, though the status shows \
        progress%s"""
            .formatted(
                part.step(),
                service.id().name(),
                mirror ? "; only the mirror route is written" : ""),
        "name the http rule and list it as %s".formatted(routed.path().child("routes")));
  }

  private void mirrorWithoutBase(StepPart part) {
    findings.add(
        ManagedRouteRules.MIRROR_ROUTE_WITHOUT_BASE,
        part.path(),
        """
        "%s" finds no weight route to copy in "%s"; the controller crashes here, again \
        and again"""
            .formatted(part.step(), service.id().name()),
        "name the http rule and list it as %s".formatted(routed.path().child("routes")));
  }

  /** The rule needs more than the bare name of the canary Service to be found. */
  private void bareHost(StepPart part) {
    if (names.subsets().isPresent()) {
      return;
    }
    for (WeightRoute route : routed.selection().http()) {
      for (RouteDestination destination : route.given()) {
        String written = destination.host().orElse(names.canaryService());
        if (names.isCanary(destination) && !written.equals(names.canaryService())) {
          findings.add(
              ManagedRouteRules.BARE_CANARY_HOST,
              part.path(),
              """
              "%s" sends requests to "%s" while the weight route names "%s"; the short name is \
              looked up in the VirtualService's namespace"""
                  .formatted(part.step(), names.canaryService(), written),
              "keep the VirtualService in the namespace of the Services");
          return;
        }
      }
    }
  }
}
