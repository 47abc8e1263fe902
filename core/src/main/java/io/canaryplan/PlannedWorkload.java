// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import io.canaryplan.finding.Checked;
import io.canaryplan.finding.Finding;
import io.canaryplan.gitops.GitOps;
import io.canaryplan.plan.Plan;
import io.canaryplan.plan.UpdateMoment;
import io.canaryplan.plan.UpdateState;
import io.canaryplan.routing.StateDocument;
import io.canaryplan.yaml.YamlDocument;
import java.util.List;
import java.util.Optional;

/**
 * The answer for one workload, whatever its strategy: the plan of its update, the documents of each
 * state, and what was found. Reports print these and do not ask which strategy it is.
 *
 * <p>Implementations are immutable and safe for use by several threads.
 */
public sealed interface PlannedWorkload permits PlannedRollout, PlannedDeployment {
  /**
   * Returns the kind of the workload, as manifests have it: {@code Rollout} or {@code Deployment}.
   */
  String kind();

  /** Returns the workload's name, as far as it could be read. */
  Optional<String> name();

  /** Returns the workload's namespace, if it is written. */
  Optional<String> namespace();

  /** Returns the workload's own document as given; absent for one made in code. */
  Optional<YamlDocument> source();

  /** Returns the plan, if there is one, and everything found about this workload by position. */
  Checked<? extends Plan> update();

  /** Returns everything found about this workload, by position. */
  default List<Finding> findings() {
    return update().findings();
  }

  /** Returns what the plan was made with. */
  PlannerOptions options();

  /**
   * Returns the documents that the controller would have written in a state of the plan, unchanged
   * ones too; empty if the strategy writes none, or if none of them is among the inputs.
   *
   * @throws IllegalArgumentException if the state is not one of this plan
   */
  List<StateDocument> documents(UpdateState state);

  /**
   * Returns the documents as they are at a moment of this plan or of a course that leaves it.
   *
   * @throws IllegalArgumentException if the moment is of another strategy
   */
  List<StateDocument> documents(UpdateMoment moment);

  /**
   * Returns what others than git write into the objects of this workload, and what Argo CD has to
   * know of it; absent without a plan.
   */
  Optional<GitOps> gitOps();
}
