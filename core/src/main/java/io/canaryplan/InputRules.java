// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** The rules about the inputs as a whole. */
public final class InputRules {
  /** There is no Rollout. */
  public static final Rule NO_ROLLOUT =
      Rule.error("no-rollout")
          .title("There is no Rollout")
          .what("None of the documents is a Rollout, so there is nothing to plan.")
          .why("A plan is about a Rollout; the other documents only say how it is routed.")
          .source("canaryplan")
          .bad("kind: Deployment")
          .good("kind: Rollout")
          .build();

  /** A Rollout is given twice. */
  public static final Rule DUPLICATE_ROLLOUT =
      Rule.error("duplicate-rollout")
          .title("A Rollout is given twice")
          .what(
              """
              Two Rollouts share name and namespace; only one of them can exist in a cluster.
              """)
          .why(
              """
              Only one object of a name and namespace can exist in a cluster, and nothing says which
              of the two is meant.
              """)
          .source("Kubernetes")
          .bad("metadata: {name: shop}  # twice")
          .good("metadata: {name: shop-eu}")
          .build();

  /** All of them, in the order of the reference. */
  public static final RuleGroup GROUP =
      new RuleGroup(
          "Inputs",
          "What the inputs hold as a whole.",
          ImmutableList.of(NO_ROLLOUT, DUPLICATE_ROLLOUT));

  private InputRules() {}
}
