// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.plan.Standstill.AbortStopsHalfway;
import io.canaryplan.plan.Standstill.AbortStopsHalfway.Cause;
import io.canaryplan.plan.Standstill.ControllerPanics;
import io.canaryplan.plan.Standstill.MorePodsThanReplicas;
import io.canaryplan.plan.Standstill.OlderPodsStay;
import io.canaryplan.plan.Standstill.OtherSizes;
import io.canaryplan.plan.Standstill.PodsNeverAvailable;
import io.canaryplan.plan.Standstill.Reason;
import io.canaryplan.plan.Standstill.RouteRefused;
import io.canaryplan.plan.Standstill.ThresholdNeverMet;
import io.canaryplan.plan.Standstill.TooManyPasses;
import io.canaryplan.plan.Standstill.WeightNeverWritten;
import io.canaryplan.rollout.CanaryStep.SetHeaderRoute;
import io.canaryplan.rollout.CanaryStep.SetMirrorRoute;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of standstill says its reason, and in one sentence the numbers that show it. */
class StandstillTest {
  private static TrafficWeights weights(int canary) {
    return TrafficWeights.of(canary, List.of(), 100);
  }

  static Stream<Arguments> all() {
    return Stream.of(
        Arguments.of(
            new ThresholdNeverMet(1, true, 90),
            Reason.THRESHOLD_NEVER_MET,
            "replicaProgressThreshold of 90 % is never met, since the canary stays at 1 available"
                + " pod"),
        Arguments.of(
            new ThresholdNeverMet(2, false, 3),
            Reason.THRESHOLD_NEVER_MET,
            "replicaProgressThreshold of 3 is never met, since the canary stays at 2 available"
                + " pods"),
        Arguments.of(
            new PodsNeverAvailable(true, 4, 1),
            Reason.PODS_NEVER_AVAILABLE,
            "only 1 of 4 canary pods become available"),
        Arguments.of(
            new PodsNeverAvailable(false, 1, 0),
            Reason.PODS_NEVER_AVAILABLE,
            "only 0 of 1 stable pod becomes available"),
        Arguments.of(
            new OtherSizes(new ReplicaCounts(1, 2), new ReplicaCounts(3, 0), true),
            Reason.OTHER_SIZES,
            "the pods stay at \"1 canary + 2 stable\" instead of 3 + 0 because maxSurge and"
                + " maxUnavailable are both 0"),
        Arguments.of(
            new OtherSizes(new ReplicaCounts(1, 2), new ReplicaCounts(3, 0), false),
            Reason.OTHER_SIZES,
            "the pods stay at \"1 canary + 2 stable\" instead of 3 + 0, since nothing changes them"
                + " any more"),
        Arguments.of(
            new WeightNeverWritten(weights(20), weights(30), 100, 1),
            Reason.WEIGHT_NEVER_WRITTEN,
            "the weight stays at 20/80 because 1 stable pod cannot carry the 70 of 100 that 30/70"
                + " leaves to them"),
        Arguments.of(
            new AbortStopsHalfway(weights(40), 4, Cause.SCALE_DOWN_DELAY),
            Reason.ABORT_STOPS_HALFWAY,
            "the weight stays at 40/60 because abortScaleDownDelaySeconds keeps the canary at 4"),
        Arguments.of(
            new AbortStopsHalfway(weights(40), 4, Cause.SET_CANARY_SCALE),
            Reason.ABORT_STOPS_HALFWAY,
            "the weight stays at 40/60 because setCanaryScale in the first step still decides the"
                + " sizes"),
        Arguments.of(
            new AbortStopsHalfway(weights(40), 4, Cause.MIN_PODS),
            Reason.ABORT_STOPS_HALFWAY,
            "the weight stays at 40/60 because minPodsPerReplicaSet keeps the canary at 4"),
        Arguments.of(
            new OlderPodsStay(1, true),
            Reason.OLDER_PODS_STAY,
            "1 pod of an older version is never removed because scaleDownDelaySeconds is 0"),
        Arguments.of(
            new OlderPodsStay(2, false),
            Reason.OLDER_PODS_STAY,
            "2 pods of an older version are never removed because a Service, a subset or the status"
                + " still names them"),
        Arguments.of(
            new MorePodsThanReplicas(3, 2),
            Reason.NEVER_PROMOTED,
            "the update is never promoted: minPodsPerReplicaSet gives the new version 3 pods, and"
                + " controllers up to v1.8.4 wait for exactly 2"),
        Arguments.of(
            new ControllerPanics(2),
            Reason.CONTROLLER_PANICS,
            "the controller crashes: it divides by spec.replicas, which is 0, since the canary has"
                + " 2 available pods"),
        Arguments.of(
            new TooManyPasses(new ReplicaCounts(5, 6), 10_000),
            Reason.TOO_MANY_PASSES,
            "the passes go on after 10000 of them, at 5/6"),
        Arguments.of(
            new Standstill.WeightRefused(weights(90), -10),
            Reason.WEIGHT_REFUSED,
            "every pass fails: beside 90 for the canary stable would get the weight -10, which Istio"
                + " refuses"),
        Arguments.of(
            new RouteRefused(
                new SetMirrorRoute("m", List.of(), OptionalInt.empty()),
                "shop",
                RouteWrites.Obstacle.NO_HTTP),
            Reason.ROUTE_REFUSED,
            "every pass fails: \"setMirrorRoute: m (remove)\" needs http rules, and \"shop\" has"
                + " none"),
        Arguments.of(
            new RouteRefused(
                new SetHeaderRoute("h", List.of()), "shop", RouteWrites.Obstacle.NO_RULE_TO_COPY),
            Reason.CONTROLLER_PANICS,
            "the controller crashes, again and again: \"setHeaderRoute: h (remove)\" finds no rule to"
                + " copy in \"shop\""),
        Arguments.of(
            new RouteRefused(
                new SetHeaderRoute("h", List.of()), "shop", RouteWrites.Obstacle.ONLY_RULE),
            Reason.ROUTE_REFUSED,
            "every pass fails: \"setHeaderRoute: h (remove)\" makes the only http rule of \"shop\","
                + " which is to be weighted"),
        Arguments.of(
            new Standstill.ExperimentNeverEnds(),
            Reason.EXPERIMENT_NEVER_ENDS,
            "the experiment never ends by itself: it has neither a valid duration nor an analysis that is"
                + " required for its completion, so that it runs until somebody terminates it or"
                + " promotes the update"),
        Arguments.of(Standstill.of(Reason.PAUSED, "it is paused"), Reason.PAUSED, "it is paused"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void saysWhatAndWhy(Standstill standstill, Reason reason, String message) {
    assertThat(standstill.reason()).isEqualTo(reason);
    assertThat(standstill.message()).isEqualTo(message);
  }

  @Test
  void everyKindIsShownHere() {
    assertThat(Arrays.asList(Standstill.class.getPermittedSubclasses()))
        .allMatch(kind -> all().anyMatch(shown -> kind.isInstance(shown.get()[0])));
  }
}
