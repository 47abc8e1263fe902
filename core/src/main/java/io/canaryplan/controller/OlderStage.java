// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;

/** Removal of ReplicaSets that are neither stable nor new, canary.md 2.7 point 4 and 3.8. */
final class OlderStage {
  private OlderStage() {}

  /** Returns the older ReplicaSets after a pass without traffic routing. */
  static List<VersionPods> basic(ResolvedCanary rules, ControllerState state) {
    List<VersionPods> sets = new ArrayList<>(state.olderReplicaSets());
    if (!trim(sets)) {
      return state.olderReplicaSets();
    }
    long surplus = surplus(rules, state);
    for (int i = 0; i < sets.size() && surplus > 0; i++) {
      VersionPods set = sets.get(i);
      sets.set(i, set.scaledTo((int) Math.max(0, set.desired() - surplus)));
      surplus -= set.desired();
    }
    return ImmutableList.copyOf(sets);
  }

  /**
   * Returns the older ReplicaSets after a pass with traffic routing.
   *
   * @param state what the pass found
   * @param written the same with what the pass has written so far
   */
  static List<VersionPods> routed(
      ResolvedCanary rules, ControllerState state, ControllerState written) {
    List<VersionPods> sets = new ArrayList<>(state.olderReplicaSets());
    if (!trim(sets)) {
      return state.olderReplicaSets();
    }
    int kept = 0;
    for (int i = 0; i < sets.size() && surplus(rules, state) > 0; i++) {
      VersionPods set = sets.get(i);
      if (set.desired() == 0 || isReferenced(rules, state, written, set.version())) {
        continue;
      }
      VersionPods after = delayed(rules, state, set, kept);
      kept += after.desired() > 0 ? 1 : 0;
      sets.set(i, after);
    }
    return ImmutableList.copyOf(sets);
  }

  // oldest first, down to what is available; false if pods are still going, which ends the phase
  private static boolean trim(List<VersionPods> sets) {
    for (int i = sets.size() - 1; i >= 0; i--) {
      VersionPods set = sets.get(i);
      if (set.available() > set.desired()) {
        return false;
      }
      sets.set(i, set.scaledTo(set.available()));
    }
    return true;
  }

  private static long surplus(ResolvedCanary rules, ControllerState state) {
    return state.available() - rules.basic().leastAvailable();
  }

  private static VersionPods delayed(
      ResolvedCanary rules, ControllerState state, VersionPods set, int kept) {
    boolean delays = !state.isUpdating() || set.hasDeadline();
    if (!delays || rules.dynamic() || kept >= rules.delays().revisions()) {
      return set.scaledTo(0);
    }
    if (set.hasDeadline()) {
      return state.now() >= set.deadline() ? set.scaledTo(0) : set;
    }
    int seconds = rules.delays().promotionSeconds();
    return seconds == 0 ? set : set.withDeadline(state.now() + seconds);
  }

  // isReplicaSetReferenced, replicaset.go: as the status was when the pass began; the Services are
  // read anew, after the pass has written them
  private static boolean isReferenced(
      ResolvedCanary rules, ControllerState state, ControllerState written, int version) {
    SelectedVersions services = written.selected();
    SelectedVersions selected = state.selected();
    boolean inServices =
        (rules.namesCanaryService() && services.canaryService() == version)
            || (rules.namesStableService() && services.stableService() == version);
    // subsets select what the weights in the status are for
    boolean inStatus =
        rules.driven()
            && (selected.canarySubset() == version || selected.stableSubset() == version);
    return inStatus || inServices;
  }
}
