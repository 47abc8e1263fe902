// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Rule;
import io.canaryplan.istio.HttpRoute;
import io.canaryplan.istio.RouteDestination;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.kubernetes.KubernetesObjects;
import io.canaryplan.kubernetes.KubernetesService;
import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.rollout.IstioVirtualServiceRef;
import io.canaryplan.routing.istio.MeshNames;
import io.canaryplan.routing.istio.MeshReferences;
import io.canaryplan.routing.istio.RouteSelection;
import io.canaryplan.routing.istio.RoutedVirtualService;
import io.canaryplan.routing.istio.ShortHost;
import io.canaryplan.routing.istio.WeightRoute;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import io.canaryplan.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the weight routes of one VirtualService can be found and have what they need: the reasons
 * inside its errors about http, tls and tcp rules (istio.md 3.5). All are reported, not only the
 * first.
 */
final class WeightRouteChecks {
  private final RoutedVirtualService routed;
  private final VirtualService service;
  private final IstioVirtualServiceRef reference;
  private final MeshNames names;
  private final KubernetesObjects objects;
  private final Optional<String> namespace;
  private final Findings findings;
  // What the controller shows: that of the name, without an index (3.5).
  private final FieldPath controllerPath;

  WeightRouteChecks(MeshReferences references, RoutedVirtualService routed, Findings findings) {
    this.routed = routed;
    this.service = routed.base();
    this.reference = routed.reference();
    this.names = references.names();
    this.objects = references.objects();
    this.namespace = references.namespace();
    this.findings = findings;
    boolean single = routed.path().equals(Paths.ISTIO.child("virtualService"));
    this.controllerPath = (single ? routed.path() : routed.path().parent()).child("name");
  }

  void run() {
    RouteSelection selection = routed.selection();
    if (service.hasHttp()) {
      httpNames();
      selectorMissing("http", "routes", reference.routes(), usersRules());
      noneChosen(selection);
      singleUnlisted(selection);
      destinations(selection.http());
    }
    if (service.hasTls()) {
      tlsSelectors();
      selectorMissing("tls", "tlsRoutes", reference.tlsRoutes(), service.tls().size());
      destinations(selection.tls());
    }
    if (service.hasTcp()) {
      tcpSelectors();
      selectorMissing("tcp", "tcpRoutes", reference.tcpRoutes(), service.tcp().size());
      destinations(selection.tcp());
    }
  }

  /** 1.3: the only rule of the user has a name, and only newer controllers find it. */
  private void singleUnlisted(RouteSelection selection) {
    boolean single = selection.http().size() == 1 && usersRules() == 1;
    // with managed routes the rule is lost in every version, which is said elsewhere
    if (!single || !reference.routes().isEmpty() || !names.managedRoutes().isEmpty()) {
      return;
    }
    int index = selection.http().get(0).index();
    service
        .http()
        .get(index)
        .name()
        .filter(name -> !name.isEmpty())
        .ifPresent(
            name -> {
              FieldPath path = routed.path().child("routes");
              findings.add(
                  WeightRouteRules.SINGLE_ROUTE_UNLISTED,
                  path,
                  """
                  "%s", the only http rule of "%s", is found although it is not listed; \
                  controllers 1.7 and v1.8.0 to v1.8.2 never write a weight into such a rule, as \
                  it has a name"""
                      .formatted(name, service.id().name()),
                  "list the rule as %s".formatted(path));
            });
  }

  /**
   * 1.3: several rules, all named, and managed ones among them; or a single named one, up to
   * v1.8.2.
   */
  private void noneChosen(RouteSelection selection) {
    FieldPath path = routed.path().child("routes");
    if (reference.routes().isEmpty()
        && selection.http().isEmpty()
        && !service.http().isEmpty()
        && usersRules() <= 1) {
      findings.add(
          WeightRouteRules.WEIGHTS_NEVER_WRITTEN,
          path,
          """
          none of the http rules of "%s" gets weights, though the status shows progress: %s"""
              .formatted(
                  service.id().name(),
                  service.http().size() == 1
                      ? "the only one has a name and is not listed, and controllers up to v1.8.2"
                          + " pass over such a rule"
                      : "managed routes are among them, all have names, and none is listed"),
          "list the rule that carries weights as %s".formatted(path));
    }
  }

  /** Returns how many http rules have no name of a managed route. */
  private int usersRules() {
    int count = 0;
    for (HttpRoute rule : service.http()) {
      count += names.managedRoutes().contains(rule.name().orElse("")) ? 0 : 1;
    }
    return count;
  }

  private void httpNames() {
    List<String> known = new ArrayList<>();
    for (HttpRoute rule : service.http()) {
      if (rule.name().isPresent()) {
        known.add(rule.name().get());
      }
    }
    boolean unnamed = known.size() < service.http().size();
    List<String> routes = reference.routes();
    for (int i = 0; i < routes.size(); i++) {
      String name = routes.get(i);
      FieldPath path = routed.path().child("routes").index(i);
      if (!(name.isEmpty() ? unnamed : known.contains(name))) {
        notFound(
            path,
            "no http route of \"%s\" is named \"%s\"".formatted(service.id().name(), name),
            known.isEmpty() ? "none has a name" : "there are " + String.join(", ", known));
      } else if (names.managedRoutes().contains(name)) {
        findings.add(
            WeightRouteRules.ROUTE_NOT_FOUND,
            path,
            controllerPath.toString(),
            """
            the route "%s" is in managedRoutes too, so that the controller removes it and then \
            finds it no more"""
                .formatted(name),
            "give the route of \"%s\" another name than the managed one"
                .formatted(service.id().name()));
      }
    }
  }

  private void tlsSelectors() {
    List<IstioVirtualServiceRef.TlsRouteRef> entries = reference.tlsRoutes();
    for (int i = 0; i < entries.size(); i++) {
      if (RouteSelection.selectedTls(service, entries.subList(i, i + 1)).isEmpty()) {
        notFound(
            routed.path().child("tlsRoutes").index(i),
            "no tls route of \"%s\" has port %s and SNI %s"
                .formatted(
                    service.id().name(),
                    entries.get(i).port().orElse(0),
                    entries.get(i).sniHosts()),
            "port and all SNI hosts of a rule must agree, 0 meaning no port");
      }
    }
  }

  private void tcpSelectors() {
    List<IstioVirtualServiceRef.TcpRouteRef> entries = reference.tcpRoutes();
    for (int i = 0; i < entries.size(); i++) {
      if (RouteSelection.selectedTcp(service, entries.subList(i, i + 1)).isEmpty()) {
        notFound(
            routed.path().child("tcpRoutes").index(i),
            "no tcp route of \"%s\" has port %s"
                .formatted(service.id().name(), entries.get(i).port().orElse(0)),
            "all matches of a rule must name this port, 0 meaning none");
      }
    }
  }

  private void notFound(FieldPath path, String what, String known) {
    findings.add(
        WeightRouteRules.ROUTE_NOT_FOUND,
        path,
        controllerPath.toString(),
        "%s; %s".formatted(what, known),
        "correct %s, or the route in the VirtualService".formatted(path));
  }

  private void selectorMissing(String protocol, String key, List<?> given, int rules) {
    if (given.isEmpty() && rules > 1) {
      FieldPath path = routed.path().child(key);
      findings.add(
          WeightRouteRules.ROUTE_SELECTOR_MISSING,
          path,
          controllerPath.toString(),
          """
          "%s" has %s %s routes and none is chosen; with more than one they must be listed"""
              .formatted(service.id().name(), rules, protocol),
          "list the routes that carry weights as %s".formatted(path));
    }
  }

  private void destinations(List<WeightRoute> routes) {
    for (WeightRoute route : routes) {
      required(WeightRouteRules.CANARY_DESTINATION_MISSING, route, "canary", names.canaryName());
      required(WeightRouteRules.STABLE_DESTINATION_MISSING, route, "stable", names.stableName());
      List<RouteDestination> destinations = route.given();
      collapsing(destinations, route.path());
      notCompleted(destinations, route.path());
      if (route.isWritten()) {
        foreign(destinations, route.path());
      }
    }
  }

  private void required(Rule rule, WeightRoute route, String role, String name) {
    if (!names.has(route.given(), name) && isList(route.path())) {
      String what = names.subsets().isPresent() ? "subset" : "Service";
      findings
          .about(service.document())
          .add(
              rule,
              route.path(),
              controllerPath.toString(),
              "no destination is the %s %s \"%s\"; a weight route needs one"
                  .formatted(role, what, name),
              missingAdvice(
                  route, "add a destination of that %s to %s".formatted(what, route.path())));
    }
  }

  // a rule with neither version, beside http rules, was not meant to carry weights
  private String missingAdvice(WeightRoute route, String add) {
    boolean http = route.path().startsWith(FieldPath.of("spec", "http"));
    boolean managed =
        names.has(route.given(), names.canaryName())
            || names.has(route.given(), names.stableName());
    return http || managed || !service.hasHttp()
        ? add
        : "move the rule of %s to a VirtualService of its own; or, if it is to carry weights, %s"
            .formatted(route.path(), add);
  }

  /** Returns whether a list or nothing stands at {@code path}; anything else has been reported. */
  private boolean isList(FieldPath path) {
    Optional<YamlNode> node = service.document().at(path);
    return node.isEmpty()
        || node.get() instanceof YamlSequence
        || (node.get() instanceof YamlScalar scalar && scalar.isNull());
  }

  /** Two hosts that differ, but not up to the first dot, in host mode. */
  private void collapsing(List<RouteDestination> destinations, FieldPath path) {
    if (names.subsets().isPresent()) {
      return;
    }
    Map<String, String> hosts = new LinkedHashMap<>();
    for (int i = 0; i < destinations.size(); i++) {
      String host = destinations.get(i).host().orElse("");
      String other = hosts.putIfAbsent(ShortHost.of(destinations.get(i)), host);
      if (other != null && !fullHost(other).equals(fullHost(host))) {
        FieldPath at = path.index(i).child("destination").child("host");
        findings
            .about(service.document())
            .add(
                WeightRouteRules.SHORT_HOSTS_COLLAPSE,
                at,
                """
                "%s" and "%s" count as one host; only the text before the first dot is compared"""
                    .formatted(host, other),
                "give the Services different names, and change %s".formatted(at));
      }
    }
  }

  /**
   * Istio completes names without a dot alone (istio-validation.md 1.2, 6.1), while the controller
   * looks at nothing after the first dot.
   */
  private void notCompleted(List<RouteDestination> destinations, FieldPath path) {
    for (int i = 0; i < destinations.size(); i++) {
      RouteDestination destination = destinations.get(i);
      String host = destination.host().orElse("");
      boolean own = names.isCanary(destination) || names.isStable(destination);
      Optional<ObjectId> meant = serviceOf(host);
      // Of a Service among the documents the check across documents says it.
      if (own && names.subsets().isEmpty() && meant.isPresent() && !isGiven(meant.get())) {
        FieldPath at = path.index(i).child("destination").child("host");
        findings
            .about(service.document())
            .add(
                WeightRouteRules.HOST_NOT_COMPLETED,
                at,
                """
                the host "%s" is not the Service "%s" for Istio, which completes only names \
                without a dot"""
                    .formatted(host, meant.get().name()),
                "write %s as %s.%s.svc.cluster.local"
                    .formatted(at, meant.get().name(), meant.get().namespace().orElseThrow()));
      }
    }
  }

  private boolean isGiven(ObjectId wanted) {
    return objects.named(KubernetesService.class, wanted.name()).stream()
        .anyMatch(given -> given.id().namespace().or(() -> namespace).equals(wanted.namespace()));
  }

  /** Returns the Service that {@code name.namespace} or {@code name.namespace.svc} looks like. */
  private static Optional<ObjectId> serviceOf(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    String[] pieces = name.split("\\.", -1);
    boolean like = pieces.length == 2 || (pieces.length == 3 && pieces[2].equals("svc"));
    return like
        ? Optional.of(new ObjectId("v1", "Service", Optional.of(pieces[1]), pieces[0]))
        : Optional.empty();
  }

  /**
   * Returns a host with the namespace that a short name gets, and without what names may end in.
   */
  private String fullHost(String host) {
    String name = host.replaceFirst("(\\.svc(\\.cluster\\.local)?)$", "");
    Optional<String> namespace = service.id().namespace();
    boolean bare = name.indexOf('.') < 0 && namespace.isPresent();
    return bare ? name + "." + namespace.get() : name;
  }

  /** Destinations that no weight belongs to are removed unless their weight is 0. */
  private void foreign(List<RouteDestination> destinations, FieldPath path) {
    for (int i = 0; i < destinations.size(); i++) {
      RouteDestination destination = destinations.get(i);
      if (names.isForeign(destination)) {
        FieldPath at = path.index(i);
        findings
            .about(service.document())
            .add(
                WeightRouteRules.FOREIGN_DESTINATION_REMOVED,
                at,
                """
                the destination "%s" belongs to neither canary nor stable; the controller removes it \
                with its first write"""
                    .formatted(destination),
                advice(path));
      }
    }
  }

  /** Returns where a destination can go that the controller would remove. */
  private String advice(FieldPath path) {
    boolean http = path.startsWith(FieldPath.of("spec", "http"));
    if (!http && service.hasHttp()) {
      return "move the rule of %s to a VirtualService of its own".formatted(path);
    }
    return names.subsets().isPresent()
        ? """
        move it to a rule of its own that carries no canary weights, and its subset to a \
        DestinationRule of its own; additionalSubsetNames would keep the destination only"""
        : "move it to a rule of its own that carries no canary weights";
  }
}
