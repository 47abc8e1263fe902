// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import java.util.Optional;

/** One pass of the controller, in the order of spec/canary.md 3.4. */
final class ControllerPass {
  private final ControllerRules rules;
  private final ControllerState before;
  private ControllerState scaled;
  private ControllerState after;

  private ControllerPass(ControllerRules rules, ControllerState before) {
    this.rules = rules;
    this.before = before;
    scaled = before;
    after = before;
  }

  /** Runs the pass that a state is followed by. */
  static ControllerPass of(ControllerRules rules, ControllerState before) {
    ControllerPass pass = new ControllerPass(rules, before);
    Optional<ControllerState> routed = RoutingStage.apply(rules, before);
    if (routed.isPresent()) {
      pass.scaled = rules.routed() ? pass.routed(routed.get()) : pass.basic(routed.get());
      pass.after = pass.settled();
    }
    return pass;
  }

  ControllerRules rules() {
    return rules;
  }

  /** Returns the state that the pass found. */
  ControllerState before() {
    return before;
  }

  /** Returns the state after routing and scaling, with the roles as before. */
  ControllerState scaled() {
    return scaled;
  }

  /** Returns the state that it leaves: the status may have moved on, and roles with it. */
  ControllerState after() {
    return after;
  }

  // Scaling brings at most one group to another size: stable, else the new version, else older
  // ones (2.7). It starts from what the pass has written into the mesh.
  private ControllerState basic(ControllerState routed) {
    ReplicaCounts next = rules.basic().next(before.sets(), rules.requestedWeight(before));
    if (before.isUpdating() && next.stable() != before.stable().desired()) {
      return routed.withStable(before.stable().scaledTo(next.stable()));
    }
    if (next.canary() != before.fresh().desired()) {
      return routed.withFresh(before.fresh().scaledTo(next.canary()));
    }
    return routed.older().isEmpty() ? routed : routed.withOlder(OlderStage.basic(rules, routed));
  }

  private ControllerState routed(ControllerState routed) {
    if (before.isUpdating()) {
      VersionPods stable = before.stable();
      int size = RoutedSizes.stable(rules, before);
      if (size != stable.desired()) {
        return routed.withStable(stable.scaledTo(size));
      }
    }
    VersionPods fresh = RoutedSizes.fresh(rules, before, routed.weights());
    ControllerState resized = fresh.equals(before.fresh()) ? routed : routed.withFresh(fresh);
    if (fresh.desired() != before.fresh().desired() || before.older().isEmpty()) {
      return resized;
    }
    return resized.withOlder(OlderStage.routed(rules, before));
  }

  // Promotion, abort and step completion (3.7, 4.1, 5). The sizes that count are those the pass
  // found, not those it has just set.
  private ControllerState settled() {
    Progress progress = before.progress();
    if (!before.isUpdating()) {
      return scaled;
    }
    int steps = rules.steps().size();
    if (isPromoted(progress)) {
      return scaled.promoted(Progress.at(steps));
    }
    if (!progress.isStepwise()) {
      return scaled.withProgress(progress.with(progress.isAborted() ? 0 : steps, false));
    }
    return progress.completed() || !isCompleted(progress.index())
        ? scaled
        : scaled.withProgress(progress.with(progress.index(), true));
  }

  private boolean isPromoted(Progress progress) {
    int available = before.fresh().available();
    return !progress.isAborted()
        && (!progress.isStepwise() || rules.steps().isDone(progress.index()))
        && (available >= rules.replicas() || rules.meetsThreshold(rules.replicas(), available));
  }

  private boolean isCompleted(int step) {
    StepTable steps = rules.steps();
    return !steps.isDone(step)
        && (steps.isCompleteAtOnce(step) || (steps.isCompleteAtDesired(step) && isAtDesired()));
  }

  private boolean isAtDesired() {
    return rules.routed()
        ? RoutedSizes.isAtDesired(rules, before)
        : mayBeAtDesired() && rules.basic().atDesired(before.sets(), rules.requestedWeight(before));
  }

  // sizes that this pass has just changed were not the desired ones; only a threshold overlooks it
  private boolean mayBeAtDesired() {
    return rules.basic().threshold().isPresent()
        || (before.fresh().desired() == scaled.fresh().desired()
            && before.stable().desired() == scaled.stable().desired());
  }
}
