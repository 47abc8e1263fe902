// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Findings;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Envelope;
import io.canaryplan.plan.Pass;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.Standstill;
import java.util.Optional;

/** What happens on the way to a state, and ways that end before it is reached (canary.md 4.1). */
final class PathChecks {
  private final CanaryPlan plan;
  private final Findings findings;

  private PathChecks(CanaryPlan plan, Findings findings) {
    this.plan = plan;
    this.findings = findings;
  }

  static void run(Subject subject, Findings findings) {
    subject.canaryPlan().ifPresent(plan -> new PathChecks(plan, findings).run());
  }

  private void run() {
    peak();
    overload();
    outage();
    standstill();
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
          LimitRules.POD_PEAK,
          Paths.SPEC.child("replicas"),
          """
          "%s" replicas become up to %s pods on the way to %s, where maxSurge suggests %s"""
              .formatted(plan.replicas(), peak.pods(), name(state), expected),
          "make room for %s pods, or change spec.replicas".formatted(peak.pods()));
    }
  }

  private static String name(PlannedState state) {
    return state.step().isEmpty()
        ? "the %s state".formatted(state.kind())
        : "step %s (%s)"
            .formatted(state.stepIndex().getAsInt() + 1, Texts.cut(state.step().get().toString()));
  }

  private void overload() {
    Optional<Envelope.Overload> overload = plan.envelope().notableOverload();
    if (overload.isPresent()) {
      overloaded(overload.get());
    }
  }

  private void overloaded(Envelope.Overload overload) {
    PlannedState state = plan.states().get(overload.moment().state());
    Pass pass = state.passes().get(overload.moment().pass().orElseThrow());
    FieldPath path = path(state);
    findings.add(
        PathRules.OVERLOAD,
        path,
        """
        "%s" lets %s of %s parts of the traffic reach %s of the %s version, where %s carry \
        all of it"""
            .formatted(
                state.step().map(Object::toString).orElse("promotion"),
                overload.canary() ? pass.weights().canary() : pass.weights().stable(),
                pass.weights().total(),
                Texts.pods(overload.canary() ? pass.canary() : pass.stable()),
                overload.canary() ? "canary" : "stable",
                Texts.replicas(plan.replicas())),
        "raise the size before the weight at %s".formatted(path));
  }

  private void outage() {
    Envelope.Extreme fewest = plan.envelope().lowestAvailable();
    boolean allowed = plan.limits().maxUnavailable() >= plan.replicas();
    if (!plan.routed() && plan.replicas() > 0 && fewest.pods() == 0 && allowed) {
      PlannedState state = plan.states().get(fewest.moment().state());
      findings.add(
          PathRules.CANARY_OUTAGE,
          path(state),
          "no pod is available at a moment on the way to %s: of %s maxUnavailable lets %s be missing"
              .formatted(
                  name(state), Texts.replicas(plan.replicas()), plan.limits().maxUnavailable()),
          "set maxSurge to 1 or more, and maxUnavailable to 0");
    }
  }

  private static FieldPath path(PlannedState state) {
    return state.stepIndex().isPresent()
        ? Paths.step(state.stepIndex().getAsInt())
        : Paths.CANARY.child("steps");
  }

  private void standstill() {
    for (PlannedState state : plan.states()) {
      Optional<Standstill> standstill = plan.standstillAt(state);
      if (standstill.isPresent()) {
        FieldPath path = path(state);
        findings.add(
            PathRules.PLAN_STANDS_STILL,
            path,
            standstill.get().message(),
            StandstillAdvice.of(standstill.get(), path));
        return;
      }
    }
  }
}
