// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.rollout.CanaryStep.SetCanaryScale;
import io.canaryplan.rollout.CanaryStep.SetWeight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The arithmetic of the {@link SlowController}. */
abstract class SlowSizes extends SlowRollout {
  SlowSizes(Config cfg) {
    super(cfg);
  }

  // ---- canary.md 2.1, 4.1

  Optional<Long> setWeightUpTo(int last) {
    for (int i = Math.min(last, cfg.steps.size() - 1); i >= 0; i--) {
      Optional<SetWeight> step = cfg.steps.get(i).part(SetWeight.class);
      if (step.isPresent()) {
        return Optional.of((long) step.get().weight());
      }
    }
    return Optional.empty();
  }

  long requested() {
    if (full || !two()) {
      return cfg.max;
    }
    if (abort) {
      return 0;
    }
    if (cfg.steps.isEmpty() || idx >= cfg.steps.size()) {
      return cfg.max;
    }
    return setWeightUpTo(idx).orElse(0L);
  }

  boolean met(long desired, long avail) {
    if (cfg.threshold < 0) {
      return false;
    }
    if (cfg.percent) {
      return desired == 0 || 100 * avail >= cfg.threshold * desired;
    }
    return avail >= cfg.threshold;
  }

  boolean canaryIs(long desired) {
    return cfg.threshold < 0
        ? newReplicaSet.spec == desired && newReplicaSet.avail == desired
        : met(desired, newReplicaSet.avail);
  }

  boolean isAtDesired() {
    if (cfg.routed) {
      return canaryIs(counts(false, 0, 0)[0]) && (cfg.dss || stable.spec == cfg.r);
    }
    long[] n = next();
    return canaryIs(n[0])
        && stable.spec == n[1]
        && (!cfg.ceiling || stable.avail == n[1])
        && others.stream().mapToLong(rs -> rs.avail).sum() == 0;
  }

  // ---- canary.md 2.2 to 2.7 and 9

  private long[] target(long w) {
    long r = cfg.r;
    if (cfg.ceiling) {
      return new long[] {up(r * w, 100), up(r * (100 - w), 100)};
    }
    if (r == 0) {
      return new long[] {0, 0};
    }
    long hi = up(r * w, 100);
    long lo = r * w / 100;
    boolean zero = w == 0 || w == 100 || (r == 1 && cfg.surge == 0);
    List<long[]> options = new ArrayList<>();
    if (hi < r || zero) {
      options.add(new long[] {hi, r});
    }
    if (r * w % 100 != 50 && (lo != 0 || zero)) {
      options.add(new long[] {lo, r});
    }
    if (cfg.surge > 0) {
      options.add(new long[] {hi, r + 1});
    }
    if (cfg.surge > 0 && (r + 1) * w % 100 != 50 && (lo != 0 || zero)) {
      options.add(new long[] {lo, r + 1});
    }
    long[] best = null;
    for (long[] o : options) {
      if (best == null
          || Math.abs(o[0] * 100 - w * o[1]) * best[1]
              < Math.abs(best[0] * 100 - w * best[1]) * o[1]) {
        best = o;
      }
    }
    return best == null ? new long[] {0, r} : new long[] {best[0], best[1] - best[0]};
  }

  static long up(long a, long b) {
    return Math.floorDiv(a + b - 1, b);
  }

  long[] next() {
    long w = requested();
    boolean two = two();
    long[] t = two ? target(w) : new long[] {cfg.r, 0};
    long c = newReplicaSet.spec;
    long s = two ? stable.spec : 0;
    long cap = cfg.r + cfg.surge + (cfg.ceiling && cfg.r * w % 100 != 0 ? 1 : 0);
    long floor = cfg.r - cfg.unavailable;
    long older = others.stream().mapToLong(rs -> rs.spec).sum();
    long room = cap - older - c - s;
    if (two && s < t[1] && room > 0) {
      long grow = Math.min(room, t[1] - s);
      s += grow;
      room -= grow;
    }
    if (c < t[0] && room > 0) {
      c = Math.min(t[0], c + room);
    }
    if (older > 0) {
      return new long[] {c, s};
    }
    boolean rising = t[0] >= newReplicaSet.spec;
    long have = counted(newReplicaSet, !rising) + counted(stable, rising);
    if (have <= floor) {
      return new long[] {c, s};
    }
    long budget = have - floor;
    if (!rising) {
      c = Math.max(t[0], newReplicaSet.spec - budget);
      long[] fixed = repair(newReplicaSet, stable, c, s, cap, floor);
      return new long[] {fixed[0], fixed[1]};
    }
    if (two) {
      if (stable.spec > t[1]) {
        s = Math.max(t[1], stable.spec - budget);
      }
      long[] fixed = repair(stable, newReplicaSet, s, c, cap, floor);
      return new long[] {fixed[1], fixed[0]};
    }
    return new long[] {c, s};
  }

  private static long counted(Rs rs, boolean ignore) {
    return rs.spec < rs.avail || ignore ? rs.spec : rs.avail;
  }

  private static long[] repair(Rs drain, Rs keep, long d, long k, long cap, long floor) {
    k -= Math.max(0, d + k - cap);
    long avail = Math.min(drain.avail, d) + Math.min(keep.avail, k);
    long lost = Math.max(0, keep.avail - k);
    k += Math.min(lost, Math.max(0, floor - avail));
    d -= Math.max(0, d + k - cap);
    return new long[] {d, k};
  }

  // ---- canary.md 3.1 and 5.1

  long pods(long weight) {
    return Math.max(0, up(weight * cfg.r, cfg.max));
  }

  long floored(long n) {
    long least =
        cfg.controller == ControllerVersion.MAIN ? Math.min(cfg.minPods, cfg.r) : cfg.minPods;
    return n == 0 ? 0 : Math.max(n, least);
  }

  long[] counts(boolean useRecorded, long recordedCanary, long recordedStable) {
    long d;
    Long n = null;
    SetCanaryScale scale = null;
    boolean zeroDelay = cfg.abortDelay != null && cfg.abortDelay == 0;
    if (idx < cfg.steps.size() && (!abort || zeroDelay)) {
      for (int i = idx; i >= 0 && scale == null; i--) {
        scale = cfg.steps.get(i).part(SetCanaryScale.class).orElse(null);
      }
    }
    boolean pinned =
        scale != null
            && !scale.matchTrafficWeight()
            && (scale.replicas().isPresent() || scale.weight().isPresent());
    if (full || !two()) {
      d = cfg.max;
    } else if (pinned && scale.replicas().isPresent()) {
      n = (long) scale.replicas().getAsInt();
      d = 0;
    } else if (pinned) {
      d = scale.weight().getAsInt();
    } else {
      d = abort ? abortGoal() : requested();
    }
    long canary = n != null ? n : floored(pods(d));
    if (!cfg.dss) {
      return new long[] {canary, cfg.r};
    }
    long stablePods = pods(cfg.max - d);
    if (useRecorded && recorded) {
      stablePods = Math.max(stablePods, pods(recordedStable));
      if (abort) {
        canary = Math.max(canary, pods(recordedCanary));
      }
    }
    return new long[] {floored(canary), floored(stablePods)};
  }

  long abortGoal() {
    if (!cfg.dss || cfg.r == 0 || cfg.controller.compareTo(ControllerVersion.V1_9) < 0) {
      return 0;
    }
    long gap = cfg.r - stable.avail;
    boolean explicit = cfg.abortDelay != null && cfg.abortDelay > 0;
    long ref =
        explicit && cfg.controller == ControllerVersion.MAIN
            ? gap
            : Math.max(gap, newReplicaSet.avail);
    for (int i = cfg.steps.size() - 1; i >= 0; i--) {
      Optional<SetWeight> step = cfg.steps.get(i).part(SetWeight.class);
      if (step.isPresent() && pods(step.get().weight()) < ref) {
        return step.get().weight();
      }
    }
    return 0;
  }

  long abortWeight(long d, long stableAvail) {
    if (!cfg.dss || cfg.r == 0) {
      return 0;
    }
    long carried = cfg.max * stableAvail / cfg.r;
    long e = Math.max(0, cfg.max - carried);
    if (!recorded) {
      return Math.max(e, d);
    }
    if (d <= 0) {
      return Math.min(e, weightCanary);
    }
    return carried < cfg.max - d ? weightCanary : Math.min(d, weightCanary);
  }
}
