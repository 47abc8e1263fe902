// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Removes old ReplicaSets beyond revisionHistoryLimit (rolling.md 6.4). */
final class SetHistory {
  private SetHistory() {}

  /**
   * Returns the state without them. Of the old ReplicaSets so many as are too many are looked at,
   * those of the lowest revisions; what has pods of them stays, and none is taken in its place.
   *
   * @param found the state whose sizes count
   */
  static DeploymentState trimmed(DeploymentState state, DeploymentState found) {
    List<OwnedSet> old =
        found.sets().stream()
            .filter(set -> !found.isNewReplicaSet(set))
            .sorted(Comparator.comparingInt(OwnedSet::revision))
            .toList();
    int surplus = Math.max(0, old.size() - found.spec().revisionHistoryLimit());
    Set<Integer> gone =
        old.subList(0, surplus).stream()
            .filter(set -> !set.isActive())
            .map(OwnedSet::version)
            .collect(Collectors.toSet());
    return gone.isEmpty() ? state : state.without(set -> gone.contains(set.version()));
  }
}
