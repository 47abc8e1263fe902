// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import io.canaryplan.finding.Finding;
import io.canaryplan.kubernetes.FieldReader;
import io.canaryplan.yaml.YamlScalar;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Reads {@code spec.strategy.canary.trafficRouting} (canary.md 1.5). */
final class RoutingReader {
  private RoutingReader() {}

  static TrafficRouting read(FieldReader routing) {
    OptionalInt maximum = maxTrafficWeight(routing);
    List<String> managed = routing.objects("managedRoutes", RoutingReader::name);
    List<TrafficRouter> routers =
        Arrays.stream(RouterKind.values())
            .<TrafficRouter>flatMap(kind -> routers(kind, routing))
            .toList();
    return new TrafficRouting(maximum, managed, routers);
  }

  /** Returns the router of that kind, or the plugins; nothing if it is not set or unreadable. */
  private static Stream<? extends TrafficRouter> routers(RouterKind kind, FieldReader routing) {
    String field = kind.field();
    return switch (kind) {
      case ISTIO -> routing.object(field, RoutingReader::istio).stream();
      case NGINX -> routing.object(field, RoutingReader::nginx).stream();
      case ALB -> routing.object(field, RoutingReader::alb).stream();
      case SMI -> routing.object(field, RoutingReader::smi).stream();
      case AMBASSADOR -> routing.object(field, RoutingReader::ambassador).stream();
      case APP_MESH -> routing.object(field, RoutingReader::appMesh).stream();
      case TRAEFIK -> routing.object(field, RoutingReader::traefik).stream();
      case APISIX -> routing.object(field, RoutingReader::apisix).stream();
      case PLUGIN -> plugins(routing.inner(field));
    };
  }

  private static Stream<TrafficRouter.Plugin> plugins(FieldReader plugins) {
    return plugins.keys().stream()
        .map(
            name ->
                new TrafficRouter.Plugin(name, plugins.node(name).orElse(YamlScalar.nullValue())));
  }

  private static OptionalInt maxTrafficWeight(FieldReader routing) {
    OptionalInt max = routing.integer("maxTrafficWeight");
    if (max.orElse(1) >= 1) {
      return max;
    }
    routing
        .reading()
        .unplannable(
            Finding.of(
                    RolloutRules.MAX_TRAFFIC_WEIGHT_BELOW_ONE,
                    routing.path("maxTrafficWeight"),
                    "\"%s\" parts cannot be shared; maxTrafficWeight is at least 1"
                        .formatted(max.getAsInt()))
                .withHint("change %s".formatted(routing.path("maxTrafficWeight"))));
    // whether the router takes another maximum at all is judged all the same
    return OptionalInt.of(TrafficRouting.DEFAULT_MAX_WEIGHT);
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
                    route.longInteger("port"), route.texts("sniHosts"))),
        reference.objects(
            "tcpRoutes",
            route -> new IstioVirtualServiceRef.TcpRouteRef(route.longInteger("port"))));
  }

  private static IstioDestinationRuleRef destinationRule(FieldReader reference) {
    return new IstioDestinationRuleRef(
        reference.requiredText("name"),
        reference.requiredText("canarySubsetName"),
        reference.requiredText("stableSubsetName"),
        reference.texts("additionalSubsetNames"));
  }

  private static TrafficRouter.Nginx nginx(FieldReader nginx) {
    return new TrafficRouter.Nginx(
        nginx.nonEmptyText("stableIngress"),
        nginx.texts("stableIngresses"),
        nginx.nonEmptyText("annotationPrefix"),
        nginx.textMap("additionalIngressAnnotations"),
        nginx.textMap("canaryIngressAnnotations"));
  }

  private static TrafficRouter.Alb alb(FieldReader alb) {
    return new TrafficRouter.Alb(
        alb.nonEmptyText("ingress"),
        alb.texts("ingresses"),
        required(alb, "servicePort").integer("servicePort"),
        alb.nonEmptyText("rootService"),
        alb.nonEmptyText("annotationPrefix"),
        alb.object(
            "stickinessConfig",
            stickiness ->
                new TrafficRouter.Stickiness(
                    required(stickiness, "enabled").flag("enabled").orElse(false),
                    required(stickiness, "durationSeconds").longInteger("durationSeconds"))));
  }

  private static TrafficRouter.Smi smi(FieldReader smi) {
    return new TrafficRouter.Smi(
        smi.nonEmptyText("rootService"), smi.nonEmptyText("trafficSplitName"));
  }

  private static TrafficRouter.Ambassador ambassador(FieldReader ambassador) {
    return new TrafficRouter.Ambassador(required(ambassador, "mappings").texts("mappings"));
  }

  private static TrafficRouter.AppMesh appMesh(FieldReader mesh) {
    FieldReader service = mesh.inner("virtualService");
    Optional<String> name = required(mesh, "virtualService", service).nonEmptyText("name");
    List<String> routes = service.texts("routes");
    service.close();
    FieldReader nodes = mesh.inner("virtualNodeGroup");
    if (mesh.has("virtualNodeGroup")) {
      required(nodes, "canaryVirtualNodeRef");
      required(nodes, "stableVirtualNodeRef");
    }
    Optional<String> canary = nodes.object("canaryVirtualNodeRef", RoutingReader::name);
    Optional<String> stable = nodes.object("stableVirtualNodeRef", RoutingReader::name);
    nodes.close();
    return new TrafficRouter.AppMesh(name, routes, canary, stable);
  }

  /** Reports a field that the schema requires and that is missing; nothing planned needs it. */
  private static FieldReader required(FieldReader owner, String field) {
    if (!owner.has(field)) {
      owner.missing(field);
    }
    return owner;
  }

  /** As {@link #required(FieldReader, String)}, for the name inside of a mapping that is there. */
  private static FieldReader required(FieldReader owner, String field, FieldReader inside) {
    return owner.has(field) ? required(inside, "name") : inside;
  }

  private static String name(FieldReader reference) {
    return reference.requiredText("name");
  }

  private static TrafficRouter.Traefik traefik(FieldReader traefik) {
    String field = "weightedTraefikServiceName";
    return new TrafficRouter.Traefik(required(traefik, field).nonEmptyText(field));
  }

  private static TrafficRouter.Apisix apisix(FieldReader apisix) {
    return apisix.inner(
        "route",
        route ->
            new TrafficRouter.Apisix(
                required(apisix, "route", route).nonEmptyText("name"), route.texts("rules")));
  }
}
