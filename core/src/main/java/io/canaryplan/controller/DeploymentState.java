// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.DeploymentLimits;
import io.canaryplan.plan.DeploymentSpec;
import io.canaryplan.plan.PodPace;
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
 */
record DeploymentState(
    DeploymentSpec spec,
    DeploymentLimits limits,
    int version,
    ImmutableList<OwnedSet> sets,
    boolean wasPaused) {
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
        spec, limits, OwnedSet.FIRST, ImmutableList.of(first), spec.paused());
  }

  /**
   * Returns this when somebody asks for something else.
   *
   * @throws IllegalArgumentException if replicas and surge are above 2³¹−1 together
   */
  DeploymentState asked(DeploymentSpec other, int otherVersion) {
    DeploymentLimits resolved = other.limits();
    checkedSum(other.replicas(), resolved.surge());
    return new DeploymentState(other, resolved, otherVersion, sets, wasPaused);
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
    return sets.stream().filter(set -> set.version() == version).findFirst();
  }

  boolean isNewReplicaSet(OwnedSet set) {
    return set.version() == version;
  }

  /** Returns the pods asked for, of all versions. */
  long total() {
    return sum(OwnedSet::size);
  }

  long sum(ToLongFunction<OwnedSet> number) {
    return sets.stream().mapToLong(number).sum();
  }

  List<OwnedSet> active() {
    return sets.stream().filter(OwnedSet::isActive).toList();
  }

  List<OwnedSet> activeOld() {
    return sets.stream().filter(set -> set.isActive() && !isNewReplicaSet(set)).toList();
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
    return withSets(sets.stream().map(change).collect(ImmutableList.toImmutableList()));
  }

  /** Returns this with these ReplicaSets in the place of its own. */
  DeploymentState withSets(ImmutableList<OwnedSet> value) {
    return new DeploymentState(spec, limits, version, value, wasPaused);
  }

  /** Returns this a round later if no pod had moved. */
  DeploymentState unmoved() {
    return new DeploymentState(spec, limits, version, sets, spec.paused());
  }

  /** Returns this a round after {@code before}, when pods have moved. */
  DeploymentState moved(PodPace pace, DeploymentState before) {
    ImmutableList<OwnedSet> later =
        sets.stream()
            .map(set -> set.moved(pace, set.size() < before.sizeOf(set.version())))
            .collect(ImmutableList.toImmutableList());
    return new DeploymentState(spec, limits, version, later, spec.paused());
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
