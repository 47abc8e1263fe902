// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.yaml.YamlMapping.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value as it stands in the source: that of an entry of a mapping, an item of a sequence, or the
 * root. Offsets are found by stepping over blanks and comments: between two elements nothing else
 * can stand.
 */
final class Element {
  // The element whose value it is a part of; null for the root.
  private final @Nullable Element outer;
  private final int index;
  // The key; null for an item and the root.
  final @Nullable YamlScalar key;
  final YamlNode value;
  // Where it begins: at the key, at its `?`, or at the dash.
  final int start;
  // After the colon or dash; where the value starts if there is neither.
  final int headEnd;

  /** Makes the element that is a whole tree. */
  Element(YamlNode root) {
    this.outer = null;
    this.index = 0;
    this.key = null;
    this.value = root;
    this.start = root.start;
    this.headEnd = root.start;
  }

  /** Makes element {@code i} (as written, merge keys and shadowed keys included). */
  Element(String text, Element outer, int i) {
    this.outer = outer;
    this.index = i;
    YamlNode collection = outer.value;
    List<YamlNode> values = collection.children();
    this.value = values.get(i);
    if (collection instanceof YamlMapping mapping) {
      List<Entry> raw = mapping.raw();
      this.key = raw.get(i).key();
      int before =
          i == 0 ? contentStart(text, mapping) : end(raw.get(i - 1).key(), values.get(i - 1));
      int first = Blanks.skip(text, before);
      if (mapping.inline && "{,".indexOf(text.charAt(first)) >= 0) {
        first = Blanks.skip(text, first + 1);
      }
      this.start = text.charAt(first) == '?' ? first : key.start;
      this.headEnd = hasHead() ? Blanks.skip(text, key.end) + 1 : key.end;
    } else {
      this.key = null;
      int before = i == 0 ? contentStart(text, collection) : values.get(i - 1).end;
      this.start = collection.inline ? value.start : Blanks.skip(text, before);
      this.headEnd = collection.inline ? start : start + 1;
    }
  }

  /** Returns the elements of the collection that is this element's value. */
  List<Element> elements(String text) {
    int count = value.children().size();
    ImmutableList.Builder<Element> all = ImmutableList.builderWithExpectedSize(count);
    for (int i = 0; i < count; i++) {
      all.add(new Element(text, this, i));
    }
    return all.build();
  }

  /** Returns the offset after its last character. */
  int end() {
    return end(key, value);
  }

  private static int end(@Nullable YamlScalar key, YamlNode value) {
    return key == null ? value.end : Math.max(value.end, key.end);
  }

  /** Returns whether there is a colon; true where none is needed. */
  boolean hasHead() {
    // The reader puts the missing value of a key without colon at the end of the key.
    return key == null || value.start > key.end;
  }

  boolean isRoot() {
    return outer == null;
  }

  /** Returns whether it stands between brackets. */
  boolean inFlow() {
    return outer != null && outer.value.inline;
  }

  /** Returns whether strings need double quotes here. */
  boolean isJson() {
    return inFlow() && outer.holdsJson();
  }

  /** Returns whether strings in this collection between brackets need double quotes. */
  boolean holdsJson() {
    return isJson() || looksLikeJson(value);
  }

  // What it holds first is in double quotes.
  private static boolean looksLikeJson(YamlNode collection) {
    if (collection.children().isEmpty()) {
      return false;
    }
    YamlNode first =
        collection instanceof YamlMapping mapping
            ? mapping.raw().get(0).key()
            : collection.children().get(0);
    return first instanceof YamlScalar scalar
        ? scalar.style() == ScalarStyle.DOUBLE_QUOTED
        : first.inline && looksLikeJson(first);
  }

  /** Returns the way here from the root. */
  FieldPath path() {
    if (outer == null) {
      return FieldPath.root();
    }
    return key == null ? outer.path().index(index) : outer.path().child(key.text());
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
    if (node.props != null && node.props.anchor() != null) {
      at = Blanks.skipWord(text, at);
    }
    if (node.props != null && node.props.tag() != null) {
      at = Blanks.skipWord(text, Blanks.skip(text, at));
    }
    return at;
  }
}
