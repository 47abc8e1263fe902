// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import io.canaryplan.yaml.YamlMapping.Entry;

/**
 * Writes trees as plain YAML: block style, keys in their order, no line folded. Alias and merge key
 * do not occur: a tree holds what they stand for.
 */
final class YamlEmitter {
  // SnakeYAML and libyaml look 1024 characters ahead for the colon after a key.
  private static final int LONGEST_SIMPLE_KEY = 1000;

  /**
   * How new text is laid out.
   *
   * @param lineBreak what ends a line
   * @param step spaces that a mapping is indented by below its key
   * @param dashStep spaces that a dash is indented by below the key of its sequence
   * @param literals whether texts of several lines may be written as blocks
   */
  record Layout(String lineBreak, int step, int dashStep, boolean literals) {
    static final Layout CANONICAL = new Layout("\n", 2, 0, true);
  }

  private final StringBuilder out;
  private final Layout layout;

  YamlEmitter(StringBuilder out, Layout layout) {
    this.out = out;
    this.layout = layout;
  }

  /** Returns a whole document in canonical layout, with a line break at its end. */
  static String document(YamlNode root) {
    StringBuilder out = new StringBuilder();
    YamlEmitter emitter = new YamlEmitter(out, Layout.CANONICAL);
    if (isBlock(root)) {
      emitter.block(root, 0);
    } else {
      emitter.inlineOrLiteral(root, 0);
    }
    return out.append('\n').toString();
  }

  /** Returns the node on one line, collections between brackets. */
  static String inline(YamlNode node) {
    return flow(node, false);
  }

  /** Returns the node on one line as it can stand between brackets. */
  static String flow(YamlNode node, boolean json) {
    StringBuilder out = new StringBuilder();
    new YamlEmitter(out, Layout.CANONICAL).appendFlow(node, json);
    return out.toString();
  }

  /** Returns whether the node takes lines of its own: a collection that is not empty. */
  static boolean isBlock(YamlNode node) {
    return (node instanceof YamlMapping mapping && !mapping.isEmpty())
        || (node instanceof YamlSequence list && !list.isEmpty());
  }

  /**
   * Appends the lines of a collection that is not empty; the caller has indented the first one, and
   * adds the last line break.
   */
  void block(YamlNode node, int indent) {
    if (node instanceof YamlMapping mapping) {
      boolean first = true;
      for (Entry entry : mapping.entries()) {
        newLine(first, indent);
        first = false;
        entry(entry, indent);
      }
    } else if (node instanceof YamlSequence list) {
      boolean first = true;
      for (YamlNode item : list.items()) {
        newLine(first, indent);
        first = false;
        item(item, indent);
      }
    }
  }

  /** Appends one key with its value. */
  void entry(Entry entry, int indent) {
    String key = ScalarWriter.inline(entry.key(), false, false);
    if (key.length() > LONGEST_SIMPLE_KEY) {
      out.append("? ").append(key);
      newLine(false, indent);
    } else {
      out.append(key);
    }
    out.append(':');
    value(entry.value(), indent);
  }

  /** Appends a value after the colon of a key at {@code indent}. */
  void value(YamlNode value, int indent) {
    if (isBlock(value)) {
      int inner = indent + (value instanceof YamlSequence ? layout.dashStep() : layout.step());
      newLine(false, inner);
      block(value, inner);
    } else {
      out.append(' ');
      inlineOrLiteral(value, indent);
    }
  }

  /** Appends a dash and the item after it. */
  void item(YamlNode item, int indent) {
    out.append("- ");
    if (isBlock(item)) {
      block(item, indent + 2);
    } else {
      inlineOrLiteral(item, indent);
    }
  }

  /** Appends a scalar or an empty collection whose key or dash stands at {@code indent}. */
  void inlineOrLiteral(YamlNode node, int indent) {
    if (node instanceof YamlScalar scalar && isLiteral(scalar)) {
      ScalarWriter.literal(out, scalar.text(), indent + layout.step(), layout.lineBreak());
    } else if (node instanceof YamlScalar scalar) {
      out.append(ScalarWriter.inline(scalar, false, false));
    } else {
      out.append(node instanceof YamlMapping ? "{}" : "[]");
    }
  }

  private boolean isLiteral(YamlScalar scalar) {
    return layout.literals() && scalar.isString() && ScalarWriter.fitsLiteral(scalar.text());
  }

  private void newLine(boolean first, int indent) {
    if (!first) {
      out.append(layout.lineBreak()).append(" ".repeat(indent));
    }
  }

  private void appendFlow(YamlNode node, boolean json) {
    if (node instanceof YamlScalar scalar) {
      out.append(ScalarWriter.inline(scalar, true, json));
    } else if (node instanceof YamlMapping mapping) {
      String separator = "{";
      for (Entry entry : mapping.entries()) {
        out.append(separator);
        appendFlowEntry(entry, json);
        separator = ", ";
      }
      out.append(mapping.isEmpty() ? "{}" : "}");
    } else if (node instanceof YamlSequence list) {
      String separator = "[";
      for (YamlNode item : list.items()) {
        out.append(separator);
        appendFlow(item, json);
        separator = ", ";
      }
      out.append(list.isEmpty() ? "[]" : "]");
    }
  }

  private void appendFlowEntry(Entry entry, boolean json) {
    out.append(flowKey(entry.key(), json));
    appendFlow(entry.value(), json);
  }

  /** Returns the key and what separates it from its value. */
  static String flowKey(YamlScalar key, boolean json) {
    String text = ScalarWriter.inline(key, true, json);
    return text.length() > LONGEST_SIMPLE_KEY ? "? " + text + " : " : text + ": ";
  }
}
