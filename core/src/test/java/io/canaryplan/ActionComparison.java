// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Course;
import io.canaryplan.plan.Pass;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.plan.TrafficWeights;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.routing.StateDocument;
import java.util.ArrayList;
import java.util.List;

/** Compares what followed the acts of a person with what the plan of the Rollout says follows. */
final class ActionComparison {
  private final ActionTrace trace;
  private final PlannedRollout planned;
  private final CanaryPlan plan;
  private final List<String> differences = new ArrayList<>();

  private ActionComparison(ActionTrace trace) {
    this.trace = trace;
    planned = trace.plan();
    plan = planned.plan().value().orElseThrow();
  }

  /** Returns what differs, in the order in which it was found. */
  static List<String> differences(ActionTrace trace) {
    ActionComparison comparison = new ActionComparison(trace);
    comparison.deploy();
    trace
        .acts()
        .forEach(
            (kind, traces) -> traces.forEach((step, states) -> comparison.act(kind, step, states)));
    return comparison.differences;
  }

  private void deploy() {
    // those with a ping-pong pair were deployed twice
    if (trace.hasPingPong() || trace.deploy().isEmpty()) {
      return;
    }
    Course course = plan.initialDeploy();
    List<ActionTrace.State> states = trace.deploy();
    List<String> real = states.stream().map(ActionComparison::pods).toList();
    List<String> ours = new ArrayList<>(List.of("0"));
    course.passes().forEach(pass -> ours.add(Integer.toString(pass.stable())));
    compare("deploy", WalkTrace.distinct(real), WalkTrace.distinct(ours));
    documents("deployed", states, planned.documentsOfInitialDeploy());
  }

  private static String pods(ActionTrace.State state) {
    return Integer.toString(
        Json.list(state.json(), "rs").stream().mapToInt(set -> Json.number(set, "replicas")).sum());
  }

  private void act(String kind, int step, List<ActionTrace.State> states) {
    String name = kind + " at " + step;
    PlannedState from = plan.step(step);
    if (!from.reachable()) {
      differences.add(name + ": the plan does not come there");
      return;
    }
    int retried = 0;
    while (retried < states.size() && !states.get(retried).is("retry")) {
      retried++;
    }
    switch (kind) {
      case "promoteFull" -> toEnd(name, from, plan.promoteFull(from), states, false);
      case "skipAll" -> toEnd(name, from, plan.skipAllSteps(from), states, false);
      case "rollback" -> toEnd(name, from, plan.rollbackToStable(from), states, true);
      case "abort" -> toEnd(name, from, plan.abortAt(from).course(), states, false);
      case "v3" -> toFirstStep(name, from, plan.newVersion(from, "v3"), states, 0);
      case "promote" -> onwards(name, from, plan.promote(from), states);
      case "retry" -> toFirstStep(name, from, plan.retry(from), states, retried);
      default -> throw new IllegalArgumentException(kind);
    }
  }

  private void toEnd(
      String name,
      PlannedState from,
      Course course,
      List<ActionTrace.State> states,
      boolean changesTemplate) {
    sequence(name, from, course, states, changesTemplate);
    double seconds = states.get(states.size() - 1).seconds() - states.get(0).seconds();
    compare(name + " seconds", Math.round(seconds), course.seconds());
    documents(name, states, planned.documents(from, course));
  }

  // the plan stands where the first step is complete, or where it waits; the trace goes on
  private void toFirstStep(
      String name, PlannedState from, Course course, List<ActionTrace.State> states, int begin) {
    boolean waits =
        plan.rollout().canary().orElseThrow().steps().get(0).parts().stream()
            .anyMatch(
                part -> part instanceof CanaryStep.Pause || part instanceof CanaryStep.Experiment);
    List<ActionTrace.State> first = new ArrayList<>();
    boolean begun = false;
    for (ActionTrace.State state : states.subList(begin, states.size())) {
      // another version first has the step of the one before
      begun |= state.step() == 0;
      boolean past = begun && state.step() > 0;
      if ((past && waits) || state.is("promote")) {
        break;
      }
      first.add(state);
      if (past) {
        break;
      }
    }
    sequence(name, from, course, first, begin == 0);
    List<ActionTrace.State> all = new ArrayList<>(states.subList(0, begin));
    all.addAll(first);
    documents(name, all, planned.documents(from, course));
  }

  // the plan ends with the step that is promoted to; the trace goes on
  private void onwards(
      String name, PlannedState from, Course course, List<ActionTrace.State> states) {
    List<String> real =
        WalkTrace.distinct(states.stream().map(ActionTrace.State::numbers).toList());
    List<String> ours = new ArrayList<>();
    ours.add(numbers(from.replicas(), 0, from.weights()));
    for (Pass pass : course.passes()) {
      ours.add(numbers(pass.replicas(), Math.toIntExact(pass.olderReplicaSets()), pass.weights()));
    }
    ours = WalkTrace.distinct(ours);
    compare(name + " from " + from, real.subList(0, Math.min(real.size(), ours.size())), ours);
  }

  private void sequence(
      String name,
      PlannedState from,
      Course course,
      List<ActionTrace.State> states,
      boolean changesTemplate) {
    List<String> real = states.stream().map(ActionTrace.State::numbers).toList();
    List<String> ours = new ArrayList<>();
    ours.add(real.get(0));
    if (changesTemplate) {
      // the pass that sees another template only gives the roles anew
      ReplicaCounts pods = from.replicas();
      ours.add(numbers(new ReplicaCounts(0, pods.stable()), pods.canary(), from.weights()));
    }
    for (Pass pass : course.passes()) {
      ours.add(numbers(pass.replicas(), Math.toIntExact(pass.olderReplicaSets()), pass.weights()));
    }
    ours.add(
        numbers(course.replicas(), Math.toIntExact(course.olderReplicaSets()), course.weights()));
    compare(
        name + " from " + from,
        WalkTrace.withoutRoles(WalkTrace.distinct(real)),
        WalkTrace.withoutRoles(WalkTrace.distinct(ours)));
  }

  private String numbers(ReplicaCounts replicas, int older, TrafficWeights weights) {
    String status = weights.canary() + "/" + weights.stableInStatus(plan.maxWeight());
    return replicas + "+" + older + (plan.hasRouter() ? " at " + status : "");
  }

  private void documents(
      String name, List<ActionTrace.State> states, List<StateDocument> documents) {
    WalkDocuments written = WalkDocuments.of(plan);
    trace.deploy().forEach(state -> write(written, state));
    states.forEach(state -> write(written, state));
    differences.addAll(written.differences(name, documents));
  }

  private static void write(WalkDocuments written, ActionTrace.State state) {
    written.write(state.documents("vs"), state.documents("dr"), state.documents("services"));
  }

  private void compare(String what, Object real, Object ours) {
    if (!real.equals(ours)) {
      differences.add(what + "\n    real " + real + "\n    plan " + ours);
    }
  }
}
