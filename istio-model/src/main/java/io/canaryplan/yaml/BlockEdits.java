// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import io.canaryplan.yaml.YamlEmitter.Layout;
import io.canaryplan.yaml.YamlMapping.Entry;
import java.util.ArrayList;
import java.util.List;

/** Adds, removes and moves the lines of a block mapping or sequence. */
final class BlockEdits {
  private final SourceWriter writer;
  private final Replacer replacer;
  private final Place place;
  private final Source source;
  private final String text;

  BlockEdits(SourceWriter writer, Replacer replacer, Place place) {
    this.writer = writer;
    this.replacer = replacer;
    this.place = place;
    this.source = writer.source;
    this.text = writer.text;
  }

  /** Writes the collection; returns false, with nothing written, if no element stays in place. */
  boolean write(YamlNode from, YamlNode to) {
    List<Wanted> wanted = Wanted.list(from, to);
    List<Element> elements = Element.all(text, from);
    boolean[] staying = Wanted.staying(wanted, elements.size());
    int next = 0;
    List<Wanted> before = new ArrayList<>();
    while (next < wanted.size() && !stays(wanted.get(next), staying)) {
      before.add(wanted.get(next++));
    }
    if (next == wanted.size()) {
      return false;
    }
    Lines lines = new Lines(source, writer.region, elements, place);
    Edit edit = new Edit(from, elements, lines);
    int first = wanted.get(next).from();
    edit.removeBefore(first);
    edit.insertBefore(first, before);
    for (int i = first; i < elements.size(); i++) {
      if (!staying[i]) {
        edit.remove(i);
        continue;
      }
      edit.value(wanted.get(next++), i);
      while (next < wanted.size() && !stays(wanted.get(next), staying)) {
        edit.insertAfter(i, wanted.get(next++));
      }
    }
    return true;
  }

  private static boolean stays(Wanted wanted, boolean[] staying) {
    return !wanted.isNew() && staying[wanted.from()];
  }

  /** The edit of one collection. */
  private final class Edit {
    private final YamlNode from;
    private final List<Element> elements;
    private final Lines lines;
    private final int indent;

    Edit(YamlNode from, List<Element> elements, Lines lines) {
      this.from = from;
      this.elements = elements;
      this.lines = lines;
      this.indent = source.indentation(elements.get(0).start());
    }

    void value(Wanted wanted, int i) {
      Element element = elements.get(i);
      writer.node(element.value(), wanted.value(), writer.place(from, element, i, place));
    }

    /** Removes what stands before the first element that stays. */
    void removeBefore(int first) {
      if (first == 0) {
        return;
      }
      if (lines.startsOwnLine(0)) {
        for (int i = 0; i < first; i++) {
          remove(i);
        }
      } else {
        // `- a: 1` above `b: 2`: the next one moves up beside the dash, its comments with it.
        writer.copyTo(elements.get(0).start());
        writer.skipTo(lines.contentOfLead(first));
      }
    }

    void insertBefore(int first, List<Wanted> added) {
      if (added.isEmpty()) {
        return;
      }
      String lineBreak = source.lineBreak();
      String margin = " ".repeat(indent);
      boolean ownLine = lines.startsOwnLine(0);
      if (ownLine) {
        writer.copyTo(lines.leadStart(first));
      } else {
        writer.copyTo(elements.get(0).start());
      }
      Layout layout = replacer.layoutBefore(lines.ownEnd(first), indent);
      for (Wanted one : added) {
        String element = text(one, layout);
        writer.append(ownLine ? margin + element + lineBreak : element + lineBreak + margin);
      }
    }

    void insertAfter(int i, Wanted added) {
      int end = lines.ownEnd(i);
      writer.copyTo(end);
      writer.noteFollower(end);
      String element = " ".repeat(indent) + text(added, replacer.layoutBefore(end, indent));
      boolean newLine = writer.isAtRemoval();
      writer.append(newLine ? element + source.lineBreak() : source.lineBreak() + element);
      boolean takesBlanks =
          !added.isNew() && BlockScalars.endsWithKeep(text, elements.get(added.from()).value());
      if (takesBlanks) {
        writer.skipBlankLines();
      }
    }

    void remove(int i) {
      writer.copyTo(lines.leadStart(i));
      writer.removeTo(lines.chunkEnd(i));
    }

    /** Returns the lines of a new or moved element; the first one without its indentation. */
    private String text(Wanted wanted, Layout layout) {
      if (!wanted.isNew()) {
        return moved(wanted);
      }
      StringBuilder written = new StringBuilder();
      YamlEmitter emitter = new YamlEmitter(written, layout);
      if (wanted.key() == null) {
        emitter.item(wanted.value(), indent);
      } else {
        emitter.entry(new Entry(wanted.key(), wanted.value()), indent);
      }
      return written.toString();
    }

    private String moved(Wanted wanted) {
      int i = wanted.from();
      int end = lines.ownEnd(i);
      int start = lines.startsOwnLine(i) ? lines.leadStart(i) : elements.get(i).start();
      writer.noteFollower(end);
      String captured =
          writer.capture(
              start,
              () -> {
                value(wanted, i);
                writer.copyTo(end);
                writer.finishLine();
              });
      return captured.substring(Blanks.skipSpaces(captured, 0));
    }
  }
}
