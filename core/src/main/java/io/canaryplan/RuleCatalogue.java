// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import com.google.common.collect.ImmutableList;
import io.canaryplan.check.CheckRules;
import io.canaryplan.finding.FindingLimitRules;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;
import io.canaryplan.finding.SchemaRules;
import io.canaryplan.gitops.GitOpsRules;
import io.canaryplan.hash.HashRules;
import io.canaryplan.istio.IstioRules;
import io.canaryplan.istio.validation.ValidationRules;
import io.canaryplan.rollout.RolloutRules;
import io.canaryplan.yaml.YamlRules;
import java.util.List;
import java.util.Optional;

/**
 * Every rule that a finding can be reported under. The rule reference, {@code core/docs/rules.md},
 * is made from it. Immutable and safe for use by several threads.
 */
public final class RuleCatalogue {
  private static final List<RuleGroup> GROUPS =
      ImmutableList.<RuleGroup>builder()
          .add(YamlRules.GROUP, InputRules.GROUP, FindingLimitRules.GROUP, SchemaRules.GROUP)
          .add(RolloutRules.GROUP, HashRules.GROUP, ReviewRules.GROUP)
          .addAll(CheckRules.groups())
          .addAll(GitOpsRules.groups())
          .add(IstioRules.GROUP)
          .addAll(ValidationRules.groups())
          .build();

  private static final List<Rule> ALL =
      GROUPS.stream()
          .flatMap(group -> group.rules().stream())
          .collect(ImmutableList.toImmutableList());

  private RuleCatalogue() {}

  /** Returns the rules by what they are about, in the order of the reference. */
  public static List<RuleGroup> groups() {
    return GROUPS;
  }

  /** Returns all rules in the order of the reference. */
  public static List<Rule> all() {
    return ALL;
  }

  /** Returns the rule with this id, if there is one. */
  public static Optional<Rule> find(String id) {
    return ALL.stream().filter(rule -> rule.id().equals(id)).findFirst();
  }
}
