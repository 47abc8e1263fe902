// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static java.util.Objects.requireNonNull;

import io.canaryplan.kubernetes.Fields;
import io.canaryplan.yaml.YamlDocument;
import java.util.Optional;

/**
 * What tells a Rollout from the others of its inputs.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param namespace the namespace, if it is written
 * @param name the name; empty if the document has none
 */
public record RolloutName(Optional<String> namespace, String name) {
  /** Checks that nothing is missing. */
  public RolloutName {
    requireNonNull(namespace, "namespace");
    requireNonNull(name, "name");
  }

  /** Returns the name that a document has in its metadata. */
  public static RolloutName of(YamlDocument rollout) {
    return new RolloutName(
        Fields.name(rollout.root(), "metadata", "namespace"),
        Fields.text(rollout.root(), "metadata", "name").orElse(""));
  }

  /** Returns {@code name} or {@code namespace/name}. */
  @Override
  public String toString() {
    return namespace.map(space -> space + "/").orElse("") + name;
  }
}
