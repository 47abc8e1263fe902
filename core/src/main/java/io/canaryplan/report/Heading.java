// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.base.Joiner;
import io.canaryplan.finding.Quotation;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.Rounding;
import io.canaryplan.plan.ScaleLimits;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.rollout.RouterKind;
import io.canaryplan.rollout.TrafficRouting;
import java.util.List;
import java.util.Optional;

/**
 * What a plan is for and was made with.
 *
 * @param namespace the Rollout's namespace, if it is written
 * @param name the Rollout's name
 * @param replicas pods planned with
 * @param controller the controller whose behaviour is planned
 * @param rounding how weights become pods without traffic routing
 * @param routed whether traffic-routed counts apply
 * @param routers the kinds of the routers; empty when traffic is not routed
 * @param limits maxSurge and maxUnavailable in pods
 */
record Heading(
    Optional<String> namespace,
    String name,
    int replicas,
    ControllerVersion controller,
    Rounding rounding,
    boolean routed,
    List<RouterKind> routers,
    ScaleLimits limits) {

  static Heading of(CanaryPlan plan) {
    Rollout rollout = plan.rollout();
    return new Heading(
        rollout.namespace(),
        rollout.name(),
        plan.replicas(),
        plan.settings().controller(),
        plan.rounding(),
        plan.routed(),
        plan.hasRouter() ? routers(rollout) : List.of(),
        plan.limits());
  }

  private static List<RouterKind> routers(Rollout rollout) {
    return rollout
        .canary()
        .flatMap(CanaryStrategy::trafficRouting)
        .map(TrafficRouting::kinds)
        .orElse(List.of());
  }

  /** Returns the routers in one text; {@code none} when traffic is not routed. */
  String routers(String separator) {
    return routers.isEmpty() ? "none" : Joiner.on(separator).join(routers);
  }

  /** Returns the heading on one line, as in {@code shop: 2 replicas, traffic routing istio, …}. */
  String line() {
    return Quotation.line(
        namespace.map(space -> space + "/").orElse("")
            + name
            + ": "
            + replicas
            + (replicas == 1 ? " replica, " : " replicas, ")
            + routing()
            + ", controller "
            + controller);
  }

  private String routing() {
    if (routed) {
      return "traffic routing " + routers(" and ");
    }
    return "no traffic routing, rounding "
        + rounding
        + ", maxSurge "
        + limits.maxSurge()
        + ", maxUnavailable "
        + limits.maxUnavailable();
  }
}
