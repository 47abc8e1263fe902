// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.review;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.FieldPath.Segment;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlSequence;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds the field of one tree in another one, where the items of lists may stand elsewhere: items
 * belong together by {@code name} or {@code destination}, or else by their place among those that
 * have neither: a managed route that is put on top has a name.
 */
final class Counterpart {
  private Counterpart() {}

  /** Returns what the other tree has for the field at a path of this one. */
  static Optional<YamlNode> of(FieldPath path, YamlNode tree, YamlNode other) {
    Optional<YamlNode> here = Optional.of(tree);
    Optional<YamlNode> there = Optional.of(other);
    for (Segment segment : path.segments()) {
      FieldPath step = new FieldPath(List.of(segment));
      Optional<YamlNode> parent = here;
      here = here.flatMap(node -> node.at(step));
      Optional<YamlNode> item = here;
      there =
          segment instanceof Segment.Index index
              ? there.flatMap(list -> item(parent, item, index.value(), list))
              : there.flatMap(node -> node.at(step));
    }
    return there;
  }

  private static Optional<YamlNode> item(
      Optional<YamlNode> list, Optional<YamlNode> item, int index, YamlNode other) {
    if (!(other instanceof YamlSequence sequence)) {
      return Optional.empty();
    }
    Optional<YamlNode> key = item.flatMap(Counterpart::key);
    // the same one among items with equal keys
    long earlier =
        list.map(node -> ((YamlSequence) node).items().subList(0, index)).orElse(List.of()).stream()
            .filter(other1 -> key(other1).equals(key))
            .count();
    return sequence.items().stream()
        .filter(candidate -> key(candidate).equals(key))
        .skip(earlier)
        .findFirst();
  }

  private static Optional<YamlNode> key(YamlNode item) {
    return item instanceof YamlMapping mapping
        ? mapping.get("name").or(() -> mapping.get("destination"))
        : Optional.empty();
  }

  /**
   * Returns whether what is written is found again in what is live. A live field that is not
   * written counts for nothing: whoever writes it leaves the others alone.
   */
  static boolean agrees(Optional<YamlNode> written, Optional<YamlNode> live) {
    if (written.isEmpty() || live.isEmpty()) {
      return written.isEmpty() && live.isEmpty();
    }
    return agrees(written.get(), live.get());
  }

  private static boolean agrees(YamlNode written, YamlNode live) {
    if (written == live) {
      return true;
    }
    if (written instanceof YamlMapping mapping && live instanceof YamlMapping other) {
      return mapping.entries().stream()
          .allMatch(
              entry ->
                  other
                      .get(entry.key().text())
                      .filter(value -> agrees(entry.value(), value))
                      .isPresent());
    }
    if (written instanceof YamlSequence list && live instanceof YamlSequence) {
      for (int i = 0; i < list.items().size(); i++) {
        Optional<YamlNode> item = Optional.of(list.items().get(i));
        Optional<YamlNode> found = item(Optional.of(written), item, i, live);
        if (found.isEmpty() || !agrees(item.get(), found.get())) {
          return false;
        }
      }
      return true;
    }
    return Objects.equals(written, live);
  }
}
