// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.collect.ImmutableList;
import io.canaryplan.PlannedRollout;
import io.canaryplan.PlannedWorkload;
import io.canaryplan.plan.BlueGreenView;
import io.canaryplan.plan.UpdateCourse;
import io.canaryplan.plan.UpdatePass;
import io.canaryplan.routing.DocumentChanges;
import io.canaryplan.routing.StateDocument;
import java.util.List;
import java.util.Optional;

/** What the passes of a course change in the documents, each since the one told before it. */
final class PassChanges {
  // a canary is followed anew to each pass that is told
  private static final long MOST_FOLLOWED = 10_000;

  private final PlannedWorkload workload;
  private final UpdateCourse course;
  private List<StateDocument> last;
  private long number;

  PassChanges(PlannedWorkload workload, UpdateCourse course) {
    this.workload = workload;
    this.course = course;
    last = workload.documents(course.start());
  }

  /** Returns the number of the pass that was asked for last, from 1. */
  long number() {
    return number;
  }

  /**
   * Returns what the next of the {@linkplain ToldPasses told} passes changes, together with those
   * left out before it; nothing beyond the first {@value #MOST_FOLLOWED} passes.
   */
  List<DocumentChanges> next(UpdatePass pass) {
    number += pass.omitted() + 1;
    if (last.isEmpty() || number > MOST_FOLLOWED) {
      return ImmutableList.of();
    }
    List<StateDocument> now =
        pass instanceof BlueGreenView view && workload instanceof PlannedRollout rollout
            ? rollout.documents(view)
            : workload.documents(course.then((int) number));
    List<DocumentChanges> changes = DocumentChanges.between(last, now);
    last = now;
    return changes;
  }

  /** Returns what is to say of passes whose changes are not told; empty if all are. */
  static Optional<String> omission(UpdateCourse course) {
    long passes = ToldPasses.of(course).stream().mapToLong(pass -> pass.omitted() + 1).sum();
    return passes > MOST_FOLLOWED
        ? Optional.of(
            "what passes after the first "
                + MOST_FOLLOWED
                + " change is told of the whole course alone, in its changes in JSON")
        : Optional.empty();
  }
}
