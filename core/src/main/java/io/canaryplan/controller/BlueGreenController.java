// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.controller.ResolvedBlueGreen.Outcome;
import io.canaryplan.plan.BlueGreenPlan;
import io.canaryplan.plan.PlanSettings;
import io.canaryplan.plan.Readiness;
import io.canaryplan.rollout.BlueGreenStrategy;
import io.canaryplan.rollout.Rollout;

/**
 * The blue-green strategy of Argo Rollouts, followed pass by pass without a cluster. The passes of
 * 1.9 and main were compared with those of the controllers; 1.7 and 1.8 are taken to do as 1.9
 * does.
 */
public final class BlueGreenController {
  private BlueGreenController() {}

  /**
   * Plans a new version of a Rollout that is at rest.
   *
   * @throws IllegalArgumentException if it has no blue-green strategy, or one without an
   *     activeService: then every pass fails (bluegreen.md 1.1)
   */
  public static BlueGreenPlan plan(Rollout rollout, PlanSettings settings) {
    requireNonNull(rollout, "rollout");
    requireNonNull(settings, "settings");
    ResolvedBlueGreen rules = rules(rollout, settings);
    int replicas = settings.replicas().orElse(rollout.replicas().orElse(1));
    // the pods before the update have had all the time they need
    ResolvedBlueGreen deploying = rules(rollout, settings.withReadiness(Readiness.AT_ONCE));
    BlueGreenWalk deploy =
        new BlueGreenWalk(
            deploying, BlueGreenState.created(BlueGreenPlan.BEFORE, replicas, false), 0);
    deploy.toRest(Integer.MAX_VALUE);
    BlueGreenState rest = deploy.state().edited(BlueGreenPlan.BEFORE, replicas, rollout.paused());
    BlueGreenPoint settled = new BlueGreenPoint(rules, rest, rest.now() + 1);
    BlueGreenPoint start =
        new BlueGreenPoint(
            rules,
            rest.later(rest.now() + 1).edited(BlueGreenPlan.UPDATE, replicas, rollout.paused()),
            settled.origin());
    BlueGreenStages.Result result = BlueGreenStages.of(settled, start);
    return BlueGreenPlan.of(rollout, settings, result.stages(), result.standstill());
  }

  private static ResolvedBlueGreen rules(Rollout rollout, PlanSettings settings) {
    BlueGreenStrategy strategy =
        rollout
            .blueGreen()
            .orElseThrow(
                () -> new IllegalArgumentException("'" + rollout.name() + "' is not blue-green"));
    if (strategy.activeService().isEmpty()) {
      throw new IllegalArgumentException("'" + rollout.name() + "' has no activeService");
    }
    // an analysis runs until the walk lets it succeed, since nobody knows how long it takes
    ImmutableList<Outcome> open =
        ImmutableList.of(new Outcome(BlueGreenRun.Phase.SUCCESSFUL, ResolvedBlueGreen.NEVER));
    boolean broken = settings.readiness().isNever();
    return new ResolvedBlueGreen(
        rollout,
        strategy,
        settings.controller(),
        broken ? ResolvedBlueGreen.BROKEN_UPDATE : ImmutableList.of(),
        broken ? Integer.MAX_VALUE : settings.readiness().podsPerPass().orElse(Integer.MAX_VALUE),
        open,
        open);
  }
}
