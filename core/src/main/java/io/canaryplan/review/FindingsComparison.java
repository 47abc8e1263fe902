// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.review;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.LinkedListMultimap;
import com.google.common.collect.ListMultimap;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What is found in the new revision, beside what was found in the old one. Findings are the same
 * when rule, object and message are; lines and files count for nothing, and fields only where
 * messages are equal.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param introduced only the new revision has them, by position
 * @param gone only the old revision had them, with positions in it
 * @param still both have them, with positions in the new revision
 */
public record FindingsComparison(
    List<Finding> introduced, List<Finding> gone, List<Finding> still) {
  /** Copies the lists. */
  public FindingsComparison {
    introduced = ImmutableList.copyOf(introduced);
    gone = ImmutableList.copyOf(gone);
    still = ImmutableList.copyOf(still);
  }

  /** Returns whether a new finding is of this severity or a worse one. */
  public boolean introduces(Severity severity) {
    return introduced.stream().anyMatch(finding -> finding.severity().compareTo(severity) <= 0);
  }

  static FindingsComparison of(
      List<Finding> before, ObjectPlaces beforePlaces, List<Finding> after, ObjectPlaces places) {
    List<Finding> still = new ArrayList<>();
    List<Finding> gone = new ArrayList<>(before);
    List<Finding> introduced = new ArrayList<>(after);
    // an exact match takes precedence over one whose field moved, a step further down for example
    for (boolean exact : new boolean[] {true, false}) {
      match(gone, key(beforePlaces, exact), introduced, key(places, exact), still);
    }
    return new FindingsComparison(introduced, gone, still.stream().sorted().toList());
  }

  private static Function<Finding, List<Object>> key(ObjectPlaces places, boolean exact) {
    return finding ->
        ImmutableList.of(
            finding.rule(),
            finding.severity(),
            finding.message(),
            places.of(finding),
            exact ? finding.path() : "");
  }

  private static void match(
      List<Finding> before,
      Function<Finding, List<Object>> oldKey,
      List<Finding> after,
      Function<Finding, List<Object>> newKey,
      List<Finding> still) {
    ListMultimap<List<Object>, Finding> waiting = LinkedListMultimap.create();
    before.forEach(finding -> waiting.put(oldKey.apply(finding), finding));
    List<Finding> left = new ArrayList<>();
    for (Finding finding : after) {
      List<Finding> same = waiting.get(newKey.apply(finding));
      if (same.isEmpty()) {
        left.add(finding);
      } else {
        same.remove(0);
        still.add(finding);
      }
    }
    before.clear();
    before.addAll(waiting.values());
    after.clear();
    after.addAll(left);
  }
}
