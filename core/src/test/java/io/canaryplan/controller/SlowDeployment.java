// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A Deployment's controller as the text tells it, step by step on plain numbers (rolling.md 2 to
 * 5); without a history limit. Slow and simple: nothing is shared with what it is compared to.
 */
final class SlowDeployment {
  /** A ReplicaSet. */
  static final class Set {
    final int version;
    long size;
    long available;
    long ready;
    int stale;
    long desired;
    long max;

    Set(int version) {
      this.version = version;
    }
  }

  /** The ReplicaSets, oldest first. */
  final List<Set> sets = new ArrayList<>();

  long replicas;
  long surge;
  long unavailable;
  boolean recreate;
  boolean paused;
  int wanted;

  /** Ticks for which the status of a ReplicaSet that lost pods is as it was (15). */
  int lag;

  private boolean pausedBefore;
  private boolean timedOut;

  SlowDeployment(long replicas, long surge, long unavailable) {
    this.replicas = replicas;
    this.surge = surge;
    this.unavailable = unavailable;
    Set first = new Set(0);
    sets.add(first);
    write(first, replicas);
    first.available = replicas;
    first.ready = replicas;
  }

  /** One tick; returns the sizes after it, or nothing when no size changed. */
  String tick() {
    boolean resumed = pausedBefore && !paused && !timedOut;
    pausedBefore = paused;
    String before = sizes();
    boolean again = true;
    while (again) {
      long written = remembered();
      sync(resumed);
      resumed = false;
      again = sizes().equals(before) && written != remembered();
    }
    timedOut &= paused || sizes().equals(before);
    return sizes().equals(before) ? "" : sizes();
  }

  /** The progress deadline passes (7.2); the clock stands while paused and when complete (3.3). */
  void timeOut() {
    Set updated = newReplicaSet();
    boolean complete =
        updated != null
            && updated.size == replicas
            && updated.available == replicas
            && total() == replicas;
    timedOut |= !paused && !complete;
  }

  /** Pods become available: {@code each} per ReplicaSet at most; none of a new version if 0. */
  void move(long each) {
    long before = sets.stream().mapToLong(set -> set.available).sum();
    for (Set set : sets) {
      long more = each == 0 && set.version == 0 ? set.size : each;
      set.ready = Math.min(set.size, set.ready + more);
      set.stale = Math.max(0, set.stale - 1);
      set.available = set.stale > 0 ? set.available : set.ready;
    }
    timedOut &= paused || sets.stream().mapToLong(set -> set.available).sum() == before;
  }

  String sizes() {
    StringBuilder text = new StringBuilder();
    sets.forEach(set -> text.append(set.version).append(':').append(set.size).append(' '));
    return text.toString();
  }

  private long remembered() {
    long sum = 0;
    for (Set set : sets) {
      sum = sum * 1_000_003 + set.desired * 31 + set.max;
    }
    return sum;
  }

  private void sync(boolean resumed) {
    boolean event = sets.stream().anyMatch(set -> set.size > 0 && set.desired != replicas);
    if (paused || event) {
      scale();
    } else if (recreate) {
      recreate();
    } else {
      roll(resumed);
    }
  }

  private void roll(boolean resumed) {
    Set newReplicaSet = newReplicaSet();
    if (newReplicaSet == null) {
      long size = Math.min(replicas, Math.max(0, replicas + surge - total()));
      newReplicaSet = new Set(wanted);
      sets.add(newReplicaSet);
      write(newReplicaSet, size);
      if (resumed) {
        return;
      }
    } else if (newReplicaSet.size > replicas) {
      write(newReplicaSet, replicas);
      return;
    } else if (newReplicaSet.size < replicas && total() < replicas + surge) {
      write(
          newReplicaSet,
          newReplicaSet.size + Math.min(replicas + surge - total(), replicas - newReplicaSet.size));
      return;
    }
    long need = replicas - Math.min(unavailable, replicas);
    long quota = total() - need - (newReplicaSet.size - newReplicaSet.available);
    long have = sets.stream().filter(set -> set.size > 0).mapToLong(set -> set.available).sum();
    // one pod at a time: a broken one of the oldest first, and then any as long as enough are left
    for (Set old : sets) {
      long broken = old.size - old.available;
      if (old.version != wanted && old.size > 0 && quota > 0 && broken < 0) {
        return; // asks for more pods where some are to go, and ends with an error
      }
      while (old.version != wanted && quota > 0 && broken > 0) {
        long kept = old.available;
        write(old, old.size - 1);
        old.available = kept;
        old.ready = Math.min(kept, old.size);
        broken--;
        quota--;
      }
    }
    for (Set old : sets) {
      while (old.version != wanted && have > need && old.size > 0 && quota > 0) {
        write(old, old.size - 1);
        have--;
        quota--;
      }
    }
  }

  private void recreate() {
    boolean any = false;
    for (Set set : sets) {
      if (set.version != wanted && set.size > 0) {
        write(set, 0);
        any = true;
      }
    }
    if (any) {
      return;
    }
    Set newReplicaSet = newReplicaSet();
    if (newReplicaSet == null) {
      newReplicaSet = new Set(wanted);
      sets.add(newReplicaSet);
    }
    if (newReplicaSet.size != replicas) {
      write(newReplicaSet, replicas);
    }
  }

  private void scale() {
    List<Set> active = new ArrayList<>(sets.stream().filter(set -> set.size > 0).toList());
    Set newReplicaSet = newReplicaSet();
    if (active.size() < 2) {
      Set newest = newReplicaSet == null ? sets.get(sets.size() - 1) : newReplicaSet;
      Set only = active.isEmpty() ? newest : active.get(0);
      if (only.size != replicas) {
        write(only, replicas);
      }
      return;
    }
    if (newReplicaSet != null
        && newReplicaSet.size == replicas
        && newReplicaSet.desired == replicas
        && newReplicaSet.available == replicas) {
      active.stream().filter(set -> set.version != wanted).forEach(set -> write(set, 0));
      return;
    }
    if (!recreate) {
      share(active);
    }
  }

  private void share(List<Set> active) {
    long toAdd = (replicas > 0 ? replicas + surge : 0) - total();
    if (toAdd > 0) {
      // the newest of equal ones is the largest
      java.util.Collections.reverse(active);
    }
    active.sort(Comparator.comparingLong((Set set) -> set.size).reversed());
    List<Long> sizes = new ArrayList<>();
    long added = 0;
    for (Set set : active) {
      long more = 0;
      if (toAdd != added) {
        long share = (set.size * (replicas + surge) * 2 + set.max) / (2 * set.max);
        long full = (replicas == 0 ? 0 : share) - set.size;
        more = toAdd > 0 ? Math.min(full, toAdd - added) : Math.max(full, toAdd - added);
      }
      more = toAdd == 0 ? 0 : more;
      sizes.add(set.size + more);
      added += more;
    }
    sizes.set(0, Math.max(0, sizes.get(0) + toAdd - added));
    for (int i = 0; i < sizes.size(); i++) {
      write(active.get(i), sizes.get(i));
    }
  }

  private void write(Set set, long size) {
    set.stale = size < set.size ? lag : set.stale;
    set.size = size;
    set.ready = Math.min(set.ready, size);
    set.available = set.stale > 0 ? set.available : Math.min(set.available, size);
    set.desired = replicas;
    set.max = replicas + surge;
  }

  private Set newReplicaSet() {
    return sets.stream().filter(set -> set.version == wanted).findFirst().orElse(null);
  }

  private long total() {
    return sets.stream().mapToLong(set -> set.size).sum();
  }
}
