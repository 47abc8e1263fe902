// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Severity;
import io.canaryplan.istio.HttpRoute;
import io.canaryplan.istio.RouteDestination;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.plan.Capability;
import io.canaryplan.routing.istio.MeshNames;
import io.canaryplan.routing.istio.MeshReferences;
import io.canaryplan.routing.istio.RoutedVirtualService;
import io.canaryplan.routing.istio.ShortHost;
import io.canaryplan.routing.istio.WeightRoute;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Defects of the controller that one VirtualService meets and whose result depends on how often the
 * controller looks at it: the documents show the sane result (istio.md 1.6.9, 1.10, 0.5).
 */
final class DefectChecks {
  private final MeshReferences references;
  private final RoutedVirtualService routed;
  private final VirtualService service;
  private final MeshNames names;
  private final Findings findings;

  DefectChecks(MeshReferences references, RoutedVirtualService routed, Findings findings) {
    this.references = references;
    this.routed = routed;
    this.service = routed.base();
    this.names = references.names();
    this.findings = findings;
  }

  void run() {
    listedTwice();
    multiplied();
    List<WeightRoute> weightRoutes = routed.selection().all();
    if (names.subsets().isPresent()) {
      for (WeightRoute route : weightRoutes) {
        bothCanary(route);
      }
    }
    if (!references.controller().has(Capability.REMOVES_FOREIGN_DESTINATIONS_RELIABLY)) {
      for (WeightRoute route : weightRoutes) {
        removedUnreliably(route);
      }
      experiments();
    }
  }

  /** 1.6.9. */
  private void listedTwice() {
    Set<String> seen = new HashSet<>();
    List<String> routes = routed.reference().routes();
    for (int i = 0; i < routes.size(); i++) {
      if (!seen.add(routes.get(i))) {
        FieldPath path = routed.path().child("routes").index(i);
        findings.add(
            WeightRouteRules.ROUTE_LISTED_TWICE,
            path,
            """
            the route "%s" is listed twice; the controller edits it twice and can remove the \
            wrong destinations, while the plan edits it once"""
                .formatted(routes.get(i)),
            "remove %s".formatted(path));
      }
    }
  }

  /** 1.10: ordering pairs rules by name, so that k equal names become k times k. */
  private void multiplied() {
    if (names.managedRoutes().isEmpty()) {
      return;
    }
    List<HttpRoute> rules = service.http();
    Map<String, Integer> first = new LinkedHashMap<>();
    for (int i = 0; i < rules.size(); i++) {
      String name = rules.get(i).name().orElse("");
      if (!routed.selection().removed().contains(i) && first.putIfAbsent(name, i) != null) {
        findings
            .about(service.document())
            .add(
                ManagedRouteRules.UNNAMED_ROUTES_MULTIPLIED,
                FieldPath.of("spec", "http").index(i),
                """
                several http rules %s; with managedRoutes the controller multiplies them each time \
                it writes, while the plan keeps each once"""
                    .formatted(name.isEmpty() ? "have no name" : "are named \"" + name + "\""),
                "give every http rule a name of its own");
        return;
      }
    }
  }

  /** The test of the canary's host comes before that of the stable subset. */
  private void bothCanary(WeightRoute route) {
    List<RouteDestination> destinations = route.given();
    for (int i = 0; i < destinations.size(); i++) {
      RouteDestination destination = destinations.get(i);
      boolean stable = destination.subset().equals(Optional.of(names.stableName()));
      // A destination without a host is left alone, whatever its subset (1.5).
      boolean named = !ShortHost.of(destination).isEmpty();
      if (stable && named && names.isCanary(destination)) {
        Finding finding =
            Finding.of(
                    WeightRouteRules.BOTH_SUBSETS_BECOME_CANARY,
                    route.path().index(i),
                    """
                    the stable subset's host "%s" is the canaryService, so it gets the canary's \
                    weight; weights of 0 and 0 are refused by Istio's webhook"""
                        .formatted(destination.host().orElse("")))
                .withHint(
                    "remove spec.strategy.canary.canaryService, or name another Service there");
        // Before the update both are 0; only an additional subset makes more of it.
        findings
            .about(service.document())
            .add(route.additional() > 0 ? finding : finding.withSeverity(Severity.ERROR));
      }
    }
  }

  /** 1.6.4: up to v1.9 deletions run upwards, so that the second one misses. */
  private void removedUnreliably(WeightRoute route) {
    int foreign = 0;
    for (RouteDestination destination : route.given()) {
      foreign += names.isForeign(destination) ? 1 : 0;
    }
    if (foreign > 1) {
      findings
          .about(service.document())
          .add(
              WeightRouteRules.DESTINATIONS_REMOVED_UNRELIABLY,
              route.path(),
              """
              "%s" destinations are to be removed at once, which controllers up to v1.9 do wrongly \
              or not at all; the plan removes exactly those"""
                  .formatted(foreign),
              "remove them from %s by hand".formatted(route.path()));
    }
  }

  private void experiments() {
    int step = MeshStepChecks.firstWithSeveral(references.strategy());
    if (step >= 0) {
      findings.add(
          WeightRouteRules.DESTINATIONS_REMOVED_UNRELIABLY,
          Paths.step(step).child("experiment").child("templates"),
          """
          the "%s" destinations of this experiment are removed at once when it ends, which \
          controllers up to v1.9 do wrongly: in "%s" one of them comes back with weight 0 and \
          stays"""
              .formatted(
                  MeshStepChecks.weightedTemplates(references.strategy().steps().get(step)),
                  service.id().name()),
          "use one weighted template in each experiment");
    }
  }
}
