// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.plan.Rounding;
import io.canaryplan.rollout.CanaryStep;
import java.util.Optional;

/** Weights as shares of pods, without traffic routing: P1, P3 and P4. */
final class WeightChecks {
  private static final int TOLERATED_POINTS = 5;

  private WeightChecks() {}

  static void check(CanaryPlan plan, Findings findings) {
    if (plan.routed() || plan.replicas() == 0) {
      return;
    }
    for (PlannedState state : plan.states()) {
      Optional<CanaryStep.SetWeight> step =
          state.step().flatMap(s -> s.part(CanaryStep.SetWeight.class));
      if (step.isPresent()) {
        FieldPath path = Paths.step(state.stepIndex().orElseThrow(), "setWeight");
        check(plan, state, step.get().weight(), path, findings);
      }
    }
  }

  private static void check(
      CanaryPlan plan, PlannedState state, int weight, FieldPath path, Findings findings) {
    if (plan.rounding() == Rounding.CLOSEST && isHole(plan, state.replicas(), weight)) {
      hole(plan, weight, path, findings);
    } else if (isFar(state.replicas(), weight)) {
      unreachable(plan, state.replicas(), weight, path, findings);
    }
    roundings(plan, state, weight, path, findings);
  }

  /** The hole of spec/canary.md 2.4: without surge, two pods and more, and none for the canary. */
  private static boolean isHole(CanaryPlan plan, ReplicaCounts counts, int weight) {
    return counts.canary() == 0 && weight > 0 && plan.replicas() > 1;
  }

  private static void hole(CanaryPlan plan, int weight, FieldPath path, Findings findings) {
    findings.add(
        CheckRule.ZERO_CANARY_HOLE,
        path,
        "\""
            + weight
            + "\" gives the canary no pod at all: at exactly this weight and "
            + plan.replicas()
            + " replicas without surge, controllers since v1.2 scale it to 0; any other weight, or"
            + " a maxSurge above 0, gives it pods",
        "change " + path + " by one, or raise spec.strategy.canary.maxSurge above 0");
  }

  /** Returns whether the pods' share is more than 5 points away from the weight. */
  private static boolean isFar(ReplicaCounts counts, int weight) {
    long total = counts.total();
    return Math.abs(counts.canary() * 100L - weight * total) > TOLERATED_POINTS * total;
  }

  private static void unreachable(
      CanaryPlan plan, ReplicaCounts counts, int weight, FieldPath path, Findings findings) {
    ReachableWeights reachable = new ReachableWeights(plan);
    int exact = reachable.replicasFor(weight);
    findings.add(
        CheckRule.UNREACHABLE_WEIGHT,
        path,
        "setWeight \""
            + weight
            + "\" gives the canary "
            + Texts.percent(counts.canary(), counts.total())
            + " % of the traffic, "
            + counts.canary()
            + " of "
            + Texts.pods(counts.total())
            + ", since without traffic routing the pods' ratio is the only weight; the nearest that "
            + Texts.replicas(plan.replicas())
            + " can give "
            + reachable.around(weight)
            + ", the fewest replicas for exactly "
            + weight
            + " % are "
            + exact
            + " ("
            + inWords(reachable.target(exact, weight))
            + "), and a traffic router gives "
            + weight
            + " % with any number of replicas",
        "set spec.replicas to " + exact + ", or add " + Paths.ROUTING);
  }

  private static void roundings(
      CanaryPlan plan, PlannedState state, int weight, FieldPath path, Findings findings) {
    ReplicaCounts ceiling = plan.replicasUnder(Rounding.CEILING, state);
    ReplicaCounts closest = plan.replicasUnder(Rounding.CLOSEST, state);
    if (!ceiling.equals(closest)) {
      findings.add(
          CheckRule.ROUNDING_DIFFERS,
          path,
          "setWeight \""
              + weight
              + "\" of "
              + Texts.replicas(plan.replicas())
              + " is "
              + inWords(ceiling)
              + " when both counts are rounded up, the documented rule (ceiling), and "
              + inWords(closest)
              + " by the rule of controllers since v1.2 (closest)",
          "plan with the rounding of your controller, or choose spec.replicas and "
              + path
              + " so that the share is whole");
    }
  }

  private static String inWords(ReplicaCounts counts) {
    return counts.canary() + " canary + " + counts.stable() + " stable";
  }
}
