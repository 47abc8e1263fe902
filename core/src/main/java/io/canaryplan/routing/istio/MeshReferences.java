// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.istio.DestinationRule;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.kubernetes.KubernetesObjects;
import io.canaryplan.kubernetes.KubernetesService;
import io.canaryplan.kubernetes.ObjectView;
import io.canaryplan.plan.Capability;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.IstioDestinationRuleRef;
import io.canaryplan.rollout.IstioTrafficRouting;
import io.canaryplan.rollout.IstioVirtualServiceRef;
import io.canaryplan.rollout.References;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.rollout.TrafficRouting;
import io.canaryplan.rollout.VirtualServiceReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a Rollout refers to, and which of it is among the documents. */
public final class MeshReferences {
  /** Where a Rollout says how Istio routes. */
  public static final FieldPath ISTIO =
      FieldPath.of("spec", "strategy", "canary", "trafficRouting", "istio");

  private final Optional<String> namespace;
  private final CanaryStrategy strategy;
  private final KubernetesObjects objects;
  private final ControllerVersion controller;
  private final MeshNames names;
  private final Optional<IstioTrafficRouting> istio;
  private final List<VirtualServiceLookup> lookups = new ArrayList<>();
  private final List<RoutedVirtualService> virtualServices = new ArrayList<>();
  private final List<DestinationRule> destinationRules;
  private final List<KubernetesService> services;

  /** Finds everything; nothing for a Rollout without a canary strategy. */
  public static MeshReferences of(
      Rollout rollout, KubernetesObjects objects, ControllerVersion controller) {
    return new MeshReferences(rollout, objects, controller, false);
  }

  /** As {@link #of}, once ping and pong have swapped their roles. */
  static MeshReferences swapped(
      Rollout rollout, KubernetesObjects objects, ControllerVersion controller) {
    return new MeshReferences(rollout, objects, controller, true);
  }

  private MeshReferences(
      Rollout rollout, KubernetesObjects objects, ControllerVersion controller, boolean swapped) {
    this.namespace = rollout.namespace();
    this.strategy = rollout.canary().orElse(CanaryStrategy.builder().build());
    this.objects = objects;
    this.controller = controller;
    this.names = MeshNames.of(strategy, swapped);
    this.istio = strategy.trafficRouting().flatMap(TrafficRouting::istio);
    istio.ifPresent(this::lookUp);
    this.destinationRules =
        subsets()
            .map(rule -> named(DestinationRule.class, rule.name(), Optional.empty()))
            .orElse(ImmutableList.of());
    route();
    this.services = lookUpServices();
  }

  private void lookUp(IstioTrafficRouting routing) {
    boolean plural = !routing.virtualServices().isEmpty();
    Set<VirtualService> seen = new HashSet<>();
    for (IstioVirtualServiceRef reference : routing.references()) {
      FieldPath path =
          plural
              ? ISTIO.child("virtualServices").index(lookups.size())
              : ISTIO.child("virtualService");
      VirtualServiceReference target =
          controller.has(Capability.TAKES_LAST_PIECE_AS_NAMESPACE)
              ? VirtualServiceReference.parse(reference.name())
              : VirtualServiceReference.parseFirstPieces(reference.name());
      List<VirtualService> found = named(VirtualService.class, target.name(), target.namespace());
      boolean repeated = !found.isEmpty() && !seen.add(found.get(0));
      lookups.add(new VirtualServiceLookup(reference, target, path.child("name"), found, repeated));
    }
  }

  /** Prepares each VirtualService that was found, once. */
  private void route() {
    Set<String> managed = managedNames();
    ManagedRouteWriter writer = writer();
    boolean cleaned = true;
    for (VirtualServiceLookup lookup : lookups) {
      if (lookup.found().isEmpty()) {
        continue;
      }
      VirtualService first = lookup.found().get(0);
      // The removal of managed routes ends at the first VirtualService without http (1.11).
      cleaned &= first.hasHttp();
      if (!lookup.isRepeated()) {
        virtualServices.add(
            new RoutedVirtualService(
                first,
                lookup.reference(),
                lookup.path().parent(),
                names,
                cleaned ? managed : ImmutableSet.of(),
                writer,
                controller));
      }
    }
  }

  /**
   * Returns the names of the routes that every clean-up removes: those listed, and after v1.9 those
   * that steps name (istio.md 1.11, 0.5). In a legal Rollout the two are the same.
   */
  private Set<String> managedNames() {
    Set<String> managed = new HashSet<>(names.managedRoutes());
    if (controller.has(Capability.REMOVES_UNLISTED_ROUTES)) {
      for (StepPart part : StepPart.managed(strategy)) {
        managed.add(part.name());
      }
    }
    return managed;
  }

  private List<KubernetesService> lookUpServices() {
    Set<String> wanted = new LinkedHashSet<>();
    strategy.stableService().ifPresent(wanted::add);
    strategy.canaryService().ifPresent(wanted::add);
    strategy
        .pingPong()
        .ifPresent(pair -> wanted.addAll(List.of(pair.pingService(), pair.pongService())));
    return wanted.stream()
        .flatMap(name -> named(KubernetesService.class, name, Optional.empty()).stream().limit(1))
        .toList();
  }

  private <T extends ObjectView> List<T> named(
      Class<T> kind, String name, Optional<String> wanted) {
    return objects.named(kind, name).stream()
        .filter(object -> References.areTo(object.id(), name, wanted, namespace))
        .toList();
  }

  /** Returns the namespace of the Rollout; absent if its document leaves it open. */
  public Optional<String> namespace() {
    return namespace;
  }

  /** Returns the strategy; an empty one for a Rollout without a canary strategy. */
  public CanaryStrategy strategy() {
    return strategy;
  }

  /** Returns what routes with Istio, if anything. */
  public Optional<IstioTrafficRouting> istio() {
    return istio;
  }

  /** Returns all objects known. */
  public KubernetesObjects objects() {
    return objects;
  }

  /** Returns the controller whose behaviour is wanted. */
  public ControllerVersion controller() {
    return controller;
  }

  /** Returns the names by which destinations are told apart. */
  public MeshNames names() {
    return names;
  }

  /** Returns one lookup for each VirtualService reference, in order. */
  public List<VirtualServiceLookup> lookups() {
    return lookups;
  }

  /** Returns the VirtualServices that are edited, in the order of the references. */
  public List<RoutedVirtualService> virtualServices() {
    return virtualServices;
  }

  /** Returns the reference to a DestinationRule. */
  public Optional<IstioDestinationRuleRef> subsets() {
    return names.subsets();
  }

  /** Returns the documents that this reference means: none, one, or, wrongly, several. */
  public List<DestinationRule> destinationRules() {
    return destinationRules;
  }

  /** Returns the DestinationRule that is edited. */
  public Optional<DestinationRule> destinationRule() {
    return destinationRules.stream().findFirst();
  }

  /** Returns the documents of the Services that the Rollout names, stable before canary. */
  public List<KubernetesService> services() {
    return services;
  }

  /** Returns the writer of managed routes: host and subset as in istio.md 1.8, step 1. */
  private ManagedRouteWriter writer() {
    Optional<String> host = Optional.empty();
    if (!destinationRules.isEmpty()) {
      host = destinationRules.get(0).host();
    } else if (subsets().isPresent()) {
      host = hostOfCanarySubset();
    }
    return new ManagedRouteWriter(host.orElse(names.canaryService()), names.canarySubset());
  }

  /**
   * Without the DestinationRule's document its host is what the canary's destinations say: both
   * name the one Service whose pods the subsets divide.
   */
  private Optional<String> hostOfCanarySubset() {
    return lookups.stream()
        .filter(lookup -> !lookup.isRepeated())
        .flatMap(lookup -> lookup.found().stream().limit(1))
        .flatMap(service -> service.http().stream())
        .flatMap(route -> route.destinations().stream())
        .filter(destination -> destination.subset().equals(names.canarySubset()))
        .flatMap(destination -> destination.host().stream())
        .findFirst();
  }
}
