// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.finding;

import com.google.common.collect.ImmutableList;

/**
 * The rule about findings that are too many.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class FindingLimitRules {
  /** A rule has more findings in a file than are told. */
  public static final Rule MORE_FINDINGS =
      Rule.note("more-findings")
          .title("A rule has more findings than are told")
          .what("A rule has more than 100 findings in one file; the others are counted.")
          .why("What is wrong in one way all over a file is mended in one way.")
          .source("canaryplan")
          .bad("a: [*x, *x]  # and so on, a hundred times, without an anchor x")
          .good("a: [text]")
          .build();

  /** All of them, in the order of the reference. */
  public static final RuleGroup GROUP =
      new RuleGroup(
          "Many findings", "How many findings are told.", ImmutableList.of(MORE_FINDINGS));

  private FindingLimitRules() {}
}
