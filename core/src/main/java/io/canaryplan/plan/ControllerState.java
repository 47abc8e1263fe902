// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All that one controller pass reads and leaves behind (spec/canary.md 1.7).
 *
 * @param fresh the ReplicaSet of the current pod template
 * @param separateStable the ReplicaSet of the stable version; absent when that is {@code fresh}
 * @param older all others, newest first
 * @param weights the weights in the status
 * @param wiring what the mesh objects select
 * @param progress where the update stands
 * @param now seconds since the start
 */
record ControllerState(
    VersionPods fresh,
    Optional<VersionPods> separateStable,
    List<VersionPods> older,
    WrittenWeights weights,
    Wiring wiring,
    Progress progress,
    long now) {

  /** Returns the stable ReplicaSet, which may be the fresh one. */
  VersionPods stable() {
    return separateStable.orElse(fresh);
  }

  boolean isUpdating() {
    return separateStable.isPresent();
  }

  /** Returns the sizes as the arithmetic wants them. */
  ReplicaSets sets() {
    ImmutableList<ReplicaSetState> others = ImmutableList.of();
    if (!older.isEmpty()) {
      ImmutableList.Builder<ReplicaSetState> pods = ImmutableList.builder();
      older.forEach(set -> pods.add(set.pods()));
      others = pods.build();
    }
    return isUpdating()
        ? ReplicaSets.of(fresh.pods(), stable().pods(), others)
        : ReplicaSets.single(fresh.pods(), others);
  }

  /** Returns the available pods of all versions. */
  long available() {
    long pods = fresh.available();
    if (isUpdating()) {
      pods += stable().available();
    }
    for (VersionPods set : older) {
      pods += set.available();
    }
    return pods;
  }

  /** Returns the pods that the older ReplicaSets ask for together. */
  int olderDesired() {
    long pods = 0;
    for (VersionPods set : older) {
      pods += set.desired();
    }
    return Share.pods(pods);
  }

  /** Returns the pods asked for; 0 for the canary when the current version is the stable one. */
  ReplicaCounts replicas() {
    return new ReplicaCounts(isUpdating() ? fresh.desired() : 0, stable().desired());
  }

  /** Returns a pass after which this is what people see. */
  Pass seen(long waited, List<PassEvent> events) {
    ReplicaCounts counts = replicas();
    return new Pass(
        counts.canary(),
        counts.stable(),
        olderDesired(),
        weights.shown(),
        available(),
        waited > 0 ? OptionalLong.of(waited) : OptionalLong.empty(),
        0,
        events);
  }

  ControllerState withFresh(VersionPods value) {
    return new ControllerState(value, separateStable, older, weights, wiring, progress, now);
  }

  ControllerState withStable(VersionPods value) {
    return new ControllerState(fresh, Optional.of(value), older, weights, wiring, progress, now);
  }

  ControllerState withOlder(List<VersionPods> value) {
    return new ControllerState(fresh, separateStable, value, weights, wiring, progress, now);
  }

  ControllerState withRouting(WrittenWeights written, Wiring wired) {
    return written.equals(weights) && wired.equals(wiring)
        ? this
        : new ControllerState(fresh, separateStable, older, written, wired, progress, now);
  }

  ControllerState withProgress(Progress value) {
    return value.equals(progress)
        ? this
        : new ControllerState(fresh, separateStable, older, weights, wiring, value, now);
  }

  ControllerState at(long time) {
    return new ControllerState(fresh, separateStable, older, weights, wiring, progress, time);
  }

  /** Returns the state after the stable hash has become that of the fresh ReplicaSet. */
  ControllerState promoted(Progress done) {
    List<VersionPods> others = older;
    if (separateStable.isPresent() && separateStable.get().desired() > 0) {
      others = ImmutableList.<VersionPods>builder().add(separateStable.get()).addAll(older).build();
    }
    VersionPods current = fresh.withDeadline(VersionPods.NO_DEADLINE);
    return new ControllerState(current, Optional.empty(), others, weights, wiring, done, now);
  }

  /** Returns the state one pass later, when further pods are ready. */
  ControllerState readyAs(Readiness readiness) {
    VersionPods current = fresh.readyAs(readiness);
    Optional<VersionPods> stableSet = separateStable;
    if (stableSet.isPresent() && !stableSet.get().readyAs(readiness).equals(stableSet.get())) {
      stableSet = Optional.of(stableSet.get().readyAs(readiness));
    }
    List<VersionPods> others = older.isEmpty() ? older : readyAs(older, readiness);
    return current.equals(fresh) && stableSet.equals(separateStable) && others.equals(older)
        ? this
        : new ControllerState(current, stableSet, others, weights, wiring, progress, now);
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
