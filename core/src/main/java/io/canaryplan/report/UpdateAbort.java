// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.Standstill;
import io.canaryplan.plan.UpdateCourse;
import io.canaryplan.plan.UpdateState;
import io.canaryplan.routing.StateDocument;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The way back from a state of any plan.
 *
 * @param from the state that is left
 * @param position its position in the plan
 * @param course what follows the abort
 * @param written works out the documents at the end
 */
record UpdateAbort(
    UpdateState from, int position, UpdateCourse course, Supplier<List<StateDocument>> written)
    implements ReportedState {
  @Override
  public String name() {
    return from.name();
  }

  @Override
  public String folder() {
    return from.name();
  }

  @Override
  public boolean reachable() {
    return true;
  }

  @Override
  public List<String> reasons() {
    return ImmutableList.of();
  }

  /** Returns that users still reach the version that was aborted, if so. */
  @Override
  public Optional<Standstill> standstill() {
    return course.standstill().filter(why -> course.end().trafficShare().part() > 0);
  }

  @Override
  public List<StateDocument> documents() {
    return written.get();
  }
}
