// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import com.google.common.collect.ImmutableList;
import io.canaryplan.yaml.YamlMapping.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a mapping or item of a sequence as it stands in the source. Offsets are found by
 * stepping over blanks and comments: between two elements nothing else can stand.
 *
 * @param key the key; null for an item
 * @param value the value or item
 * @param start where it begins: at the key, at its {@code ?}, or at the dash
 * @param headEnd after the colon or dash; where the value starts if there is neither
 * @param hasHead whether there is a colon or dash; always true in a sequence
 * @param end after its last character
 */
record Element(
    @Nullable YamlScalar key, YamlNode value, int start, int headEnd, boolean hasHead, int end) {

  static int count(YamlNode collection) {
    return collection instanceof YamlMapping mapping
        ? mapping.raw().size()
        : ((YamlSequence) collection).size();
  }

  static boolean isFlow(YamlNode collection) {
    return collection instanceof YamlMapping mapping
        ? mapping.isFlow()
        : ((YamlSequence) collection).isFlow();
  }

  static boolean isFlowOrScalar(YamlNode node) {
    return node.isAlias() || node instanceof YamlScalar || isFlow(node);
  }

  /** Returns all elements of a collection that was read from {@code text}. */
  static List<Element> all(String text, YamlNode collection) {
    int count = count(collection);
    ImmutableList.Builder<Element> all = ImmutableList.builderWithExpectedSize(count);
    for (int i = 0; i < count; i++) {
      all.add(at(text, collection, i));
    }
    return all.build();
  }

  /** Returns element {@code i} (as written, merge keys and shadowed keys included). */
  static Element at(String text, YamlNode collection, int i) {
    if (collection instanceof YamlMapping mapping) {
      return entry(text, mapping, i);
    }
    YamlSequence list = (YamlSequence) collection;
    YamlNode item = list.items().get(i);
    if (list.isFlow()) {
      return new Element(null, item, item.start, item.start, true, item.end);
    }
    int before = i == 0 ? contentStart(text, list) : list.items().get(i - 1).end;
    int dash = Blanks.skip(text, before);
    return new Element(null, item, dash, dash + 1, true, item.end);
  }

  private static Element entry(String text, YamlMapping mapping, int i) {
    Entry entry = mapping.raw().get(i);
    int before = i == 0 ? contentStart(text, mapping) : end(mapping.raw().get(i - 1));
    int start = Blanks.skip(text, before);
    if (mapping.isFlow() || text.charAt(start) != '?') {
      start = entry.key().start;
    }
    int colon = Blanks.skip(text, entry.key().end);
    // The reader puts the missing value of a key without colon at the end of the key.
    boolean hasColon = entry.value().start > entry.key().end;
    return new Element(
        entry.key(),
        entry.value(),
        start,
        hasColon ? colon + 1 : entry.key().end,
        hasColon,
        end(entry));
  }

  private static int end(Entry entry) {
    return Math.max(entry.value().end, entry.key().end);
  }

  /** Returns where the content of a node starts: after its anchor and tag. */
  static int contentStart(String text, YamlNode node) {
    return node.props == null || node.isAlias()
        ? node.start
        : Blanks.skip(text, propertiesEnd(text, node));
  }

  /** Returns the offset after the anchor and tag of a node. */
  static int propertiesEnd(String text, YamlNode node) {
    int at = node.start;
    if (node.props != null) {
      at = node.props.anchor == null ? at : Blanks.skipWord(text, Blanks.skip(text, at));
      at = node.props.tag == null ? at : Blanks.skipWord(text, Blanks.skip(text, at));
    }
    return at;
  }
}
