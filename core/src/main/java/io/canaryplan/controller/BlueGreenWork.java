// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.canaryplan.plan.Capability;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a pass works on: the state it found, its own copies of the ReplicaSets, and what it writes.
 * A ReplicaSet that was written is an old copy from then on; a further write to it fails and ends
 * the pass (bluegreen.md 10).
 */
final class BlueGreenWork {
  /** A write that the API refuses. */
  static final class ConflictException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private final ResolvedBlueGreen rules;
  private final BlueGreenState found;
  private final Map<Integer, BlueGreenSet> sets = new LinkedHashMap<>();
  private final Set<Integer> written = new LinkedHashSet<>();
  private final Set<Integer> deleted = new LinkedHashSet<>();
  private boolean changed;
  private int active;
  private int preview;
  private int preRuns;
  private int postRuns;

  BlueGreenWork(ResolvedBlueGreen rules, BlueGreenState found) {
    this.rules = rules;
    this.found = found;
    found.sets().forEach(set -> sets.put(set.version(), set));
    active = found.active();
    preview = found.preview();
    preRuns = found.preRuns();
    postRuns = found.postRuns();
  }

  ResolvedBlueGreen rules() {
    return rules;
  }

  /** Returns the state as the pass found it. */
  BlueGreenState found() {
    return found;
  }

  BlueGreenStatus status() {
    return found.status();
  }

  long now() {
    return found.now();
  }

  int replicas() {
    return found.replicas();
  }

  int version() {
    return found.version();
  }

  int active() {
    return active;
  }

  int preview() {
    return preview;
  }

  void selectActive(int version) {
    active = version;
  }

  void selectPreview(int version) {
    preview = version;
  }

  Optional<BlueGreenSet> set(int version) {
    return Optional.ofNullable(sets.get(version));
  }

  /** Returns the ReplicaSet of the new version, which every pass sees to first. */
  BlueGreenSet newReplicaSet() {
    return set(version()).orElseThrow();
  }

  /** Returns all of them as they are now, the one created first at the front. */
  ImmutableList<BlueGreenSet> sets() {
    // most passes write nothing
    return changed ? ImmutableList.copyOf(sets.values()) : found.sets();
  }

  /** Returns those that are neither new nor stable. */
  List<BlueGreenSet> others() {
    List<BlueGreenSet> others = new ArrayList<>();
    for (BlueGreenSet set : sets.values()) {
      if (set.version() != version() && set.version() != status().stable()) {
        others.add(set);
      }
    }
    return others;
  }

  /** Returns whether the pass has written a ReplicaSet, so that its copy is old. */
  boolean isWritten(BlueGreenSet set) {
    return written.contains(set.version());
  }

  ImmutableSet<Integer> deleted() {
    return ImmutableSet.copyOf(deleted);
  }

  /** Adds or replaces a ReplicaSet without making its copy old. */
  void put(BlueGreenSet set) {
    sets.put(set.version(), set);
    changed = true;
  }

  /** Changes what is written at a ReplicaSet beside its size. */
  void annotate(BlueGreenSet set) {
    put(set);
    written.add(set.version());
  }

  /**
   * Gives a ReplicaSet a size, if the copy that the pass holds has another one or was sized for
   * other replicas. A write does not change that copy.
   */
  void size(BlueGreenSet set, int size) throws ConflictException {
    BlueGreenSet copy = found.set(set.version()).orElse(set);
    if (copy.size() == size && copy.desired() == replicas() && !isWrittenAgain(copy)) {
      return;
    }
    if (isWritten(set)) {
      throw new ConflictException();
    }
    annotate(set.sized(size, replicas(), rules.readyAt(set.version(), now())));
  }

  // v1.9.1 writes a ReplicaSet with a deadline once more when there are 0 replicas
  private boolean isWrittenAgain(BlueGreenSet copy) {
    return replicas() == 0
        && copy.hasDeadline()
        && !rules.has(Capability.KEEPS_EMPTY_WITH_DEADLINE);
  }

  void countRun(boolean before) {
    preRuns += before ? 1 : 0;
    postRuns += before ? 0 : 1;
  }

  void delete(BlueGreenSet set) {
    sets.remove(set.version());
    changed = true;
    deleted.add(set.version());
  }

  /** Returns the state with what was written and another status. */
  BlueGreenState result(BlueGreenStatus newStatus) {
    return new BlueGreenState(
        now(),
        version(),
        replicas(),
        found.paused(),
        found.generation(),
        sets(),
        active,
        preview,
        newStatus,
        preRuns,
        postRuns);
  }
}
