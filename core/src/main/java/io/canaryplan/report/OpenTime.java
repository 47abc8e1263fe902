// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import java.util.List;

/** The time of an update that does not end by itself, in words. */
final class OpenTime {
  private OpenTime() {}

  /**
   * Returns where it is open, and where the update stands still, which is no time at all.
   *
   * @param open names of the states that somebody or something else has to end, in their order
   * @param stuck names of the states that the update never gets past
   */
  static String of(List<String> open, List<String> stuck) {
    String still = "no end by itself, stuck at " + String.join(", ", stuck);
    if (open.isEmpty()) {
      return stuck.isEmpty() ? DurationText.OPEN : still;
    }
    String waits = DurationText.OPEN + " at " + String.join(", ", open);
    return stuck.isEmpty() ? waits : waits + ", then " + still;
  }
}
