// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableSet;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Quotation;
import io.canaryplan.istio.HttpRoute;
import io.canaryplan.istio.RouteDestination;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.routing.istio.MeshNames;
import io.canaryplan.routing.istio.RoutedVirtualService;
import io.canaryplan.routing.istio.StepPart;
import io.canaryplan.routing.istio.WeightRoute;
import io.canaryplan.yaml.YamlMapping;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a managed route, which stands before all rules, takes from them, and what it lacks of the
 * rule that it is made after: a header route has nothing of it but the port of its first
 * destination, a mirror route a bare copy of its destinations (istio.md 1.8 to 1.10).
 */
final class ManagedRouteReach {
  private static final Set<String> COPIED = ImmutableSet.of("name", "match", "route");
  private static final int NAMED = 3;

  private final VirtualService service;
  private final MeshNames names;
  private final List<WeightRoute> weightRoutes;
  private final Set<Integer> removed;
  private final Findings findings;

  ManagedRouteReach(RoutedVirtualService routed, MeshNames names, Findings findings) {
    this.service = routed.base();
    this.names = names;
    this.weightRoutes = routed.selection().http();
    this.removed = routed.selection().removed();
    this.findings = findings;
  }

  void check(StepPart part) {
    List<RequestScope> scopes = RequestScope.of(part.step());
    // Of one that takes everything all that follows is said in one finding.
    if (!weightRoutes.isEmpty() && scopes.stream().noneMatch(RequestScope::isEverything)) {
      takesMore(part, scopes);
      losesSettings(part);
      copiesFirst(part);
    }
  }

  private HttpRoute base() {
    return service.http().get(weightRoutes.get(0).index());
  }

  private String nameOf(int index) {
    return service.http().get(index).name().map(Quotation::of).orElse("spec.http[" + index + "]");
  }

  private void takesMore(StepPart part, List<RequestScope> scopes) {
    int own = weightRoutes.get(0).index();
    boolean within = scopes.stream().allMatch(scope -> scope.isWithin(base()));
    List<String> robbed = new ArrayList<>();
    for (int i = 0; i < (within ? own : service.http().size()); i++) {
      HttpRoute rule = service.http().get(i);
      if (i != own && !removed.contains(i) && scopes.stream().anyMatch(s -> s.meets(rule))) {
        robbed.add(nameOf(i));
      }
      if (rule.matches().isEmpty()) {
        break; // nothing comes to the rules after it
      }
    }
    if (within && robbed.isEmpty()) {
      return;
    }
    findings.add(
        ManagedRouteRules.MANAGED_ROUTE_TAKES_MORE,
        part.path().child("match"),
        "\"%s\" stands before all rules of \"%s\"%s, so that it also takes requests %s"
            .formatted(
                part.step(),
                service.id().name(),
                scopes.stream().allMatch(scope -> scope.path().isPresent())
                    ? ""
                    : " and asks for no path",
                robbed.isEmpty()
                    ? "that the rule %s does not match".formatted(nameOf(own))
                    : "of %s".formatted(joined(robbed))),
        part.step() instanceof CanaryStep.SetMirrorRoute
            ? "narrow %s to what the rule %s matches"
                .formatted(part.path().child("match"), nameOf(own))
            : "ask for a header that only requests of the rule %s carry".formatted(nameOf(own)));
  }

  private static String joined(List<String> rules) {
    String first = String.join(", ", rules.subList(0, Math.min(NAMED, rules.size())));
    return rules.size() > NAMED ? first + " and " + (rules.size() - NAMED) + " more" : first;
  }

  private void losesSettings(StepPart part) {
    Set<String> lost = new LinkedHashSet<>();
    for (YamlMapping.Entry entry : Fields.orEmpty(base().node()).entries()) {
      String key = entry.key().text();
      if (!COPIED.contains(key) && Fields.isPresent(entry.value())) {
        lost.add(key);
      }
    }
    if (weightRoutes.get(0).given().stream()
        .anyMatch(destination -> Fields.isPresent(destination.node(), "headers"))) {
      lost.add("headers of its destinations");
    }
    if (!lost.isEmpty()) {
      findings.add(
          ManagedRouteRules.MANAGED_ROUTE_LOSES_SETTINGS,
          part.path(),
          "\"%s\" has nothing of what the rule %s of \"%s\" sets besides: %s"
              .formatted(
                  part.step(),
                  nameOf(weightRoutes.get(0).index()),
                  service.id().name(),
                  String.join(", ", lost)),
          "make sure that requests may go without; a managed route cannot have them");
    }
  }

  /** One port, that of the first destination of the first rule, goes to the canary. */
  private void copiesFirst(StepPart part) {
    List<RouteDestination> first = weightRoutes.get(0).given();
    if (first.isEmpty()) {
      return;
    }
    OptionalInt port = first.get(0).port();
    Set<String> others = new LinkedHashSet<>();
    for (WeightRoute route : weightRoutes) {
      Stream.concat(
              route == weightRoutes.get(0) ? Stream.empty() : route.given().stream().limit(1),
              route.given().stream().filter(names::isCanary))
          .filter(other -> port.isPresent() && other.port().isPresent())
          .filter(other -> !other.port().equals(port))
          .forEach(other -> others.add(nameOf(route.index()) + " has " + other.port().getAsInt()));
    }
    if (!others.isEmpty()) {
      findings.add(
          ManagedRouteRules.MANAGED_ROUTE_COPIES_FIRST_PORT,
          part.path(),
          """
          "%s" sends to port %s of the canary, as the first destination of %s in "%s" does, but %s"""
              .formatted(
                  part.step(),
                  port.orElse(0),
                  nameOf(weightRoutes.get(0).index()),
                  service.id().name(),
                  joined(List.copyOf(others))),
          "give the Services one port for all weight routes, or leave %s away"
              .formatted(part.path()));
    }
  }
}
