// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * A blue-green Rollout after a pass: its pods, and which of them its Services select.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param seconds when, in seconds since the update was asked for, 0 or more. The time that pods
 *     need to start and analyses to run is not in it
 * @param sets the ReplicaSets, the one created first at the front
 * @param active version that the active Service selects; 0 if none
 * @param preview version that the preview Service selects; 0 if none, or if there is no such
 *     Service
 * @param stable the stable version; 0 before the first
 * @param paused whether it waits before the switch
 * @param aborted whether the update is aborted
 * @param failed whether the pass ended halfway because a write was refused; the next one goes on
 *     (bluegreen.md 10)
 */
public record BlueGreenView(
    long seconds,
    List<BlueGreenView.VersionSet> sets,
    int active,
    int preview,
    int stable,
    boolean paused,
    boolean aborted,
    boolean failed)
    implements UpdatePass {
  /** Copies the list. */
  public BlueGreenView {
    sets = ImmutableList.copyOf(sets);
  }

  /**
   * The ReplicaSet of one version.
   *
   * @param version 1 for the one that runs at the start, 2 for the one that the update brings,
   *     larger ones for those that come while it is on its way
   * @param size pods asked for after the pass, 0 or more
   * @param available available pods when the pass began, 0 or more; above {@code size} when the
   *     pass takes pods away
   * @param deadline when its pods are to be removed, in the seconds of the view; absent if nobody
   *     said so
   */
  public record VersionSet(int version, int size, int available, OptionalLong deadline) {
    PodGroup group() {
      return new PodGroup(
          PodGroup.nameOf(version), size, OptionalLong.of(Math.min(size, available)), deadline);
    }

    /** Returns version, size, available pods and deadline: {@code 1:4/4@31}. */
    @Override
    public String toString() {
      String end = deadline.isPresent() ? "@" + deadline.getAsLong() : "";
      return version + ":" + size + "/" + available + end;
    }
  }

  @Override
  public List<PodGroup> pods() {
    return sets.stream().map(VersionSet::group).toList();
  }

  /** Returns the pods asked for, of all versions. */
  @Override
  public long total() {
    long total = 0;
    for (VersionSet set : sets) {
      total += set.size();
    }
    return total;
  }

  /** Returns the available pods of all versions right after the pass. */
  @Override
  public long available() {
    long available = 0;
    for (VersionSet set : sets) {
      available += Math.min(set.size(), set.available());
    }
    return available;
  }

  /** Returns when it is, if that is later than the start, and whether the pass failed halfway. */
  @Override
  public String note() {
    String when = seconds == 0 ? "" : "at " + seconds + "s";
    return failed ? when + (when.isEmpty() ? "" : ", ") + "failed halfway" : when;
  }

  /** Returns the pods asked for of a version; 0 if it has none. */
  public int size(int version) {
    for (VersionSet set : sets) {
      if (set.version() == version) {
        return set.size();
      }
    }
    return 0;
  }

  /**
   * Returns a version's share of the traffic that the active Service gets: all or nothing, since it
   * selects one version (bluegreen.md 2).
   */
  public Ratio trafficShare(int version) {
    return new Ratio(active == version ? 1 : 0, 1);
  }

  /** Returns sizes and Services, for example {@code 1:4/4 2:4/0 | 1 | 2}. */
  @Override
  public String toString() {
    String sizes = sets.stream().map(VersionSet::toString).collect(Collectors.joining(" "));
    return sizes + " | " + active + " | " + preview + (failed ? " failed" : "");
  }

  /** Returns the version that the update brings. */
  @Override
  public String trafficTo() {
    return PodGroup.nameOf(BlueGreenPlan.UPDATE);
  }
}
