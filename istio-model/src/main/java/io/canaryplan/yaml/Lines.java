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
    this.firstLine = outer.isRoot() ? region.start : source.nextLine(outer.headEnd);
  }

  /** Returns whether nothing but spaces stands before the element on its line. */
  boolean startsOwnLine(int i) {
    int start = elements.get(i).start;
    int line = source.lineStart(start);
    return line >= region.start && Blanks.skipSpaces(text, line) == start;
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
    return Math.max(start, region.start);
  }

  /** Returns the end of the last line that belongs to the element, without its line break. */
  int ownEnd(int i) {
    int end = source.lineEnd(elements.get(i).end());
    while (isDeeperComment(source.nextLine(end))) {
      end = source.lineEnd(source.nextLine(end));
    }
    return Math.min(end, region.end);
  }

  /**
   * Returns where the source goes on when the element is removed: after its lines and after
   * comments of its own further down; also after blank lines that would otherwise meet others.
   */
  int chunkEnd(int i) {
    int end = source.nextLine(elements.get(i).end());
    int line = end;
    while (line < region.end && (Blanks.isBlankLine(text, line) || isDeeperComment(line))) {
      boolean comment = !Blanks.isBlankLine(text, line);
      line = source.nextLine(line);
      end = comment ? line : end;
    }
    int start = leadStart(i);
    boolean blankAbove =
        start > region.start && Blanks.isBlankLine(text, source.lineStart(start - 1));
    if (blankAbove || (i > 0 && BlockScalars.endsWithKeep(text, elements.get(i - 1).value))) {
      while (end < region.end && Blanks.isBlankLine(text, end)) {
        end = source.nextLine(end);
      }
    }
    return Math.min(end, region.end);
  }

  private boolean isDeeperComment(int line) {
    int content = Blanks.skipSpaces(text, line);
    return line < region.end
        && source.lineStart(line) == line
        && content < text.length()
        && text.charAt(content) == '#'
        && content - line > indent;
  }
}
