// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** Lists of passes. */
final class PassList {
  private PassList() {}

  static List<Pass> copyOf(List<Pass> passes) {
    return ImmutableList.copyOf(passes);
  }
}
