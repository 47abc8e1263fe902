// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static java.util.Objects.requireNonNull;

import io.canaryplan.controller.CanaryController;
import io.canaryplan.finding.Finding;
import io.canaryplan.gitops.ApplicationTerms;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.rollout.Rollout;
import java.util.List;

/**
 * Plans all Rollouts of a set of manifests: the one entry point.
 *
 * <pre>{@code
 * Manifests manifests = Manifests.read("rollout.yaml", text);
 * for (PlannedRollout planned : CanaryPlanner.plan(manifests, PlannerOptions.DEFAULT).rollouts()) {
 *   for (PlannedState state : planned.plan().orElseThrow().states()) {
 *     System.out.println(state);
 *   }
 * }
 * }</pre>
 *
 * <p>The result depends on nothing but the arguments; planning twice gives equal answers.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class CanaryPlanner {
  private CanaryPlanner() {}

  /**
   * Plans every Rollout among the documents. Nothing a user can have written makes this throw: what
   * is wrong is a finding, and a Rollout that cannot be planned has an answer without a plan.
   */
  public static PlannedManifests plan(Manifests manifests, PlannerOptions options) {
    return new Planning(manifests, options).run();
  }

  /**
   * As {@link #plan(Manifests, PlannerOptions)}, with workers that share the work; the answers are
   * the same.
   */
  public static PlannedManifests plan(
      Manifests manifests, PlannerOptions options, Workers workers) {
    return new Planning(manifests, options, BaseTemplates.NONE, workers).run();
  }

  /**
   * Returns everything found, as {@link PlannedManifests#allFindings()} of the plans, without
   * keeping a plan longer than it is checked.
   *
   * @param workers what shares the work; {@link Workers#ONE} for the calling thread alone
   */
  public static List<Finding> check(Manifests manifests, PlannerOptions options, Workers workers) {
    return new Planning(manifests, options, BaseTemplates.NONE, workers).check();
  }

  /**
   * Returns how the Applications of Argo CD among the documents have their objects compared and
   * synced.
   */
  public static ApplicationTerms applications(Manifests manifests, PlannerOptions options) {
    return new Planning(manifests, options).applications();
  }

  /**
   * Plans every Rollout of a revision as the update of the same Rollout in the revision before: its
   * template tells the hash of the stable version. Otherwise as {@link #plan(Manifests,
   * PlannerOptions)}.
   *
   * @param base the revision that runs; only the templates of its Rollouts are looked at
   * @param head the revision that is planned
   */
  public static PlannedManifests plan(Manifests base, Manifests head, PlannerOptions options) {
    return new Planning(head, options, BaseTemplates.of(base), Workers.ONE).run();
  }

  /**
   * Plans one Rollout that was made in code; there are no documents and no findings.
   *
   * @throws IllegalArgumentException if the Rollout has no canary strategy
   */
  public static CanaryPlan plan(Rollout rollout, PlannerOptions options) {
    return CanaryController.plan(rollout, options.settings());
  }

  /**
   * Plans one Rollout that was made in code, together with the documents that it refers to.
   *
   * @param beside the VirtualServices, DestinationRule and Services; Rollouts among them are left
   *     alone
   * @return the plan, the documents of its states, and what was found about both; findings about
   *     the Rollout itself have no position
   * @throws IllegalArgumentException if the Rollout is blue-green and has no activeService
   */
  public static PlannedRollout plan(Rollout rollout, Manifests beside, PlannerOptions options) {
    return new Planning(beside, options).plan(requireNonNull(rollout, "rollout"));
  }
}
