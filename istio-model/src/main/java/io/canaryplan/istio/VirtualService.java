// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Checked;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
 */
public final class VirtualService {
  private final ObjectId id;
  private final YamlDocument document;

  private VirtualService(ObjectId id, YamlDocument document) {
    this.id = requireNonNull(id, "id");
    this.document = requireNonNull(document, "document");
  }

  /**
   * Reads a VirtualService and reports everything about its shape that Kubernetes or Istio could
   * not decode. What is sound stays usable beside it.
   *
   * @return the view and the findings; no value if the document is not a VirtualService at all
   */
  public static Checked<VirtualService> from(YamlDocument document) {
    VirtualServiceShape shape = new VirtualServiceShape(document);
    return shape
        .check()
        .map(id -> Checked.of(new VirtualService(id, document), shape.findings()))
        .orElseGet(() -> Checked.failed(shape.findings()));
  }

  /** Returns what the object is called. */
  public ObjectId id() {
    return id;
  }

  /** Returns the hosts in order; empty for a delegate. */
  public List<String> hosts() {
    return Fields.texts(spec(), "hosts");
  }

  /** Returns the gateways in order; empty if bound to the mesh only. */
  public List<String> gateways() {
    return Fields.texts(spec(), "gateways");
  }

  /** Returns whether {@code spec.http} is there as a list, possibly an empty one. */
  public boolean hasHttp() {
    return Fields.isList(spec(), "http");
  }

  /** Returns whether {@code spec.tls} is there as a list, possibly an empty one. */
  public boolean hasTls() {
    return Fields.isList(spec(), "tls");
  }

  /** Returns whether {@code spec.tcp} is there as a list, possibly an empty one. */
  public boolean hasTcp() {
    return Fields.isList(spec(), "tcp");
  }

  /** Returns the http rules, one for each item of the list; empty if there is none. */
  public List<HttpRoute> http() {
    return routes("http", HttpRoute::from);
  }

  /** Returns the tls rules, one for each item of the list; empty if there is none. */
  public List<TlsRoute> tls() {
    return routes("tls", TlsRoute::from);
  }

  /** Returns the tcp rules, one for each item of the list; empty if there is none. */
  public List<TcpRoute> tcp() {
    return routes("tcp", TcpRoute::from);
  }

  /** Returns the first http rule of this name; absent if there is none. */
  public Optional<HttpRoute> httpRoute(String name) {
    return http().stream().filter(route -> route.name().equals(Optional.of(name))).findFirst();
  }

  private <T> List<T> routes(String key, Function<YamlNode, T> view) {
    return Fields.items(spec(), key).stream().map(view).collect(ImmutableList.toImmutableList());
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
    List<HttpRoute> routes = new ArrayList<>(http());
    for (int i = 0; i < routes.size(); i++) {
      if (routes.get(i).name().equals(Optional.of(name))) {
        routes.set(i, change.apply(routes.get(i)));
        return withHttp(routes);
      }
    }
    throw new IllegalArgumentException("there is no http rule named \"" + name + "\"");
  }

  /** Returns this VirtualService with other hosts. */
  public VirtualService withHosts(List<String> hosts) {
    return withSpec(spec().with("hosts", Fields.sequenceOf(hosts)));
  }

  /** Returns this VirtualService with other gateways. */
  public VirtualService withGateways(List<String> gateways) {
    return withSpec(spec().with("gateways", Fields.sequenceOf(gateways)));
  }

  private VirtualService withRoutes(String key, List<? extends Route> routes) {
    if (routes.isEmpty() && spec().get(key).isEmpty()) {
      return this;
    }
    return withSpec(Fields.withItems(spec(), key, routes.stream().map(Route::node).toList()));
  }

  private VirtualService withSpec(YamlMapping spec) {
    YamlMapping root = Fields.orEmpty(document.root());
    return new VirtualService(id, document.withRoot(root.with("spec", spec)));
  }

  private YamlMapping spec() {
    return Fields.mapping(document.root(), "spec");
  }

  /** Returns the document behind this view. */
  public YamlDocument document() {
    return document;
  }

  /** Returns the document's text: the source with only the changed places changed. */
  public String text() {
    return document.text();
  }

  /** Returns {@link ObjectId#toString()}. */
  @Override
  public String toString() {
    return id.toString();
  }
}
