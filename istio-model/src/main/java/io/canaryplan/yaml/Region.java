// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Finding;
import java.util.List;

/**
 * The part of a source that is one document.
 *
 * @param source the file
 * @param start first offset
 * @param end offset after the last one
 * @param dedent spaces that lines after the first lose: an item of a list is indented, a document
 *     is not
 * @param item whether it is an item of a list and not a document of its own
 * @param aliases whether an alias may stand in it
 * @param root the tree as read
 */
record Region(
    Source source, int start, int end, int dedent, boolean item, boolean aliases, YamlNode root) {
  /** A document's text and what was found while making it. */
  record Rendered(String text, List<Finding> findings) {}

  Rendered render(YamlNode edited) {
    boolean asRead = edited == root && !(item && aliases);
    if (asRead) {
      return new Rendered(finish(source.text().substring(start, end)), ImmutableList.of());
    }
    SourceWriter writer = new SourceWriter(this, -1);
    String text = writer.write(edited);
    if (writer.appendedAtEnd() && openBlockScalar() >= 0) {
      writer = new SourceWriter(this, openBlockScalar());
      text = writer.write(edited);
    }
    return new Rendered(finish(withoutNewBreak(text, edited)), writer.findings());
  }

  /**
   * Returns where the last scalar's header ends if that scalar is a block without a line break at
   * its end: text added after it would give it one, so its header must say {@code |-} then. Else
   * returns -1.
   */
  private int openBlockScalar() {
    YamlNode last = BlockScalars.last(root);
    boolean open =
        last instanceof YamlScalar scalar
            && scalar.style().isBlock()
            && !scalar.isAlias()
            && last.end >= source.text().length()
            && !scalar.text().endsWith("\n");
    if (!open) {
      return -1;
    }
    String text = source.text();
    int header = BlockScalars.headerEnd(text, BlockScalars.headerOf(text, last.start));
    return text.charAt(header - 1) == '-' ? -1 : header - (text.charAt(header - 1) == '+' ? 1 : 0);
  }

  /** Keeps a missing line break at the end missing when the last lines were removed. */
  private String withoutNewBreak(String text, YamlNode edited) {
    boolean added =
        end == source.text().length()
            && !Source.endsWithBreak(source.text())
            && Source.endsWithBreak(text);
    YamlNode last = BlockScalars.last(edited);
    boolean needed = last instanceof YamlScalar scalar && scalar.text().endsWith("\n");
    if (!added || needed) {
      return text;
    }
    return text.substring(0, Source.beforeLastBreak(text));
  }

  private String finish(String text) {
    if (!item) {
      return text;
    }
    String dedented = dedent == 0 ? text : dedent(text);
    // An item between brackets ends in the middle of a line; a document of its own does not.
    boolean midLine = end < source.text().length() && !Source.endsWithBreak(dedented);
    return midLine ? dedented + source.lineBreak() : dedented;
  }

  private String dedent(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int line = 0;
    int margin = 0;
    while (line < text.length()) {
      int from = line;
      while (from < text.length() && from - line < margin && text.charAt(from) == ' ') {
        from++;
      }
      int next = from;
      while (next < text.length() && !Source.isBreak(text.charAt(next))) {
        next++;
      }
      next += text.startsWith("\r\n", next) ? 2 : 1;
      next = Math.min(next, text.length());
      out.append(text, from, next);
      line = next;
      margin = dedent;
    }
    return out.toString();
  }
}
