// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.DeploymentLimits;
import io.canaryplan.plan.DeploymentSpec;
import io.canaryplan.plan.PodPace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/**
 * A Deployment as its controller finds it.
 *
 * @param spec what is asked for
 * @param limits its limits in pods
 * @param version the version whose pod template is asked for
 * @param sets its ReplicaSets, the one created first at the front (rolling.md 0.3)
 * @param wasPaused whether it was paused a round ago
 * @param timedOut whether the controller has marked the update as failed, and seen no progress
 *     since
 */
record DeploymentState(
    DeploymentSpec spec,
    DeploymentLimits limits,
    int version,
    ImmutableList<OwnedSet> sets,
    boolean wasPaused,
    boolean timedOut) {
  /**
   * Returns a Deployment at rest, all of its pods of the first version.
   *
   * @throws IllegalArgumentException if replicas and surge are above 2³¹−1 together
   */
  static DeploymentState settled(DeploymentSpec spec, PodPace pace) {
    int replicas = spec.replicas();
    int available = Math.max(0, replicas - pace.unavailableBefore());
    DeploymentLimits limits = spec.limits();
    int max = checkedSum(replicas, limits.surge());
    OwnedSet first = new OwnedSet(OwnedSet.FIRST, replicas, available, replicas, max, 1, 0);
    return new DeploymentState(
        spec, limits, OwnedSet.FIRST, ImmutableList.of(first), spec.paused(), false);
  }

  /**
   * Returns this when somebody asks for something else.
   *
   * @throws IllegalArgumentException if replicas and surge are above 2³¹−1 together
   */
  DeploymentState asked(DeploymentSpec other, int otherVersion) {
    DeploymentLimits resolved = other.limits();
    checkedSum(other.replicas(), resolved.surge());
    return new DeploymentState(other, resolved, otherVersion, sets, wasPaused, timedOut);
  }

  /**
   * Returns this when its time for progress is over; the clock stands while paused and at the end.
   */
  DeploymentState outOfTime() {
    boolean runs =
        !spec.paused()
            && !isComplete()
            && spec.progressDeadlineSeconds() != DeploymentSpec.NO_DEADLINE;
    return runs ? new DeploymentState(spec, limits, version, sets, wasPaused, true) : this;
  }

  // above, the controller's sum turns negative and it never starts a pod (rolling.md 5.5)
  private static int checkedSum(int replicas, int surge) {
    if ((long) replicas + surge > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "replicas and maxSurge are above " + Integer.MAX_VALUE + ": " + replicas + " + " + surge);
    }
    return replicas + surge;
  }

  int replicas() {
    return spec.replicas();
  }

  /** Returns replicas and surge together. */
  int maxPods() {
    return replicas() + limits.surge();
  }

  /** Returns the available pods that removals leave. */
  int minAvailable() {
    return replicas() - limits.unavailableOf(replicas());
  }

  Optional<OwnedSet> newReplicaSet() {
    for (OwnedSet set : sets) {
      if (set.version() == version) {
        return Optional.of(set);
      }
    }
    return Optional.empty();
  }

  boolean isNewReplicaSet(OwnedSet set) {
    return set.version() == version;
  }

  /** Returns the pods asked for, of all versions. */
  long total() {
    return sum(OwnedSet::size);
  }

  long sum(ToLongFunction<OwnedSet> number) {
    long sum = 0;
    for (OwnedSet set : sets) {
      sum += number.applyAsLong(set);
    }
    return sum;
  }

  List<OwnedSet> active() {
    return filtered(OwnedSet::isActive);
  }

  List<OwnedSet> activeOld() {
    return filtered(set -> set.isActive() && !isNewReplicaSet(set));
  }

  private List<OwnedSet> filtered(Predicate<OwnedSet> wanted) {
    List<OwnedSet> found = new ArrayList<>(sets.size());
    for (OwnedSet set : sets) {
      if (wanted.test(set)) {
        found.add(set);
      }
    }
    return found;
  }

  /** Returns whether all pods are of the wanted version and available (rolling.md 3.3). */
  boolean isComplete() {
    Optional<OwnedSet> newReplicaSet = newReplicaSet();
    return newReplicaSet.isPresent()
        && newReplicaSet.get().size() == replicas()
        && newReplicaSet.get().available() == replicas()
        && total() == replicas();
  }

  /** Returns this with a ReplicaSet at another size; its numbers are remembered with it. */
  DeploymentState sized(OwnedSet set, int size) {
    return each(other -> other.version() == set.version() ? other.sized(size, this) : other);
  }

  DeploymentState plus(OwnedSet set) {
    ImmutableList<OwnedSet> more = ImmutableList.<OwnedSet>builder().addAll(sets).add(set).build();
    return withSets(more);
  }

  DeploymentState without(Predicate<OwnedSet> gone) {
    return withSets(sets.stream().filter(gone.negate()).collect(ImmutableList.toImmutableList()));
  }

  DeploymentState each(UnaryOperator<OwnedSet> change) {
    return withSets(changed(change));
  }

  // a walk makes many states, and of most of them few ReplicaSets differ from those before
  private ImmutableList<OwnedSet> changed(UnaryOperator<OwnedSet> change) {
    boolean differs = false;
    ImmutableList.Builder<OwnedSet> changed = ImmutableList.builderWithExpectedSize(sets.size());
    for (OwnedSet set : sets) {
      OwnedSet other = change.apply(set);
      differs |= !Identity.isSame(other, set);
      changed.add(other);
    }
    return differs ? changed.build() : sets;
  }

  /** Returns this with these ReplicaSets in the place of its own. */
  DeploymentState withSets(ImmutableList<OwnedSet> value) {
    return Identity.isSame(value, sets)
        ? this
        : new DeploymentState(spec, limits, version, value, wasPaused, timedOut && spec.paused());
  }

  /** Returns this a round later if no pod had moved. */
  DeploymentState unmoved() {
    return found(sets);
  }

  private DeploymentState found(ImmutableList<OwnedSet> value) {
    boolean isUnchanged = Identity.isSame(value, sets);
    boolean failed = timedOut && (isUnchanged || spec.paused());
    return isUnchanged && wasPaused == spec.paused()
        ? this
        : new DeploymentState(spec, limits, version, value, spec.paused(), failed);
  }

  /** Returns this a round after {@code before}, when pods have moved. */
  DeploymentState moved(PodPace pace, DeploymentState before) {
    return found(changed(set -> set.moved(pace, set.size() < before.sizeOf(set.version()))));
  }

  /** Returns the size of a version's ReplicaSet; 0 if it has none. */
  int sizeOf(int ofVersion) {
    for (OwnedSet set : sets) {
      if (set.version() == ofVersion) {
        return set.size();
      }
    }
    return 0;
  }
}
