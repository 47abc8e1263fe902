// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.rollout.CanaryStep;
import java.util.ArrayList;
import java.util.List;

/**
 * What the {@link SlowController} knows of one Rollout in one cluster, and how it goes on and on.
 */
abstract class SlowRollout {
  /** A ReplicaSet. */
  static final class Rs {
    final int version;
    long spec;
    long avail;
    long deadline = -1;

    Rs(int version, long spec, long avail) {
      this.version = version;
      this.spec = spec;
      this.avail = avail;
    }
  }

  /** The settings, all resolved by hand. */
  static final class Config {
    long r;
    long surge;
    long unavailable;
    boolean ceiling;
    boolean routed;
    boolean router;
    boolean dss;
    boolean services;
    boolean subsets;
    long max = 100;
    long minPods;
    boolean percent;
    long threshold = -1;
    Integer abortDelay;
    long delay = 30;
    long revisionLimit = Integer.MAX_VALUE;
    ControllerVersion controller = ControllerVersion.MAIN;
    List<CanaryStep> steps = List.of();
  }

  final Config cfg;
  Rs newReplicaSet;
  Rs stable;
  List<Rs> others = new ArrayList<>();
  int idx;
  boolean abort;
  boolean full;
  boolean window;
  boolean recorded;
  long weightCanary;
  long weightStable;
  long weightExperiments;
  int hashCanary;
  int hashStable;
  int serviceCanary;
  int serviceStable;
  int subsetCanary;
  int subsetStable;
  long now;

  SlowRollout(Config cfg) {
    this.cfg = cfg;
    newReplicaSet = new Rs(1, rest(), rest());
    stable = newReplicaSet;
    idx = cfg.steps.size();
    recorded = cfg.router;
    weightStable = cfg.max;
    hashCanary = hashStable = serviceCanary = serviceStable = subsetCanary = subsetStable = 1;
  }

  // canary.md 3.1: the floor also holds for the only version, and may be above the replicas
  private long rest() {
    boolean capped = cfg.controller == ControllerVersion.MAIN;
    return cfg.routed && !capped && cfg.r > 0 ? Math.max(cfg.r, cfg.minPods) : cfg.r;
  }

  boolean two() {
    return stable != newReplicaSet;
  }

  void newVersion(int version) {
    if (two() && newReplicaSet.spec > 0) {
      others.add(0, newReplicaSet);
    }
    newReplicaSet = new Rs(version, 0, 0);
    idx = 0;
    experiment = 0;
    abort = full = window = false;
  }

  void rollback() {
    if (two() && newReplicaSet.spec > 0) {
      others.add(0, newReplicaSet);
    }
    newReplicaSet = stable;
    newReplicaSet.deadline = -1;
    idx = cfg.steps.size();
    abort = full = window = false;
  }

  long[] shown;

  /** The experiment of the current step: 0 not there yet, 1 running, 2 successful. */
  int experiment;

  boolean changed;

  abstract void pass(long ready);

  long shownCanary() {
    return weightCanary;
  }

  long shownStable() {
    return Math.max(0, cfg.router ? weightStable : cfg.max - weightCanary);
  }

  // ---- until nothing changes

  /** A path: what is seen after each pass, equal neighbours once, and the seconds waited. */
  record Trace(List<List<Long>> rows, long seconds, boolean ended) {}

  Trace run(long ready, int limit) {
    return run(ready, limit, cfg.steps.size());
  }

  /** Runs until a step is complete or nothing changes. */
  Trace run(long ready, int limit, int step) {
    List<List<Long>> rows = new ArrayList<>();
    List<Long> last =
        List.of(
            two() ? newReplicaSet.spec : 0,
            stable.spec,
            others.stream().mapToLong(rs -> rs.spec).sum(),
            shownCanary(),
            shownStable());
    long start = now;
    for (int i = 0; i < limit; i++) {
      List<Long> before = snapshot();
      pass(ready);
      List<Long> row = List.of(shown[0], shown[1], shown[2], shown[3], shown[4]);
      if (changed && !row.equals(last)) {
        rows.add(row);
        last = row;
      }
      if (!abort && !full && !window && two() && idx > step) {
        return new Trace(rows, now - start, true);
      }
      if (snapshot().equals(before) && !skipToDeadline()) {
        return new Trace(rows, now - start, true);
      }
    }
    return new Trace(rows, now - start, false);
  }

  private boolean skipToDeadline() {
    long first = Long.MAX_VALUE;
    for (Rs rs : others) {
      first = rs.deadline > now ? Math.min(first, rs.deadline) : first;
    }
    first =
        newReplicaSet.deadline > now && newReplicaSet.spec > 0
            ? Math.min(first, newReplicaSet.deadline)
            : first;
    if (first == Long.MAX_VALUE) {
      return false;
    }
    now = first;
    return true;
  }

  List<Long> snapshot() {
    List<Long> all = new ArrayList<>();
    for (Rs rs : sets()) {
      all.addAll(List.of((long) rs.version, rs.spec, rs.avail, rs.deadline));
    }
    long[] rest = {
      weightCanary,
      weightStable,
      weightExperiments,
      hashCanary,
      hashStable,
      serviceCanary,
      serviceStable,
      subsetCanary,
      subsetStable,
      idx,
      experiment,
      now
    };
    for (long value : rest) {
      all.add(value);
    }
    return all;
  }

  List<Rs> sets() {
    List<Rs> all = new ArrayList<>(others);
    all.add(newReplicaSet);
    if (two()) {
      all.add(stable);
    }
    return all;
  }

  SlowRollout copy() {
    SlowRollout copy = new SlowController(cfg);
    copy.stable = copyOf(stable);
    copy.newReplicaSet = two() ? copyOf(newReplicaSet) : copy.stable;
    others.forEach(rs -> copy.others.add(copyOf(rs)));
    copy.idx = idx;
    copy.experiment = experiment;
    copy.abort = abort;
    copy.full = full;
    copy.window = window;
    copy.weightCanary = weightCanary;
    copy.weightStable = weightStable;
    copy.weightExperiments = weightExperiments;
    copy.hashCanary = hashCanary;
    copy.hashStable = hashStable;
    copy.serviceCanary = serviceCanary;
    copy.serviceStable = serviceStable;
    copy.subsetCanary = subsetCanary;
    copy.subsetStable = subsetStable;
    copy.now = now;
    return copy;
  }

  private static Rs copyOf(Rs rs) {
    Rs copy = new Rs(rs.version, rs.spec, rs.avail);
    copy.deadline = rs.deadline;
    return copy;
  }
}
