// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Findings;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.plan.Rounding;
import io.canaryplan.plan.TrafficShare;
import io.canaryplan.rollout.CanaryStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Weights as shares of pods, without traffic routing (canary.md 2.2). */
final class WeightChecks {
  private static final int TOLERATED_POINTS = 5;

  private final CanaryPlan plan;
  private final Findings findings;

  private WeightChecks(CanaryPlan plan, Findings findings) {
    this.plan = plan;
    this.findings = findings;
  }

  static void run(Subject subject, Findings findings) {
    subject
        .canaryPlan()
        .filter(plan -> !plan.routed() && plan.replicas() > 0)
        .ifPresent(plan -> new WeightChecks(plan, findings).run());
  }

  private void run() {
    List<PlannedState> states = new ArrayList<>();
    for (PlannedState state : plan.states()) {
      if (setWeight(state).isPresent()) {
        share(state, weight(state), path(state));
        // of counts that a step does not get to, nothing can be said
        if (state.reached()) {
          states.add(state);
        }
      }
    }
    if (plan.replicas() == 1) {
      single(states);
      return;
    }
    for (int i = 1; i < states.size(); i++) {
      neighbours(states.get(i - 1), states.get(i));
    }
  }

  private static Optional<CanaryStep.SetWeight> setWeight(PlannedState state) {
    return state.step().isPresent()
        ? state.step().get().part(CanaryStep.SetWeight.class)
        : Optional.empty();
  }

  private static int weight(PlannedState state) {
    return setWeight(state).orElseThrow().weight();
  }

  private static FieldPath path(PlannedState state) {
    return Paths.step(state.stepIndex().orElseThrow(), "setWeight");
  }

  private void share(PlannedState state, int weight, FieldPath path) {
    // what the weight leads to, whether or not the pods come that far
    ReplicaCounts counts = state.goal().replicas();
    long total = counts.total();
    long distance = Math.abs(counts.canary() * 100L - weight * total);
    // The hole of canary.md 2.4: without surge, two pods and more, and none for the canary.
    if (plan.rounding() == Rounding.CLOSEST
        && counts.canary() == 0
        && weight > 0
        && plan.replicas() > 1) {
      hole(weight, path);
    } else if (distance > TOLERATED_POINTS * total
        && plan.trafficBasis() == TrafficShare.Basis.PODS) {
      unreachable(counts, weight, path);
    }
    if (!plan.settings().roundingChosen()) {
      roundings(state, weight, path);
    }
  }

  private void hole(int weight, FieldPath path) {
    findings.add(
        WeightRules.ZERO_CANARY_HOLE,
        path,
        """
        "%s" gives the canary no pod at all: at exactly this weight and %s replicas without \
        surge, controllers since v1.2 scale it to 0; any other weight, or a maxSurge above \
        0, gives it pods"""
            .formatted(weight, plan.replicas()),
        "change %s by one, or raise spec.strategy.canary.maxSurge above 0".formatted(path));
  }

  private void unreachable(ReplicaCounts counts, int weight, FieldPath path) {
    ReachableWeights reachable = new ReachableWeights(plan);
    int exact = reachable.replicasFor(weight);
    findings.add(
        WeightRules.UNREACHABLE_WEIGHT,
        path,
        """
        setWeight "%s" gives the canary %s %% of the traffic, %s of %s, since without \
        traffic routing the pods' ratio is the only weight; the nearest that %s can give %s, \
        the fewest replicas for exactly %s %% are %s (%s), and a traffic router gives %s %% \
        with any number of replicas"""
            .formatted(
                weight,
                ReachableWeights.percent(counts),
                counts.canary(),
                Texts.pods(counts.total()),
                Texts.replicas(plan.replicas()),
                reachable.around(weight),
                weight,
                exact,
                inWords(reachable.target(exact, weight)),
                weight),
        "set spec.replicas to %s, or add %s".formatted(exact, Paths.ROUTING));
  }

  private void roundings(PlannedState state, int weight, FieldPath path) {
    ReplicaCounts ceiling = plan.replicasUnder(Rounding.CEILING, state);
    ReplicaCounts closest = plan.replicasUnder(Rounding.CLOSEST, state);
    if (!ceiling.equals(closest)) {
      findings.add(
          WeightRules.ROUNDING_DIFFERS,
          path,
          """
          setWeight "%s" of %s is %s when both counts are rounded up, the documented rule \
          (ceiling), and %s by the rule of controllers since v1.2 (closest)"""
              .formatted(
                  weight, Texts.replicas(plan.replicas()), inWords(ceiling), inWords(closest)),
          """
          name your controller (--controller) or a rounding (--rounding) to plan with, or choose \
          spec.replicas and %s so that the share is whole"""
              .formatted(path));
    }
  }

  /** A single replica is all canary or all stable; the first weight that wants both is named. */
  private void single(List<PlannedState> states) {
    for (PlannedState state : states) {
      if (weight(state) % 100 != 0) {
        findings.add(
            WeightRules.DEGENERATE_STEPS,
            Paths.SPEC.child("replicas"),
            """
            "1" replica cannot be shared: setWeight %s settles at %s; a canary without traffic \
            routing needs more replicas"""
                .formatted(weight(state), inWords(state.replicas())),
            "raise spec.replicas, or add %s".formatted(Paths.ROUTING));
        return;
      }
    }
  }

  private void neighbours(PlannedState before, PlannedState state) {
    if (before.replicas().equals(state.replicas())) {
      findings.add(
          WeightRules.DEGENERATE_STEPS,
          path(state),
          """
          setWeight "%s" changes nothing: like setWeight %s of step %s it settles at %s; %s \
          cannot tell the two apart"""
              .formatted(
                  weight(state),
                  weight(before),
                  before.stepIndex().orElseThrow() + 1,
                  inWords(state.replicas()),
                  Texts.replicas(plan.replicas())),
          "remove %s, raise spec.replicas, or add %s"
              .formatted(path(state).parent(), Paths.ROUTING));
    }
  }

  private static String inWords(ReplicaCounts counts) {
    return counts.canary() + " canary + " + counts.stable() + " stable";
  }
}
