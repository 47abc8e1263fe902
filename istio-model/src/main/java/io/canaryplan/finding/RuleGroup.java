// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.finding;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * Rules about one concern, which stand together in the rule reference.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param title what they are about, the heading of the reference
 * @param introduction sentences that hold for all of them, possibly empty; a line break counts as a
 *     space
 * @param rules the rules in the order of the reference
 */
public record RuleGroup(String title, String introduction, List<Rule> rules) {
  /** Copies the rules. */
  public RuleGroup {
    requireNonNull(title, "title");
    introduction = introduction.strip().replace('\n', ' ');
    rules = ImmutableList.copyOf(rules);
  }
}
