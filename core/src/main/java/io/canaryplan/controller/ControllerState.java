// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import io.canaryplan.controller.Progress.Mode;
import io.canaryplan.plan.Pass;
import io.canaryplan.plan.PassEvent;
import io.canaryplan.plan.Readiness;
import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.plan.TrafficWeights;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All that one controller pass reads and leaves behind (canary.md 1.7).
 *
 * @param newReplicaSet the ReplicaSet of the current pod template
 * @param separateStableReplicaSet the ReplicaSet of the stable version; absent when that is {@code
 *     newReplicaSet}
 * @param olderReplicaSets all others, newest first
 * @param weights the weights as last written; in the status only with a router
 * @param selected what the mesh objects select
 * @param progress where the update stands
 * @param now seconds since the start
 */
record ControllerState(
    VersionPods newReplicaSet,
    Optional<VersionPods> separateStableReplicaSet,
    List<VersionPods> olderReplicaSets,
    TrafficWeights weights,
    SelectedVersions selected,
    Progress progress,
    long now) {

  /** Returns the Rollout at rest, on its stable version. */
  static ControllerState steady(ResolvedCanary rules) {
    return new ControllerState(
        VersionPods.ready(VersionPods.STABLE, rules.atRest()),
        Optional.empty(),
        ImmutableList.of(),
        TrafficWeights.of(0, ImmutableList.of(), rules.max()),
        SelectedVersions.steady(
            VersionPods.STABLE, rules.atRest() == 0 ? VersionPods.NONE : VersionPods.STABLE),
        Progress.at(rules.steps().size()),
        0);
  }

  /** Returns the Rollout before its first deploy: nothing there, not even anything written. */
  static ControllerState undeployed(ResolvedCanary rules) {
    ControllerState steady = steady(rules);
    return new ControllerState(
        VersionPods.ready(VersionPods.STABLE, 0),
        Optional.empty(),
        ImmutableList.of(),
        steady.weights,
        SelectedVersions.steady(VersionPods.STABLE, VersionPods.NONE),
        steady.progress,
        0);
  }

  /** Returns the stable ReplicaSet, which may be the new one. */
  VersionPods stableReplicaSet() {
    return separateStableReplicaSet.orElse(newReplicaSet);
  }

  boolean isUpdating() {
    return separateStableReplicaSet.isPresent();
  }

  /** Returns the sizes as the arithmetic wants them. */
  ReplicaSets sets() {
    ImmutableList.Builder<ReplicaSetState> others = ImmutableList.builder();
    for (VersionPods set : olderReplicaSets) {
      others.add(set.pods());
    }
    return isUpdating()
        ? ReplicaSets.of(newReplicaSet.pods(), stableReplicaSet().pods(), others.build())
        : ReplicaSets.single(newReplicaSet.pods(), others.build());
  }

  /** Returns the available pods of all versions. */
  long available() {
    long pods = newReplicaSet.available();
    if (isUpdating()) {
      pods += stableReplicaSet().available();
    }
    for (VersionPods set : olderReplicaSets) {
      pods += set.available();
    }
    return pods;
  }

  /** Returns the pods that the older ReplicaSets ask for together. */
  long olderDesired() {
    long pods = 0;
    for (VersionPods set : olderReplicaSets) {
      pods += set.desired();
    }
    return pods;
  }

  /** Returns whether the same is written into the mesh. */
  boolean hasSameRouting(ControllerState other) {
    return weights.equals(other.weights)
        && selected.equals(other.selected)
        && isUpdating() == other.isUpdating();
  }

  /** Returns the pods asked for; 0 for the canary when the current version is the stable one. */
  ReplicaCounts replicas() {
    return new ReplicaCounts(
        isUpdating() ? newReplicaSet.desired() : 0, stableReplicaSet().desired());
  }

  /** Returns a pass after which this is what people see. */
  Pass seen(long waited, List<PassEvent> events) {
    ReplicaCounts counts = replicas();
    return new Pass(
        counts.canary(),
        counts.stable(),
        olderDesired(),
        weights,
        available(),
        waited > 0 ? OptionalLong.of(waited) : OptionalLong.empty(),
        0,
        events);
  }

  ControllerState withNewReplicaSet(VersionPods value) {
    return with(value, separateStableReplicaSet, olderReplicaSets, progress);
  }

  ControllerState withStableReplicaSet(VersionPods value) {
    return with(newReplicaSet, Optional.of(value), olderReplicaSets, progress);
  }

  ControllerState withOlderReplicaSets(List<VersionPods> value) {
    return with(newReplicaSet, separateStableReplicaSet, value, progress);
  }

  ControllerState withRouting(TrafficWeights written, SelectedVersions selecting) {
    return written.equals(weights) && selecting.equals(selected)
        ? this
        : new ControllerState(
            newReplicaSet,
            separateStableReplicaSet,
            olderReplicaSets,
            written,
            selecting,
            progress,
            now);
  }

  ControllerState withProgress(Progress value) {
    return value.equals(progress)
        ? this
        : with(newReplicaSet, separateStableReplicaSet, olderReplicaSets, value);
  }

  /** Returns the state once something else drives the update. */
  ControllerState drivenBy(Mode mode) {
    return withProgress(Progress.drivenBy(progress.index(), mode).with(progress.experiment()));
  }

  /** Returns a state with other ReplicaSets and progress. */
  ControllerState with(
      VersionPods current,
      Optional<VersionPods> stableSet,
      List<VersionPods> others,
      Progress value) {
    return new ControllerState(current, stableSet, others, weights, selected, value, now);
  }

  ControllerState at(long time) {
    return new ControllerState(
        newReplicaSet,
        separateStableReplicaSet,
        olderReplicaSets,
        weights,
        selected,
        progress,
        time);
  }

  /** Returns the state after the stable hash has become that of the new ReplicaSet. */
  ControllerState promoted(Progress done) {
    return with(
        newReplicaSet.withoutDeadline(), Optional.empty(), olderWith(stableReplicaSet()), done);
  }

  /**
   * Returns the state once another version is wanted. Its ReplicaSet exists without pods, unless
   * the version was there before and still has some.
   */
  ControllerState updated(int version) {
    return wanted(version, Progress.at(0), Progress.at(0));
  }

  /**
   * Returns the state once a recent version is wanted again (canary.md 5.5). One pass is spent at
   * the first step unless its ReplicaSet still has pods.
   */
  ControllerState returned(int version, int steps) {
    return wanted(
        version,
        Progress.drivenBy(0, Mode.RETURN_IN_WINDOW),
        Progress.drivenBy(steps, Mode.RETURN_IN_WINDOW));
  }

  private ControllerState wanted(int version, Progress fresh, Progress known) {
    VersionPods kept = VersionPods.ready(version, 0);
    Progress from = fresh;
    ImmutableList.Builder<VersionPods> others = ImmutableList.builder();
    for (VersionPods set : olderWithCanary()) {
      if (set.version() == version) {
        kept = set.withoutDeadline();
        from = known;
      } else {
        others.add(set);
      }
    }
    return with(kept, Optional.of(stableReplicaSet()), others.build(), from);
  }

  /** Returns the state once the stable version is wanted again (canary.md 5.3). */
  ControllerState rolledBack(int steps) {
    return with(
        stableReplicaSet().withoutDeadline(),
        Optional.empty(),
        olderWithCanary(),
        Progress.at(steps));
  }

  // with the version on its way put aside among the older ones
  private List<VersionPods> olderWithCanary() {
    return isUpdating() ? olderWith(newReplicaSet) : olderReplicaSets;
  }

  private List<VersionPods> olderWith(VersionPods set) {
    return set.desired() == 0
        ? olderReplicaSets
        : ImmutableList.<VersionPods>builder().add(set).addAll(olderReplicaSets).build();
  }

  /** Returns the state one pass later, when further pods are ready. */
  ControllerState readyAs(Readiness readiness) {
    VersionPods current = newReplicaSet.readyAs(readiness);
    Optional<VersionPods> stableSet =
        isUpdating()
            ? Optional.of(stableReplicaSet().readyAs(readiness))
            : separateStableReplicaSet;
    List<VersionPods> others =
        olderReplicaSets.isEmpty() ? olderReplicaSets : readyAs(olderReplicaSets, readiness);
    return current.equals(newReplicaSet)
            && stableSet.equals(separateStableReplicaSet)
            && others.equals(olderReplicaSets)
        ? this
        : with(current, stableSet, others, progress);
  }

  // an emptied ReplicaSet plays no further part
  private static List<VersionPods> readyAs(List<VersionPods> sets, Readiness readiness) {
    ImmutableList.Builder<VersionPods> others = ImmutableList.builder();
    for (VersionPods set : sets) {
      if (set.desired() > 0) {
        others.add(set.readyAs(readiness));
      }
    }
    return others.build();
  }
}
