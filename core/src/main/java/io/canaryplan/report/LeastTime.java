// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import io.canaryplan.comparison.ReadyTime;
import io.canaryplan.plan.Plan;
import io.canaryplan.plan.RollingUpdatePlan;
import io.canaryplan.plan.UpdateCourse;
import java.util.OptionalLong;

/**
 * The least time that an update takes. What pods need to start is not in it; minReadySeconds is,
 * where the waits for it are counted ({@link ReadyTime}).
 *
 * @param seconds pauses, delays and counted waits; absent when some are open
 * @param minReady minReadySeconds, 0 or more
 * @param counted whether the waits for it are in the seconds
 */
record LeastTime(OptionalLong seconds, int minReady, boolean counted) {
  static LeastTime of(Plan plan) {
    ReadyTime ready = ReadyTime.of(plan);
    // a Deployment's own seconds are those waits
    long more = plan instanceof RollingUpdatePlan ? 0 : ready.seconds().orElse(0);
    OptionalLong all =
        plan.seconds().isPresent()
            ? OptionalLong.of(plan.seconds().getAsLong() + more)
            : OptionalLong.empty();
    return new LeastTime(all, ready.minReadySeconds(), ready.seconds().isPresent());
  }

  /** Returns that of a course; only those of a Deployment have the waits in their seconds. */
  static LeastTime of(Plan plan, UpdateCourse course) {
    return new LeastTime(
        course.seconds(), ReadyTime.of(plan).minReadySeconds(), plan instanceof RollingUpdatePlan);
  }

  /** Returns the same in words, of a time that is known. */
  String text() {
    String time = DurationText.of(seconds);
    if (minReady == 0) {
      return time + ", and what the pods need to become ready";
    }
    String each = DurationText.of(OptionalLong.of(minReady)) + " for each wait for pods";
    return counted
        ? ("at least " + time + " with minReadySeconds, " + each)
            + ", and what the pods need to become ready"
        : ("at least " + time + ", and what the pods need to become ready and then to stay so for")
            + (" minReadySeconds, " + each);
  }

  /** Returns what pods have to be before anything goes on, where nothing else takes time. */
  String readiness() {
    return minReady == 0 || counted
        ? "are ready"
        : "have been ready for minReadySeconds, "
            + DurationText.of(OptionalLong.of(minReady))
            + " for each wait for pods";
  }

  /** Writes it into the object that is being written. */
  void write(JsonWriter json) {
    json.field("leastSeconds", seconds)
        .beginObject("minReady")
        .field("seconds", minReady)
        .field("counted", counted)
        .endObject();
  }
}
