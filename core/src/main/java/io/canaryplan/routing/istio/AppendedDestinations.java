// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.AdditionalWeight;
import io.canaryplan.plan.RoutingState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The destinations that the controller has put behind those of a weight route, for experiments, and
 * what is left of them (istio.md 0.5, 1.5, 1.6).
 *
 * @param destinations as they stand now, in their order
 */
record AppendedDestinations(List<Destination> destinations) {
  /** None. */
  static final AppendedDestinations NONE = new AppendedDestinations(ImmutableList.of());

  AppendedDestinations {
    destinations = ImmutableList.copyOf(destinations);
  }

  /**
   * One of them.
   *
   * @param service its host
   * @param weight its weight, 0 or more
   * @param written whether the weight stands there; a copy leaves out those of 0
   */
  record Destination(String service, int weight, boolean written) {}

  /**
   * What one write does at a place; behind the last one it appends.
   *
   * @param place where, counted before the write
   * @param destination what stands there then
   * @param deletes whether it goes
   */
  private record Edit(int place, Destination destination, boolean deletes) {}

  /**
   * Returns the destinations after one more write.
   *
   * <p>Up to v1.9 the edits are carried out upwards, by the places before the write. After a
   * deletion each later edit meets the destination behind the one that it means, and the last one,
   * which meets none, appends what it should delete, with weight 0. That stays: 0 needs no edit.
   *
   * @param next what is written
   * @param inDocument hosts of the document's own destinations, which are not appended
   * @param reliably whether deletions are carried out downwards, after all else
   */
  AppendedDestinations then(RoutingState next, Set<String> inDocument, boolean reliably) {
    if (next.experiments().isEmpty() && destinations.isEmpty()) {
      return this;
    }
    List<Edit> edits = edits(waiting(next, inDocument));
    if (reliably) {
      edits.sort(
          Comparator.comparing(Edit::deletes)
              .thenComparing(edit -> edit.deletes() ? -edit.place() : edit.place()));
    }
    List<Destination> changed = new ArrayList<>(destinations);
    for (Edit edit : edits) {
      if (edit.place() >= changed.size()) {
        changed.add(edit.destination());
      } else if (edit.deletes()) {
        changed.remove(edit.place());
      } else {
        String service = changed.get(edit.place()).service();
        changed.set(edit.place(), new Destination(service, edit.destination().weight(), true));
      }
    }
    return edits.isEmpty() ? this : new AppendedDestinations(changed);
  }

  private static Map<String, Integer> waiting(RoutingState next, Set<String> inDocument) {
    Map<String, Integer> waiting = new TreeMap<>();
    for (AdditionalWeight experiment : next.experiments()) {
      if (!inDocument.contains(experiment.service())) {
        waiting.put(experiment.service(), experiment.weight());
      }
    }
    return waiting;
  }

  // upwards by place, new ones last; a weight that is right needs no edit
  private List<Edit> edits(Map<String, Integer> waiting) {
    List<Edit> edits = new ArrayList<>();
    for (int i = 0; i < destinations.size(); i++) {
      Destination now = destinations.get(i);
      Integer weight = waiting.remove(now.service());
      int wanted = weight == null ? 0 : weight;
      if (wanted != now.weight()) {
        edits.add(new Edit(i, new Destination(now.service(), wanted, true), weight == null));
      }
    }
    int place = destinations.size();
    for (Map.Entry<String, Integer> added : waiting.entrySet()) {
      if (added.getValue() != 0) {
        edits.add(new Edit(place, new Destination(added.getKey(), added.getValue(), true), false));
        place++;
      }
    }
    return edits;
  }

  /** Returns these in a copy of the rule, which leaves out weights of 0. */
  AppendedDestinations copied() {
    return new AppendedDestinations(
        destinations.stream()
            .map(
                now ->
                    new Destination(now.service(), now.weight(), now.written() && now.weight() > 0))
            .toList());
  }
}
