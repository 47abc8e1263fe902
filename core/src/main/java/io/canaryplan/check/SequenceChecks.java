// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.base.Joiner;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Findings;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.rollout.CanaryStep;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The steps of a plan, one after the other (canary.md 3.4, 4.1). */
final class SequenceChecks {
  private final CanaryPlan plan;
  private final List<CanaryStep> steps;
  private final Findings findings;

  private SequenceChecks(CanaryPlan plan, Findings findings) {
    this.plan = plan;
    this.steps = plan.rollout().canary().orElseThrow().steps();
    this.findings = findings;
  }

  static void run(Subject subject, Findings findings) {
    subject.canaryPlan().ifPresent(plan -> new SequenceChecks(plan, findings).run());
  }

  private void run() {
    paused();
    for (int i = 0; i < steps.size(); i++) {
      mixed(steps.get(i), i);
    }
    if (plan.routed()) {
      falling();
    }
    if (!steps.isEmpty()) {
      soak();
    }
  }

  private void paused() {
    if (plan.rollout().paused()) {
      findings.add(
          SequenceRules.ROLLOUT_PAUSED,
          Paths.SPEC.child("paused"),
          """
          the Rollout is paused: no pods are started or removed and no step completes until \
          somebody resumes it; the plan is that of the update from then on""",
          "remove spec.paused, or resume the Rollout when the update may start");
    }
  }

  private void mixed(CanaryStep step, int index) {
    // The controller refuses what is exclusive; the other kinds may stand beside setWeight.
    List<String> others = StepChecks.kinds(step, false);
    if (step.part(CanaryStep.SetWeight.class).isPresent() && !others.isEmpty()) {
      findings.add(
          SequenceRules.STEP_MIXES_KINDS,
          Paths.step(index),
          """
          "setWeight" and "%s" stand in one step; that is legal and all act at once, but reads \
          like a sequence"""
              .formatted(String.join("\" and \"", others)),
          "make %s a step for each".formatted(Paths.step(index)));
    }
    Optional<CanaryStep.SetCanaryScale> scale = step.part(CanaryStep.SetCanaryScale.class);
    if (scale.isPresent() && !scale.get().isPinned() && !scale.get().matchTrafficWeight()) {
      FieldPath path = Paths.step(index, "setCanaryScale");
      findings.add(
          ScaleRules.SET_CANARY_SCALE_EMPTY,
          path,
          "\"{}\" sets nothing and acts like matchTrafficWeight: true",
          "write matchTrafficWeight, weight or replicas in %s".formatted(path));
    }
  }

  private void falling() {
    int before = 0;
    int podsBefore = 0;
    for (int i = 0; i < steps.size(); i++) {
      Optional<CanaryStep.SetWeight> step = steps.get(i).part(CanaryStep.SetWeight.class);
      if (step.isPresent()) {
        int weight = step.get().weight();
        int pods = pods(i);
        if (weight < before && pods < podsBefore) {
          FieldPath path = Paths.step(i, "setWeight");
          findings.add(
              SequenceRules.WEIGHT_GOES_DOWN,
              path,
              """
              setWeight "%s" is below the %s before it: the controller first cuts the canary to %s \
              and lowers the weight one pass later, so that for a while they carry %s of %s"""
                  .formatted(weight, before, Texts.pods(pods), before, plan.maxWeight()),
              "keep the weights rising, or abort instead of %s".formatted(path));
        }
        before = weight;
        podsBefore = pods;
      }
    }
  }

  /** Returns the pods of the canary when a step has settled; the first state is the initial one. */
  private int pods(int index) {
    return plan.states().get(index + 1).replicas().canary();
  }

  private void soak() {
    int lastWait = -1;
    int lastShare = -1;
    Set<String> kinds = new LinkedHashSet<>();
    for (int i = 0; i < steps.size(); i++) {
      CanaryStep step = steps.get(i);
      kinds.add(Joiner.on('+').join(step.kinds()));
      Optional<CanaryStep.SetWeight> share = step.part(CanaryStep.SetWeight.class);
      if (share.isPresent()
          && share.get().weight() > 0
          && share.get().weight() < plan.maxWeight()) {
        lastShare = i;
      }
      if (waits(step)) {
        lastWait = i;
      }
    }
    if (lastWait < 0) {
      findings.add(
          SequenceRules.NO_PAUSE,
          Paths.CANARY.child("steps"),
          "none of \"%s\" waits; the rollout runs to the end as fast as pods get ready"
              .formatted(String.join(", ", kinds)),
          "add a pause or an analysis to spec.strategy.canary.steps");
      return;
    }
    if (lastWait < lastShare) {
      findings.add(
          SequenceRules.NO_SOAK,
          Paths.step(lastShare),
          """
          "%s" is the last share before all traffic and nothing waits after it; all traffic \
          follows as soon as its pods are ready"""
              .formatted(steps.get(lastShare)),
          "add a pause or an analysis after %s".formatted(Paths.step(lastShare)));
    }
    firstPause();
  }

  private static boolean waits(CanaryStep step) {
    return step.part(CanaryStep.Pause.class).isPresent()
        || step.part(CanaryStep.Analysis.class).isPresent()
        || step.part(CanaryStep.Experiment.class).isPresent()
        || step.part(CanaryStep.Plugin.class).isPresent();
  }

  private void firstPause() {
    int first = 0;
    while (first < steps.size() && steps.get(first).part(CanaryStep.Pause.class).isEmpty()) {
      first++;
    }
    if (first < steps.size() && pods(first) == 0 && plan.replicas() > 0) {
      findings.add(
          SequenceRules.PAUSE_WITHOUT_CANARY,
          Paths.step(first, "pause"),
          "\"%s\" waits while the canary has no pod; there is nothing to watch yet"
              .formatted(steps.get(first)),
          "put a setWeight or setCanaryScale before %s".formatted(Paths.step(first)));
    }
  }
}
