// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit.jqwik;

import io.canaryplan.Manifests;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.kubernetes.IntOrPercent;
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
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Arbitrary Rollouts, steps, VirtualServices and inputs. All of them can be planned; they shrink
 * towards fewer replicas, fewer and smaller steps, and no limits. Edge cases are chosen on purpose:
 * 0, 1, the maximum and nothing written.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class CanaryPlanArbitraries {
  /** Replicas above this are left to edge cases, so that a walk stays short. */
  private static final int MOST_REPLICAS = 200;

  private static final int MOST_STEPS = 8;

  private CanaryPlanArbitraries() {}

  /** Returns weights of 100, from 0 to 100; 0, 1, 50, 99 and 100 often. */
  public static Arbitrary<Integer> weights() {
    return Arbitraries.integers()
        .between(0, 100)
        .edgeCases(cases -> cases.includeOnly(0, 1, 99, 100).add(50));
  }

  /**
   * Returns numbers of replicas: 0 to 200, with 0, 1, 2, 100 and the maximum, 2³¹−1, as edge cases,
   * and with nothing written, which means 1. The maximum is planned as fast as any other number.
   */
  public static Arbitrary<Optional<Integer>> replicas() {
    return Arbitraries.integers()
        .between(0, MOST_REPLICAS + 1)
        .edgeCases(cases -> cases.includeOnly(0, 1, 2).add(100, MOST_REPLICAS + 1))
        .map(replicas -> replicas > MOST_REPLICAS ? Integer.MAX_VALUE : replicas)
        .optional();
  }

  /**
   * Returns limits: pods from 0 to 20, and percentages from 0 % to 100 %; edge cases are 0, 1 and
   * 20 pods, 25 % and 100 %, few enough that those of whole Rollouts have the most replicas too.
   */
  public static Arbitrary<IntOrPercent> limits() {
    return Arbitraries.oneOf(
        Arbitraries.integers()
            .between(0, 20)
            .edgeCases(cases -> cases.includeOnly(0, 1, 20))
            .map(IntOrPercent::of),
        Arbitraries.integers()
            .between(0, 100)
            .edgeCases(cases -> cases.includeOnly(100).add(25))
            .map(IntOrPercent::ofPercent));
  }

  /**
   * Returns steps that need no router: weights, pauses from 0 seconds to an hour, and pauses
   * without an end.
   */
  public static Arbitrary<CanaryStep> basicSteps() {
    return Arbitraries.oneOf(
        weights().map(SetWeight::new),
        Arbitraries.integers()
            .between(0, 3600)
            .edgeCases(cases -> cases.includeOnly(0, 1, 3600))
            .map(Pause::ofSeconds),
        Arbitraries.just(Pause.untilResumed()));
  }

  /** Returns the basic steps, and those that set the canary's size apart from its weight. */
  public static Arbitrary<CanaryStep> steps() {
    return Arbitraries.oneOf(
        basicSteps(),
        Arbitraries.integers()
            .between(0, MOST_REPLICAS)
            .edgeCases(cases -> cases.includeOnly(0, 1))
            .map(SetCanaryScale::ofReplicas),
        weights().map(SetCanaryScale::ofWeight),
        Arbitraries.just(SetCanaryScale.matchingTraffic()));
  }

  /** Returns Rollouts without and with traffic routing by Istio, in about equal number. */
  public static Arbitrary<Rollout> rollouts() {
    return Arbitraries.oneOf(basicRollouts(), istioRollouts());
  }

  /** Returns canary Rollouts without traffic routing: the pods alone share the traffic. */
  public static Arbitrary<Rollout> basicRollouts() {
    return Combinators.combine(
            replicas(),
            limits().optional(),
            limits().optional(),
            basicSteps().list().ofMaxSize(MOST_STEPS))
        .as(
            (replicas, surge, unavailable, steps) -> {
              CanaryStrategy.Builder canary = CanaryStrategy.builder().steps(steps);
              surge.ifPresent(canary::maxSurge);
              unavailable.ifPresent(canary::maxUnavailable);
              return rollout(replicas, canary.build());
            });
  }

  /**
   * Returns Rollouts whose weights Istio gets, by the VirtualService {@code shop} and subsets of
   * the DestinationRule {@code shop}.
   */
  public static Arbitrary<Rollout> istioRollouts() {
    return Combinators.combine(
            replicas(), Arbitraries.of(false, true), steps().list().ofMaxSize(MOST_STEPS))
        .as(
            (replicas, dynamic, steps) ->
                rollout(
                    replicas,
                    CanaryStrategy.builder()
                        .trafficRouting(TrafficRouting.of(istio()))
                        .dynamicStableScale(dynamic)
                        .steps(steps)
                        .build()));
  }

  private static IstioTrafficRouting istio() {
    return new IstioTrafficRouting(
        List.of(),
        Optional.of(IstioVirtualServiceRef.of("shop", "primary")),
        Optional.of(IstioDestinationRuleRef.of("shop", "canary", "stable")));
  }

  private static Rollout rollout(Optional<Integer> replicas, CanaryStrategy canary) {
    Rollout.Builder rollout = Rollout.builder("shop", canary);
    replicas.ifPresent(rollout::replicas);
    return rollout.build();
  }

  /**
   * Returns VirtualServices {@code shop} with the rule {@code primary}, whose two destinations are
   * subsets with any weights, and up to three other rules before or behind it.
   */
  public static Arbitrary<VirtualService> virtualServices() {
    return MeshTexts.virtualServices();
  }

  /**
   * Returns inputs with one Rollout {@code shop} and what it refers to: nothing, or a
   * VirtualService and a DestinationRule. Nothing in them is an error.
   */
  public static Arbitrary<Manifests> manifests() {
    return MeshTexts.manifests();
  }
}
