// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Quotation;
import io.canaryplan.plan.CanaryMoment;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Pass;
import io.canaryplan.plan.PassEvent;
import io.canaryplan.plan.Plan;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.Ratio;
import io.canaryplan.plan.TrafficWeights;
import io.canaryplan.plan.UpdateCourse;
import io.canaryplan.plan.UpdatePass;
import java.util.List;
import java.util.OptionalInt;

/** What a person gives up by an act: managed routes, pauses that have gone by, capacity. */
final class Losses {
  private final Plan plan;
  private final UpdateCourse course;

  private Losses(Plan plan, UpdateCourse course) {
    this.plan = plan;
    this.course = course;
  }

  /** Returns one sentence for each. */
  static List<String> of(Plan plan, UpdateCourse course) {
    Losses losses = new Losses(plan, course);
    ImmutableList.Builder<String> all = ImmutableList.builder();
    losses.addRoutes(all);
    losses.addPauses(all);
    losses.addCapacity(all);
    losses.addStableTraffic(all);
    return all.build();
  }

  private void addRoutes(ImmutableList.Builder<String> all) {
    if (course.start() instanceof CanaryMoment before
        && course.end() instanceof CanaryMoment after) {
      before.routing().managedRoutes().stream()
          .filter(route -> !after.routing().managedRoutes().contains(route))
          .forEach(route -> all.add("the managed route of " + Quotation.line(route + " is gone")));
    }
  }

  private void addPauses(ImmutableList.Builder<String> all) {
    if (!(plan instanceof CanaryPlan canary)
        || !(course.start() instanceof CanaryMoment before)
        || !(course.end() instanceof CanaryMoment after)) {
      return;
    }
    OptionalInt from = before.stepIndex();
    OptionalInt to = after.stepIndex();
    if (from.isEmpty() || to.isEmpty() || to.getAsInt() >= from.getAsInt()) {
      return;
    }
    long seconds = 0;
    int open = 0;
    for (int i = to.getAsInt(); i < from.getAsInt(); i++) {
      PlannedState state = canary.step(i);
      seconds += state.durationSeconds().orElse(0);
      open += state.durationSeconds().isEmpty() ? 1 : 0;
    }
    if (seconds > 0) {
      all.add("pauses of " + DurationText.of(seconds) + " have to be gone through again");
    }
    if (open > 0) {
      all.add(open + (open == 1 ? " step" : " steps") + " of open time come again");
    }
  }

  private void addCapacity(ImmutableList.Builder<String> all) {
    long least = course.lowestAvailablePods();
    long before = course.start().availablePods();
    long wanted = Math.min(before, plan.replicas());
    if (least < wanted) {
      all.add(
          "only %s available at some time; there were %s"
              .formatted(least == 1 ? "1 pod is" : least + " pods are", before));
    }
  }

  /**
   * With a router the weights do not depend on the number of pods (canary.md 3.2), and with 0
   * replicas a pinned canary keeps its pods while stable has none (canary.md 3.1), and so it stays.
   */
  private void addStableTraffic(ImmutableList.Builder<String> all) {
    if (!(plan instanceof CanaryPlan canary) || !canary.hasRouter() || course.passes().isEmpty()) {
      return;
    }
    UpdatePass last = course.passes().get(course.passes().size() - 1);
    // at a promotion the weights that are still written are of the new stable version; where no pod
    // is left at all, the capacity says so
    if (last instanceof Pass pass
        && !pass.has(PassEvent.PROMOTED)
        && pass.stable() == 0
        && pass.canary() > 0
        && pass.weights().stable() > 0) {
      TrafficWeights weights = pass.weights();
      all.add(
          "stable has no pods while %s %% of the traffic goes to it: these requests fail"
              .formatted(new Ratio(weights.stable(), weights.total()).percent()));
    }
  }
}
