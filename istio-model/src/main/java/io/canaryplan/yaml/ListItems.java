// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/** Takes a {@code kind: List} apart, as {@code kubectl get -o yaml} writes it. */
final class ListItems {
  private ListItems() {}

  /** Adds the document, or instead of a list each of its items; items may be lists again. */
  static void expand(Region region, ImmutableList.Builder<YamlDocument> documents) {
    Optional<YamlSequence> items = items(region.root());
    if (items.isEmpty()) {
      documents.add(new YamlDocument(region));
      return;
    }
    for (YamlNode item : items.get().items()) {
      boolean empty = item instanceof YamlScalar scalar && scalar.isNull();
      if (!empty) {
        expand(itemRegion(region, items.get(), item), documents);
      }
    }
  }

  private static Optional<YamlSequence> items(YamlNode root) {
    if (!(root instanceof YamlMapping mapping)
        || mapping.get("kind").filter(ListItems::isListKind).isEmpty()) {
      return Optional.empty();
    }
    return mapping
        .get("items")
        .filter(YamlSequence.class::isInstance)
        .map(YamlSequence.class::cast);
  }

  // List itself, and the typed lists of the API server: ServiceList, VirtualServiceList.
  private static boolean isListKind(YamlNode kind) {
    return kind instanceof YamlScalar scalar && scalar.text().endsWith("List");
  }

  private static Region itemRegion(Region list, YamlSequence items, YamlNode item) {
    Source source = list.source();
    if (items.isFlow() || items.isAlias()) {
      int indent = Blanks.skipSpaces(source.text(), source.lineStart(item.start));
      int dedent = Math.min(indent, item.start) - source.lineStart(item.start);
      return new Region(source, item.start, item.end, dedent, true, list.aliases(), item);
    }
    int end = Math.min(source.nextLine(item.end), list.end());
    // Below an anchor of its own the content may stand further left than the anchor.
    int content = Element.contentStart(source.text(), item);
    int dedent = Math.min(source.indentation(item.start), source.indentation(content));
    return new Region(source, item.start, end, dedent, true, list.aliases(), item);
  }
}
