// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canaryplan.kubernetes.IntOrPercent;
import io.canaryplan.kubernetes.LabelSelector;
import io.canaryplan.kubernetes.PodMetadata;
import io.canaryplan.yaml.YamlScalar;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RolloutTest {
  private static final CanaryStrategy EMPTY = CanaryStrategy.builder().build();

  @Test
  void isWrittenInJava() {
    Rollout rollout =
        Rollout.builder(
                "shop",
                CanaryStrategy.builder()
                    .maxSurge(IntOrPercent.of(1))
                    .steps(new CanaryStep.SetWeight(20), CanaryStep.Pause.ofSeconds(60))
                    .build())
            .namespace("prod")
            .replicas(10)
            .build();
    assertThat(rollout.replicasOrDefault()).isEqualTo(10);
    assertThat(rollout.namespace()).contains("prod");
    assertThat(rollout.canary().orElseThrow().steps()).hasSize(2);
    assertThat(rollout.toBuilder().build()).isEqualTo(rollout);
  }

  @Test
  void replicasAreOneByDefault() {
    assertThat(Rollout.builder("shop", EMPTY).build().replicasOrDefault()).isOne();
    assertThat(Rollout.builder("shop", EMPTY).build().replicas()).isEmpty();
  }

  @Test
  void theStrategyBuilderKeepsEveryField() {
    CanaryStrategy strategy =
        CanaryStrategy.builder()
            .maxSurge(IntOrPercent.of(1))
            .maxUnavailable(IntOrPercent.of(2))
            .canaryService("new")
            .stableService("old")
            .steps(List.of(new CanaryStep.SetWeight(20)))
            .trafficRouting(TrafficRouting.empty())
            .scaleDownDelaySeconds(3)
            .scaleDownDelayRevisionLimit(4)
            .abortScaleDownDelaySeconds(5)
            .dynamicStableScale(true)
            .minPodsPerReplicaSet(6)
            .replicaProgressThreshold(new ReplicaProgressThreshold("Percent", 90))
            .pingPong(new PingPong("ping", "pong"))
            .canaryMetadata(new PodMetadata(Map.of("a", "b"), Map.of()))
            .stableMetadata(new PodMetadata(Map.of(), Map.of("c", "d")))
            .antiAffinity(new AntiAffinity(OptionalInt.of(7), false))
            .analysis(new AnalysisSpec(List.of(), List.of(), OptionalInt.of(1)))
            .build();
    assertThat(strategy.toBuilder().build()).isEqualTo(strategy);
    assertThat(strategy.isRouted()).isTrue();
    assertThat(strategy.toBuilder().withoutTrafficRouting().build().isRouted()).isFalse();
  }

  @Test
  void switchesStrategies() {
    Optional<String> none = Optional.empty();
    OptionalInt unset = OptionalInt.empty();
    BlueGreenStrategy blueGreen =
        new BlueGreenStrategy(
            Optional.of("active"),
            none,
            unset,
            Optional.empty(),
            unset,
            unset,
            unset,
            unset,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Rollout rollout = Rollout.builder("shop", EMPTY).blueGreen(blueGreen).build();
    assertThat(rollout.canary()).isEmpty();
    assertThat(rollout).isEqualTo(Rollout.builder("shop", blueGreen).build());
    assertThat(rollout.toBuilder().canary(EMPTY).build().blueGreen()).isEmpty();
  }

  @Test
  void emptyServiceNamesCountAsNotWritten() {
    CanaryStrategy strategy = CanaryStrategy.builder().canaryService("").stableService("").build();
    assertThat(strategy.canaryService()).isEmpty();
    assertThat(strategy.stableService()).isEmpty();
  }

  @Test
  void refusesWhatCannotBePlanned() {
    assertThatThrownBy(() -> Rollout.builder("", EMPTY).build())
        .hasMessage("name must not be empty");
    assertThatThrownBy(() -> Rollout.builder("shop", EMPTY).replicas(-1).build())
        .hasMessage("replicas must not be negative but were -1");
    assertThatThrownBy(() -> EMPTY.toBuilder().steps(new CanaryStep.SetWeight(101)).build())
        .hasMessage("setWeight must not be above 100 but was 101");
  }

  @Test
  void weightsRunUpToTheMaximum() {
    TrafficRouting empty = TrafficRouting.empty();
    TrafficRouting thousand =
        TrafficRouting.of(new TrafficRouter.Plugin("acme/router", YamlScalar.nullValue()))
            .withMaxTrafficWeight(1000);
    CanaryStrategy strategy =
        CanaryStrategy.builder()
            .trafficRouting(thousand)
            .steps(new CanaryStep.SetWeight(1000))
            .build();
    assertThat(strategy.maxWeight()).isEqualTo(1000);
    assertThat(thousand.kinds()).containsExactly(RouterKind.PLUGIN);
    assertThat(empty.routers()).isEmpty();
    assertThat(EMPTY.maxWeight()).isEqualTo(100);
  }

  @Test
  void thePluralOfVirtualServicesWins() {
    IstioVirtualServiceRef one = IstioVirtualServiceRef.of("one");
    IstioVirtualServiceRef two = IstioVirtualServiceRef.of("two", "primary");
    assertThat(new IstioTrafficRouting(List.of(), Optional.of(one), Optional.empty()).references())
        .containsExactly(one);
    assertThat(
            new IstioTrafficRouting(List.of(two), Optional.of(one), Optional.empty()).references())
        .containsExactly(two);
  }

  @Test
  void selectorsMatchLabels() {
    LabelSelector selector =
        new LabelSelector(
            Map.of("app", "shop"),
            List.of(
                new LabelSelector.LabelRequirement("tier", "In", List.of("web", "api")),
                new LabelSelector.LabelRequirement("old", "DoesNotExist", List.of())));
    assertThat(selector.matches(Map.of("app", "shop", "tier", "api"))).isTrue();
    assertThat(selector.matches(Map.of("app", "shop", "tier", "db"))).isFalse();
    assertThat(selector.matches(Map.of("app", "shop", "tier", "api", "old", ""))).isFalse();
    assertThat(selector.matches(Map.of("tier", "api"))).isFalse();
  }
}
