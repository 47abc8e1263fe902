// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.PassEvent;
import io.canaryplan.rollout.CanaryStep;
import java.util.List;

/** What happens in a pass: the difference between the states around it. */
final class PassEvents {
  private final ResolvedCanary rules;
  private final ControllerState before;
  private final ControllerState scaled;
  private final ImmutableList.Builder<PassEvent> events = ImmutableList.builder();

  private PassEvents(ResolvedCanary rules, ControllerPass pass) {
    this.rules = rules;
    before = pass.before();
    scaled = pass.scaled();
  }

  static List<PassEvent> of(ResolvedCanary rules, ControllerPass pass) {
    PassEvents found = new PassEvents(rules, pass);
    found.addScaling();
    found.addMesh();
    found.add(found.hasNewDeadline(), PassEvent.SCALE_DOWN_DEADLINE_SET);
    found.addStatus(pass.after());
    return found.events.build();
  }

  private void add(boolean happens, PassEvent event) {
    if (happens) {
      events.add(event);
    }
  }

  private void addScaling() {
    boolean updating = before.isUpdating();
    boolean canary = before.newReplicaSet().desired() != scaled.newReplicaSet().desired();
    boolean stable = before.stableReplicaSet().desired() != scaled.stableReplicaSet().desired();
    add(canary && updating, PassEvent.SCALED_CANARY);
    add(stable, PassEvent.SCALED_STABLE);
    add(before.olderDesired() != scaled.olderDesired(), PassEvent.SCALED_OLDER);
  }

  private void addMesh() {
    add(rules.driven() && !before.weights().equals(scaled.weights()), PassEvent.WEIGHT_WRITTEN);
    SelectedVersions from = before.selected();
    SelectedVersions to = scaled.selected();
    if (!from.equals(to)) {
      addRoutes(from.routes(), to.routes());
      addMoves(from, to);
    }
  }

  private void addRoutes(List<CanaryStep.ManagedRoute> from, List<CanaryStep.ManagedRoute> to) {
    boolean gone = !to.containsAll(from);
    boolean written =
        !from.containsAll(to) || (gone && rules.steps().writesRoutes(before.progress().index()));
    add(written, PassEvent.ROUTES_WRITTEN);
    add(gone && !written, PassEvent.ROUTES_REMOVED);
  }

  private void addMoves(SelectedVersions from, SelectedVersions to) {
    add(
        (rules.namesCanaryService() && from.canaryService() != to.canaryService())
            || (rules.namesStableService() && from.stableService() != to.stableService()),
        PassEvent.SERVICE_SWITCHED);
    add(
        rules.namesSubsets()
            && (from.canarySubset() != to.canarySubset()
                || from.stableSubset() != to.stableSubset()),
        PassEvent.SUBSET_HASH_MOVED);
  }

  private boolean hasNewDeadline() {
    List<VersionPods> from = before.olderReplicaSets();
    List<VersionPods> to = scaled.olderReplicaSets();
    boolean found = isNewDeadline(before.newReplicaSet(), scaled.newReplicaSet());
    for (int i = 0; i < from.size() && from.size() == to.size(); i++) {
      found |= isNewDeadline(from.get(i), to.get(i));
    }
    return found;
  }

  private static boolean isNewDeadline(VersionPods from, VersionPods to) {
    return to.hasDeadline() && !from.hasDeadline();
  }

  private void addStatus(ControllerState after) {
    boolean stepwise = before.progress().isStepwise() && before.isUpdating();
    add(stepwise && after.progress().index() > before.progress().index(), PassEvent.STEP_COMPLETED);
    add(before.isUpdating() && !after.isUpdating(), PassEvent.PROMOTED);
  }
}
