// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import java.util.List;

/**
 * Which lines belong to which element of a block collection. Comments directly above an element,
 * not indented more than it, are its own; so are comments directly below that are indented more.
 */
final class Lines {
  private final Source source;
  private final String text;
  private final Region region;
  private final List<Element> elements;
  private final int indent;
  // No comment above the first element reaches over this.
  private final int firstLine;

  Lines(Source source, Region region, List<Element> elements, Element outer) {
    this.source = source;
    this.text = source.text();
    this.region = region;
    this.elements = elements;
    this.indent = source.indentation(elements.get(0).start);
    this.firstLine = outer.isRoot() ? region.start() : source.nextLine(outer.headEnd);
  }

  /** Returns whether nothing but spaces stands before the element on its line. */
  boolean startsOwnLine(int i) {
    int start = elements.get(i).start;
    int line = source.lineStart(start);
    return line >= region.start() && Blanks.skipSpaces(text, line) == start;
  }

  /** Returns where the comments above the element start, or else its line. */
  int leadStart(int i) {
    int bound = i == 0 ? firstLine : source.nextLine(elements.get(i - 1).end());
    int start = source.lineStart(elements.get(i).start);
    while (start > bound) {
      int above = source.lineStart(start - 1);
      int content = Blanks.skipSpaces(text, above);
      boolean comment = above >= bound && text.charAt(content) == '#' && content - above <= indent;
      if (!comment) {
        break;
      }
      start = above;
    }
    return Math.max(start, region.start());
  }

  /**
   * Returns the end of the last line that belongs to the element, without its line break: that of a
   * comment of its own if one follows, also after blank lines.
   */
  int ownEnd(int i) {
    int end = source.lineEnd(elements.get(i).end());
    int line = source.nextLine(end);
    while (line < region.end() && (Blanks.isBlankLine(text, line) || isDeeperComment(line))) {
      end = Blanks.isBlankLine(text, line) ? end : source.lineEnd(line);
      line = source.nextLine(line);
    }
    return Math.min(end, region.end());
  }

  /**
   * Returns where the source goes on when the element is removed: after its lines, and after blank
   * lines that would otherwise meet others.
   */
  int chunkEnd(int i) {
    int end = source.nextLine(ownEnd(i));
    int start = leadStart(i);
    boolean blankAbove =
        start > region.start() && Blanks.isBlankLine(text, source.lineStart(start - 1));
    YamlNode above = elements.get(Math.max(i - 1, 0)).value;
    boolean all = blankAbove || (i > 0 && BlockScalars.endsWithKeep(text, above));
    // Spaces alone on a line are text of a block scalar above it.
    boolean spaces = i > 0 && BlockScalars.isOne(BlockScalars.last(above));
    for (int at = end;
        at < region.end() && Blanks.isBlankLine(text, at);
        at = source.nextLine(at)) {
      if (all || (spaces && !Source.isBreak(text.charAt(at)))) {
        end = source.nextLine(at);
      }
    }
    return Math.min(end, region.end());
  }

  private boolean isDeeperComment(int line) {
    int content = Blanks.skipSpaces(text, line);
    return line < region.end()
        && source.lineStart(line) == line
        && content < text.length()
        && text.charAt(content) == '#'
        && content - line > indent;
  }
}
