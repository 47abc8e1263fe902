// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.collect.ImmutableList;
import io.canaryplan.check.Check;
import io.canaryplan.check.Subject;
import java.util.List;

/**
 * The checks about Argo CD, for the list of all checks. They say nothing where nothing among the
 * inputs shows that Argo CD is used.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class GitOpsChecks {
  private GitOpsChecks() {}

  /** Returns the checks of workloads among these inputs, in the order in which they run. */
  public static List<Check> among(Subject.Inputs inputs) {
    ArgoCd argo = ArgoCd.of(inputs);
    return ImmutableList.of(
        (subject, findings) -> RolloutChecks.run(argo, subject, findings),
        (subject, findings) -> WaveChecks.run(argo, subject, findings),
        (subject, findings) -> GitWeightChecks.run(argo, subject, findings),
        (subject, findings) -> ApplicationChecks.run(argo, subject, findings));
  }
}
