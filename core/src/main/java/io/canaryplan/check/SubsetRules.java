// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** The rules about: subsets of a DestinationRule. */
final class SubsetRules {
  static final Rule FOREIGN_SUBSET_REMOVED =
      Rule.warning("foreign-subset-removed")
          .title("A further subset is removed")
          .what(
              """
              A further subset of the managed DestinationRule is removed. It is an error where a
              destination of the subset stays, also one of `additionalSubsetNames`.
              """)
          .why(
              """
              The controller writes the subsets of canary, stable and running experiments only.
              """)
          .source("Argo Rollouts (istio.md 2.1)")
          .bad("subsets: [{name: canary}, {name: stable}, {name: other}]")
          .good("subsets: [{name: canary}, {name: stable}]")
          .build();

  static final Rule DESTINATION_RULE_ALWAYS_WRITTEN =
      Rule.note("destination-rule-always-written")
          .title("The DestinationRule is written in every pass")
          .what(
              """
              Subsets with further keys are written again in every pass although nothing changes.
              """)
          .why(
              """
              The controller compares what it would write with what is there, and further keys
              always differ.
              """)
          .source("Argo Rollouts (istio.md 2.3)")
          .bad("subsets: [{name: stable, trafficPolicy: …}]")
          .good("subsets: [{name: stable}]")
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "Subsets of a DestinationRule",
          "What the controller writes and removes there.",
          ImmutableList.of(FOREIGN_SUBSET_REMOVED, DESTINATION_RULE_ALWAYS_WRITTEN));

  private SubsetRules() {}
}
