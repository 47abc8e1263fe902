// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code spec.strategy.canary.trafficRouting} (spec/canary.md 1.5). */
final class RoutingReader {
  private RoutingReader() {}

  static TrafficRouting read(FieldReader routing) {
    return new TrafficRouting(
        maxTrafficWeight(routing),
        routing.objects("managedRoutes", route -> route.requiredText("name")),
        routing.object("istio", RoutingReader::istio),
        routing.object("nginx", RoutingReader::nginx),
        routing.object("alb", RoutingReader::alb),
        routing.object("smi", RoutingReader::smi),
        routing.object("ambassador", RoutingReader::ambassador),
        routing.object("appMesh", RoutingReader::appMesh),
        routing.object("traefik", RoutingReader::traefik),
        routing.object("apisix", RoutingReader::apisix),
        plugins(routing));
  }

  private static OptionalInt maxTrafficWeight(FieldReader routing) {
    OptionalInt max = routing.integer("maxTrafficWeight");
    if (max.orElse(1) >= 1) {
      return max;
    }
    routing
        .reading()
        .unreadable(
            RolloutRule.MAX_TRAFFIC_WEIGHT_BELOW_ONE,
            routing.path("maxTrafficWeight"),
            "\"" + max.getAsInt() + "\" parts cannot be shared; maxTrafficWeight is at least 1",
            "change " + routing.path("maxTrafficWeight"));
    return OptionalInt.empty();
  }

  private static List<String> plugins(FieldReader routing) {
    return routing.entries("plugins").stream().map(entry -> entry.key().text()).toList();
  }

  private static IstioTrafficRouting istio(FieldReader istio) {
    return new IstioTrafficRouting(
        istio.objects("virtualServices", RoutingReader::virtualService),
        istio.object("virtualService", RoutingReader::virtualService),
        istio.object("destinationRule", RoutingReader::destinationRule));
  }

  private static IstioVirtualServiceRef virtualService(FieldReader reference) {
    return new IstioVirtualServiceRef(
        reference.requiredText("name"),
        reference.texts("routes"),
        reference.objects(
            "tlsRoutes",
            route ->
                new IstioVirtualServiceRef.TlsRouteRef(
                    route.integer("port"), route.texts("sniHosts"))),
        reference.objects(
            "tcpRoutes", route -> new IstioVirtualServiceRef.TcpRouteRef(route.integer("port"))));
  }

  private static IstioDestinationRuleRef destinationRule(FieldReader reference) {
    return new IstioDestinationRuleRef(
        reference.requiredText("name"),
        reference.requiredText("canarySubsetName"),
        reference.requiredText("stableSubsetName"),
        reference.texts("additionalSubsetNames"));
  }

  private static OtherRouters.Nginx nginx(FieldReader nginx) {
    return new OtherRouters.Nginx(
        nonEmpty(nginx, "stableIngress"),
        nginx.texts("stableIngresses"),
        nonEmpty(nginx, "annotationPrefix"),
        nginx.textMap("additionalIngressAnnotations"),
        nginx.textMap("canaryIngressAnnotations"));
  }

  private static OtherRouters.Alb alb(FieldReader alb) {
    return new OtherRouters.Alb(
        nonEmpty(alb, "ingress"),
        alb.texts("ingresses"),
        alb.integer("servicePort"),
        nonEmpty(alb, "rootService"),
        nonEmpty(alb, "annotationPrefix"),
        alb.object(
            "stickinessConfig",
            stickiness ->
                new OtherRouters.Stickiness(
                    stickiness.flag("enabled").orElse(false),
                    stickiness.integer("durationSeconds"))));
  }

  private static OtherRouters.Smi smi(FieldReader smi) {
    return new OtherRouters.Smi(nonEmpty(smi, "rootService"), nonEmpty(smi, "trafficSplitName"));
  }

  private static OtherRouters.Ambassador ambassador(FieldReader ambassador) {
    return new OtherRouters.Ambassador(ambassador.texts("mappings"));
  }

  private static OtherRouters.AppMesh appMesh(FieldReader mesh) {
    Optional<OtherRouters.AppMesh> service =
        mesh.object(
            "virtualService",
            reader ->
                new OtherRouters.AppMesh(
                    nonEmpty(reader, "name"),
                    reader.texts("routes"),
                    Optional.empty(),
                    Optional.empty()));
    Optional<Nodes> nodes = mesh.object("virtualNodeGroup", RoutingReader::nodes);
    return new OtherRouters.AppMesh(
        service.flatMap(OtherRouters.AppMesh::virtualService),
        service.map(OtherRouters.AppMesh::routes).orElse(List.of()),
        nodes.flatMap(Nodes::canary),
        nodes.flatMap(Nodes::stable));
  }

  private record Nodes(Optional<String> canary, Optional<String> stable) {}

  private static Nodes nodes(FieldReader group) {
    return new Nodes(
        group.object("canaryVirtualNodeRef", node -> node.requiredText("name")),
        group.object("stableVirtualNodeRef", node -> node.requiredText("name")));
  }

  private static OtherRouters.Traefik traefik(FieldReader traefik) {
    return new OtherRouters.Traefik(nonEmpty(traefik, "weightedTraefikServiceName"));
  }

  private static OtherRouters.Apisix apisix(FieldReader apisix) {
    return apisix
        .object(
            "route",
            route -> new OtherRouters.Apisix(nonEmpty(route, "name"), route.texts("rules")))
        .orElseGet(() -> new OtherRouters.Apisix(Optional.empty(), List.of()));
  }

  private static Optional<String> nonEmpty(FieldReader reader, String key) {
    return reader.text(key).filter(text -> !text.isEmpty());
  }
}
