// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.plan.AbortPlan;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Envelope;
import io.canaryplan.plan.Pass;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.Ratio;
import io.canaryplan.plan.Standstill;
import java.util.Optional;

/** What happens on the way: P6, P7, P22, and paths that end before their state is reached. */
final class PathChecks {
  private final CanaryPlan plan;
  private final Findings findings;

  // the pass in which a version has the most traffic for its pods; no version before the first pass
  private int worstStep;
  private String worstVersion = "";
  private long worstWeight;
  private long worstPods;

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
    return state.step().isEmpty()
        ? "the " + state.kind() + " state"
        : "step "
            + state.stepIndex().getAsInt()
            + " ("
            + Texts.cut(state.step().get().toString())
            + ")";
  }

  /** The worst moment, where a version has more than 1.5 times the traffic of its pods. */
  private void overload() {
    if (!plan.hasRouter() || plan.replicas() == 0) {
      return;
    }
    for (PlannedState state : plan.states()) {
      // The passes of the promotion hand the names of the versions over; no step asks for them.
      if (state.stepIndex().isPresent()) {
        int step = state.stepIndex().getAsInt();
        for (Pass pass : state.passes()) {
          load(step, "canary", pass.weights().canary(), pass.canary());
          load(step, "stable", pass.weights().stable(), pass.stable());
        }
      }
    }
    // 1.5 times the share, in terms that any weights and pods leave exact
    Ratio traffic = new Ratio(2 * worstWeight, 3L * plan.maxWeight());
    if (traffic.compareTo(new Ratio(worstPods, plan.replicas())) > 0) {
      overloaded();
    }
  }

  private void load(int step, String version, long weight, long pods) {
    // No pods are enough for no traffic; any traffic is more than that.
    boolean first = weight > 0 && worstVersion.isEmpty();
    if (first || weight * worstPods > worstWeight * pods) {
      worstStep = step;
      worstVersion = version;
      worstWeight = weight;
      worstPods = pods;
    }
  }

  private void overloaded() {
    findings.add(
        CheckRule.OVERLOAD,
        Paths.step(worstStep),
        "\""
            + plan.rollout().canary().orElseThrow().steps().get(worstStep)
            + "\" lets "
            + worstWeight
            + " of "
            + plan.maxWeight()
            + " parts of the traffic reach "
            + Texts.pods(worstPods)
            + " of the "
            + worstVersion
            + " version, where "
            + Texts.replicas(plan.replicas())
            + " carry all of it",
        "raise the size before the weight at " + Paths.step(worstStep));
  }

  private void standstill() {
    for (PlannedState state : plan.states()) {
      Optional<Standstill> standstill = plan.standstillAt(state);
      if (standstill.isPresent()) {
        FieldPath path =
            state.stepIndex().isPresent()
                ? Paths.step(state.stepIndex().getAsInt())
                : Paths.CANARY.child("steps");
        findings.add(
            CheckRule.PLAN_STANDS_STILL,
            path,
            standstill.get().message(),
            "change " + path + " or the fields named above");
        return;
      }
    }
  }

  private void abortStandstill() {
    for (AbortPlan abort : plan.aborts()) {
      if (abort.standstill().isPresent()) {
        String message = abort.standstill().get().message();
        findings.add(
            CheckRule.ABORT_STANDS_STILL,
            Paths.step(abort.fromStepIndex()),
            "an abort here does not come to its end: " + message,
            message.contains("minPodsPerReplicaSet")
                ? "lower " + Paths.CANARY.child("minPodsPerReplicaSet")
                : "change "
                    + Paths.CANARY.child("abortScaleDownDelaySeconds")
                    + " or "
                    + Paths.CANARY.child("dynamicStableScale"));
        return;
      }
    }
  }
}
