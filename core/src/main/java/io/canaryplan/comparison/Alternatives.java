// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.comparison;

import com.google.common.collect.ImmutableList;
import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannerOptions;
import io.canaryplan.check.DeploymentChecks;
import io.canaryplan.controller.DeploymentController;
import io.canaryplan.kubernetes.WorkloadDefaults;
import io.canaryplan.plan.DeploymentSpec;
import io.canaryplan.plan.Plan;
import io.canaryplan.plan.PodPace;
import io.canaryplan.rollout.BlueGreenStrategy;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.Deployment;
import io.canaryplan.rollout.Rollout;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The ways of one workload: the one that is written, and beside it those that are not, which get
 * the defaults of their strategy and are planned as if they were written. That the workload is
 * paused is left out of those.
 */
final class Alternatives {
  private static final Manifests NOTHING_BESIDE =
      new Manifests(ImmutableList.of(), ImmutableList.of(), ImmutableList.of());

  private final ComparedWay written;
  private final Rollout rollout;
  private final DeploymentSpec deployment;
  private final PlannerOptions options;
  private final TrialSteps trial;

  private Alternatives(
      ComparedWay written,
      Rollout rollout,
      DeploymentSpec deployment,
      PlannerOptions options,
      TrialSteps trial) {
    this.written = written;
    this.rollout = rollout;
    this.deployment = deployment;
    this.options = options.withReplicas(deployment.replicas());
    this.trial = trial;
  }

  /** Returns the ways of a Rollout that has a plan. */
  static List<ComparedWay> of(
      Rollout rollout, Plan plan, PlannerOptions options, TrialSteps trial) {
    Optional<CanaryStrategy> canary = rollout.canary();
    Way way =
        canary.isEmpty()
            ? Way.BLUE_GREEN
            : canary.get().isRouted() ? Way.ROUTED_CANARY : Way.CANARY;
    Needs needs =
        canary
            .map(strategy -> Needs.of(strategy, true))
            .orElseGet(() -> Needs.of(rollout.blueGreen().orElseThrow()));
    // what is negative is refused in findings; here it counts as nothing
    DeploymentSpec deployment =
        DeploymentSpec.rollingUpdate(plan.replicas())
            .withSeconds(
                Math.max(0, rollout.minReadySeconds().orElse(0)),
                Math.max(
                    0,
                    rollout
                        .progressDeadlineSeconds()
                        .orElse(WorkloadDefaults.PROGRESS_DEADLINE_SECONDS)));
    return new Alternatives(
            ComparedWay.planned(way, Origin.WRITTEN, needs, plan),
            rollout.toBuilder().paused(false).build(),
            deployment,
            options,
            trial)
        .all();
  }

  /** Returns the ways of a Deployment that has a plan. */
  static List<ComparedWay> of(
      Deployment deployment, Plan plan, PlannerOptions options, TrialSteps trial) {
    DeploymentSpec spec = DeploymentChecks.spec(deployment);
    boolean recreate = plan.strategy() == Plan.Strategy.RECREATE;
    Rollout.Builder rollout =
        Rollout.builder(
                deployment.name().isEmpty() ? "deployment" : deployment.name(),
                blueGreen(deployment.name()))
            .replicas(plan.replicas())
            .minReadySeconds(spec.minReadySeconds())
            .progressDeadlineSeconds(spec.progressDeadlineSeconds());
    deployment.namespace().ifPresent(rollout::namespace);
    deployment.selector().ifPresent(rollout::selector);
    deployment.template().ifPresent(rollout::template);
    return new Alternatives(
            ComparedWay.planned(
                recreate ? Way.RECREATE : Way.ROLLING_UPDATE,
                Origin.WRITTEN,
                Needs.ofDeployment(),
                plan),
            rollout.build(),
            DeploymentSpec.rollingUpdate(plan.replicas())
                .withSeconds(spec.minReadySeconds(), spec.progressDeadlineSeconds()),
            options,
            trial)
        .all();
  }

  private static BlueGreenStrategy blueGreen(String service) {
    return new BlueGreenStrategy(
        Optional.of(service.isEmpty() ? "active" : service),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private List<ComparedWay> all() {
    ImmutableList.Builder<ComparedWay> ways = ImmutableList.builder();
    for (Way way : Way.values()) {
      boolean here = written.way() == way;
      if (here) {
        ways.add(written);
      }
      switch (way) {
        case ROLLING_UPDATE -> {
          if (!here) {
            ways.add(rollingUpdate());
          }
        }
        case BLUE_GREEN -> {
          if (!here) {
            ways.add(blueGreen());
          }
        }
        case CANARY, ROUTED_CANARY -> {
          if (!here || !trial.isEmpty()) {
            ways.add(canary(way));
          }
        }
        case RECREATE -> {
          // an outage is nothing to propose
        }
      }
    }
    return ways.build();
  }

  private ComparedWay rollingUpdate() {
    try {
      Plan plan = DeploymentController.plan(deployment, PodPace.of(options.readiness()));
      return ComparedWay.planned(Way.ROLLING_UPDATE, Origin.DERIVED, Needs.ofDeployment(), plan);
    } catch (IllegalArgumentException e) {
      // too many pods to count (rolling.md 5.5)
      return ComparedWay.refused(
          Way.ROLLING_UPDATE, Origin.DERIVED, Needs.ofDeployment(), String.valueOf(e.getMessage()));
    }
  }

  private ComparedWay blueGreen() {
    BlueGreenStrategy strategy = blueGreen(rollout.name());
    Plan plan = planned(rollout.toBuilder().blueGreen(strategy).build());
    return ComparedWay.planned(Way.BLUE_GREEN, Origin.DERIVED, Needs.of(strategy), plan);
  }

  private ComparedWay canary(Way way) {
    Origin origin = trial.isEmpty() ? Origin.DERIVED : Origin.TRIAL;
    CanaryStrategy base = rollout.canary().orElseGet(() -> CanaryStrategy.builder().build());
    SiblingCanary sibling = new SiblingCanary(base, trial, rollout.name());
    Optional<String> refusal = way == Way.CANARY ? sibling.needsRouter() : Optional.empty();
    CanaryStrategy strategy = refusal.isPresent() ? base : sibling.of(way);
    boolean chosen = base.trafficRouting().equals(strategy.trafficRouting());
    Needs needs = Needs.of(strategy, chosen || base.isRouted());
    return refusal
        .map(why -> ComparedWay.refused(way, origin, needs, why))
        .orElseGet(
            () ->
                ComparedWay.planned(
                    way, origin, needs, planned(rollout.toBuilder().canary(strategy).build())));
  }

  private Plan planned(Rollout alternative) {
    return CanaryPlanner.plan(alternative, NOTHING_BESIDE, options).update().value().orElseThrow();
  }
}
