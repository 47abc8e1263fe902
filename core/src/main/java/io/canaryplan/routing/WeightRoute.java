// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import com.google.common.collect.ImmutableList;
import io.canaryplan.istio.Route;
import io.canaryplan.istio.RouteDestination;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A rule that carries weights, its destinations told apart once for all states.
 *
 * @param index where the rule stands in the document
 * @param route the rule as given
 * @param slots its destinations in order; empty if the rule is unsound, and then never changed
 */
record WeightRoute(int index, Route route, List<Slot> slots) {
  /** Whose weight a destination carries (spec/istio.md 1.5). */
  enum Role {
    CANARY,
    STABLE,
    /** An experiment's if one of that name runs; otherwise foreign, and gone unless 0. */
    OTHER,
    /** Left as it is, but stable gives way to its weight. */
    ADDITIONAL,
    /** Has no host to go by, and is left as it is. */
    NAMELESS
  }

  /**
   * One destination.
   *
   * @param destination as given
   * @param role whose weight it carries
   * @param shortHost host up to the first dot
   * @param weight weight as given, 0 if absent
   */
  record Slot(RouteDestination destination, Role role, String shortHost, int weight) {
    static Slot of(RouteDestination destination, MeshNames names) {
      String host = destination.shortHost();
      return new Slot(
          destination, role(destination, host, names), host, destination.weight().orElse(0));
    }

    /** The first test that holds decides; hosts count in subset mode too (B7). */
    private static Role role(RouteDestination destination, String host, MeshNames names) {
      if (host.isEmpty()) {
        return Role.NAMELESS;
      }
      if (names.isCanary(destination)) {
        return Role.CANARY;
      }
      if (names.isStable(destination)) {
        return Role.STABLE;
      }
      return names.isAdditional(destination) ? Role.ADDITIONAL : Role.OTHER;
    }

    boolean isForeign() {
      return role == Role.OTHER && weight != 0;
    }

    /**
     * Returns the destination with another weight. One that is right already, absent counting as 0,
     * stays as it is written.
     *
     * @param had whether the controller has written a weight above 0 here before: then 0 is written
     *     too
     */
    RouteDestination edited(int wanted, boolean had) {
      boolean absent = had && destination.weight().isEmpty();
      return weight == wanted && !absent ? destination : destination.withWeight(wanted);
    }

    /** Returns the destination as in a copy of its rule, which was made without weights of 0. */
    RouteDestination copied(int wanted, boolean had) {
      return wanted == 0 && !had ? destination.withoutWeight() : destination.withWeight(wanted);
    }
  }

  /** How a weight gets into a destination. */
  private interface Writing {
    RouteDestination apply(Slot slot, int wanted, boolean had);
  }

  WeightRoute {
    slots = ImmutableList.copyOf(slots);
  }

  static WeightRoute of(int index, Route route, MeshNames names) {
    List<RouteDestination> destinations = route.destinations();
    boolean sound =
        destinations.stream().allMatch(WeightRoute::isSound)
            && names.hasCanary(destinations)
            && names.hasStable(destinations);
    return new WeightRoute(
        index,
        route,
        sound
            ? destinations.stream()
                .map(destination -> Slot.of(destination, names))
                .collect(ImmutableList.toImmutableList())
            : ImmutableList.of());
  }

  /** Returns whether a destination is a mapping with a host and, if any, a whole weight. */
  private static boolean isSound(RouteDestination destination) {
    YamlNode node = destination.node();
    return destination.host().isPresent()
        && node instanceof YamlMapping mapping
        && (mapping.get("weight").filter(weight -> !isNull(weight)).isEmpty()
            || destination.weight().isPresent());
  }

  private static boolean isNull(YamlNode node) {
    return node instanceof YamlScalar scalar && scalar.isNull();
  }

  /** Returns the sum of the additional subsets' weights. */
  long additional() {
    return slots.stream()
        .filter(slot -> slot.role() == Role.ADDITIONAL)
        .mapToLong(Slot::weight)
        .sum();
  }

  /**
   * Returns the destinations with these weights (generateVirtualServicePatches, spec/istio.md 1.5,
   * 1.6): others of no known Service or subset go unless their weight is 0; experiments that have
   * no destination yet are appended by name. Nothing for an unsound rule.
   */
  List<RouteDestination> destinations(RouteWeights weights) {
    return destinations(weights, Slot::edited);
  }

  /** Returns the destinations that a mirror route has copied and that were written since (1.9). */
  List<RouteDestination> copies(RouteWeights weights) {
    return destinations(weights, Slot::copied);
  }

  private List<RouteDestination> destinations(RouteWeights weights, Writing writing) {
    if (slots.isEmpty()) {
      return ImmutableList.of();
    }
    Map<String, Integer> waiting = new HashMap<>();
    weights.experiments().forEach(one -> waiting.put(one.service(), one.weight()));
    long additional = additional();
    int stable = weights.stable(additional);
    ImmutableList.Builder<RouteDestination> result = ImmutableList.builder();
    for (Slot slot : slots) {
      if (slot.role() == Role.CANARY) {
        result.add(writing.apply(slot, weights.canary(), weights.hadCanary()));
      } else if (slot.role() == Role.STABLE) {
        result.add(writing.apply(slot, stable, weights.hadStable(additional)));
      } else if (slot.role() != Role.NAMELESS && waiting.containsKey(slot.shortHost())) {
        result.add(writing.apply(slot, waiting.remove(slot.shortHost()), false));
      } else if (!slot.isForeign()) {
        result.add(writing.apply(slot, slot.weight(), false));
      }
    }
    waiting.entrySet().stream()
        .filter(entry -> entry.getValue() != 0)
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> result.add(RouteDestination.of(entry.getKey(), entry.getValue())));
    return result.build();
  }

  /** Returns the rule with these weights; the same if nothing changes. */
  Route with(RouteWeights weights) {
    List<RouteDestination> changed = destinations(weights);
    if (changed.size() == slots.size()) {
      boolean same = true;
      for (int i = 0; i < changed.size(); i++) {
        same &= changed.get(i).equals(slots.get(i).destination());
      }
      if (same) {
        return route;
      }
    }
    return route.withDestinations(changed);
  }
}
