// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.kubernetes.IntOrPercent;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.Pass;
import io.canaryplan.plan.PassEvent;
import io.canaryplan.plan.PlanSettings;
import io.canaryplan.plan.Rounding;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStep.Pause;
import io.canaryplan.rollout.CanaryStep.SetCanaryScale;
import io.canaryplan.rollout.CanaryStep.SetWeight;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.IstioDestinationRuleRef;
import io.canaryplan.rollout.IstioTrafficRouting;
import io.canaryplan.rollout.IstioVirtualServiceRef;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.rollout.TrafficRouting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Rollouts for tests, and short texts of what the plan says about them. */
final class Samples {
  static final PlanSettings CLOSEST = PlanSettings.DEFAULT.withRounding(Rounding.CLOSEST);
  static final PlanSettings MAIN = CLOSEST.withController(ControllerVersion.MAIN);

  private Samples() {}

  /** Steps from words: a number is a setWeight, {@code pause}, {@code k=3}, {@code v=50}, match. */
  static List<CanaryStep> steps(String words) {
    return Arrays.stream(words.split(" ")).filter(w -> !w.isEmpty()).map(Samples::step).toList();
  }

  private static CanaryStep step(String word) {
    if (word.equals("pause")) {
      return Pause.untilResumed();
    }
    if (word.equals("match")) {
      return SetCanaryScale.matchingTraffic();
    }
    if (word.startsWith("k=")) {
      return SetCanaryScale.ofReplicas(Integer.parseInt(word.substring(2)));
    }
    if (word.startsWith("v=")) {
      return SetCanaryScale.ofWeight(Integer.parseInt(word.substring(2)));
    }
    return new SetWeight(Integer.parseInt(word));
  }

  /** A canary without traffic routing. */
  static CanaryStrategy.Builder basic(String steps, int surge, int unavailable) {
    return CanaryStrategy.builder()
        .steps(steps(steps))
        .maxSurge(IntOrPercent.of(surge))
        .maxUnavailable(IntOrPercent.of(unavailable));
  }

  /** A canary routed by Istio between two Services. */
  static CanaryStrategy.Builder hosts(String steps) {
    IstioVirtualServiceRef service = IstioVirtualServiceRef.of("shop");
    IstioTrafficRouting istio =
        new IstioTrafficRouting(List.of(), Optional.of(service), Optional.empty());
    return CanaryStrategy.builder()
        .steps(steps(steps))
        .canaryService("shop-canary")
        .stableService("shop-stable")
        .trafficRouting(TrafficRouting.of(istio));
  }

  /** A canary routed by Istio between two subsets of one Service. */
  static CanaryStrategy.Builder subsets(String steps) {
    IstioVirtualServiceRef service = IstioVirtualServiceRef.of("shop");
    IstioDestinationRuleRef rule = IstioDestinationRuleRef.of("shop", "canary", "stable");
    IstioTrafficRouting istio =
        new IstioTrafficRouting(List.of(), Optional.of(service), Optional.of(rule));
    return CanaryStrategy.builder().steps(steps(steps)).trafficRouting(TrafficRouting.of(istio));
  }

  static CanaryPlan plan(int replicas, CanaryStrategy.Builder strategy, PlanSettings settings) {
    return CanaryController.plan(
        Rollout.builder("shop", strategy.build()).replicas(replicas).build(), settings);
  }

  /** All passes of a plan in one list. */
  static List<Pass> allPasses(CanaryPlan plan) {
    List<Pass> passes = new ArrayList<>();
    plan.states().forEach(state -> passes.addAll(state.passes()));
    return passes;
  }

  /** Passes as {@code canary/stable}, or {@code canary/stable(+older)}. */
  static List<String> sizes(List<Pass> passes) {
    return passes.stream()
        .map(
            p ->
                p.canary()
                    + "/"
                    + p.stable()
                    + (p.olderReplicaSets() > 0 ? "(+" + p.olderReplicaSets() + ")" : ""))
        .toList();
  }

  /** Passes as {@code stable/canary/weight}, as canary.md 5.1.4 writes them. */
  static List<String> routed(List<Pass> passes) {
    return passes.stream()
        .map(
            p ->
                p.stable()
                    + "/"
                    + p.canary()
                    + "/"
                    + p.canaryWeight()
                    + (p.olderReplicaSets() > 0 ? "(+" + p.olderReplicaSets() + ")" : "")
                    + (p.has(PassEvent.STEP_COMPLETED) ? " done" : "")
                    + (p.has(PassEvent.PROMOTED) ? " promoted" : "")
                    + (p.has(PassEvent.SERVICE_SWITCHED) ? " service" : "")
                    + (p.has(PassEvent.SCALE_DOWN_DEADLINE_SET) ? " deadline" : "")
                    + (p.afterSeconds().isPresent()
                        ? " after " + p.afterSeconds().getAsLong()
                        : ""))
        .toList();
  }
}
