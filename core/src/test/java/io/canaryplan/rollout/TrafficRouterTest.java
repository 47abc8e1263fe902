// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlScalar;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A kind that is added does not compile here until it has a sample. */
class TrafficRouterTest {
  private static String text(RouterKind kind) {
    return switch (kind) {
      case ISTIO -> "istio: {virtualService: {name: shop, routes: [primary]}}";
      case NGINX -> "nginx: {stableIngress: shop, additionalIngressAnnotations: {a: b}}";
      case ALB ->
          "alb: {ingress: shop, servicePort: 80, rootService: root,"
              + " stickinessConfig: {enabled: true, durationSeconds: 60}}";
      case SMI -> "smi: {rootService: root, trafficSplitName: split}";
      case AMBASSADOR -> "ambassador: {mappings: [one, two]}";
      case APP_MESH ->
          "appMesh: {virtualService: {name: shop, routes: [r]},"
              + " virtualNodeGroup: {canaryVirtualNodeRef: {name: c},"
              + " stableVirtualNodeRef: {name: s}}}";
      case TRAEFIK -> "traefik: {weightedTraefikServiceName: shop}";
      case APISIX -> "apisix: {route: {name: shop, rules: [a, b]}}";
      case PLUGIN -> "plugins: {acme/gateway: {route: shop}}";
    };
  }

  private static TrafficRouter value(RouterKind kind) {
    return switch (kind) {
      case ISTIO ->
          new IstioTrafficRouting(
              List.of(),
              Optional.of(IstioVirtualServiceRef.of("shop", "primary")),
              Optional.empty());
      case NGINX ->
          new TrafficRouter.Nginx(
              Optional.of("shop"), List.of(), Optional.empty(), Map.of("a", "b"), Map.of());
      case ALB ->
          new TrafficRouter.Alb(
              Optional.of("shop"),
              List.of(),
              OptionalInt.of(80),
              Optional.of("root"),
              Optional.empty(),
              Optional.of(new TrafficRouter.Stickiness(true, OptionalLong.of(60))));
      case SMI -> new TrafficRouter.Smi(Optional.of("root"), Optional.of("split"));
      case AMBASSADOR -> new TrafficRouter.Ambassador(List.of("one", "two"));
      case APP_MESH ->
          new TrafficRouter.AppMesh(
              Optional.of("shop"), List.of("r"), Optional.of("c"), Optional.of("s"));
      case TRAEFIK -> new TrafficRouter.Traefik(Optional.of("shop"));
      case APISIX -> new TrafficRouter.Apisix(Optional.of("shop"), List.of("a", "b"));
      case PLUGIN ->
          new TrafficRouter.Plugin(
              "acme/gateway", YamlMapping.empty().with("route", YamlScalar.of("shop")));
    };
  }

  private static TrafficRouting read(String routers) {
    return RolloutReader.read(ReadRollout.canary("trafficRouting:\n" + routers.indent(2)))
        .value()
        .flatMap(Rollout::canary)
        .flatMap(CanaryStrategy::trafficRouting)
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void isReadWithItsConfiguration(RouterKind kind) {
    TrafficRouting routing = read(text(kind));

    assertThat(routing.routers()).containsExactly(value(kind));
    assertThat(routing.kinds()).containsExactly(kind);
    assertThat(kind.field()).isEqualTo(text(kind).substring(0, text(kind).indexOf(':')));
  }

  @Test
  void hasOneKindForEachType() {
    assertThat(Arrays.stream(RouterKind.values()).<Class<?>>map(kind -> value(kind).getClass()))
        .containsExactlyInAnyOrder(TrafficRouter.class.getPermittedSubclasses());
  }

  /** The order is that of canary.md 1.5, whatever the order written. */
  @Test
  void severalAreDrivenInTheControllersOrder() {
    TrafficRouting routing =
        read("plugins: {b/two: null, a/one: {x: 1}}\nsmi: {}\nnginx: {stableIngress: shop}");

    assertThat(routing.kinds())
        .containsExactly(RouterKind.NGINX, RouterKind.SMI, RouterKind.PLUGIN);
    assertThat(routing.routers().subList(2, 4))
        .containsExactly(
            new TrafficRouter.Plugin("b/two", YamlScalar.nullValue()),
            new TrafficRouter.Plugin("a/one", YamlMapping.empty().with("x", YamlScalar.of(1))));
    assertThat(routing.router(TrafficRouter.Smi.class)).isPresent();
    assertThat(routing.istio()).isEmpty();
  }

  @Test
  void oneOfAKindIsAllThatCanBe() {
    List<TrafficRouter> twice = List.of(value(RouterKind.SMI), value(RouterKind.SMI));

    assertThatThrownBy(() -> new TrafficRouting(OptionalInt.empty(), List.of(), twice))
        .hasMessage("there must be one router smi at most");
  }
}
