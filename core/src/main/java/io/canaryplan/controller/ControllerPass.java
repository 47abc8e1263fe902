// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import io.canaryplan.controller.Progress.Phase;
import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.plan.TrafficWeights;
import io.canaryplan.plan.WeightMath;
import io.canaryplan.rollout.CanaryStep;

/** One pass of the controller, in the order of canary.md 3.4. */
final class ControllerPass {
  private final ResolvedCanary rules;
  private final ControllerState before;
  // only asked with traffic routing
  private final RoutedPass wanted;
  private boolean isEndedByError;
  private ControllerState scaled;
  private ControllerState after;

  private ControllerPass(ResolvedCanary rules, ControllerState before) {
    this.rules = rules;
    this.before = before;
    wanted = new RoutedPass(rules, before);
    scaled = before;
    after = before;
  }

  /** Runs the pass that a state is followed by. */
  static ControllerPass of(ResolvedCanary rules, ControllerState before) {
    ControllerPass pass = new ControllerPass(rules, before);
    if (pass.panics()) {
      return pass;
    }
    ControllerState written = rules.routed() ? pass.routed() : pass.unrouted();
    if (pass.isEndedByError) {
      pass.scaled = written;
      pass.after = written;
    } else {
      pass.scaled = rules.routed() ? pass.scaledRouted(written) : pass.scaledBasic(written);
      pass.after = pass.settled();
    }
    return pass;
  }

  /**
   * Runs the pass after a change of the replicas, which scales and does nothing else (canary.md
   * 3.4).
   */
  static ControllerPass scaling(ResolvedCanary rules, ControllerState before) {
    ControllerPass pass = new ControllerPass(rules, before);
    if (!pass.panics()) {
      pass.scaled = rules.routed() ? pass.scaledRouted(before) : pass.scaledBasic(before);
      pass.after = pass.scaled;
    }
    return pass;
  }

  /** Returns whether the controller crashes in this pass, so that it changes nothing. */
  boolean panics() {
    return wanted.panics();
  }

  /** Returns whether an error ends the pass, so that nothing is scaled and no step completed. */
  boolean isEndedByError() {
    return isEndedByError;
  }

  /** Returns the state that the pass found. */
  ControllerState before() {
    return before;
  }

  /** Returns the state after routing and scaling, with the roles as before. */
  ControllerState scaled() {
    return scaled;
  }

  /** Returns the state that it leaves: the status may have moved on, and roles with it. */
  ControllerState after() {
    return after;
  }

  // Services and routers, here and in routed(): 3.3 and points 4-6 of 3.4
  private ControllerState unrouted() {
    return before.withRouting(requested(), services(false, 0));
  }

  // nothing is written: the weights shown are those the steps ask for
  private TrafficWeights requested() {
    int weight = before.isUpdating() ? rules.requestedWeight(before) : 0;
    return TrafficWeights.of(weight, ImmutableList.of(), rules.max());
  }

  private ControllerState routed() {
    int weight = wanted.weight();
    boolean keepsCanary = wanted.keepsCanaryVersion();
    SelectedVersions selected = services(keepsCanary, weight);
    if (!rules.driven()) {
      return before.withRouting(requested(), selected);
    }
    if (wanted.removesRoutes()) {
      selected = selected.withRoutes(rules.cleaned(selected.routes()));
    }
    if (!isGateOpen(weight)) {
      return before.withRouting(before.weights(), selected);
    }
    int index = before.progress().index();
    if (rules.steps().writesRoutes(index)) {
      isEndedByError = rules.refusedRoute(selected.routes(), index).isPresent();
      // those VirtualServices have them that come before the one that cannot
      CanaryStep own = rules.steps().step(index);
      selected = selected.withRoutes(ManagedRoutes.after(selected.routes(), own));
    }
    isEndedByError |= rules.routerWaitsForPods() && isWaiting(keepsCanary);
    if (isEndedByError) {
      return before.withRouting(before.weights(), selected);
    }
    int stable = before.stableReplicaSet().version();
    int canary = keepsCanary ? selected.canarySubset() : before.newReplicaSet().version();
    SelectedVersions written = selected.withSubsets(canary, stable);
    TrafficWeights weights = wanted.weights();
    if (rules.isRefused(weights)) {
      isEndedByError = true;
      return before.withRouting(before.weights(), written);
    }
    return before.withRouting(weights, written);
  }

  // a Service moves once the version it goes to has an available pod, except that the canary's of a
  // ping-pong pair does not wait (3.4 points 4 and 5); an abort points a canary's that is
  // named itself back to stable
  private SelectedVersions services(boolean keepsCanary, int weight) {
    SelectedVersions selected = before.selected();
    VersionPods stable = before.stableReplicaSet();
    int toStable =
        mayMove(selected.stableService(), stable) ? stable.version() : selected.stableService();
    boolean aborted = before.progress().isAborted() && !rules.hasPairAlone();
    if (aborted && rules.driven() && (!rules.dynamic() || weight == 0)) {
      return selected.withServices(stable.version(), toStable);
    }
    VersionPods target = aborted && !rules.routed() ? stable : before.newReplicaSet();
    boolean canaryMoves =
        rules.pingPong() || (!keepsCanary && mayMove(selected.canaryService(), target));
    return selected.withServices(
        canaryMoves ? target.version() : selected.canaryService(), toStable);
  }

  private static boolean mayMove(int from, VersionPods to) {
    // a Service without a hash waits for all pods
    return to.available() > 0 && (from != VersionPods.NONE || !isShort(to));
  }

  // trafficRouting.go: nothing is written while stable cannot carry what the canary leaves to it
  private boolean isGateOpen(int weight) {
    int need = WeightMath.roundedDown(rules.replicas(), (long) rules.max() - weight, rules.max());
    int available = before.stableReplicaSet().available();
    return available >= need || rules.meetsThreshold(need, available);
  }

  // Istio without Services, istio.md 2.4: every ReplicaSet with pods has to be ready
  private boolean isWaiting(boolean keepsCanary) {
    boolean exempt = before.progress().isAborted() || keepsCanary;
    return isShort(before.stableReplicaSet()) || (!exempt && isShort(before.newReplicaSet()));
  }

  private static boolean isShort(VersionPods set) {
    return set.available() < set.desired();
  }

  // Scaling brings at most one group to another size: stable, else the new version, else older
  // ones (2.7). It starts from what the pass has written into the mesh.
  private ControllerState scaledBasic(ControllerState written) {
    ReplicaCounts next = rules.basic().next(before.sets(), rules.requestedWeight(before));
    if (before.isUpdating() && next.stable() != before.stableReplicaSet().desired()) {
      return written.withStableReplicaSet(before.stableReplicaSet().scaledTo(next.stable()));
    }
    if (next.canary() != before.newReplicaSet().desired()) {
      return written.withNewReplicaSet(before.newReplicaSet().scaledTo(next.canary()));
    }
    return written.olderReplicaSets().isEmpty()
        ? written
        : written.withOlderReplicaSets(OlderStage.basic(rules, written));
  }

  private ControllerState scaledRouted(ControllerState written) {
    if (before.isUpdating()) {
      VersionPods stable = before.stableReplicaSet();
      int size = wanted.stable();
      if (size != stable.desired()) {
        return written.withStableReplicaSet(stable.scaledTo(size));
      }
    }
    VersionPods newReplicaSet = wanted.newReplicaSet(written.weights());
    ControllerState resized =
        newReplicaSet.equals(before.newReplicaSet())
            ? written
            : written.withNewReplicaSet(newReplicaSet);
    if (newReplicaSet.desired() != before.newReplicaSet().desired()
        || before.olderReplicaSets().isEmpty()) {
      return resized;
    }
    return resized.withOlderReplicaSets(OlderStage.routed(rules, before, written));
  }

  // Promotion, abort and step completion (canary.md 3.7, 4.1, 5). The sizes that count are those
  // the pass found, not those it has just set.
  private ControllerState settled() {
    Progress progress = before.progress();
    StepTable steps = rules.steps();
    if (!before.isUpdating()) {
      return scaled;
    }
    if (isPromoted(progress)) {
      return scaled.promoted(Progress.at(steps.size()));
    }
    if (!progress.isStepwise()) {
      return scaled.withProgress(progress.with(progress.isAborted() ? 0 : steps.size()));
    }
    int index = progress.index();
    if (steps.isDone(index)) {
      return scaled;
    }
    if (isCompleted(progress)) {
      return scaled.withProgress(progress.with(index + 1));
    }
    if (progress.experiment() == Phase.LEFT) {
      return scaled.withProgress(progress.with(Phase.PENDING));
    }
    boolean begins = progress.experiment() == Phase.PENDING && steps.runsExperiment(index);
    return begins ? scaled.withProgress(progress.with(Phase.RUNNING)) : scaled;
  }

  private boolean isPromoted(Progress progress) {
    int available = before.newReplicaSet().available();
    return !progress.isAborted()
        && (!progress.isStepwise() || rules.steps().isDone(progress.index()))
        && (rules.isComplete(available) || rules.meetsThreshold(rules.replicas(), available));
  }

  private boolean isCompleted(Progress progress) {
    int step = progress.index();
    return progress.experiment() == Phase.SUCCESSFUL
        || rules.steps().isCompleteAtOnce(step)
        || (rules.steps().isCompleteAtDesired(step) && isAtDesired());
  }

  private boolean isAtDesired() {
    return rules.routed()
        ? wanted.isAtDesired()
        : mayBeAtDesired() && rules.basic().atDesired(before.sets(), rules.requestedWeight(before));
  }

  // sizes that this pass has just changed were not the desired ones; only a threshold overlooks it
  private boolean mayBeAtDesired() {
    return rules.basic().threshold().isPresent()
        || (before.newReplicaSet().desired() == scaled.newReplicaSet().desired()
            && before.stableReplicaSet().desired() == scaled.stableReplicaSet().desired());
  }
}
