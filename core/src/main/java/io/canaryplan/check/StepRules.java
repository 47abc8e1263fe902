// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.ExperimentTemplate;
import java.util.List;
import java.util.Set;

/**
 * The spec pass, steps: S-1, S-6, S-14 and S-15 (spec/istio.md 3.4), in the controller's order; S-3
 * to S-5 are found in reading, S-7 to S-13 in {@link RouteStepRules}.
 */
final class StepRules {
  private static final Set<String> EXCLUSIVE =
      Set.of("setWeight", "pause", "experiment", "analysis");

  private StepRules() {}

  static void check(CanaryStrategy canary, Routers routers, Findings findings) {
    List<CanaryStep> steps = canary.steps();
    for (int i = 0; i < steps.size(); i++) {
      CanaryStep step = steps.get(i);
      exclusive(step, i, findings);
      scale(step, i, routers, findings);
      RouteStepRules.check(step, i, canary, routers, findings);
      int index = i;
      step.part(CanaryStep.Experiment.class)
          .ifPresent(experiment -> experiment(experiment, index, routers, findings));
    }
  }

  private static void exclusive(CanaryStep step, int index, Findings findings) {
    List<String> kinds =
        step.parts().stream().map(CanaryStep::kind).filter(EXCLUSIVE::contains).toList();
    if (kinds.size() > 1) {
      findings.refuse(
          CheckRule.STEP_KINDS_EXCLUSIVE,
          Paths.step(index),
          "\""
              + String.join("\" and \"", kinds)
              + "\" stand in one step; only one of setWeight, pause, experiment and analysis may",
          "make " + Paths.step(index) + " a step for each");
    }
  }

  private static void scale(CanaryStep step, int index, Routers routers, Findings findings) {
    step.part(CanaryStep.SetCanaryScale.class)
        .filter(scale -> !routers.routed())
        .ifPresent(
            scale ->
                findings.refuse(
                    CheckRule.SET_CANARY_SCALE_WITHOUT_ROUTING,
                    Paths.step(index, "setCanaryScale"),
                    "spec.strategy.trafficRouting",
                    "\"" + scale + "\" needs traffic routing; without it the weight is the scale",
                    "remove " + Paths.step(index, "setCanaryScale") + ", or add " + Paths.ROUTING));
  }

  private static void experiment(
      CanaryStep.Experiment experiment, int index, Routers routers, Findings findings) {
    List<ExperimentTemplate> templates = experiment.templates();
    for (int k = 0; k < templates.size(); k++) {
      if (templates.get(k).weight().isPresent()) {
        FieldPath path =
            Paths.step(index, "experiment").child("templates").index(k).child("weight");
        experimentWeight(templates.get(k).weight().getAsInt(), path, routers, findings);
      }
    }
  }

  private static void experimentWeight(
      int weight, FieldPath path, Routers routers, Findings findings) {
    if (!routers.routed()) {
      findings.refuse(
          CheckRule.EXPERIMENT_WEIGHT_WITHOUT_ROUTING,
          path,
          "weight \"" + weight + "\" needs traffic routing; without it an experiment has no weight",
          "remove " + path);
    } else if (routers.known() && !routers.hasAny("alb", "smi", "istio", "plugins")) {
      findings.refuse(
          CheckRule.EXPERIMENT_WEIGHT_UNSUPPORTED,
          path,
          "weight \""
              + weight
              + "\" is used "
              + routers.used()
              + "; only alb, smi, istio and plugins can weight an experiment",
          "remove " + path);
    }
  }
}
