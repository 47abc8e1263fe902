// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import io.canaryplan.finding.Checked;
import io.canaryplan.istio.validation.IstioValidation;
import io.canaryplan.istio.validation.IstioVersion;
import io.canaryplan.kubernetes.FieldReader;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.kubernetes.ObjectView;
import io.canaryplan.kubernetes.Reading;
import io.canaryplan.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A VirtualService of {@code networking.istio.io/v1}, {@code v1beta1} or {@code v1alpha3}; the
 * version written is kept. The view is immutable: {@code with…} methods return a changed view that
 * shares everything else, and {@link #text()} writes the user's own text with only the changes.
 *
 * <pre>{@code
 * VirtualService shifted =
 *     service.withHttpRoute(
 *         "primary",
 *         route -> route.withDestinations(
 *             List.of(
 *                 route.destinations().get(0).withWeight(80),
 *                 route.destinations().get(1).withWeight(20))));
 * }</pre>
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class VirtualService extends ObjectView {
  private VirtualService(ObjectId id, YamlDocument document) {
    super(id, document);
  }

  /**
   * Reads a VirtualService and reports everything about its root that Kubernetes or Istio could not
   * decode. What is sound stays usable beside it.
   *
   * @return the view and the findings; no value if the document is not a VirtualService at all
   */
  public static Checked<VirtualService> from(YamlDocument document) {
    return read(document, true);
  }

  /**
   * As {@link #from}, without a word about fields that Istio does not know, for callers that run
   * {@link IstioValidation} too, which tells them.
   */
  public static Checked<VirtualService> ofShape(YamlDocument document) {
    return read(document, false);
  }

  private static Checked<VirtualService> read(YamlDocument document, boolean withFields) {
    FieldReader root = Reading.ofShape(document, "a VirtualService").root();
    Optional<ObjectId> id = root.id("VirtualService");
    if (id.isEmpty()) {
      return Checked.failed(root.reading().findings());
    }
    if (IstioShape.isKnownVersion(root, id.get()) && withFields) {
      root.reading().addAll(IstioValidation.unknownFields(document, IstioVersion.newest()));
    }
    check(root.mapping("spec", "the spec"));
    return Checked.of(new VirtualService(id.get(), document), root.reading().findings());
  }

  private static void check(FieldReader spec) {
    spec.list("hosts");
    spec.list("gateways");
    boolean routes = false;
    for (String protocol : List.of("http", "tls", "tcp")) {
      for (FieldReader rule : spec.list(protocol)) {
        Route.check(rule);
      }
      routes |= spec.has(protocol); // what is no list has been told
    }
    if (!routes) {
      spec.report(
          IstioRules.VIRTUAL_SERVICE_WITHOUT_ROUTES,
          "the VirtualService has none of http, tls and tcp as a list; there is nothing to route",
          "add spec.http");
    }
  }

  /** Returns the hosts in order; empty for a delegate. */
  public List<String> hosts() {
    return Fields.texts(root(), "spec", "hosts");
  }

  /** Returns the gateways in order; empty if bound to the mesh only. */
  public List<String> gateways() {
    return Fields.texts(root(), "spec", "gateways");
  }

  /** Returns whether {@code spec.http} is there as a list, possibly an empty one. */
  public boolean hasHttp() {
    return Fields.isList(root(), "spec", "http");
  }

  /** Returns whether {@code spec.tls} is there as a list, possibly an empty one. */
  public boolean hasTls() {
    return Fields.isList(root(), "spec", "tls");
  }

  /** Returns whether {@code spec.tcp} is there as a list, possibly an empty one. */
  public boolean hasTcp() {
    return Fields.isList(root(), "spec", "tcp");
  }

  /** Returns the http rules, one for each item of the list; empty if there is none. */
  public List<HttpRoute> http() {
    return Fields.views(HttpRoute::from, root(), "spec", "http");
  }

  /** Returns the tls rules, one for each item of the list; empty if there is none. */
  public List<TlsRoute> tls() {
    return Fields.views(TlsRoute::from, root(), "spec", "tls");
  }

  /** Returns the tcp rules, one for each item of the list; empty if there is none. */
  public List<TcpRoute> tcp() {
    return Fields.views(TcpRoute::from, root(), "spec", "tcp");
  }

  /** Returns the first http rule of this name; absent if there is none. */
  public Optional<HttpRoute> httpRoute(String name) {
    for (HttpRoute route : http()) {
      if (route.name().equals(Optional.of(name))) {
        return Optional.of(route);
      }
    }
    return Optional.empty();
  }

  /**
   * Returns this VirtualService with other http rules; kept and moved ones keep their text. No
   * rules leave an empty list where there is a list.
   */
  public VirtualService withHttp(List<HttpRoute> routes) {
    return withRoutes("http", routes);
  }

  /** Returns this VirtualService with other tls rules, as {@link #withHttp(List)}. */
  public VirtualService withTls(List<TlsRoute> routes) {
    return withRoutes("tls", routes);
  }

  /** Returns this VirtualService with other tcp rules, as {@link #withHttp(List)}. */
  public VirtualService withTcp(List<TcpRoute> routes) {
    return withRoutes("tcp", routes);
  }

  /**
   * Returns this VirtualService with the first http rule of this name changed.
   *
   * @throws IllegalArgumentException if no http rule has this name
   */
  public VirtualService withHttpRoute(String name, UnaryOperator<HttpRoute> change) {
    Optional<HttpRoute> old = httpRoute(name);
    if (old.isEmpty()) {
      throw new IllegalArgumentException("there is no http rule named \"" + name + "\"");
    }
    List<HttpRoute> routes = new ArrayList<>(http());
    routes.set(routes.indexOf(old.get()), change.apply(old.get()));
    return withHttp(routes);
  }

  /** Returns this VirtualService with other hosts. */
  public VirtualService withHosts(List<String> hosts) {
    return new VirtualService(id(), with(Fields.sequenceOf(hosts), "spec", "hosts"));
  }

  /** Returns this VirtualService with other gateways. */
  public VirtualService withGateways(List<String> gateways) {
    return new VirtualService(id(), with(Fields.sequenceOf(gateways), "spec", "gateways"));
  }

  private VirtualService withRoutes(String key, List<? extends Route> routes) {
    return routes.isEmpty() && Fields.orEmpty(Fields.get(root(), "spec")).get(key).isEmpty()
        ? this
        : new VirtualService(id(), withItems(NodeView.nodes(routes), "spec", key));
  }

  /** Returns the document's text: the source with only the changed places changed. */
  public String text() {
    return document().text();
  }
}
