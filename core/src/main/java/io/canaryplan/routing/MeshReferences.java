// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.istio.DestinationRule;
import io.canaryplan.istio.KubernetesService;
import io.canaryplan.istio.ObjectId;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.istio.VirtualServiceReference;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.IstioDestinationRuleRef;
import io.canaryplan.rollout.IstioTrafficRouting;
import io.canaryplan.rollout.IstioVirtualServiceRef;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.rollout.TrafficRouting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a Rollout refers to, and which of it is among the documents.
 *
 * @param sources all documents known
 * @param lookups one for each VirtualService reference, in order
 * @param subsets the reference to a DestinationRule
 * @param destinationRules the documents that this reference means: none, one, or, wrongly, several
 * @param services documents of the Services that the Rollout names, stable before canary
 */
record MeshReferences(
    MeshSources sources,
    List<Lookup> lookups,
    Optional<IstioDestinationRuleRef> subsets,
    List<DestinationRule> destinationRules,
    List<KubernetesService> services) {
  private static final ImmutableList<CanaryStep> NO_STEPS = ImmutableList.of();

  /**
   * A reference to a VirtualService and the documents it means.
   *
   * @param reference as written
   * @param target what the text of its name means
   * @param path where the reference stands in the Rollout
   * @param found the documents: none, one, or, wrongly, several
   * @param repeated whether an earlier reference means the same document
   * @param routed the first document with its weight routes chosen; absent if none or repeated
   */
  record Lookup(
      IstioVirtualServiceRef reference,
      VirtualServiceReference target,
      FieldPath path,
      List<VirtualService> found,
      boolean repeated,
      Optional<RoutedVirtualService> routed) {}

  MeshReferences {
    lookups = ImmutableList.copyOf(lookups);
    destinationRules = ImmutableList.copyOf(destinationRules);
    services = ImmutableList.copyOf(services);
  }

  /**
   * Finds everything.
   *
   * @param swapped whether ping and pong have swapped their roles
   */
  static MeshReferences of(
      Rollout rollout, MeshSources sources, ControllerVersion controller, boolean swapped) {
    Optional<TrafficRouting> routing = rollout.canary().flatMap(CanaryStrategy::trafficRouting);
    Optional<IstioTrafficRouting> istio = routing.flatMap(TrafficRouting::istio);
    Optional<IstioDestinationRuleRef> subsets = istio.flatMap(IstioTrafficRouting::destinationRule);
    List<DestinationRule> rules =
        subsets
            .map(
                reference ->
                    named(
                        sources.destinationRules(),
                        DestinationRule::id,
                        reference.name(),
                        Optional.empty(),
                        rollout))
            .orElse(ImmutableList.of());
    return new MeshReferences(
        sources,
        istio
            .map(value -> lookups(rollout, value, sources, controller, swapped))
            .orElse(ImmutableList.of()),
        subsets,
        rules,
        services(rollout, sources));
  }

  private static List<Lookup> lookups(
      Rollout rollout,
      IstioTrafficRouting istio,
      MeshSources sources,
      ControllerVersion controller,
      boolean swapped) {
    MeshNames names = MeshNames.of(rollout.canary().orElseThrow(), swapped);
    FieldPath path = FieldPath.of("spec", "strategy", "canary", "trafficRouting", "istio");
    boolean plural = !istio.virtualServices().isEmpty();
    List<Lookup> lookups = new ArrayList<>();
    Set<VirtualService> seen = new HashSet<>();
    boolean cleaned = true;
    for (IstioVirtualServiceRef reference : istio.references()) {
      FieldPath at =
          plural
              ? path.child("virtualServices").index(lookups.size())
              : path.child("virtualService");
      VirtualServiceReference target =
          controller == ControllerVersion.MAIN
              ? VirtualServiceReference.parse(reference.name())
              : VirtualServiceReference.parseFirstPieces(reference.name());
      List<VirtualService> found =
          named(
              sources.virtualServices(),
              VirtualService::id,
              target.name(),
              target.namespace(),
              rollout);
      boolean repeated = !found.isEmpty() && !seen.add(found.get(0));
      // The removal of managed routes ends at the first VirtualService without http (1.11).
      cleaned &= found.isEmpty() || found.get(0).hasHttp();
      Set<String> managed = cleaned ? managedNames(rollout, controller) : ImmutableSet.of();
      Optional<RoutedVirtualService> routed =
          found.isEmpty() || repeated
              ? Optional.empty()
              : Optional.of(new RoutedVirtualService(found.get(0), reference, names, managed));
      lookups.add(new Lookup(reference, target, at, found, repeated, routed));
    }
    return lookups;
  }

  /**
   * Returns the names of the routes that every clean-up removes: those listed, and after v1.9 those
   * that steps name (spec/istio.md 1.11, 0.5). In a legal Rollout the two are the same (S-13).
   */
  private static Set<String> managedNames(Rollout rollout, ControllerVersion controller) {
    CanaryStrategy strategy = rollout.canary().orElseThrow();
    ImmutableSet.Builder<String> names = ImmutableSet.builder();
    strategy.trafficRouting().ifPresent(routing -> names.addAll(routing.managedRoutes()));
    for (CanaryStep step : controller.removesUnlistedRoutes() ? strategy.steps() : NO_STEPS) {
      step.parts().stream()
          .filter(ManagedRoute::isAbout)
          .map(ManagedRoute::name)
          .forEach(names::add);
    }
    return names.build();
  }

  private static List<KubernetesService> services(Rollout rollout, MeshSources sources) {
    ImmutableSet.Builder<String> names = ImmutableSet.builder();
    rollout.canary().flatMap(CanaryStrategy::stableService).ifPresent(names::add);
    rollout.canary().flatMap(CanaryStrategy::canaryService).ifPresent(names::add);
    rollout
        .canary()
        .flatMap(CanaryStrategy::pingPong)
        .ifPresent(pair -> names.add(pair.pingService(), pair.pongService()));
    ImmutableList.Builder<KubernetesService> services = ImmutableList.builder();
    for (String name : names.build()) {
      named(sources.services(), KubernetesService::id, name, Optional.empty(), rollout).stream()
          .limit(1)
          .forEach(services::add);
    }
    return services.build();
  }

  private static <T> List<T> named(
      List<T> all,
      Function<T, ObjectId> id,
      String name,
      Optional<String> namespace,
      Rollout rollout) {
    return all.stream()
        .filter(object -> id.apply(object).isNamed(name, namespace, rollout.namespace()))
        .collect(ImmutableList.toImmutableList());
  }

  /** Returns the VirtualServices that are edited, in the order of the references. */
  List<RoutedVirtualService> virtualServices() {
    return lookups.stream()
        .flatMap(lookup -> lookup.routed().stream())
        .collect(ImmutableList.toImmutableList());
  }

  /** Returns the DestinationRule that is edited. */
  Optional<DestinationRule> destinationRule() {
    return destinationRules.stream().findFirst();
  }

  /** Returns the writer of managed routes: host and subset as in 1.8, step 1. */
  ManagedRouteWriter writer(MeshNames names) {
    String host =
        subsets.isEmpty()
            ? names.canaryService()
            : destinationRule().isPresent()
                ? destinationRule().get().host().orElse(names.canaryService())
                : hostOfCanarySubset(names);
    return new ManagedRouteWriter(host, names.canarySubset());
  }

  /**
   * Without the DestinationRule's document its host is what the canary's destinations say: both
   * name the one Service whose pods the subsets divide.
   */
  private String hostOfCanarySubset(MeshNames names) {
    return virtualServices().stream()
        .flatMap(service -> service.base().http().stream())
        .flatMap(route -> route.destinations().stream())
        .filter(destination -> destination.subset().equals(names.canarySubset()))
        .flatMap(destination -> destination.host().stream())
        .findFirst()
        .orElse(names.canaryService());
  }
}
