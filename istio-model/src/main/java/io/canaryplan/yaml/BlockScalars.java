// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import com.google.common.collect.Iterables;

/** Finds where the text of a block scalar ({@code |} or {@code >}) ends, and where one fits. */
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
    int header = Blanks.skipProperties(text, start);
    int headerEnd = source.lineEnd(header);
    int end = Math.max(markEnd, headerEnd);
    if (end > headerEnd && source.lineStart(end) == end) {
      end = source.lineEnd(end - 1) < end ? Source.beforeBreak(text, end) : end;
    }
    if (header(text, header).indexOf('+') >= 0) {
      return end;
    }
    int indent = indent(source, headerEnd);
    while (end > headerEnd) {
      int lineStart = source.lineStart(end);
      if (Blanks.skipIndent(text, lineStart) < end || end - lineStart > indent) {
        return end;
      }
      end = Math.max(Source.beforeBreak(text, lineStart), headerEnd);
    }
    return end;
  }

  /** Returns whether a block scalar, and no alias of one, stands in the source. */
  static boolean isOne(YamlNode node) {
    return node instanceof YamlScalar scalar
        && scalar.style().isBlock()
        && scalar.source != null
        && !scalar.isAlias();
  }

  /** Returns the mark and its indicators, for example {@code |2-}. */
  static String header(String text, int start) {
    int at = start + 1;
    while (at < text.length() && "+-0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return text.substring(start, at);
  }

  /** Returns whether the last thing in the node's text takes in all blank lines that follow it. */
  static boolean endsWithKeep(String text, YamlNode node) {
    YamlNode last = last(node);
    return isOne(last) && header(text, Element.contentStart(text, last)).indexOf('+') >= 0;
  }

  /** Returns the last node below {@code node} that is no block collection. */
  static YamlNode last(YamlNode node) {
    YamlNode last = node;
    while (last.isBlock() && !last.children().isEmpty()) {
      last = Iterables.getLast(last.children());
    }
    return last;
  }

  /**
   * Returns whether a block scalar fits below a key or dash at column {@code indent}, after which
   * the source goes on at {@code resume}: it would swallow an indented comment or blank line that
   * follows, and it needs a line break.
   */
  static boolean fits(Source source, int resume, int indent) {
    String text = source.text();
    int next = source.nextLine(resume);
    if (next == source.lineEnd(resume) || source.endsWithOtherBreak(resume)) {
      return false;
    }
    while (next < text.length() && Blanks.isBlankLine(text, next)) {
      if (Blanks.skipSpaces(text, next) - next > indent) {
        return false;
      }
      next = source.nextLine(next);
    }
    int content = Blanks.skipSpaces(text, next);
    return content >= text.length() || text.charAt(content) != '#' || content - next <= indent;
  }

  private static int indent(Source source, int headerEnd) {
    String text = source.text();
    int line = source.nextLine(headerEnd);
    while (line < text.length()) {
      int at = Blanks.skipIndent(text, line);
      if (at < text.length() && !Source.isBreak(text.charAt(at))) {
        return at - line;
      }
      line = source.nextLine(line);
    }
    return 0;
  }
}
