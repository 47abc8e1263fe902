// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import com.google.common.collect.Iterables;

/** Finds where the text of a block scalar ({@code |} or {@code >}) really ends. */
final class BlockScalars {
  private BlockScalars() {}

  /**
   * Returns the offset after the last character of the scalar, without the line break that ends its
   * last line. The parser's mark stands after all blank lines that follow; these belong to the
   * scalar only if its header says so ({@code |+}) or they are indented more than its text.
   *
   * @param start where its properties or header start
   * @param markEnd the end mark of the parser
   */
  static int end(Source source, int start, int markEnd) {
    String text = source.text();
    int header = headerOf(text, start);
    int headerEnd = source.lineEnd(header);
    int end = Math.max(markEnd, headerEnd);
    if (end > headerEnd && source.lineStart(end) == end) {
      end = source.lineEnd(end - 1) < end ? breakBefore(text, end) : end;
    }
    boolean keep = text.substring(header, Math.min(header + 3, headerEnd)).indexOf('+') >= 0;
    if (keep) {
      return end;
    }
    int indent = indent(source, headerEnd);
    while (end > headerEnd) {
      int lineStart = source.lineStart(end);
      if (!isBlank(text, lineStart, end) || end - lineStart > indent) {
        return end;
      }
      end = Math.max(breakBefore(text, lineStart), headerEnd);
    }
    return end;
  }

  /** Returns the offset of the {@code |} or {@code >} after anchor and tag. */
  static int headerOf(String text, int start) {
    int at = Blanks.skipProperties(text, start);
    return Math.min(at, text.length());
  }

  /** Returns the offset after the mark and its indicators, for example after {@code |2-}. */
  static int headerEnd(String text, int header) {
    int at = Math.min(header + 1, text.length());
    while (at < text.length() && "+-0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  /** Returns whether the last thing in the node's text takes in all blank lines that follow it. */
  static boolean endsWithKeep(String text, YamlNode node) {
    return last(node) instanceof YamlScalar scalar
        && scalar.style().isBlock()
        && !scalar.isAlias()
        && scalar.source != null
        && text.charAt(headerEnd(text, headerOf(text, scalar.start)) - 1) == '+';
  }

  /** Returns the last node below {@code node} that is no block collection. */
  static YamlNode last(YamlNode node) {
    YamlNode last = node;
    while (!Element.isFlowOrScalar(last) && Element.count(last) > 0) {
      last =
          last instanceof YamlMapping mapping
              ? mapping.raw().get(mapping.raw().size() - 1).value()
              : Iterables.getLast(((YamlSequence) last).items());
    }
    return last;
  }

  private static int breakBefore(String text, int lineStart) {
    boolean two =
        lineStart > 1 && text.charAt(lineStart - 1) == '\n' && text.charAt(lineStart - 2) == '\r';
    return lineStart - (two ? 2 : 1);
  }

  private static int indent(Source source, int headerEnd) {
    String text = source.text();
    int line = source.nextLine(headerEnd);
    while (line < text.length()) {
      int at = line;
      while (at < text.length() && text.charAt(at) == ' ') {
        at++;
      }
      if (at < text.length() && !Source.isBreak(text.charAt(at))) {
        return at - line;
      }
      line = source.nextLine(line);
    }
    return 0;
  }

  private static boolean isBlank(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) != ' ') {
        return false;
      }
    }
    return true;
  }
}
