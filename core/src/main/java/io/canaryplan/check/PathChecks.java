// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.plan.AbortPlan;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Envelope;
import io.canaryplan.plan.Pass;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.Standstill;
import java.util.Optional;

/** What happens on the way: P6, P7, and paths that end before their state is reached. */
final class PathChecks {
  private final CanaryPlan plan;
  private final Findings findings;

  private PathChecks(CanaryPlan plan, Findings findings) {
    this.plan = plan;
    this.findings = findings;
  }

  static void check(CanaryPlan plan, Findings findings) {
    PathChecks checks = new PathChecks(plan, findings);
    checks.peak();
    checks.overload();
    checks.standstill();
    checks.abortStandstill();
  }

  private void peak() {
    Envelope.Extreme peak = plan.envelope().peak();
    long expected = (long) plan.replicas() + plan.limits().maxSurge();
    // A router always keeps both versions side by side; only a written limit makes that a surprise.
    boolean suggested =
        !plan.routed() || plan.rollout().canary().orElseThrow().maxSurge().isPresent();
    if (suggested && peak.pods() > expected) {
      PlannedState state = plan.states().get(peak.moment().state());
      findings.add(
          CheckRule.POD_PEAK,
          Paths.SPEC.child("replicas"),
          "\""
              + plan.replicas()
              + "\" replicas become up to "
              + peak.pods()
              + " pods on the way to "
              + name(state)
              + ", where maxSurge suggests "
              + expected,
          "make room for " + peak.pods() + " pods, or change spec.replicas");
    }
  }

  private static String name(PlannedState state) {
    return state
        .step()
        .map(
            step ->
                "step " + state.stepIndex().orElseThrow() + " (" + Texts.cut(step.toString()) + ")")
        .orElse("the " + state.kind() + " state");
  }

  /** The worst moment, where a version has more than 1.5 times the traffic of its pods. */
  private void overload() {
    if (!plan.hasRouter() || plan.replicas() == 0) {
      return;
    }
    Optional<Load> worst = Optional.empty();
    for (PlannedState state : plan.states()) {
      // The passes of the promotion hand the names of the versions over; no step asks for them.
      if (state.stepIndex().isPresent()) {
        int step = state.stepIndex().getAsInt();
        for (Pass pass : state.passes()) {
          worst = worse(worst, new Load(step, "canary", pass.weights().canary(), pass.canary()));
          worst = worse(worst, new Load(step, "stable", pass.weights().stable(), pass.stable()));
        }
      }
    }
    worst.filter(this::isOverload).ifPresent(this::overloaded);
  }

  private record Load(int step, String version, long weight, long pods) {}

  private static Optional<Load> worse(Optional<Load> worst, Load other) {
    boolean more =
        worst.isEmpty()
            || other.weight() * worst.get().pods() > worst.get().weight() * other.pods();
    return more ? Optional.of(other) : worst;
  }

  private boolean isOverload(Load load) {
    return 2 * load.weight() * plan.replicas() > 3L * plan.maxWeight() * load.pods();
  }

  private void overloaded(Load load) {
    findings.add(
        CheckRule.OVERLOAD,
        Paths.step(load.step()),
        "\""
            + plan.rollout().canary().orElseThrow().steps().get(load.step())
            + "\" lets "
            + load.weight()
            + " of "
            + plan.maxWeight()
            + " parts of the traffic reach "
            + Texts.pods(load.pods())
            + " of the "
            + load.version()
            + " version, where "
            + Texts.replicas(plan.replicas())
            + " carry all of it",
        "raise the size before the weight at " + Paths.step(load.step()));
  }

  private void standstill() {
    for (PlannedState state : plan.states()) {
      Optional<Standstill> standstill = plan.standstillAt(state);
      if (standstill.isPresent()) {
        findings.add(
            CheckRule.PLAN_STANDS_STILL,
            path(state),
            standstill.get().message(),
            "change " + path(state) + " or the fields named above");
        return;
      }
    }
  }

  private static FieldPath path(PlannedState state) {
    return state.stepIndex().isPresent()
        ? Paths.step(state.stepIndex().getAsInt())
        : Paths.CANARY.child("steps");
  }

  private void abortStandstill() {
    plan.aborts().stream()
        .filter(abort -> abort.standstill().isPresent())
        .findFirst()
        .ifPresent(this::abortStandsStill);
  }

  private void abortStandsStill(AbortPlan abort) {
    String message = abort.standstill().orElseThrow().message();
    FieldPath minPods = Paths.CANARY.child("minPodsPerReplicaSet");
    findings.add(
        CheckRule.ABORT_STANDS_STILL,
        Paths.step(abort.fromStepIndex()),
        "an abort here does not come to its end: " + message,
        message.contains("minPodsPerReplicaSet")
            ? "lower " + minPods
            : "change "
                + Paths.CANARY.child("abortScaleDownDelaySeconds")
                + " or "
                + Paths.CANARY.child("dynamicStableScale"));
  }
}
