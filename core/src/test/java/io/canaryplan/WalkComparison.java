// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import io.canaryplan.plan.AbortPlan;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Course;
import io.canaryplan.plan.Pass;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.plan.TrafficWeights;
import io.canaryplan.routing.StateDocument;
import java.util.ArrayList;
import java.util.List;

/** Compares one trace of the real controller with the plan of its Rollout. */
final class WalkComparison {
  private final List<WalkTrace.Entry> entries;
  private final PlannedRollout planned;
  private final CanaryPlan plan;
  private final List<String> differences = new ArrayList<>();
  private final WalkDocuments written;

  private WalkComparison(WalkTrace trace) {
    entries = trace.entries();
    planned = trace.plan();
    plan = planned.plan().value().orElseThrow();
    written = WalkDocuments.of(plan);
  }

  /** Returns what differs, in the order in which it was found. */
  static List<String> differences(WalkTrace trace) {
    WalkComparison comparison = new WalkComparison(trace);
    switch (trace.scenario()) {
      case "walk" -> comparison.walk();
      case "abort" -> comparison.abort(trace.abortAt());
      case "abort-on-arrival" -> comparison.abortOnArrival(trace.abortAt());
      case "abort-at-rest" -> comparison.abort(trace.abortAt());
      default -> throw new IllegalArgumentException(trace.scenario());
    }
    return comparison.differences;
  }

  private void compare(String what, Object real, Object ours) {
    if (!real.equals(ours)) {
      differences.add(what + "\n    real " + real + "\n    plan " + ours);
    }
  }

  private void walk() {
    List<String> ours = new ArrayList<>();
    ours.add(numbers(plan.states().get(0)));
    for (PlannedState state : plan.states()) {
      state.passes().forEach(pass -> ours.add(numbers(pass)));
    }
    compare(
        "sequence",
        WalkTrace.withoutRoles(numbers(entries)),
        WalkTrace.withoutRoles(WalkTrace.distinct(ours)));
    boolean promoted = entries.stream().anyMatch(entry -> entry.is("promoted"));
    PlannedState last = plan.states().get(plan.states().size() - 1);
    compare("promoted", promoted, last.reached());
    if (promoted) {
      long seconds = 0;
      for (PlannedState state : plan.states()) {
        seconds += state.durationSeconds().orElse(0);
        for (Pass pass : state.passes()) {
          seconds += pass.afterSeconds().orElse(0);
        }
      }
      compare("seconds", (long) entries.get(entries.size() - 1).seconds(), seconds);
    }
    for (int i = 0; i < entries.size(); i++) {
      WalkTrace.Entry entry = entries.get(i);
      write(entry);
      if (entry.is("settled")) {
        boolean over = promoted && entry.step() == plan.states().size() - 2 && i > 0;
        settled(over ? last : i == 0 ? plan.states().get(0) : at(entry.step()), over, entry);
      }
    }
  }

  private PlannedState at(int step) {
    return step < plan.states().size() - 2
        ? plan.step(step)
        : plan.states().get(plan.states().size() - 1);
  }

  private void settled(PlannedState state, boolean over, WalkTrace.Entry entry) {
    String name = "settled at " + state.kind() + state.stepIndex();
    if (!over) {
      compare(name, entry.numbers(), numbers(state));
    }
    if (!state.reachable()) {
      differences.add(name + " is unreachable");
      return;
    }
    compareDocuments(name, planned.documents(state));
  }

  private void write(WalkTrace.Entry entry) {
    written.write(
        entry.documents("virtualServices"),
        entry.documents("destinationRules"),
        entry.documents("services"));
  }

  private void compareDocuments(String state, List<StateDocument> documents) {
    differences.addAll(written.differences(state, documents));
  }

  private void abortOnArrival(int step) {
    PlannedState before = step == 0 ? plan.states().get(0) : plan.step(step - 1);
    if (!before.reached()) {
      differences.add("abort after a state that the plan does not get past: " + before);
      return;
    }
    Course abort = plan.abortAfter(before);
    // the trace begins after the pass that takes an experiment's weights away
    boolean experiment = !before.weights().additional().isEmpty();
    List<String> ours = new ArrayList<>();
    if (!experiment) {
      ours.add(numbers(before));
    }
    abort.passes().forEach(pass -> ours.add(numbers(pass)));
    compare("sequence after " + before, numbers(entries), WalkTrace.distinct(ours));
    compare("seconds", (long) entries.get(entries.size() - 1).seconds(), abort.seconds());
    entries.forEach(this::write);
    compareDocuments("aborted", planned.documents(before, abort));
  }

  private void abort(int step) {
    PlannedState from = at(step);
    if (!from.reachable() || (from.stepIndex().isEmpty() && from.reached())) {
      differences.add("abort at a state that the plan does not have: " + from);
      return;
    }
    AbortPlan abort = plan.abortAt(from);
    List<String> ours = new ArrayList<>();
    ours.add(numbers(from));
    abort.passes().forEach(pass -> ours.add(numbers(pass)));
    compare("sequence from " + from, numbers(entries), WalkTrace.distinct(ours));
    compare("seconds", (long) entries.get(entries.size() - 1).seconds(), abort.seconds());
    for (WalkTrace.Entry entry : entries) {
      write(entry);
    }
    compareDocuments("aborted", planned.documents(abort));
  }

  private List<String> numbers(List<WalkTrace.Entry> all) {
    return WalkTrace.distinct(all.stream().map(WalkTrace.Entry::numbers).toList());
  }

  private String numbers(PlannedState state) {
    return numbers(state.replicas(), 0, state.weights());
  }

  private String numbers(Pass pass) {
    return numbers(pass.replicas(), Math.toIntExact(pass.olderReplicaSets()), pass.weights());
  }

  private String numbers(ReplicaCounts replicas, int older, TrafficWeights weights) {
    // the traces have the status' weights
    String status = weights.canary() + "/" + weights.stableInStatus(plan.maxWeight());
    return replicas + "+" + older + (plan.hasRouter() ? " at " + status : "");
  }
}
