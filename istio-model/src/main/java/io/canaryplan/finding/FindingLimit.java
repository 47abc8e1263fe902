// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.finding;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the first findings of each rule and file, and counts the others: a file that is wrong a
 * million times in one way says so once, and costs no more memory than its first findings do.
 *
 * <p>Not for use by several threads at once.
 */
public final class FindingLimit {
  /** How many findings of one rule in one file are kept. */
  public static final int MOST = 100;

  private record Kind(Rule rule, Optional<String> file) {}

  private static final class LeftOut {
    final Finding first;
    int count;

    LeftOut(Finding first) {
      this.first = first;
    }
  }

  private final Map<Kind, Integer> counts = new LinkedHashMap<>();
  private final Map<Kind, LeftOut> leftOut = new LinkedHashMap<>();
  private final List<Finding> kept = new ArrayList<>();

  /** Starts without findings. */
  public FindingLimit() {}

  /** Returns the findings in order, those above the limit as their count. */
  public static List<Finding> of(Collection<Finding> findings) {
    FindingLimit limit = new FindingLimit();
    findings.stream().sorted().forEach(limit::add);
    return limit.toList();
  }

  /** Takes a finding in. */
  public void add(Finding finding) {
    Kind kind = new Kind(finding.rule(), finding.position().map(Position::file));
    if (counts.merge(kind, 1, Integer::sum) <= MOST) {
      kept.add(finding);
    } else {
      leftOut.computeIfAbsent(kind, unused -> new LeftOut(finding)).count++;
    }
  }

  /** Takes all findings of another one in, those that it left out as well. */
  public void addAll(FindingLimit other) {
    other.kept.forEach(this::add);
    other.leftOut.forEach(
        (kind, more) -> {
          add(more.first);
          if (more.count > 1) {
            leftOut.computeIfAbsent(kind, unused -> new LeftOut(more.first)).count +=
                more.count - 1;
          }
        });
  }

  /** Returns whether there is no finding. */
  public boolean isEmpty() {
    return kept.isEmpty();
  }

  /** Returns the findings in order, those above the limit as their count. */
  public List<Finding> toList() {
    List<Finding> all = new ArrayList<>(kept);
    leftOut.forEach((kind, more) -> all.add(summary(kind, more)));
    return ImmutableList.sortedCopyOf(all);
  }

  private static Finding summary(Kind kind, LeftOut more) {
    Finding finding =
        Finding.of(
            FindingLimitRules.MORE_FINDINGS,
            FieldPath.root(),
            more.count
                + (more.count == 1 ? " more finding" : " more findings")
                + " of the rule "
                + kind.rule
                + (more.count == 1 ? " is" : " are")
                + " left out from here on");
    Finding hinted = finding.withHint("see to the first " + MOST + ", then check again");
    return more.first.position().map(hinted::at).orElse(hinted);
  }
}
