// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The blue-green controller as the text tells it, section by section on plain numbers
 * (bluegreen.md). Slow and simple: nothing is shared with what it is compared to. Versions are
 * numbers from 1, 0 is none; a time of -1 is none.
 */
final class SlowBlueGreen {
  /** A write through an old copy of a ReplicaSet (10). */
  static final class ConflictException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** A ReplicaSet; pods that are not available yet are in {@link #starting}, by time. */
  static final class Set {
    int version;
    long size;
    long pods;
    long available;
    TreeMap<Long, Long> starting = new TreeMap<>();
    long created;
    int revision;
    long deadline = -1;
    long desired;
    String role = "";
    // what a pass knows of it: the copy it read, and whether that copy is old
    long copySize;
    long copyDesired;
    long copyDeadline;
    boolean old;
    boolean deleted;
  }

  /** The strategy, with its defaults (1.1). */
  static final class Spec {
    boolean main;
    boolean preview;
    Long previewCount;
    boolean auto = true;
    long seconds;
    long delay = 30;
    boolean delayGiven;
    long limit = Long.MAX_VALUE;
    long abortDelay = 30;
    long history = 10;
    long window;
    long deadline = 600;
    boolean deadlineAborts;
    boolean activeMetadata;
    boolean previewMetadata;
    // what the runs of a gate come to, the last one for all further ones; none: no templates
    List<SlowBlueGreenAnalysis.Outcome> pre;
    List<SlowBlueGreenAnalysis.Outcome> post;
    long[] podSeconds = new long[10];
  }

  /** The status (1.3) and what of it counts as one field. */
  static final class Status implements Cloneable {
    int stable;
    int current;
    int active;
    int preview;
    boolean checkpoint;
    long pause = -1;
    boolean inconclusive;
    SlowBlueGreenAnalysis.Run pre;
    SlowBlueGreenAnalysis.Run post;
    boolean controllerPause;
    boolean abort;
    boolean abortedAt;
    boolean full;
    List<List<String>> conditions = new ArrayList<>();
    long generation;
    long updated;
    long total;
    long available;

    Status copy() {
      try {
        Status copy = (Status) clone();
        copy.conditions = new ArrayList<>(conditions);
        return copy;
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }

    boolean isPaused() {
      return pause >= 0 || inconclusive;
    }

    List<String> condition(String type) {
      return conditions.stream()
          .filter(found -> found.get(0).equals(type))
          .findFirst()
          .orElse(null);
    }

    boolean progresses(String reason) {
      List<String> found = condition("Progressing");
      return found != null && found.get(2).equals(reason);
    }

    // 9.5: nothing if status and reason are equal, else it moves to the end
    boolean set(String type, String value, String reason, long now) {
      List<String> found = condition(type);
      if (found != null && found.get(1).equals(value) && found.get(2).equals(reason)) {
        return false;
      }
      conditions.remove(found);
      conditions.add(List.of(type, value, reason, Long.toString(now)));
      return true;
    }
  }

  final Spec spec;
  final List<Set> sets = new ArrayList<>();
  Status status = new Status();
  long now;
  int version = 1;
  long replicas;
  boolean paused;
  long generation = 1;
  int active;
  int preview;
  boolean failed;
  int preRuns;
  int postRuns;

  SlowBlueGreen(Spec spec, long replicas) {
    this.spec = spec;
    this.replicas = replicas;
  }

  Set set(int wanted) {
    return sets.stream().filter(set -> set.version == wanted).findFirst().orElse(null);
  }

  // ---- acts (5.2, 8.6)

  void edit(int newVersion, long newReplicas, boolean newPaused) {
    boolean same = newVersion == version && newReplicas == replicas && newPaused == paused;
    generation += same ? 0 : 1;
    version = newVersion;
    replicas = newReplicas;
    paused = newPaused;
  }

  void promote(boolean full) {
    edit(version, replicas, false);
    if (full) {
      status.full |= status.current != status.stable;
    } else {
      status.pause = -1;
      status.inconclusive = false;
    }
  }

  // ---- a pass (3)

  void pass() {
    failed = false;
    sets.forEach(this::move);
    try {
      run();
    } catch (ConflictException e) {
      failed = true;
    }
    sets.removeIf(set -> set.deleted);
  }

  private void move(Set set) {
    set.pods = set.size;
    set.available = Math.min(set.available, set.size);
    long room = set.size - set.available;
    TreeMap<Long, Long> left = new TreeMap<>();
    for (var some : set.starting.entrySet()) {
      long kept = Math.min(room, some.getValue());
      room -= kept;
      if (some.getKey() <= now) {
        set.available += kept;
      } else if (kept > 0) {
        left.put(some.getKey(), kept);
      }
    }
    set.starting = left;
    set.copySize = set.size;
    set.copyDesired = set.desired;
    set.copyDeadline = set.deadline;
    set.old = false;
  }

  private void run() throws ConflictException {
    if (set(version) == null) {
      Set created = new Set();
      created.version = version;
      created.created = now;
      created.desired = replicas;
      created.copyDesired = replicas;
      created.copyDeadline = -1;
      created.revision = newestOther() + 1;
      created.role = status.stable == 0 ? "active" : "preview";
      sets.add(created);
      status.set("Progressing", "True", "NewReplicaSetCreated", now);
      if (spec.main) {
        return;
      }
    }
    Status mem = status.copy();
    boolean aborted = mem.abort && mem.stable != mem.current;
    boolean pausedBefore = mem.isPaused() || paused;
    boolean noted = false;
    if (!spec.main || generation == mem.generation) {
      noted = note(mem, pausedBefore);
      if (noted && spec.main) {
        return;
      }
    }
    Set updated = set(version);
    if (updated.revision < newestOther() + 1) {
      updated.revision = newestOther() + 1;
      if (noted) {
        throw new ConflictException();
      }
    }
    new SlowBlueGreenPass(this, mem, aborted, pausedBefore).run();
  }

  private int newestOther() {
    return sets.stream()
        .filter(set -> set.version != version)
        .mapToInt(set -> set.revision)
        .max()
        .orElse(0);
  }

  // P2 (9.5); mem stays as it was
  private boolean note(Status mem, boolean pausedBefore) {
    boolean any = false;
    boolean abortCondition = mem.progresses("RolloutAborted");
    boolean settled = mem.stable != 0 && mem.stable == mem.current;
    if (pausedBefore != mem.progresses("RolloutPaused") && !abortCondition && !settled) {
      String reason = pausedBefore ? "RolloutPaused" : "RolloutResumed";
      any |= status.set("Progressing", "Unknown", reason, now);
    }
    if (!mem.abort && abortCondition) {
      any |= status.set("Progressing", "Unknown", "RolloutRetry", now);
    }
    if (pausedBefore != isPausedTold(mem) && !abortCondition) {
      any |= status.set("Paused", pausedBefore ? "True" : "False", "RolloutPaused", now);
    }
    status.generation = any ? generation : status.generation;
    return any;
  }

  static boolean isPausedTold(Status mem) {
    List<String> told = mem.condition("Paused");
    return told != null && told.get(1).equals("True");
  }
}
