// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import io.canaryplan.finding.Checked;
import io.canaryplan.kubernetes.FieldReader;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.kubernetes.ObjectView;
import io.canaryplan.kubernetes.Reading;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Gateway of any version of networking.istio.io: which hosts it lets in, on which ports.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class Gateway extends ObjectView {
  private Gateway(ObjectId id, YamlDocument document) {
    super(id, document);
  }

  /**
   * Reads a Gateway and reports what is wrong with its root.
   *
   * @return the view and the findings; no value if the document is not a Gateway at all
   */
  public static Checked<Gateway> from(YamlDocument document) {
    FieldReader root = Reading.ofShape(document, "a Gateway").root();
    Optional<ObjectId> id = root.id("Gateway");
    if (id.isEmpty()) {
      return Checked.failed(root.reading().findings());
    }
    IstioShape.isKnownVersion(root, id.get());
    for (FieldReader server : root.mapping("spec", "the spec").list("servers")) {
      if (server.isMapping("a server")) {
        server.list("hosts");
        server.mapping("port", "the port");
      }
    }
    return Checked.of(new Gateway(id.get(), document), root.reading().findings());
  }

  /** Returns the labels of the gateway's pods in the order written. */
  public Map<String, String> selector() {
    return Fields.textMap(root(), "spec", "selector");
  }

  /** Returns the servers in order, one for each item of the list. */
  public List<GatewayServer> servers() {
    return Fields.views(GatewayServer::from, root(), "spec", "servers");
  }

  /**
   * Returns this gateway with the hosts of one server replaced.
   *
   * @param index zero-based index of the server
   * @throws IndexOutOfBoundsException if there is no such server
   */
  public Gateway withHosts(int index, List<String> hosts) {
    List<YamlNode> servers = new ArrayList<>(Fields.items(root(), "spec", "servers"));
    servers.set(index, Fields.with(servers.get(index), Fields.sequenceOf(hosts), "hosts"));
    return new Gateway(id(), withItems(servers, "spec", "servers"));
  }

  /** Returns the document's text: the source with only the changed places changed. */
  public String text() {
    return document().text();
  }
}
