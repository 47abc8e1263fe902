// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.yaml.YamlNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One server of a Gateway.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param hosts hosts as written, possibly {@code namespace/host} or with wildcards
 * @param port number of the port; absent if none is written
 * @param protocol protocol of the port, for example {@code HTTP}; absent if none is written
 */
public record GatewayServer(List<String> hosts, OptionalInt port, Optional<String> protocol) {
  /** Copies the hosts. */
  public GatewayServer {
    hosts = ImmutableList.copyOf(hosts);
    requireNonNull(port, "port");
    requireNonNull(protocol, "protocol");
  }

  static GatewayServer from(YamlNode server) {
    return new GatewayServer(
        Fields.texts(server, "hosts"),
        Fields.integer(server, "port", "number"),
        Fields.text(server, "port", "protocol"));
  }
}
