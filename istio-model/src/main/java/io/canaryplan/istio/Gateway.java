// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Checked;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Gateway of any version of networking.istio.io: which hosts it lets in, on which ports. */
public final class Gateway {
  private final ObjectId id;
  private final YamlDocument document;

  private Gateway(ObjectId id, YamlDocument document) {
    this.id = requireNonNull(id, "id");
    this.document = requireNonNull(document, "document");
  }

  /**
   * Reads a Gateway and reports what is wrong with its shape.
   *
   * @return the view and the findings; no value if the document is not a Gateway at all
   */
  public static Checked<Gateway> from(YamlDocument document) {
    Shape shape = new Shape(document);
    Optional<ObjectId> id = shape.id("Gateway");
    if (id.isEmpty()) {
      return Checked.failed(shape.findings());
    }
    shape.istioVersion(id.get());
    FieldPath path = FieldPath.of("spec");
    shape.mappingIfPresent(document.root(), FieldPath.root(), "spec", "the spec");
    YamlNode spec = Fields.get(document.root(), "spec").orElseGet(YamlMapping::empty);
    List<YamlNode> servers = shape.list(spec, path, "servers");
    for (int i = 0; i < servers.size(); i++) {
      FieldPath at = path.child("servers").index(i);
      if (shape.mapping(servers.get(i), at, "a server")) {
        shape.list(servers.get(i), at, "hosts");
        shape.mappingIfPresent(servers.get(i), at, "port", "the port");
      }
    }
    return Checked.of(new Gateway(id.get(), document), shape.findings());
  }

  /** Returns what the object is called. */
  public ObjectId id() {
    return id;
  }

  /** Returns the labels of the gateway's pods in the order written. */
  public Map<String, String> selector() {
    return Fields.textMap(spec(), "selector");
  }

  /** Returns the servers in order, one for each item of the list. */
  public List<GatewayServer> servers() {
    return Fields.items(spec(), "servers").stream()
        .map(GatewayServer::from)
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * Returns this gateway with the hosts of one server replaced.
   *
   * @param index zero-based index of the server
   * @throws IndexOutOfBoundsException if there is no such server
   */
  public Gateway withHosts(int index, List<String> hosts) {
    List<YamlNode> servers = new ArrayList<>(Fields.items(spec(), "servers"));
    YamlMapping server = Fields.orEmpty(servers.get(index));
    servers.set(index, server.with("hosts", Fields.sequenceOf(hosts)));
    YamlMapping root = Fields.orEmpty(document.root());
    YamlMapping spec = Fields.withItems(spec(), "servers", servers);
    return new Gateway(id, document.withRoot(root.with("spec", spec)));
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
