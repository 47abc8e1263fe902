// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.controller.Progress.Mode;
import io.canaryplan.kubernetes.WorkloadDefaults;
import io.canaryplan.plan.Act;
import io.canaryplan.plan.PassList;
import io.canaryplan.plan.ProgressDeadline;
import io.canaryplan.plan.Readiness;
import io.canaryplan.plan.UpdateCourse;
import io.canaryplan.plan.UpdateMoment;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStep.Analysis;
import io.canaryplan.rollout.CanaryStep.Experiment;
import io.canaryplan.rollout.CanaryStep.Pause;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What follows when no more pod of the new version becomes available until the time for progress is
 * over, if it ever is (canary.md 1.1: the clock stands at a pause, an analysis and an experiment).
 */
final class CanaryDeadline {
  private final CanaryPoint from;
  private final ResolvedCanary rules;
  private final Walk walk;

  private CanaryDeadline(CanaryPoint from, Walk walk) {
    this.from = from;
    this.walk = walk;
    rules = from.rules();
  }

  static CanaryDeadline of(CanaryPoint from) {
    return new CanaryDeadline(from, Walk.toRest(starving(from.rules()), from.state()));
  }

  private static ResolvedCanary starving(ResolvedCanary rules) {
    return rules.with(rules.settings().withReadiness(Readiness.NEVER));
  }

  /** Returns the same in words. */
  ProgressDeadline told() {
    int seconds =
        rules
            .rollout()
            .progressDeadlineSeconds()
            .orElse(WorkloadDefaults.PROGRESS_DEADLINE_SECONDS);
    if (ProgressDeadline.isRefused(seconds, rules.rollout().minReadySeconds().orElse(0))) {
      return ProgressDeadline.refused(seconds);
    }
    Optional<String> why = standing();
    if (why.isPresent()) {
      return ProgressDeadline.stands(seconds, why.get());
    }
    if (walk.how() != Walk.End.AT_REST) {
      return ProgressDeadline.unknown(
          seconds,
          walk.how() == Walk.End.TOO_MANY_PASSES
              ? "the controller never comes to rest"
              : "each pass of the controller fails");
    }
    return rules.rollout().progressDeadlineAbort()
        ? ProgressDeadline.aborts(seconds)
        : ProgressDeadline.marksRollout(seconds);
  }

  private Optional<String> standing() {
    ControllerState end = walk.end();
    if (from.paused()) {
      return Optional.of("the Rollout is paused");
    }
    if (!from.state().isUpdating()) {
      return Optional.of("no update is on its way");
    }
    if (end.progress().isAborted()) {
      return Optional.of("the update is aborted");
    }
    if (!end.isUpdating()) {
      return Optional.of("the update does not wait for pods");
    }
    int index = current(end);
    if (!rules.steps().isDone(index)) {
      CanaryStep step = rules.steps().step(index);
      if (step.part(Pause.class).isPresent()
          || step.part(Analysis.class).isPresent()
          || step.part(Experiment.class).isPresent()) {
        return Optional.of("step " + (index + 1) + ", " + step + ", stops its clock");
      }
    }
    return end.olderReplicaSets().stream().anyMatch(VersionPods::hasDeadline)
        ? Optional.of("another ReplicaSet has a scale-down deadline")
        : Optional.empty();
  }

  private int current(ControllerState state) {
    return state.progress().isStepwise() ? state.progress().index() : rules.steps().size();
  }

  /** Returns what follows. */
  UpdateCourse course(Act act) {
    CanaryPoint over = over();
    Walk later = Walk.afterSeconds(seconds(), rules, over.state(), over.step());
    return new UpdateCourse(
        from,
        act,
        PassList.concat(walk.passes(), later.passes()),
        over.after(later),
        OptionalLong.of(walk.seconds() + later.seconds()),
        over.standstill(later));
  }

  /**
   * Returns the update when so many passes of that were made.
   *
   * @param passes 0 or more
   */
  UpdateMoment during(int passes) {
    int before = walk.passes().size();
    if (passes == 0) {
      return from;
    }
    if (passes <= before) {
      int last = rules.steps().size();
      return from.after(Walk.first(starving(rules), from.state(), last, false, passes));
    }
    CanaryPoint over = over();
    ControllerState late = over.state().at(over.state().now() + seconds());
    return over.after(Walk.first(rules, late, over.step(), false, passes - before));
  }

  // the time is over once more than those seconds have gone by
  private long seconds() {
    return told().seconds() + 1L;
  }

  private CanaryPoint over() {
    CanaryPoint end = from.after(walk);
    boolean aborts = told().effect() == ProgressDeadline.Effect.ABORTS;
    ControllerState state = aborts ? end.state().drivenBy(Mode.ABORT) : end.state();
    return new CanaryPoint(rules, state, current(state), false, end.origin(), end.written());
  }
}
