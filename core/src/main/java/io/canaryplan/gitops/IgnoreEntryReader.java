// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.collect.ImmutableList;
import io.canaryplan.gitops.IgnoreEntry.Kind;
import io.canaryplan.gitops.IgnoreEntry.Part;
import io.canaryplan.kubernetes.FieldReader;
import io.canaryplan.yaml.YamlDocument;
import java.util.List;
import java.util.Optional;

/** Reads what is to be ignored, as Applications and the settings of Argo CD write it. */
final class IgnoreEntryReader {
  private IgnoreEntryReader() {}

  /** Reads an item of an Application's list; the schema requires its kind. */
  static IgnoreEntry entry(FieldReader item, YamlDocument document) {
    List<Part> parts = parts(item);
    IgnoreDifferences said =
        said(
            item.text("group").orElse(""),
            item.requiredText("kind"),
            item.text("name"),
            item.text("namespace"),
            parts);
    return new IgnoreEntry(said, document, item.path(), parts);
  }

  /** Returns what parts say of objects that are chosen by these. */
  static IgnoreDifferences said(
      String group,
      String kind,
      Optional<String> name,
      Optional<String> namespace,
      List<Part> parts) {
    return new IgnoreDifferences(
        group,
        kind,
        name,
        namespace,
        texts(parts, Kind.POINTER),
        texts(parts, Kind.EXPRESSION),
        texts(parts, Kind.MANAGER));
  }

  private static List<String> texts(List<Part> parts, Kind kind) {
    return parts.stream().filter(part -> part.kind() == kind).map(Part::text).toList();
  }

  /** Reads the pointers, expressions and managers. */
  static List<Part> parts(FieldReader place) {
    ImmutableList.Builder<Part> parts = ImmutableList.builder();
    for (Kind kind : Kind.values()) {
      for (FieldReader item : place.list(kind.toString())) {
        item.text().ifPresent(text -> parts.add(new Part(kind, text, item.path())));
      }
    }
    return parts.build();
  }
}
