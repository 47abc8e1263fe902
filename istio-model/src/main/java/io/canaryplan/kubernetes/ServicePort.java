// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.kubernetes;

import static java.util.Objects.requireNonNull;

import io.canaryplan.yaml.YamlNode;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One port of a Service, as written.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param name name; absent if there is none
 * @param port number; absent if none is written
 * @param targetPort number or name of the container port; absent means the same as {@code port}
 */
public record ServicePort(Optional<String> name, OptionalInt port, Optional<String> targetPort) {
  /** Checks that nothing is missing. */
  public ServicePort {
    requireNonNull(name, "name");
    requireNonNull(port, "port");
    requireNonNull(targetPort, "targetPort");
  }

  static ServicePort from(YamlNode port) {
    return new ServicePort(
        Fields.text(port, "name"), Fields.integer(port, "port"), Fields.text(port, "targetPort"));
  }
}
