// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * A blue-green Rollout as its controller finds it.
 *
 * @param now the time in seconds
 * @param version the version whose pod template is asked for
 * @param replicas pods asked for
 * @param paused whether {@code spec.paused} is set
 * @param generation how often the Rollout was edited
 * @param sets its ReplicaSets, the one created first at the front
 * @param active the version that the active Service selects
 * @param preview the version that the preview Service selects
 * @param status its status
 * @param preRuns runs of prePromotionAnalysis so far
 * @param postRuns runs of postPromotionAnalysis so far
 */
record BlueGreenState(
    long now,
    int version,
    int replicas,
    boolean paused,
    long generation,
    ImmutableList<BlueGreenSet> sets,
    int active,
    int preview,
    BlueGreenStatus status,
    int preRuns,
    int postRuns) {
  /** Returns a Rollout that was just created, with nothing there. */
  static BlueGreenState created(int version, int replicas, boolean paused) {
    return new BlueGreenState(
        0,
        version,
        replicas,
        paused,
        1,
        ImmutableList.of(),
        BlueGreenStatus.NONE,
        BlueGreenStatus.NONE,
        BlueGreenStatus.EMPTY,
        0,
        0);
  }

  /**
   * Returns this with its pods as they are now.
   *
   * @param most pods of a ReplicaSet that become available at once at most
   */
  BlueGreenState moved(int most) {
    boolean differs = false;
    ImmutableList.Builder<BlueGreenSet> moved = ImmutableList.builderWithExpectedSize(sets.size());
    for (BlueGreenSet set : sets) {
      BlueGreenSet later = set.at(now, most);
      differs |= !Identity.isSame(later, set);
      moved.add(later);
    }
    if (!differs) {
      return this;
    }
    return new BlueGreenState(
        now,
        version,
        replicas,
        paused,
        generation,
        moved.build(),
        active,
        preview,
        status,
        preRuns,
        postRuns);
  }

  /** Returns this with pods that are not available yet coming no earlier than at that time. */
  BlueGreenState startingLate(long time) {
    ImmutableList.Builder<BlueGreenSet> late = ImmutableList.builderWithExpectedSize(sets.size());
    sets.forEach(set -> late.add(set.startingLate(time)));
    return new BlueGreenState(
        now,
        version,
        replicas,
        paused,
        generation,
        late.build(),
        active,
        preview,
        status,
        preRuns,
        postRuns);
  }

  /** Returns this at another time, when nothing has happened yet. */
  BlueGreenState later(long time) {
    return new BlueGreenState(
        time,
        version,
        replicas,
        paused,
        generation,
        sets,
        active,
        preview,
        status,
        preRuns,
        postRuns);
  }

  /** Returns this when the Rollout is edited. */
  BlueGreenState edited(int newVersion, int newReplicas, boolean newPaused) {
    boolean same = newVersion == version && newReplicas == replicas && newPaused == paused;
    return new BlueGreenState(
        now,
        newVersion,
        newReplicas,
        newPaused,
        same ? generation : generation + 1,
        sets,
        active,
        preview,
        status,
        preRuns,
        postRuns);
  }

  BlueGreenState withStatus(BlueGreenStatus value) {
    return new BlueGreenState(
        now,
        version,
        replicas,
        paused,
        generation,
        sets,
        active,
        preview,
        value,
        preRuns,
        postRuns);
  }

  BlueGreenState aborted() {
    return withStatus(status.told(true, false, false));
  }

  BlueGreenState retried() {
    return withStatus(status.told(false, false, false));
  }

  BlueGreenState promoted() {
    return edited(version, replicas, false).withStatus(status.told(status.abort(), false, true));
  }

  /** Returns this when every analysis that runs has its outcome. */
  BlueGreenState analysed() {
    return withStatus(
        status.withRuns(
            status.pre().map(run -> run.ending(now)), status.post().map(run -> run.ending(now))));
  }

  BlueGreenState promotedFully() {
    boolean full = status.current() != status.stable();
    return edited(version, replicas, false).withStatus(status.told(status.abort(), full, false));
  }

  Optional<BlueGreenSet> set(int ofVersion) {
    for (BlueGreenSet set : sets) {
      if (set.version() == ofVersion) {
        return Optional.of(set);
      }
    }
    return Optional.empty();
  }
}
