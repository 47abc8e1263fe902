// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStrategy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The steps of a plan: P2, P17, P19 and P20. */
final class StepChecks {
  private final CanaryPlan plan;
  private final CanaryStrategy canary;
  private final Findings findings;

  private StepChecks(CanaryPlan plan, CanaryStrategy canary, Findings findings) {
    this.plan = plan;
    this.canary = canary;
    this.findings = findings;
  }

  static void check(CanaryPlan plan, CanaryStrategy canary, Findings findings) {
    StepChecks checks = new StepChecks(plan, canary, findings);
    checks.degenerate();
    for (int i = 0; i < canary.steps().size(); i++) {
      checks.mixed(canary.steps().get(i), i);
    }
    checks.falling();
    checks.soak();
  }

  private List<PlannedState> weightStates() {
    return plan.states().stream().filter(state -> weight(state).isPresent()).toList();
  }

  private static Optional<Integer> weight(PlannedState state) {
    return state
        .step()
        .flatMap(step -> step.part(CanaryStep.SetWeight.class))
        .map(CanaryStep.SetWeight::weight);
  }

  private void degenerate() {
    List<PlannedState> states = weightStates();
    if (plan.routed() || plan.replicas() == 0) {
      return;
    }
    if (plan.replicas() == 1) {
      states.stream()
          .filter(state -> weight(state).orElseThrow() % 100 != 0)
          .findFirst()
          .ifPresent(this::single);
      return;
    }
    for (int i = 1; i < states.size(); i++) {
      neighbours(states.get(i - 1), states.get(i));
    }
  }

  private void single(PlannedState state) {
    findings.add(
        CheckRule.DEGENERATE_STEPS,
        Paths.SPEC.child("replicas"),
        "\"1\" replica cannot be shared: setWeight "
            + weight(state).orElseThrow()
            + " settles at "
            + inWords(state)
            + "; a canary without traffic routing needs more replicas",
        "raise spec.replicas, or add " + Paths.ROUTING);
  }

  private static String inWords(PlannedState state) {
    return state.replicas().canary() + " canary + " + state.replicas().stable() + " stable";
  }

  private void neighbours(PlannedState before, PlannedState state) {
    if (before.replicas().equals(state.replicas())) {
      int index = state.stepIndex().orElseThrow();
      findings.add(
          CheckRule.DEGENERATE_STEPS,
          Paths.step(index, "setWeight"),
          "setWeight \""
              + weight(state).orElseThrow()
              + "\" changes nothing: like setWeight "
              + weight(before).orElseThrow()
              + " of step "
              + before.stepIndex().orElseThrow()
              + " it settles at "
              + inWords(state)
              + "; "
              + Texts.replicas(plan.replicas())
              + " cannot tell the two apart",
          "remove " + Paths.step(index) + ", raise spec.replicas, or add " + Paths.ROUTING);
    }
  }

  private void mixed(CanaryStep step, int index) {
    boolean weight = step.part(CanaryStep.SetWeight.class).isPresent();
    List<String> others =
        step.parts().stream()
            .filter(
                part ->
                    part instanceof CanaryStep.SetCanaryScale
                        || part instanceof CanaryStep.SetHeaderRoute
                        || part instanceof CanaryStep.SetMirrorRoute
                        || part instanceof CanaryStep.Plugin)
            .map(CanaryStep::kind)
            .toList();
    if (weight && !others.isEmpty()) {
      findings.add(
          CheckRule.STEP_MIXES_KINDS,
          Paths.step(index),
          "\"setWeight\" and \""
              + String.join("\" and \"", others)
              + "\" stand in one step; that is legal and all act at once, but reads like a sequence",
          "make " + Paths.step(index) + " a step for each");
    }
    step.part(CanaryStep.SetCanaryScale.class)
        .filter(scale -> scale.replicas().isEmpty() && scale.weight().isEmpty())
        .filter(scale -> !scale.matchTrafficWeight())
        .ifPresent(
            scale ->
                findings.add(
                    CheckRule.SET_CANARY_SCALE_EMPTY,
                    Paths.step(index, "setCanaryScale"),
                    "\"{}\" sets nothing and acts like matchTrafficWeight: true",
                    "write matchTrafficWeight, weight or replicas in "
                        + Paths.step(index, "setCanaryScale")));
  }

  private void falling() {
    if (!plan.routed()) {
      return;
    }
    List<PlannedState> states = weightStates();
    for (int i = 1; i < states.size(); i++) {
      int before = weight(states.get(i - 1)).orElseThrow();
      int after = weight(states.get(i)).orElseThrow();
      int pods = states.get(i).replicas().canary();
      if (after < before && pods < states.get(i - 1).replicas().canary()) {
        int index = states.get(i).stepIndex().orElseThrow();
        findings.add(
            CheckRule.WEIGHT_GOES_DOWN,
            Paths.step(index, "setWeight"),
            "setWeight \""
                + after
                + "\" is below the "
                + before
                + " before it: the controller first cuts the canary to "
                + Texts.pods(pods)
                + " and lowers the weight one pass later, so that for a while they carry "
                + before
                + " of "
                + plan.maxWeight(),
            "keep the weights rising, or abort instead of " + Paths.step(index, "setWeight"));
      }
    }
  }

  private void soak() {
    List<CanaryStep> steps = canary.steps();
    if (steps.isEmpty()) {
      return;
    }
    if (steps.stream().noneMatch(StepChecks::waits)) {
      findings.add(
          CheckRule.NO_PAUSE,
          Paths.CANARY.child("steps"),
          "none of \""
              + kinds(steps)
              + "\" waits; the rollout runs to the end as fast as pods get"
              + " ready",
          "add a pause or an analysis to spec.strategy.canary.steps");
      return;
    }
    lastWeight(steps);
    firstPause();
  }

  private static String kinds(List<CanaryStep> steps) {
    return steps.stream().map(CanaryStep::kind).distinct().collect(Collectors.joining(", "));
  }

  private void lastWeight(List<CanaryStep> steps) {
    int last = -1;
    for (int i = 0; i < steps.size(); i++) {
      int weight =
          steps.get(i).part(CanaryStep.SetWeight.class).map(CanaryStep.SetWeight::weight).orElse(0);
      if (weight > 0 && weight < plan.maxWeight()) {
        last = i;
      }
    }
    if (last >= 0 && steps.subList(last, steps.size()).stream().noneMatch(StepChecks::waits)) {
      findings.add(
          CheckRule.NO_SOAK,
          Paths.step(last),
          "\""
              + steps.get(last)
              + "\" is the last share before all traffic and nothing waits after"
              + " it; all traffic follows as soon as its pods are ready",
          "add a pause or an analysis after " + Paths.step(last));
    }
  }

  private void firstPause() {
    plan.states().stream()
        .filter(
            state ->
                state.step().filter(s -> s.part(CanaryStep.Pause.class).isPresent()).isPresent())
        .findFirst()
        .filter(state -> state.replicas().canary() == 0 && plan.replicas() > 0)
        .ifPresent(
            state ->
                findings.add(
                    CheckRule.PAUSE_WITHOUT_CANARY,
                    Paths.step(state.stepIndex().orElseThrow(), "pause"),
                    "\""
                        + state.step().orElseThrow()
                        + "\" waits while the canary has no pod; there is nothing to watch yet",
                    "put a setWeight or setCanaryScale before "
                        + Paths.step(state.stepIndex().orElseThrow())));
  }

  private static boolean waits(CanaryStep step) {
    return step.part(CanaryStep.Pause.class).isPresent()
        || step.part(CanaryStep.Analysis.class).isPresent()
        || step.part(CanaryStep.Experiment.class).isPresent()
        || step.part(CanaryStep.Plugin.class).isPresent();
  }
}
