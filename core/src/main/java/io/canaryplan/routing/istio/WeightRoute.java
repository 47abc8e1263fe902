// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.istio.Route;
import io.canaryplan.istio.RouteDestination;
import io.canaryplan.plan.AdditionalWeight;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A rule that carries weights. */
public final class WeightRoute {
  private final FieldPath path;
  private final int index;
  private final Route route;
  private final List<RouteDestination> given;
  // Empty if the rule is unsound, and then never changed.
  private final List<Slot> slots = new ArrayList<>();
  private final long additional;
  // Destinations of the canary that are additional subsets too: stable gives way to them twice.
  private final int additionalCanaries;

  /**
   * One destination, told apart once for all states.
   *
   * @param destination the destination as given
   * @param role what it is to the controller
   * @param host its host up to the first dot
   * @param weight its weight, 0 without one
   */
  private record Slot(RouteDestination destination, DestinationRole role, String host, int weight) {
    static Slot of(RouteDestination destination, MeshNames names) {
      return new Slot(
          destination,
          names.role(destination),
          ShortHost.of(destination),
          destination.weight().orElse(0));
    }

    /** Returns whether writing these weights, and those before them, leaves nothing of it. */
    boolean isRemovedBy(RouteWeights weights) {
      return role.isRemovable() && weights.hasRemoved(host, role == DestinationRole.FOREIGN);
    }
  }

  /**
   * Prepares a rule.
   *
   * @param rules where the list stands in the document that has the rule at {@code index}
   */
  WeightRoute(FieldPath rules, int index, Route route, MeshNames names) {
    this.path = rules.index(index).child("route");
    this.index = index;
    this.route = route;
    this.given = route.destinations();
    long sum = 0;
    int canaries = 0;
    if (isSound(given, names)) {
      for (RouteDestination destination : given) {
        Slot slot = Slot.of(destination, names);
        slots.add(slot);
        sum += slot.role == DestinationRole.ADDITIONAL ? slot.weight() : 0;
        boolean canary = slot.role == DestinationRole.CANARY;
        canaries += canary && names.hasAdditionalSubset(destination) ? 1 : 0;
      }
    }
    this.additional = sum;
    this.additionalCanaries = canaries;
  }

  private static boolean isSound(List<RouteDestination> destinations, MeshNames names) {
    return destinations.stream().allMatch(WeightRoute::isSound)
        && names.has(destinations, names.canaryName())
        && names.has(destinations, names.stableName());
  }

  /** Returns whether a destination is a mapping with a host and, if any, a whole weight. */
  private static boolean isSound(RouteDestination destination) {
    return destination.host().isPresent()
        && destination.node() instanceof YamlMapping mapping
        && (destination.weight().isPresent() || isAbsent(mapping.get("weight")));
  }

  private static boolean isAbsent(Optional<YamlNode> node) {
    return node.isEmpty() || (node.get() instanceof YamlScalar scalar && scalar.isNull());
  }

  /** Returns where the destinations stand in the document. */
  public FieldPath path() {
    return path;
  }

  /** Returns where the rule stands among those of its protocol. */
  public int index() {
    return index;
  }

  /** Returns the destinations as given, also those of an unsound rule. */
  public List<RouteDestination> given() {
    return given;
  }

  /** Returns the hosts of the destinations that are neither canary nor stable nor additional. */
  Stream<String> otherHosts() {
    return slots.stream().filter(slot -> slot.role.isRemovable()).map(Slot::host);
  }

  /** Returns whether the controller writes weights here; an unsound rule is never changed. */
  public boolean isWritten() {
    return !slots.isEmpty();
  }

  /** Returns the sum of the additional subsets' weights. */
  public long additional() {
    return additional;
  }

  /**
   * Returns the destinations with these weights (generateVirtualServicePatches, istio.md 1.5, 1.6):
   * others of no known Service or subset go unless their weight is 0; experiments that have no
   * destination yet are appended by name. Nothing for an unsound rule.
   */
  List<RouteDestination> destinations(RouteWeights weights) {
    return destinations(weights, false);
  }

  /**
   * Returns the destinations that a mirror route has copied and that were written since (1.9). The
   * copy was made without weights of 0.
   */
  List<RouteDestination> copies(RouteWeights weights) {
    return destinations(weights, true);
  }

  private List<RouteDestination> destinations(RouteWeights weights, boolean copied) {
    if (slots.isEmpty()) {
      return ImmutableList.of();
    }
    // no map for each rule where no experiment runs
    Map<String, Integer> waiting =
        weights.experiments().isEmpty() ? ImmutableMap.of() : new TreeMap<>();
    for (AdditionalWeight experiment : weights.experiments()) {
      waiting.put(experiment.service(), experiment.weight());
    }
    long others = additional + (long) additionalCanaries * weights.canary();
    ImmutableList.Builder<RouteDestination> result = ImmutableList.builder();
    for (Slot slot : slots) {
      RouteDestination from = copied ? slot.destination.withoutWeight() : slot.destination;
      switch (slot.role) {
        case UNNAMED -> result.add(edited(from, slot.weight(), false));
        case CANARY -> result.add(edited(from, weights.canary(), weights.hadCanary()));
        case STABLE -> result.add(edited(from, weights.stable(others), weights.hadStable(others)));
        case ADDITIONAL, FOREIGN, IDLE -> {
          if (slot.isRemovedBy(weights)) {
            continue;
          }
          Integer experiment = waiting.isEmpty() ? null : waiting.remove(slot.host());
          if (experiment != null || slot.role != DestinationRole.FOREIGN) {
            result.add(edited(from, experiment == null ? slot.weight() : experiment, false));
          }
        }
      }
    }
    for (AppendedDestinations.Destination behind : weights.appended().destinations()) {
      RouteDestination destination = RouteDestination.of(behind.service(), behind.weight());
      result.add(behind.written() ? destination : destination.withoutWeight());
      if (!waiting.isEmpty()) {
        waiting.remove(behind.service());
      }
    }
    // those that other rules of the document have
    for (Map.Entry<String, Integer> experiment : waiting.entrySet()) {
      if (experiment.getValue() != 0) {
        result.add(RouteDestination.of(experiment.getKey(), experiment.getValue()));
      }
    }
    return result.build();
  }

  /**
   * Returns the destination with another weight. One that is right already, absent counting as 0,
   * stays as it is written.
   *
   * @param had whether the controller has written a weight above 0 here before: then 0 is written
   *     too
   */
  private static RouteDestination edited(RouteDestination from, int wanted, boolean had) {
    return wanted == 0 && !had && from.weight().isEmpty() ? from : from.withWeight(wanted);
  }

  /** Returns the rule with these weights; the same if nothing changes. */
  Route with(RouteWeights weights) {
    List<RouteDestination> changed = destinations(weights);
    return slots.isEmpty() || changed.equals(given) ? route : route.withDestinations(changed);
  }
}
