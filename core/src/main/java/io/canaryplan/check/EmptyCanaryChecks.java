// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.Severity;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.rollout.CanaryStep;
import java.util.List;

/** Steps that meet, or leave behind, a canary without pods or traffic (canary.md 3.5). */
final class EmptyCanaryChecks {
  private final CanaryPlan plan;
  private final Findings findings;

  private EmptyCanaryChecks(CanaryPlan plan, Findings findings) {
    this.plan = plan;
    this.findings = findings;
  }

  static void run(Subject subject, Findings findings) {
    subject
        .canaryPlan()
        .filter(plan -> plan.replicas() > 0)
        .ifPresent(plan -> new EmptyCanaryChecks(plan, findings).run());
  }

  private void run() {
    List<PlannedState> states = plan.states();
    for (int i = 1; i < states.size(); i++) {
      PlannedState state = states.get(i);
      if (state.step().isPresent()) {
        CanaryStep step = state.step().get();
        int index = state.stepIndex().orElseThrow();
        if (state.replicas().canary() == 0) {
          judgesNothing(step, index);
        }
        goesAway(step, index, states.get(i - 1), state);
      }
    }
  }

  private void judgesNothing(CanaryStep step, int index) {
    step.part(CanaryStep.Analysis.class)
        .ifPresent(
            analysis ->
                findings.add(
                    SequenceRules.ANALYSIS_WITHOUT_CANARY,
                    Paths.step(index, "analysis"),
                    "%s runs while the canary has no pod; it judges nothing of the new version"
                        .formatted(Quotation.of(analysis.toString())),
                    hint(index)));
    step.part(CanaryStep.Experiment.class)
        .ifPresent(
            experiment ->
                findings.add(
                    Finding.of(
                            SequenceRules.ANALYSIS_WITHOUT_CANARY,
                            Paths.step(index, "experiment"),
                            "%s runs while the canary has no pod, with pods of its own only"
                                .formatted(Quotation.of(experiment.toString())))
                        .withHint(hint(index))
                        .withSeverity(Severity.NOTE)));
  }

  private static String hint(int index) {
    return "put a step that gives the canary pods before %s".formatted(Paths.step(index));
  }

  private void goesAway(CanaryStep step, int index, PlannedState before, PlannedState after) {
    FieldPath path = Paths.step(index);
    int pods = before.replicas().canary();
    int weight = before.weights().canary();
    if (pods > 0 && after.replicas().canary() == 0) {
      findings.add(
          SequenceRules.CANARY_GONE_HALF_WAY,
          path,
          "%s takes the canary from %s to none half way%s"
              .formatted(
                  Quotation.of(step.toString()),
                  Texts.pods(pods),
                  plan.routed() ? "; header and mirror routes go with the last of them" : ""),
          "keep pods of the canary at %s, or abort".formatted(path));
    } else if (plan.routed() && weight > 0 && after.weights().canary() == 0) {
      findings.add(
          SequenceRules.CANARY_GONE_HALF_WAY,
          path,
          "%s takes the canary's weight from %s to 0 half way while its pods stay"
              .formatted(Quotation.of(step.toString()), weight),
          "keep a weight above 0 at %s, or abort".formatted(path));
    }
  }
}
