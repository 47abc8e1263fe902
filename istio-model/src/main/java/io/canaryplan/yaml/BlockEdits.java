// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import java.util.ArrayList;
import java.util.List;

/** Adds, removes and moves the lines of a block mapping or sequence. */
final class BlockEdits {
  private final SourceWriter writer;
  private final Source source;
  private final List<Element> elements;
  private final Lines lines;
  private final int indent;

  /** Prepares the edit of the collection that is the value of {@code at}. */
  BlockEdits(SourceWriter writer, Element at) {
    this.writer = writer;
    this.source = writer.source;
    this.elements = at.elements(writer.text);
    this.indent = source.indentation(elements.get(0).start);
    this.lines = new Lines(source, writer.region, elements, at);
  }

  /** Writes the collection; returns false, with nothing written, if no element stays in place. */
  boolean write(List<Wanted> wanted) {
    boolean[] staying = Wanted.staying(wanted, elements.size());
    int next = 0;
    List<Wanted> before = new ArrayList<>();
    while (next < wanted.size() && !stays(wanted.get(next), staying)) {
      before.add(wanted.get(next++));
    }
    if (next == wanted.size()) {
      return false;
    }
    int first = wanted.get(next).from();
    removeBefore(first);
    insertBefore(first, before);
    for (int i = first; i < elements.size(); i++) {
      if (!staying[i]) {
        remove(i);
        continue;
      }
      writer.node(elements.get(i), wanted.get(next++).value());
      while (next < wanted.size() && !stays(wanted.get(next), staying)) {
        insertAfter(i, wanted.get(next++));
      }
    }
    return true;
  }

  private static boolean stays(Wanted wanted, boolean[] staying) {
    return !wanted.isNew() && staying[wanted.from()];
  }

  /** Removes what stands before the first element that stays. */
  private void removeBefore(int first) {
    if (first == 0) {
      return;
    }
    if (lines.startsOwnLine(0)) {
      for (int i = 0; i < first; i++) {
        remove(i);
      }
    } else {
      // `- a: 1` above `b: 2`: the next one moves up beside the dash, its comments with it.
      writer.copyTo(elements.get(0).start);
      writer.skipTo(Blanks.skipSpaces(source.text(), lines.leadStart(first)));
    }
  }

  private void insertBefore(int first, List<Wanted> added) {
    if (added.isEmpty()) {
      return;
    }
    String margin = " ".repeat(indent);
    boolean ownLine = lines.startsOwnLine(0);
    writer.copyTo(ownLine ? lines.leadStart(first) : elements.get(0).start);
    int end = lines.ownEnd(first);
    for (Wanted one : added) {
      String element = text(one, end) + writer.region.lineBreak();
      writer.append(ownLine ? margin + element : element + margin);
    }
  }

  private void insertAfter(int i, Wanted added) {
    int end = lines.ownEnd(i);
    writer.copyTo(end);
    if (source.endsWithOtherBreak(end)) {
      // A block scalar keeps U+0085 and the like as they are; a new line goes below them.
      writer.copyTo(source.nextLine(end));
      writer.removeTo(source.nextLine(end));
    }
    writer.noteFollower(end);
    String element = " ".repeat(indent) + text(added, end);
    String lineBreak = writer.region.lineBreak();
    writer.append(writer.isAtRemoval() ? element + lineBreak : lineBreak + element);
    if (!added.isNew()
        && BlockScalars.endsWithKeep(source.text(), elements.get(added.from()).value)) {
      writer.skipBlankLines();
    }
  }

  private void remove(int i) {
    writer.copyTo(lines.leadStart(i));
    writer.removeTo(lines.chunkEnd(i));
  }

  /**
   * Returns the lines of a new or moved element; the first one without its indentation.
   *
   * @param resume where the source goes on after it
   */
  private String text(Wanted wanted, int resume) {
    if (!wanted.isNew()) {
      return moved(wanted);
    }
    YamlEmitter emitter = writer.emitter(resume, indent, false);
    if (wanted.key() == null) {
      emitter.item(wanted.value(), indent);
    } else {
      emitter.entry(wanted.key(), wanted.value(), indent);
    }
    return emitter.toString();
  }

  private String moved(Wanted wanted) {
    int i = wanted.from();
    int end = lines.ownEnd(i);
    Element element = elements.get(i);
    writer.noteFollower(end);
    int start = lines.startsOwnLine(i) ? lines.leadStart(i) : element.start;
    String moved = writer.moved(element, wanted.value(), start, end);
    return moved.substring(Blanks.skipSpaces(moved, 0));
  }
}
