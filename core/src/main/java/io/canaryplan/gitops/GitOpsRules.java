// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;
import java.util.List;

/**
 * All rules of this package, for the catalogue.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class GitOpsRules {
  /** Weights in git that the controller writes over. */
  public static final Rule GITOPS_GIT_WEIGHTS = SyncRules.GITOPS_GIT_WEIGHTS;

  private static final List<RuleGroup> GROUPS =
      ImmutableList.of(ExpressionRules.GROUP, SyncRules.GROUP);

  private GitOpsRules() {}

  /** Returns the rules by what they are about, in the order of the reference. */
  public static List<RuleGroup> groups() {
    return GROUPS;
  }
}
