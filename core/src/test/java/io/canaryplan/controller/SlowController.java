// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStep.Analysis;
import io.canaryplan.rollout.CanaryStep.Experiment;
import io.canaryplan.rollout.CanaryStep.Pause;
import io.canaryplan.rollout.CanaryStep.Plugin;
import io.canaryplan.rollout.CanaryStep.SetCanaryScale;
import io.canaryplan.rollout.CanaryStep.SetWeight;
import java.util.List;

/**
 * The controller once more, written down a second time straight from canary.md: slow, plain, with
 * its own arithmetic and without regard to the planner's code. {@link #pass} is one reconcile.
 */
final class SlowController extends SlowSizes {
  SlowController(Config cfg) {
    super(cfg);
  }

  /** One reconcile; then pods become ready, {@code ready} per ReplicaSet, or all if negative. */
  @Override
  void pass(long ready) {
    boolean go = true;
    List<Long> found = snapshot();
    Rs before = newReplicaSet;
    Rs stableBefore = stable;
    List<Rs> all = sets();
    long oldStableWeight = weightStable;
    long oldCanaryWeight = weightCanary;
    int[] refs = {
      recorded ? hashCanary : -1,
      recorded ? hashStable : -1,
      cfg.services ? serviceCanary : -1,
      cfg.services ? serviceStable : -1,
      cfg.subsets ? subsetCanary : -1,
      cfg.subsets ? subsetStable : -1
    };
    if (cfg.routed) {
      go = route();
    } else {
      moveServices(false);
      if (abort) {
        serviceCanary = stable.version;
      }
      weightCanary = two() ? requested() : 0;
      weightStable = 100 - weightCanary;
    }
    if (go) {
      long[] newSizes = cfg.routed ? null : next();
      boolean desired = two() && !abort && isAtDesired();
      boolean exactly = cfg.controller.compareTo(ControllerVersion.V1_9) < 0;
      boolean complete = exactly ? newReplicaSet.avail == cfg.r : newReplicaSet.avail >= cfg.r;
      boolean ready2 = complete || met(cfg.r, newReplicaSet.avail);
      if (cfg.routed) {
        // the Services are read anew
        refs[2] = cfg.services ? serviceCanary : -1;
        refs[3] = cfg.services ? serviceStable : -1;
        scaleRouted(oldCanaryWeight, oldStableWeight, refs);
      } else {
        scaleBasic(newSizes);
      }
      status(ready2, desired);
    }
    for (Rs rs : all) {
      rs.deadline = rs.spec == 0 ? -1 : rs.deadline;
      rs.avail = Math.min(rs.spec, rs.avail);
    }
    // a pass that an error ends has moved the Services before it
    changed = !snapshot().equals(found);
    for (Rs rs : all) {
      rs.avail = ready < 0 ? rs.spec : Math.min(rs.spec, rs.avail + ready);
    }
    shown =
        new long[] {
          before != stableBefore ? before.spec : 0,
          stableBefore.spec,
          olderBefore(all, before, stableBefore),
          shownCanary(),
          shownStable()
        };
    others.removeIf(rs -> rs.spec == 0);
  }

  private static long olderBefore(List<Rs> all, Rs newReplicaSet, Rs stable) {
    return all.stream()
        .filter(rs -> rs != newReplicaSet && rs != stable)
        .mapToLong(rs -> rs.spec)
        .sum();
  }

  private void status(boolean ready, boolean desired) {
    int end = cfg.steps.size();
    if (!two()) {
      return;
    }
    if (!abort && ready && (full || window || end == 0 || idx == end)) {
      if (stable.spec > 0) {
        others.add(0, stable);
      }
      stable = newReplicaSet;
      newReplicaSet.deadline = -1;
      idx = end;
      full = window = false;
    } else if (abort) {
      idx = 0;
    } else if (full || window) {
      idx = end;
    } else if (idx < end) {
      step(desired);
    }
  }

  private void step(boolean desired) {
    CanaryStep step = cfg.steps.get(idx);
    boolean paused = step.part(Pause.class).isPresent();
    boolean sized =
        step.part(SetCanaryScale.class).isPresent() || step.part(SetWeight.class).isPresent();
    boolean experiments = step.part(Experiment.class).isPresent();
    boolean other = paused || sized || experiments || step.part(Analysis.class).isPresent();
    boolean routes = !other && step.part(Plugin.class).isEmpty();
    boolean over = sized ? desired : routes || experiment == 2;
    if (!paused && over) {
      idx++;
      experiment = 0;
    } else if (experiments && experiment == 0) {
      experiment = 1;
    }
  }

  private void scaleBasic(long[] next) {
    if (two() && next[1] != stable.spec) {
      stable.spec = next[1];
      return;
    }
    if (next[0] != newReplicaSet.spec) {
      newReplicaSet.spec = next[0];
      return;
    }
    long m = surplus();
    if (!trim()) {
      return;
    }
    for (Rs rs : others) {
      if (m > 0) {
        long cut = Math.min(m, rs.spec);
        rs.spec -= cut;
        m -= cut;
      }
    }
  }

  private long surplus() {
    long avail = newReplicaSet.avail + (two() ? stable.avail : 0);
    return avail + others.stream().mapToLong(rs -> rs.avail).sum() - (cfg.r - cfg.unavailable);
  }

  private boolean trim() {
    for (int i = others.size() - 1; i >= 0; i--) {
      Rs rs = others.get(i);
      if (rs.avail > rs.spec) {
        return false;
      }
      rs.spec = rs.avail;
    }
    return true;
  }

  // ---- canary.md 3.2 to 3.4

  private void moveServices(boolean keepsRecordedCanary) {
    if (stable.avail >= 1) {
      serviceStable = stable.version;
    }
    if (newReplicaSet.avail >= 1 && !keepsRecordedCanary) {
      serviceCanary = newReplicaSet.version;
    }
  }

  private boolean route() {
    boolean keepsRecordedCanary =
        cfg.dss
            && !two()
            && recorded
            && hashCanary != newReplicaSet.version
            && newReplicaSet.avail < cfg.r;
    moveServices(keepsRecordedCanary);
    long w;
    long e = 0;
    if (keepsRecordedCanary) {
      w = abortWeight(cfg.max, stable.avail);
    } else if (!two()) {
      w = 0;
    } else if (abort) {
      w = abortWeight(abortGoal(), stable.avail);
      if (!cfg.dss || w == 0) {
        serviceCanary = stable.version;
      }
    } else if (newReplicaSet.avail == 0) {
      w = 0;
      e = experiments();
    } else if (full) {
      if (cfg.dss && cfg.r == 0 && cfg.router) {
        // a division by zero: the controller crashes
        return false;
      }
      w = !cfg.dss ? weightCanary : cfg.r == 0 ? 0 : cfg.max * newReplicaSet.avail / cfg.r;
    } else if (cfg.steps.isEmpty()) {
      w = 0;
    } else if (!isAtDesired()) {
      w = setWeightUpTo(idx - 1).orElse(0L);
      e = experiments();
    } else if (idx != cfg.steps.size()) {
      w = setWeightUpTo(idx).orElse(0L);
      e = experiments();
    } else {
      w = cfg.max;
    }
    if (!cfg.router) {
      weightCanary = two() ? requested() : 0;
      return true;
    }
    long need = (cfg.max - w) * cfg.r / cfg.max;
    if (stable.avail < need && !met(need, stable.avail)) {
      return true;
    }
    if (!cfg.services) {
      boolean canaryShort =
          newReplicaSet.avail < newReplicaSet.spec && !abort && !keepsRecordedCanary;
      if (stable.avail < stable.spec || canaryShort) {
        return false;
      }
    }
    int canary = keepsRecordedCanary ? hashCanary : newReplicaSet.version;
    subsetCanary = canary;
    subsetStable = stable.version;
    // a VirtualService with a negative weight is refused, canary.md 10.13
    boolean negative = cfg.max == 100 && cfg.max - w - e < 0;
    if (negative && cfg.controller.compareTo(ControllerVersion.V1_9) < 0) {
      return false;
    }
    hashCanary = canary;
    hashStable = stable.version;
    weightCanary = w;
    weightStable = cfg.max - w - e;
    weightExperiments = e;
    return true;
  }

  private long experiments() {
    if (idx >= cfg.steps.size() || experiment != 1) {
      return 0;
    }
    return cfg.steps.get(idx).part(Experiment.class).stream()
        .flatMap(experiment -> experiment.templates().stream())
        .mapToLong(template -> template.weight().orElse(0))
        .sum();
  }

  private void scaleRouted(long oldCanary, long oldStable, int[] refs) {
    if (two()) {
      long want = counts(true, oldCanary, oldStable)[1];
      if (want != stable.spec) {
        stable.spec = want;
        return;
      }
    }
    long before = newReplicaSet.spec;
    boolean hold = two() && abort && (cfg.abortDelay == null ? !cfg.dss : cfg.abortDelay > 0);
    if (hold) {
      holdAborted();
    } else {
      newReplicaSet.deadline = -1;
      newReplicaSet.spec = counts(true, weightCanary, weightStable)[0];
    }
    if (newReplicaSet.spec != before || others.isEmpty() || !trim()) {
      return;
    }
    int kept = 0;
    for (Rs rs : others) {
      boolean referenced = false;
      for (int ref : refs) {
        referenced |= ref == rs.version;
      }
      if (surplus() <= 0 || rs.spec == 0 || referenced) {
        continue;
      }
      if (cfg.dss || (two() && rs.deadline < 0) || kept >= cfg.revisionLimit) {
        rs.spec = 0;
      } else if (rs.deadline >= 0) {
        rs.spec = now >= rs.deadline ? 0 : rs.spec;
      } else if (cfg.delay > 0) {
        rs.deadline = now + cfg.delay;
      }
      kept += rs.spec > 0 ? 1 : 0;
    }
  }

  private void holdAborted() {
    long n = cfg.abortDelay == null ? 30 : cfg.abortDelay;
    if (newReplicaSet.spec == 0) {
      return;
    }
    if (newReplicaSet.deadline < 0) {
      boolean back =
          cfg.controller == ControllerVersion.MAIN ? stable.avail >= cfg.r : stable.avail == cfg.r;
      if (back) {
        newReplicaSet.deadline = now + n;
      }
    } else if (now >= newReplicaSet.deadline) {
      newReplicaSet.spec = 0;
    } else if (n > 900) {
      newReplicaSet.spec = counts(true, weightCanary, weightStable)[0];
    }
  }
}
