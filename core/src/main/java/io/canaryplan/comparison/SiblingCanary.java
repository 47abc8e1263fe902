// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.comparison;

import com.google.common.collect.ImmutableList;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.IstioTrafficRouting;
import io.canaryplan.rollout.IstioVirtualServiceRef;
import io.canaryplan.rollout.StepKind;
import io.canaryplan.rollout.TrafficRouting;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * The same canary with and without a router.
 *
 * @param base the canary that is written, or one without any field
 * @param trial steps to try instead of those written
 * @param name what the workload is called
 */
record SiblingCanary(CanaryStrategy base, TrialSteps trial, String name) {
  /** Returns the strategy for one of the two ways of a canary. */
  CanaryStrategy of(Way way) {
    return way == Way.CANARY ? withoutRouter() : withRouter();
  }

  private List<CanaryStep> steps() {
    return trial.isEmpty() ? base.steps() : trial.canarySteps();
  }

  /**
   * Returns why the canary is none without a router; empty if it is one (canary.md 1.6: which steps
   * need traffic routing).
   */
  Optional<String> needsRouter() {
    List<CanaryStep> steps = steps();
    for (int i = 0; i < steps.size(); i++) {
      Optional<StepKind> needed = steps.get(i).kinds().stream().filter(needsRouter(i)).findFirst();
      if (needed.isPresent()) {
        return Optional.of("step " + (i + 1) + ", " + needed.get() + ", needs a router");
      }
    }
    boolean percent = trial.isEmpty() && base.maxWeight() != TrafficRouting.DEFAULT_MAX_WEIGHT;
    return percent
        ? Optional.of("its weights are parts of " + base.maxWeight() + ", which only a router has")
        : Optional.empty();
  }

  private Predicate<StepKind> needsRouter(int step) {
    return kind ->
        switch (kind) {
          case SET_WEIGHT, PAUSE, ANALYSIS, PLUGIN -> false;
          case SET_CANARY_SCALE, SET_HEADER_ROUTE, SET_MIRROR_ROUTE -> true;
          case EXPERIMENT -> hasWeight(steps().get(step));
        };
  }

  private static boolean hasWeight(CanaryStep step) {
    return step.part(CanaryStep.Experiment.class).stream()
        .flatMap(experiment -> experiment.templates().stream())
        .anyMatch(template -> template.weight().isPresent());
  }

  // one Service selects all pods; what is left out is refused or ignored without a router
  private CanaryStrategy withoutRouter() {
    CanaryStrategy.Builder canary = CanaryStrategy.builder().steps(steps());
    base.maxSurge().ifPresent(canary::maxSurge);
    base.maxUnavailable().ifPresent(canary::maxUnavailable);
    base.replicaProgressThreshold().ifPresent(canary::replicaProgressThreshold);
    base.analysis().ifPresent(canary::analysis);
    return canary.build();
  }

  // any router does; Istio stands for them, with the two Services that most of them need
  private CanaryStrategy withRouter() {
    CanaryStrategy.Builder canary = base.toBuilder().steps(steps());
    Optional<TrafficRouting> written =
        base.trafficRouting().filter(routing -> !routing.routers().isEmpty());
    if (written.isPresent()) {
      TrafficRouting routing = written.get();
      return canary
          .trafficRouting(
              trial.isEmpty()
                  ? routing
                  : new TrafficRouting(
                      OptionalInt.empty(), routing.managedRoutes(), routing.routers()))
          .build();
    }
    if (base.pingPong().isEmpty()) {
      canary
          .canaryService(base.canaryService().orElse(name + "-canary"))
          .stableService(base.stableService().orElse(name + "-stable"));
    }
    IstioTrafficRouting istio =
        new IstioTrafficRouting(
            ImmutableList.of(), Optional.of(IstioVirtualServiceRef.of(name)), Optional.empty());
    return canary.trafficRouting(TrafficRouting.of(istio)).build();
  }
}
