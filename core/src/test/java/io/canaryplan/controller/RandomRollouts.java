// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.kubernetes.IntOrPercent;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.PlanSettings;
import io.canaryplan.plan.Readiness;
import io.canaryplan.plan.Rounding;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStep.Combined;
import io.canaryplan.rollout.CanaryStep.Experiment;
import io.canaryplan.rollout.CanaryStep.Pause;
import io.canaryplan.rollout.CanaryStep.Plugin;
import io.canaryplan.rollout.CanaryStep.SetCanaryScale;
import io.canaryplan.rollout.CanaryStep.SetHeaderRoute;
import io.canaryplan.rollout.CanaryStep.SetMirrorRoute;
import io.canaryplan.rollout.CanaryStep.SetWeight;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.ExperimentTemplate;
import io.canaryplan.rollout.HeaderMatch;
import io.canaryplan.rollout.IstioDestinationRuleRef;
import io.canaryplan.rollout.IstioTrafficRouting;
import io.canaryplan.rollout.IstioVirtualServiceRef;
import io.canaryplan.rollout.MirrorMatch;
import io.canaryplan.rollout.ReplicaProgressThreshold;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.rollout.StringMatch;
import io.canaryplan.rollout.TrafficRouting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/** Draws rollouts of every shape; the same seed draws the same ones. */
final class RandomRollouts {
  private final Random random;

  RandomRollouts(long seed) {
    random = new Random(seed);
  }

  /** One rollout, resolved twice: for the planner and, by hand, for the slow controller. */
  record Drawn(Rollout rollout, PlanSettings settings, SlowRollout.Config config, int ready) {
    @Override
    public String toString() {
      return rollout + " " + settings;
    }
  }

  Drawn next() {
    SlowRollout.Config cfg = new SlowRollout.Config();
    cfg.r = replicas();
    CanaryStrategy.Builder strategy = CanaryStrategy.builder();
    limits(strategy, cfg);
    cfg.routed = random.nextBoolean();
    if (cfg.routed) {
      routing(strategy, cfg);
    }
    if (chance(15)) {
      cfg.percent = random.nextBoolean();
      cfg.threshold = random.nextInt(cfg.percent ? 101 : 8) - 1L;
      strategy.replicaProgressThreshold(
          new ReplicaProgressThreshold(cfg.percent ? "Percent" : "Pods", (int) cfg.threshold));
    }
    cfg.steps = steps(cfg);
    strategy.steps(cfg.steps);
    cfg.ceiling = random.nextBoolean();
    ControllerVersion[] versions = ControllerVersion.values();
    cfg.controller = versions[random.nextInt(versions.length)];
    int ready = chance(80) ? -1 : 1 + random.nextInt(7);
    Rollout rollout = Rollout.builder("shop", strategy.build()).replicas((int) cfg.r).build();
    PlanSettings settings =
        PlanSettings.DEFAULT
            .withRounding(cfg.ceiling ? Rounding.CEILING : Rounding.CLOSEST)
            .withController(cfg.controller)
            .withReadiness(ready < 0 ? Readiness.AT_ONCE : Readiness.perPass(ready));
    return new Drawn(rollout, settings, cfg, ready);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private int replicas() {
    int size = random.nextInt(100);
    return random.nextInt(size < 45 ? 6 : size < 95 ? 21 : 201);
  }

  private void limits(CanaryStrategy.Builder strategy, SlowRollout.Config cfg) {
    long surge = random.nextInt(4);
    long unavailable = random.nextInt(4);
    if (chance(30)) {
      strategy.maxSurge(IntOrPercent.ofPercent((int) (surge * 15)));
      surge = (surge * 15 * cfg.r + 99) / 100;
    } else {
      strategy.maxSurge(IntOrPercent.of((int) surge));
    }
    if (chance(30)) {
      strategy.maxUnavailable(IntOrPercent.ofPercent((int) (unavailable * 15)));
      unavailable = unavailable * 15 * cfg.r / 100;
    } else {
      strategy.maxUnavailable(IntOrPercent.of((int) unavailable));
    }
    cfg.surge = surge;
    cfg.unavailable = surge == 0 && unavailable == 0 ? 1 : unavailable;
    cfg.unavailable = Math.min(cfg.r, cfg.unavailable);
  }

  private void routing(CanaryStrategy.Builder strategy, SlowRollout.Config cfg) {
    cfg.router = chance(90);
    TrafficRouting routing = TrafficRouting.empty();
    if (cfg.router) {
      cfg.services = chance(60);
      cfg.subsets = !cfg.services || chance(30);
      routing = istio(cfg.subsets);
    }
    if (cfg.services) {
      strategy.canaryService("shop-canary").stableService("shop-stable");
    }
    if (chance(10)) {
      cfg.max = new long[] {1, 7, 1000}[random.nextInt(3)];
      routing = routing.withMaxTrafficWeight((int) cfg.max);
    }
    strategy.trafficRouting(routing);
    cfg.dss = chance(50);
    strategy.dynamicStableScale(cfg.dss);
    if (chance(30)) {
      cfg.minPods = random.nextInt((int) cfg.r + 4);
      strategy.minPodsPerReplicaSet((int) cfg.minPods);
    }
    if (chance(60)) {
      cfg.abortDelay = new int[] {0, 1, 30, 900, 901}[random.nextInt(5)];
      strategy.abortScaleDownDelaySeconds(cfg.abortDelay);
    }
    if (chance(40)) {
      cfg.delay = new int[] {0, 10, 600}[random.nextInt(3)];
      strategy.scaleDownDelaySeconds((int) cfg.delay);
    }
    if (chance(20)) {
      cfg.revisionLimit = random.nextInt(2);
      strategy.scaleDownDelayRevisionLimit((int) cfg.revisionLimit);
    }
  }

  private static TrafficRouting istio(boolean subsets) {
    IstioDestinationRuleRef rule = IstioDestinationRuleRef.of("shop", "canary", "stable");
    return TrafficRouting.of(
        new IstioTrafficRouting(
            List.of(),
            Optional.of(IstioVirtualServiceRef.of("shop")),
            subsets ? Optional.of(rule) : Optional.empty()),
        "a",
        "b");
  }

  private List<CanaryStep> steps(SlowRollout.Config cfg) {
    List<CanaryStep> steps = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      steps.add(step(cfg));
    }
    return steps;
  }

  private CanaryStep step(SlowRollout.Config cfg) {
    int kind = random.nextInt(cfg.routed ? 20 : 12);
    if (kind < 8) {
      return weight(cfg);
    }
    if (kind < 11) {
      return Pause.untilResumed();
    }
    return switch (kind) {
      case 11 -> new Plugin("any");
      case 12 -> SetCanaryScale.ofReplicas(random.nextInt((int) cfg.r + 3));
      case 13 -> SetCanaryScale.ofWeight(random.nextInt((int) cfg.max * 3 / 2 + 1));
      case 14 -> SetCanaryScale.matchingTraffic();
      case 15 -> new Combined(List.of(weight(cfg), SetCanaryScale.ofReplicas(random.nextInt(5))));
      case 16, 17 -> experiment(cfg);
      case 18 ->
          new SetHeaderRoute(
              chance(50) ? "a" : "b",
              chance(70) ? List.of(new HeaderMatch("beta", StringMatch.ofExact("1"))) : List.of());
      default -> new SetMirrorRoute("b", List.<MirrorMatch>of(), OptionalInt.empty());
    };
  }

  private SetWeight weight(SlowRollout.Config cfg) {
    int shape = random.nextInt(10);
    int max = (int) cfg.max;
    return new SetWeight(shape == 0 ? 0 : shape == 1 ? max : random.nextInt(max + 1));
  }

  private Experiment experiment(SlowRollout.Config cfg) {
    OptionalInt weight =
        chance(70) ? OptionalInt.of(random.nextInt((int) cfg.max + 1)) : OptionalInt.empty();
    if (!cfg.router) {
      weight = OptionalInt.empty();
    }
    return new Experiment(
        List.of(
            new ExperimentTemplate("try", "canary", OptionalInt.empty(), weight, Optional.empty())),
        Optional.empty(),
        List.of("judge"),
        OptionalInt.empty(),
        true);
  }
}
