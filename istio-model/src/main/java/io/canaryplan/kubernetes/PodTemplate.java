// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.kubernetes;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;

/**
 * What a plan needs of {@code spec.template}: its metadata and the ports of its containers. The pod
 * itself stays in the document.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param metadata labels and annotations of the pods
 * @param ports declared ports of all containers, in order, and of init containers that restart
 *     always
 */
public record PodTemplate(PodMetadata metadata, List<ContainerPort> ports) {
  /** Copies the ports. */
  public PodTemplate {
    requireNonNull(metadata, "metadata");
    ports = ImmutableList.copyOf(ports);
  }

  /**
   * A port that a container declares.
   *
   * @param name name, if it has one
   * @param containerPort number, 1 to 65535 when valid
   */
  public record ContainerPort(Optional<String> name, int containerPort) {
    /** Checks that nothing is missing. */
    public ContainerPort {
      requireNonNull(name, "name");
    }
  }
}
