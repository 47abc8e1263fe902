// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.ControllerRules.Reconciled;
import java.util.List;
import java.util.OptionalLong;

/** What people see of a pass: the difference between the states around it. */
final class PassReport {
  private PassReport() {}

  /** Returns the pass with its events. */
  static Pass of(ControllerRules rules, Reconciled done, long waited) {
    ControllerState scaled = done.scaled();
    OptionalLong after = waited > 0 ? OptionalLong.of(waited) : OptionalLong.empty();
    return new Pass(
        scaled.isUpdating() ? scaled.fresh().desired() : 0,
        scaled.stable().desired(),
        older(scaled),
        scaled.weights().shown(),
        scaled.available(),
        after,
        0,
        events(rules, done));
  }

  static int older(ControllerState state) {
    long pods = 0;
    for (VersionPods set : state.older()) {
      pods += set.desired();
    }
    return Share.pods(pods);
  }

  private static List<PassEvent> events(ControllerRules rules, Reconciled done) {
    ControllerState before = done.before();
    ControllerState scaled = done.scaled();
    if (before.equals(done.after())) {
      return ImmutableList.of();
    }
    ImmutableList.Builder<PassEvent> events = ImmutableList.builder();
    addScaling(events, before, scaled);
    if (rules.driven() && !before.weights().shown().equals(scaled.weights().shown())) {
      events.add(PassEvent.WEIGHT_WRITTEN);
    }
    if (!before.wiring().equals(scaled.wiring())) {
      addRoutes(events, rules, before, scaled.wiring().routes());
      addMoves(events, rules.names(), before.wiring(), scaled.wiring());
    }
    if (hasNewDeadline(before, scaled)) {
      events.add(PassEvent.SCALE_DOWN_DEADLINE_SET);
    }
    if (done.after().progress().completed() && !before.progress().completed()) {
      events.add(PassEvent.STEP_COMPLETED);
    }
    if (before.isUpdating() && !done.after().isUpdating()) {
      events.add(PassEvent.PROMOTED);
    }
    return events.build();
  }

  private static void addScaling(
      ImmutableList.Builder<PassEvent> events, ControllerState before, ControllerState scaled) {
    boolean fresh = before.fresh().desired() != scaled.fresh().desired();
    if (fresh && before.isUpdating()) {
      events.add(PassEvent.SCALED_CANARY);
    }
    if (before.isUpdating() ? before.stable().desired() != scaled.stable().desired() : fresh) {
      events.add(PassEvent.SCALED_STABLE);
    }
    if (older(before) != older(scaled)) {
      events.add(PassEvent.SCALED_OLDER);
    }
  }

  private static void addRoutes(
      ImmutableList.Builder<PassEvent> events,
      ControllerRules rules,
      ControllerState before,
      List<?> after) {
    List<?> routes = before.wiring().routes();
    boolean own = rules.steps().writesRoutes(before.progress().index());
    boolean gone = !after.containsAll(routes);
    if (!routes.containsAll(after) || (gone && own)) {
      events.add(PassEvent.ROUTES_WRITTEN);
    } else if (gone) {
      events.add(PassEvent.ROUTES_REMOVED);
    }
  }

  private static void addMoves(
      ImmutableList.Builder<PassEvent> events, MeshNames names, Wiring before, Wiring after) {
    if ((names.canaryService() && before.canaryService() != after.canaryService())
        || (names.stableService() && before.stableService() != after.stableService())) {
      events.add(PassEvent.SERVICE_SWITCHED);
    }
    if (names.subsets()
        && (before.canarySubset() != after.canarySubset()
            || before.stableSubset() != after.stableSubset())) {
      events.add(PassEvent.SUBSET_HASH_MOVED);
    }
  }

  private static boolean hasNewDeadline(ControllerState before, ControllerState scaled) {
    return isNew(before.fresh(), scaled.fresh())
        || (before.older().size() == scaled.older().size()
            && hasNewDeadline(before.older(), scaled.older()));
  }

  private static boolean hasNewDeadline(List<VersionPods> before, List<VersionPods> scaled) {
    for (int i = 0; i < before.size(); i++) {
      if (isNew(before.get(i), scaled.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNew(VersionPods before, VersionPods after) {
    return after.hasDeadline() && !before.hasDeadline();
  }
}
