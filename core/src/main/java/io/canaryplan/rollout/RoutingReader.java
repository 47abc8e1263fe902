// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code spec.strategy.canary.trafficRouting} (canary.md 1.5). */
final class RoutingReader {
  private RoutingReader() {}

  static TrafficRouting read(FieldReader routing) {
    return new TrafficRouting(
        maxTrafficWeight(routing),
        routing.objects("managedRoutes", RoutingReader::name),
        routing.object("istio", RoutingReader::istio),
        routing.object("nginx", RoutingReader::nginx),
        routing.object("alb", RoutingReader::alb),
        routing.object("smi", RoutingReader::smi),
        routing.object("ambassador", RoutingReader::ambassador),
        routing.object("appMesh", RoutingReader::appMesh),
        routing.object("traefik", RoutingReader::traefik),
        routing.object("apisix", RoutingReader::apisix),
        routing.inner("plugins").keys());
  }

  private static OptionalInt maxTrafficWeight(FieldReader routing) {
    OptionalInt max = routing.integer("maxTrafficWeight");
    if (max.orElse(1) >= 1) {
      return max;
    }
    routing
        .reading()
        .unreadable(
            RolloutRules.MAX_TRAFFIC_WEIGHT_BELOW_ONE,
            routing.path("maxTrafficWeight"),
            "\"" + max.getAsInt() + "\" parts cannot be shared; maxTrafficWeight is at least 1",
            "change " + routing.path("maxTrafficWeight"));
    return OptionalInt.empty();
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
        nginx.nonEmptyText("stableIngress"),
        nginx.texts("stableIngresses"),
        nginx.nonEmptyText("annotationPrefix"),
        nginx.textMap("additionalIngressAnnotations"),
        nginx.textMap("canaryIngressAnnotations"));
  }

  private static OtherRouters.Alb alb(FieldReader alb) {
    return new OtherRouters.Alb(
        alb.nonEmptyText("ingress"),
        alb.texts("ingresses"),
        alb.integer("servicePort"),
        alb.nonEmptyText("rootService"),
        alb.nonEmptyText("annotationPrefix"),
        alb.object(
            "stickinessConfig",
            stickiness ->
                new OtherRouters.Stickiness(
                    stickiness.flag("enabled").orElse(false),
                    stickiness.integer("durationSeconds"))));
  }

  private static OtherRouters.Smi smi(FieldReader smi) {
    return new OtherRouters.Smi(
        smi.nonEmptyText("rootService"), smi.nonEmptyText("trafficSplitName"));
  }

  private static OtherRouters.Ambassador ambassador(FieldReader ambassador) {
    return new OtherRouters.Ambassador(ambassador.texts("mappings"));
  }

  private static OtherRouters.AppMesh appMesh(FieldReader mesh) {
    FieldReader service = mesh.inner("virtualService");
    Optional<String> name = service.nonEmptyText("name");
    List<String> routes = service.texts("routes");
    service.close();
    FieldReader nodes = mesh.inner("virtualNodeGroup");
    Optional<String> canary = nodes.object("canaryVirtualNodeRef", RoutingReader::name);
    Optional<String> stable = nodes.object("stableVirtualNodeRef", RoutingReader::name);
    nodes.close();
    return new OtherRouters.AppMesh(name, routes, canary, stable);
  }

  private static String name(FieldReader reference) {
    return reference.requiredText("name");
  }

  private static OtherRouters.Traefik traefik(FieldReader traefik) {
    return new OtherRouters.Traefik(traefik.nonEmptyText("weightedTraefikServiceName"));
  }

  private static OtherRouters.Apisix apisix(FieldReader apisix) {
    return apisix.inner(
        "route",
        route -> new OtherRouters.Apisix(route.nonEmptyText("name"), route.texts("rules")));
  }
}
