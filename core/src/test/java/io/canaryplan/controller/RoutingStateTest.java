// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStep.Combined;
import io.canaryplan.rollout.CanaryStep.Pause;
import io.canaryplan.rollout.CanaryStep.SetHeaderRoute;
import io.canaryplan.rollout.CanaryStep.SetMirrorRoute;
import io.canaryplan.rollout.CanaryStep.SetWeight;
import io.canaryplan.rollout.HeaderMatch;
import io.canaryplan.rollout.MirrorMatch;
import io.canaryplan.rollout.PingPong;
import io.canaryplan.rollout.StringMatch;
import io.canaryplan.rollout.TrafficRouting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What is written into the mesh; istio.md 1.2, 1.8-1.12, 6.3 and 6.4. */
class RoutingStateTest {
  private static final Plans ROUTED =
      Plans.basic(10).routing(TrafficRouting.of(Plans.ISTIO, "geo", "shadow"));
  private static final SetHeaderRoute GEO =
      new SetHeaderRoute("geo", List.of(new HeaderMatch("x-region", StringMatch.ofExact("eu"))));
  private static final SetMirrorRoute SHADOW =
      new SetMirrorRoute(
          "shadow",
          List.of(
              new MirrorMatch(Optional.of(StringMatch.ofExact("GET")), Optional.empty(), Map.of())),
          OptionalInt.of(35));
  private static final SetHeaderRoute NO_GEO = new SetHeaderRoute("geo", List.of());

  @Test
  void routesStayUntilTheyAreRemoved() {
    Plans plans = ROUTED.steps(new SetWeight(20), GEO, SHADOW, new SetWeight(40), NO_GEO, GEO);
    assertThat(routes(plans))
        .containsExactly(
            List.of(),
            List.of(),
            List.of(GEO),
            List.of(GEO, SHADOW),
            List.of(GEO, SHADOW),
            List.of(SHADOW),
            List.of(SHADOW, GEO),
            List.of());
  }

  @Test
  void aRouteSetAgainIsReplacedAndComesLast() {
    SetHeaderRoute other =
        new SetHeaderRoute("geo", List.of(new HeaderMatch("agent", StringMatch.ofPrefix("QA"))));
    Plans plans = ROUTED.steps(new SetWeight(20), GEO, SHADOW, other);
    assertThat(plans.at(3).routing().managedRoutes()).containsExactly(SHADOW, other);
  }

  @Test
  void aRouteBeforeTheFirstCanaryPodIsWiped() {
    // istio.md 1.12
    Plans plans = ROUTED.steps(GEO, new SetWeight(20), SHADOW, new SetWeight(0), new SetWeight(40));
    assertThat(routes(plans))
        .containsExactly(
            List.of(), List.of(GEO), List.of(), List.of(SHADOW), List.of(), List.of(), List.of());
  }

  @Test
  void aRouteMayShareItsStepWithAWeight() {
    CanaryStep step = new Combined(List.of(GEO, new SetWeight(20)));
    assertThat(ROUTED.steps(step).at(0).routing().managedRoutes()).containsExactly(GEO);
  }

  @Test
  void theHeaderRouteOfAStepIsMadeFirstWhateverTheManifestSays() {
    // istio.md 1.1 c; of two with one name the mirror route is left
    SetMirrorRoute mirror = new SetMirrorRoute("geo", SHADOW.match(), OptionalInt.empty());
    assertThat(
            ROUTED
                .steps(new SetWeight(20), new Combined(List.of(mirror, GEO)))
                .at(1)
                .routing()
                .managedRoutes())
        .containsExactly(mirror);
    assertThat(
            ROUTED
                .steps(new SetWeight(20), new Combined(List.of(SHADOW, GEO)))
                .at(1)
                .routing()
                .managedRoutes())
        .containsExactly(GEO, SHADOW);
  }

  @Test
  void nothingIsRoutedWithoutARouter() {
    assertThat(routes(Plans.basic(10).steps(new SetWeight(20), GEO)))
        .containsOnly(List.<CanaryStep.ManagedRoute>of());
    RoutingState empty =
        Plans.basic(10)
            .routing(TrafficRouting.empty())
            .steps(new SetWeight(20), GEO)
            .at(1)
            .routing();
    assertThat(empty.managedRoutes()).isEmpty();
    assertThat(empty.canaryWeight()).isEqualTo(0);
    assertThat(ROUTED.steps(new SetWeight(20)).at(0).routing().canaryWeight()).isEqualTo(20);
  }

  @Test
  void hashesMoveWithTheUpdate() {
    CanaryPlan plan =
        ROUTED.steps(Pause.untilResumed(), new SetWeight(20), new SetWeight(0)).plan();
    assertThat(plan.states())
        .extracting(state -> hashes(state.routing()))
        .containsExactly(
            "STEADY subsets stable-hash/stable-hash services stable-hash/stable-hash",
            // the canary Service waits for a pod, the subset does not
            "PROGRESSING subsets stable-hash/canary-hash services stable-hash/stable-hash",
            "PROGRESSING subsets stable-hash/canary-hash services stable-hash/canary-hash",
            "PROGRESSING subsets stable-hash/canary-hash services stable-hash/canary-hash",
            "PROMOTED subsets canary-hash/canary-hash services canary-hash/canary-hash");
  }

  @Test
  void pingAndPongMoveWithoutPods() {
    Plans plans =
        ROUTED
            .with(builder -> builder.pingPong(new PingPong("ping", "pong")))
            .steps(Pause.untilResumed());
    assertThat(plans.at(0).routing().canaryServiceHash()).isEqualTo("canary-hash");
  }

  @Test
  void pingAndPongMoveWithoutReplicasToo() {
    CanaryPlan plan =
        ROUTED
            .replicas(0)
            .with(builder -> builder.pingPong(new PingPong("ping", "pong")))
            .steps(new SetWeight(20))
            .plan();
    assertThat(hashes(plan.states().get(2).routing()))
        .isEqualTo("PROMOTED subsets canary-hash/canary-hash services /canary-hash");
  }

  @Test
  void servicesStayWhereTheyAreWithoutReplicas() {
    CanaryPlan plan = ROUTED.replicas(0).steps(new SetWeight(20)).plan();
    assertThat(hashes(plan.states().get(2).routing()))
        .isEqualTo("PROMOTED subsets canary-hash/canary-hash services /");
  }

  @Test
  void anAbortGoesBackToStableExceptForTheCanarySubset() {
    Plans plans = ROUTED.steps(new SetWeight(20), GEO);
    RoutingState aborted = plans.plan().aborts().get(1).routing();
    assertThat(hashes(aborted))
        .isEqualTo("ABORTED subsets stable-hash/canary-hash services stable-hash/stable-hash");
    assertThat(aborted.managedRoutes()).isEmpty();
    assertThat(aborted.canaryWeight()).isEqualTo(0);
  }

  @Test
  void anAbortTellsWhatIsWrittenBeforeAndAfterItsRoutesGo() {
    // canary.md 5.1: once the weight is written, the step of the route is current; the first
    // aborted
    // pass writes weight 0 and the route, the second removes the route
    CanaryPlan plan = ROUTED.steps(new SetWeight(20), GEO).plan();
    List<RoutingState> changes = plan.aborts().get(0).routingChanges();

    assertThat(changes)
        .extracting(RoutingState::managedRoutes)
        .containsExactly(List.of(GEO), List.of());
    assertThat(changes).extracting(RoutingState::canaryWeight).containsExactly(0, 0);
    assertThat(plan.aborts().get(1).routingChanges())
        .extracting(RoutingState::managedRoutes)
        .containsExactly(List.of());
  }

  @Test
  void anAbortKeepsSettingTheRouteOfTheFirstStep() {
    // istio.md 1.12
    Plans plans = ROUTED.steps(GEO, new SetWeight(20));
    assertThat(plans.plan().aborts().get(1).routing().managedRoutes()).containsExactly(GEO);
  }

  @Test
  void onlyTheMainBranchRemovesRoutesThatOnlyStepsName() {
    Plans plans = Plans.basic(10).routed().steps(new SetWeight(20), GEO, new SetWeight(0));
    assertThat(routes(plans))
        .containsExactly(List.of(), List.of(), List.of(GEO), List.of(GEO), List.of(GEO));
    assertThat(routes(plans.controller(ControllerVersion.MAIN)))
        .containsExactly(List.of(), List.of(), List.of(GEO), List.of(), List.of());
  }

  private static List<List<CanaryStep.ManagedRoute>> routes(Plans plans) {
    return plans.plan().states().stream().map(s -> s.routing().managedRoutes()).toList();
  }

  private static String hashes(RoutingState state) {
    return String.format(
        "%s subsets %s/%s services %s/%s",
        state.phase(),
        state.stableHash(),
        state.canaryHash(),
        state.stableServiceHash(),
        state.canaryServiceHash());
  }
}
