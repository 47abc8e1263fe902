// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import io.canaryplan.plan.Pass;
import io.canaryplan.plan.PassList;
import io.canaryplan.plan.RollingPassList;
import io.canaryplan.plan.RollingState;
import io.canaryplan.plan.UpdateCourse;
import io.canaryplan.plan.UpdatePass;
import io.canaryplan.plan.UpdateState;
import java.util.List;

/** Which passes of a way are told: all, or where there are many those that differ in kind. */
final class ToldPasses {
  /** As many are told one by one. */
  static final int MANY = 100;

  private ToldPasses() {}

  /**
   * Returns the passes that are told: of more than {@link #MANY} only the first and the last time
   * of what goes on in equal strides.
   */
  static List<Pass> of(List<Pass> passes) {
    return passes.size() > MANY ? PassList.atCorners(passes) : passes;
  }

  /** Returns the same of any strategy. */
  static List<? extends UpdatePass> of(UpdateCourse course) {
    return ofAny(course.passes());
  }

  /** Returns the same of any strategy. */
  static List<? extends UpdatePass> of(UpdateState state) {
    return ofAny(state.passes());
  }

  // the lists of a canary and of a Deployment know their strides
  private static List<? extends UpdatePass> ofAny(List<? extends UpdatePass> passes) {
    if (passes.size() <= MANY && !isCut(passes)) {
      return passes;
    }
    if (passes instanceof PassList list) {
      return PassList.atCorners(list);
    }
    return passes instanceof RollingPassList list ? RollingPassList.atCorners(list) : passes;
  }

  private static boolean isCut(List<? extends UpdatePass> passes) {
    return passes.stream().anyMatch(pass -> pass.omitted() > 0);
  }

  /** Returns where among those told of a state a pass stands, by its number among all, from 0. */
  static int place(UpdateState state, long index) {
    return state instanceof RollingState rolling && ofAny(rolling.passes()) != rolling.passes()
        ? RollingPassList.place(rolling.passes(), index)
        : (int) index;
  }

  /** Returns where among those told a pass stands that may be the highest or lowest. */
  static int place(List<Pass> passes, int index) {
    return passes.size() > MANY
        ? (int) PassList.corners(passes).filter(corner -> corner < index).count()
        : index;
  }
}
