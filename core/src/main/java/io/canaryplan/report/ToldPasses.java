// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import io.canaryplan.plan.Pass;
import io.canaryplan.plan.PassList;
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

  /** Returns where among those told a pass stands that may be the highest or lowest. */
  static int place(List<Pass> passes, int index) {
    return passes.size() > MANY
        ? (int) PassList.corners(passes).filter(corner -> corner < index).count()
        : index;
  }
}
