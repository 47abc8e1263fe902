// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Quotation;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.TrafficShare.Basis;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.PingPong;

/** Services that are narrowed to one version each while nothing shares traffic (istio.md 6.2). */
final class NarrowedServiceChecks {
  private final CanaryPlan plan;
  private final CanaryStrategy canary;
  private final Findings findings;

  private NarrowedServiceChecks(CanaryPlan plan, Findings findings) {
    this.plan = plan;
    this.canary = plan.rollout().canary().orElseThrow();
    this.findings = findings;
  }

  static void run(Subject subject, Findings findings) {
    subject
        .canaryPlan()
        .filter(plan -> plan.trafficBasis() == Basis.STABLE_SERVICE && plan.replicas() > 0)
        .ifPresent(plan -> new NarrowedServiceChecks(plan, findings).run());
  }

  private void run() {
    if (canary.pingPong().isPresent()) {
      PingPong pair = canary.pingPong().get();
      String ping = Quotation.of(pair.pingService());
      String pong = Quotation.of(pair.pongService());
      warn(
          Paths.CANARY.child("pingPong"),
          "each of the Services %s and %s".formatted(ping, pong),
          "the one that is stable");
    } else {
      String stable = "the Service " + Quotation.of(canary.stableService().orElseThrow());
      warn(Paths.CANARY.child("stableService"), stable, "it");
    }
  }

  private void warn(FieldPath path, String services, String stable) {
    findings.add(
        ServiceRules.SERVICES_WITHOUT_ROUTING,
        path,
        """
        without a traffic router nothing shares the traffic, but the controller narrows %s to the \
        pods of one version: clients of %s reach 0 %% canary at every step, from as many pods as \
        the steps leave to stable%s, and after promotion the new version at once"""
            .formatted(services, stable, outage()),
        "add a router to %s, or send clients to a Service that the Rollout does not name"
            .formatted(Paths.ROUTING));
  }

  /** Tells of the first step that leaves no pod to stable, and so to its clients. */
  private String outage() {
    return plan.states().stream()
        .filter(state -> state.step().isPresent() && state.reachable())
        .filter(state -> state.replicas().stable() == 0)
        .findFirst()
        .map(
            state ->
                ", none at step %s (%s)"
                    .formatted(state.stepIndex().getAsInt() + 1, state.step().get()))
        .orElse("");
  }
}
