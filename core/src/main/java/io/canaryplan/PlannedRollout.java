// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Checked;
import io.canaryplan.finding.Finding;
import io.canaryplan.plan.AbortPlan;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.routing.MeshDocuments;
import io.canaryplan.routing.StateDocument;
import io.canaryplan.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The answer for one Rollout: its plan, the documents of each state, and what was found.
 *
 * <p>There is a plan whenever the numbers it needs are known, also when the controller would refuse
 * the Rollout for another reason; the findings say so. {@code plan().orElseThrow()} gives a plan
 * only if nothing found is an error.
 */
public final class PlannedRollout {
  private final YamlDocument source;
  private final Optional<Rollout> rollout;
  private final Checked<CanaryPlan> plan;
  private final Optional<MeshDocuments> mesh;
  private final PlannerOptions options;

  PlannedRollout(
      YamlDocument source,
      Optional<Rollout> rollout,
      Checked<CanaryPlan> plan,
      Optional<MeshDocuments> mesh,
      PlannerOptions options) {
    this.source = source;
    this.rollout = rollout;
    this.plan = plan;
    this.mesh = mesh;
    this.options = options;
  }

  /** Returns the Rollout's own document as given. */
  public YamlDocument source() {
    return source;
  }

  /** Returns the Rollout as written; absent if it could not be read. */
  public Optional<Rollout> rollout() {
    return rollout;
  }

  /** Returns the plan, if there is one, and everything found about this Rollout by position. */
  public Checked<CanaryPlan> plan() {
    return plan;
  }

  /** Returns everything found about this Rollout, by position. */
  public List<Finding> findings() {
    return plan.findings();
  }

  /** Returns what the plan was made with. */
  public PlannerOptions options() {
    return options;
  }

  /**
   * Returns the documents that the controller would have written when {@code state} has settled:
   * VirtualServices, the DestinationRule, Services, unchanged ones too. Empty without traffic
   * routing by Istio.
   *
   * @throws IllegalArgumentException if the state is not one of this plan
   */
  public List<StateDocument> documents(PlannedState state) {
    // States are: initial, then one for each step, so step i is state i + 1; then promoted.
    boolean promoted = state.kind() == PlannedState.Kind.PROMOTED;
    return documents(pathTo(promoted ? states().size() - 1 : state.stepIndex().orElse(-1) + 1));
  }

  /**
   * Returns the documents at the end of an abort, as {@link #documents(PlannedState)}.
   *
   * @throws IllegalArgumentException if the abort is not one of this plan
   */
  public List<StateDocument> documents(AbortPlan abort) {
    List<RoutingState> path = pathTo(abort.fromStepIndex() + 1);
    path.addAll(abort.routingChanges());
    path.add(abort.routing());
    return documents(path);
  }

  private List<StateDocument> documents(List<RoutingState> path) {
    return mesh.map(documents -> documents.at(path)).orElse(ImmutableList.of());
  }

  private List<RoutingState> pathTo(int index) {
    List<PlannedState> states = states();
    if (index < 0 || index >= states.size()) {
      throw new IllegalArgumentException("not a state of this plan");
    }
    List<RoutingState> path = new ArrayList<>();
    for (PlannedState state : states.subList(0, index + 1)) {
      path.add(state.routing());
    }
    return path;
  }

  private List<PlannedState> states() {
    return plan.value().map(CanaryPlan::states).orElse(ImmutableList.of());
  }
}
