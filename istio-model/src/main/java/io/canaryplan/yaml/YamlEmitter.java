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

  private final StringBuilder out = new StringBuilder();
  private final YamlStyle layout;
  private final boolean literals;
  private final boolean brackets;

  /**
   * Makes an emitter of nothing so far.
   *
   * @param literals whether texts of several lines may be written as blocks
   * @param brackets whether a collection that was read between brackets stays between them
   */
  YamlEmitter(YamlStyle layout, boolean literals, boolean brackets) {
    this.layout = layout;
    this.literals = literals;
    this.brackets = brackets;
  }

  /** Returns a whole document in canonical layout, with a line break at its end. */
  static String document(YamlNode root) {
    YamlEmitter emitter = new YamlEmitter(YamlStyle.CANONICAL, true, false);
    if (emitter.isBlock(root)) {
      emitter.block(root, 0);
    } else {
      emitter.inlineOrLiteral(root, 0);
    }
    return emitter.out.append('\n').toString();
  }

  /** Returns the node on one line as it can stand between brackets. */
  static String flow(YamlNode node, boolean json) {
    YamlEmitter emitter = new YamlEmitter(YamlStyle.CANONICAL, false, false);
    emitter.appendFlow(node, json);
    return emitter.toString();
  }

  /** Returns whether the node is a collection that is not empty. */
  static boolean isFilled(YamlNode node) {
    return (node instanceof YamlMapping mapping && !mapping.isEmpty())
        || (node instanceof YamlSequence list && !list.isEmpty());
  }

  /** Returns whether the node takes lines of its own. */
  boolean isBlock(YamlNode node) {
    YamlNode read = brackets ? node.original() : null;
    return isFilled(node) && (read == null || !read.inline);
  }

  /**
   * Appends the lines of a collection that is not empty; the caller has indented the first one, and
   * adds the last line break.
   */
  void block(YamlNode node, int indent) {
    String margin = "";
    if (node instanceof YamlMapping mapping) {
      for (Entry entry : mapping.entries()) {
        out.append(margin);
        entry(entry.key(), entry.value(), indent);
        margin = newLine(indent);
      }
    } else {
      for (YamlNode item : node.children()) {
        out.append(margin);
        item(item, indent);
        margin = newLine(indent);
      }
    }
  }

  /** Appends one key with its value. */
  void entry(YamlScalar key, YamlNode value, int indent) {
    String text = ScalarWriter.inline(key, false, false);
    if (text.length() > LONGEST_SIMPLE_KEY) {
      out.append("? ").append(text).append(newLine(indent));
    } else {
      out.append(text);
    }
    if (isBlock(value)) {
      int inner = indent + layout.stepTo(value);
      out.append(':').append(newLine(inner));
      block(value, inner);
    } else {
      out.append(": ");
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

  /** Appends what takes no lines of its own and whose key or dash stands at {@code indent}. */
  void inlineOrLiteral(YamlNode node, int indent) {
    if (literals
        && node instanceof YamlScalar scalar
        && scalar.isString()
        && ScalarWriter.fitsLiteral(scalar.text())) {
      ScalarWriter.literal(out, scalar.text(), indent + layout.stepTo(scalar), layout.lineBreak());
    } else if (node instanceof YamlScalar scalar) {
      out.append(ScalarWriter.inline(scalar, false, false));
    } else {
      appendFlow(node, false);
    }
  }

  private String newLine(int indent) {
    return layout.lineBreak() + " ".repeat(indent);
  }

  private void appendFlow(YamlNode node, boolean json) {
    String separator = "";
    if (node instanceof YamlScalar scalar) {
      out.append(ScalarWriter.inline(scalar, true, json));
    } else if (node instanceof YamlMapping mapping) {
      out.append('{');
      for (Entry entry : mapping.entries()) {
        out.append(separator).append(flowKey(entry.key(), json));
        appendFlow(entry.value(), json);
        separator = ", ";
      }
      out.append('}');
    } else {
      out.append('[');
      for (YamlNode item : node.children()) {
        out.append(separator);
        appendFlow(item, json);
        separator = ", ";
      }
      out.append(']');
    }
  }

  /** Returns the key and what separates it from its value. */
  static String flowKey(YamlScalar key, boolean json) {
    String text = ScalarWriter.inline(key, true, json);
    return text.length() > LONGEST_SIMPLE_KEY ? "? " + text + " : " : text + ": ";
  }

  /** Returns what is written so far. */
  @Override
  public String toString() {
    return out.toString();
  }
}
