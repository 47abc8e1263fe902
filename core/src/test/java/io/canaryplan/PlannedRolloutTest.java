// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStep.Pause;
import io.canaryplan.rollout.CanaryStep.SetWeight;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.IstioTrafficRouting;
import io.canaryplan.rollout.IstioVirtualServiceRef;
import io.canaryplan.rollout.PingPong;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.rollout.TrafficRouting;
import io.canaryplan.routing.StateDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Documents of every course, of Rollouts made in Java, and what is shared between states. */
class PlannedRolloutTest {
  private static final Pattern WEIGHT = Pattern.compile("weight: (\\d+)");
  private static final Pattern HASH = Pattern.compile("rollouts-pod-template-hash: ([\\w-]+)");

  private static final String BESIDE =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: shop}
      spec:
        hosts: [shop]
        http:
        - name: primary
          route:
          - destination: {host: shop-stable}
            weight: 100
          - destination: {host: shop-canary}
            weight: 0
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: shop-stable}
      spec: {selector: {app: shop}}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: shop-canary}
      spec: {selector: {app: shop}}
      """;

  private static final Manifests MANIFESTS = Manifests.read("beside.yaml", BESIDE);

  private static CanaryStrategy.Builder strategy() {
    IstioTrafficRouting istio =
        new IstioTrafficRouting(
            List.of(), Optional.of(IstioVirtualServiceRef.of("shop")), Optional.empty());
    return CanaryStrategy.builder()
        .trafficRouting(TrafficRouting.of(istio))
        .steps(new SetWeight(20), Pause.untilResumed(), new SetWeight(60));
  }

  private static PlannedRollout planned() {
    CanaryStrategy canary =
        strategy().stableService("shop-stable").canaryService("shop-canary").build();
    return CanaryPlanner.plan(rollout(canary), MANIFESTS, PlannerOptions.DEFAULT);
  }

  private static Rollout rollout(CanaryStrategy canary) {
    return Rollout.builder("shop", canary).replicas(10).build();
  }

  /** The weights of the VirtualService, then the hashes that the Services select. */
  private static String shown(List<StateDocument> documents) {
    Map<String, List<String>> all =
        documents.stream()
            .collect(
                Collectors.toMap(
                    document -> document.id().name(),
                    document ->
                        WEIGHT
                            .matcher(document.text())
                            .results()
                            .map((MatchResult match) -> match.group(1))
                            .toList()));
    List<String> hashes = new ArrayList<>();
    for (StateDocument document : documents.subList(1, documents.size())) {
      HASH.matcher(document.text()).results().forEach(match -> hashes.add(match.group(1)));
    }
    return String.join("/", all.get("shop")) + " " + String.join(" ", hashes);
  }

  @Test
  void whatIfHasTheDocumentsOfTheCourses() {
    PlannedRollout planned = planned();
    CanaryPlan plan = planned.plan().value().orElseThrow();
    for (int at = 1; at < plan.states().size() - 1; at++) {
      PlannedState state = plan.states().get(at);

      assertThat(shown(planned.documents(plan.at(at)))).isEqualTo(shown(planned.documents(state)));
      assertThat(shown(planned.documents(plan.at(at).abort().then())))
          .isEqualTo(shown(planned.documents(plan.abortAt(state))));
      assertThat(shown(planned.documents(plan.at(at).newVersion().then())))
          .isEqualTo(shown(planned.documents(state, plan.newVersion(state, "v3-hash"))));
      assertThat(shown(planned.documents(plan.at(at).abort().then().retry().then())))
          .isEqualTo(shown(planned.documents(state, plan.retry(state))));
    }
  }

  @Test
  void aRolloutMadeInJavaHasDocumentsOfItsStates() {
    PlannedRollout rollout = planned();
    CanaryPlan plan = rollout.plan().value().orElseThrow();

    assertThat(rollout.source()).isEmpty();
    assertThat(plan.states().stream().map(rollout::documents).map(PlannedRolloutTest::shown))
        .containsExactly(
            "100/0 stable-hash stable-hash",
            "80/20 stable-hash canary-hash",
            "80/20 stable-hash canary-hash",
            "40/60 stable-hash canary-hash",
            "100/0 canary-hash canary-hash");
  }

  @Test
  void whatIsWrongWithTheDocumentsOfARolloutMadeInJavaIsFound() {
    PlannedRollout rollout =
        CanaryPlanner.plan(
            rollout(strategy().stableService("a").canaryService("b").build()),
            MANIFESTS,
            PlannerOptions.DEFAULT);

    assertThat(rollout.findings())
        .extracting(finding -> finding.rule().toString())
        .contains("canary-destination-missing", "stable-destination-missing");
  }

  @Test
  void everyCourseHasDocuments() {
    PlannedRollout rollout = planned();
    CanaryPlan plan = rollout.plan().value().orElseThrow();
    PlannedState pause = plan.step(1);

    // canary.md 5: where each of them leads, and istio.md 1 and 6 what is then written
    assertThat(shown(rollout.documents(plan.abortAt(pause))))
        .isEqualTo("100/0 stable-hash stable-hash");
    assertThat(shown(rollout.documents(pause, plan.promote(pause))))
        .isEqualTo("40/60 stable-hash canary-hash");
    assertThat(shown(rollout.documents(pause, plan.promoteFull(pause))))
        .isEqualTo("100/0 canary-hash canary-hash");
    assertThat(shown(rollout.documents(pause, plan.skipAllSteps(pause))))
        .isEqualTo("100/0 canary-hash canary-hash");
    assertThat(shown(rollout.documents(pause, plan.retry(pause))))
        .isEqualTo("80/20 stable-hash canary-hash");
    assertThat(shown(rollout.documents(pause, plan.rollbackToStable(pause))))
        .isEqualTo("100/0 stable-hash stable-hash");
    assertThat(shown(rollout.documents(pause, plan.newVersion(pause, "v3"))))
        .isEqualTo("80/20 stable-hash v3");
    assertThat(shown(rollout.documentsOfInitialDeploy()))
        .isEqualTo("100/0 stable-hash stable-hash");
  }

  @Test
  void afterPromotionPingAndPongHaveSwappedAndSwapAgainWithTheNextUpdate() {
    CanaryStrategy canary = strategy().pingPong(new PingPong("shop-stable", "shop-canary")).build();
    PlannedRollout rollout = CanaryPlanner.plan(rollout(canary), MANIFESTS, PlannerOptions.DEFAULT);
    CanaryPlan plan = rollout.plan().value().orElseThrow();
    PlannedState promoted = plan.states().get(plan.states().size() - 1);

    // pong, here shop-canary, has the new version; the destinations keep their order
    assertThat(shown(rollout.documents(promoted))).isEqualTo("0/100 stable-hash canary-hash");
    // then ping, which is stable's one no more, gets the version after it (istio.md 6.2)
    assertThat(shown(rollout.documents(promoted, plan.newVersion(promoted, "v3"))))
        .isEqualTo("20/80 v3 canary-hash");
  }

  @Test
  void theStatusSaysWhichOfPingAndPongIsStable() {
    // the Services stand as ping, pong
    assertThat(atTwenty(new PingPong("shop-stable", "shop-canary")))
        .isEqualTo("80/20 stable-hash canary-hash");
    assertThat(atTwenty(new PingPong("shop-stable", "shop-canary", Optional.of("ping"))))
        .isEqualTo("80/20 stable-hash canary-hash");
    assertThat(atTwenty(new PingPong("shop-canary", "shop-stable", Optional.of("pong"))))
        .isEqualTo("80/20 canary-hash stable-hash");
  }

  private static String atTwenty(PingPong pair) {
    CanaryStrategy canary = strategy().pingPong(pair).build();
    PlannedRollout rollout = CanaryPlanner.plan(rollout(canary), MANIFESTS, PlannerOptions.DEFAULT);
    return shown(rollout.documents(rollout.plan().value().orElseThrow().step(0)));
  }

  @Test
  void statesThatHaveTheSameWrittenShareTheirDocuments() {
    PlannedRollout rollout = planned();
    CanaryPlan plan = rollout.plan().value().orElseThrow();
    List<StateDocument> at20 = rollout.documents(plan.step(0));
    List<StateDocument> paused = rollout.documents(plan.step(1));
    List<StateDocument> at60 = rollout.documents(plan.step(2));

    assertThat(paused.get(0)).isSameAs(at20.get(0));
    assertThat(at60.get(0)).isNotSameAs(at20.get(0));
    assertThat(at60.get(1)).isSameAs(at20.get(1));
  }

  @Test
  void statesOfOtherPlansAreRefused() {
    PlannedRollout rollout = planned();
    CanaryStrategy shorter = CanaryStrategy.builder().steps(new SetWeight(7)).build();
    PlannedState other =
        CanaryPlanner.plan(rollout(shorter), PlannerOptions.DEFAULT).states().get(1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> rollout.documents(other))
        .withMessageContaining("is not a state of this plan");
  }

  @Test
  void equalInputsGiveEqualAnswers() {
    assertThat(planned()).isEqualTo(planned()).hasSameHashCodeAs(planned());
    PlannedRollout other =
        CanaryPlanner.plan(
            planned().rollout().orElseThrow(),
            Manifests.read("beside.yaml", BESIDE.replace("hosts: [shop]", "hosts: [other]")),
            PlannerOptions.DEFAULT);
    assertThat(planned()).isNotEqualTo(other);
    assertThat(planned().toString()).contains("shop", "20");
  }

  @Test
  void thousandsOfStepsAreFollowedOnce() {
    List<CanaryStep> steps = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      steps.add(new SetWeight(i % 100));
    }
    CanaryStrategy canary =
        strategy()
            .stableService("shop-stable")
            .canaryService("shop-canary")
            .steps(Collections.unmodifiableList(steps))
            .build();
    PlannedRollout rollout = CanaryPlanner.plan(rollout(canary), MANIFESTS, PlannerOptions.DEFAULT);
    CanaryPlan plan = rollout.plan().value().orElseThrow();

    // of 5000 documents only as many are made as there are weights
    assertThat(plan.states().stream().map(rollout::documents).map(all -> all.get(0)).distinct())
        .hasSizeLessThanOrEqualTo(102);
  }
}
