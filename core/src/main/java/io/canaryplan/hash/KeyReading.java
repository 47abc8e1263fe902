// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Position;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import io.canaryplan.yaml.YamlSequence;
import java.util.List;
import java.util.Optional;

/**
 * A key of a pod template that YAML reads as something else than is written, and that then becomes
 * a text again: a label {@code on} is the label {@code true} (hash.md 2).
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param path the mapping that has the key
 * @param written the key as written
 * @param read the key that the cluster gets
 * @param position where the key stands; absent when it did not come from text
 */
public record KeyReading(FieldPath path, String written, String read, Optional<Position> position) {
  /** Checks that nothing is missing. */
  public KeyReading {
    requireNonNull(path, "path");
    requireNonNull(written, "written");
    requireNonNull(read, "read");
    requireNonNull(position, "position");
  }

  /** Returns the keys of a template that are read otherwise, in their order. */
  public static List<KeyReading> of(TemplateSource source) {
    ImmutableList.Builder<KeyReading> readings = ImmutableList.builder();
    add(source.template(), source.path(), readings);
    return readings.build();
  }

  private static void add(
      YamlNode node, FieldPath path, ImmutableList.Builder<KeyReading> readings) {
    if (node instanceof YamlMapping mapping) {
      for (YamlMapping.Entry entry : mapping.entries()) {
        YamlScalar key = entry.key();
        YamlJson.read(key)
            .filter(read -> !read.equals(key.text()))
            .map(read -> new KeyReading(path, key.text(), read, key.position()))
            .ifPresent(readings::add);
        if (!(entry.value() instanceof YamlScalar)) {
          add(entry.value(), path.child(key.text()), readings);
        }
      }
    } else if (node instanceof YamlSequence sequence) {
      for (int i = 0; i < sequence.size(); i++) {
        if (!(sequence.items().get(i) instanceof YamlScalar)) {
          add(sequence.items().get(i), path.index(i), readings);
        }
      }
    }
  }
}
