// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import java.util.ArrayList;
import java.util.List;

/**
 * Adds, removes and moves elements between brackets. Every element is cut out with the comments and
 * spaces that are its own, and the pieces are put together again in the new order.
 */
final class FlowEdits {
  /**
   * One element with what belongs to it.
   *
   * @param lead spaces and comments before it, on its own lines or after the comma before
   * @param post what stands between it and its comma
   * @param tail a comment and line break after the comma
   * @param afterBreak whether the lead begins at the start of a line
   */
  private record Piece(String lead, String post, String tail, boolean afterBreak) {}

  private final SourceWriter writer;
  private final Place place;
  private final String text;

  FlowEdits(SourceWriter writer, Place place) {
    this.writer = writer;
    this.place = place;
    this.text = writer.text;
  }

  /** Returns whether the collection looks like JSON: what it holds first is in double quotes. */
  static boolean isJson(YamlNode collection) {
    YamlNode first = null;
    if (collection instanceof YamlMapping mapping && !mapping.raw().isEmpty()) {
      first = mapping.raw().get(0).key();
    } else if (collection instanceof YamlSequence list && !list.isEmpty()) {
      first = list.items().get(0);
      if (!(first instanceof YamlScalar)) {
        return Element.isFlow(first) && isJson(first);
      }
    }
    return first instanceof YamlScalar scalar && scalar.style() == ScalarStyle.DOUBLE_QUOTED;
  }

  /**
   * Writes the collection, which is not empty before or after; returns false, with nothing written,
   * if it has no brackets: the single pair in {@code [a: b]}.
   */
  boolean write(YamlNode from, YamlNode to) {
    List<Element> elements = Element.all(text, from);
    int bracket = Element.contentStart(text, from);
    if (elements.get(0).start() <= bracket || "[{".indexOf(text.charAt(bracket)) < 0) {
      return false;
    }
    Cutter cutter = new Cutter(elements, bracket + 1, from.end - 1);
    boolean json = place.json() || isJson(from);
    writer.copyTo(cutter.start);
    writer.append(cutter.opening);
    List<Wanted> wanted = Wanted.list(from, to);
    boolean atBreak = Source.endsWithBreak(cutter.opening);
    for (int i = 0; i < wanted.size(); i++) {
      Wanted one = wanted.get(i);
      Piece piece = one.isNew() ? null : cutter.pieces.get(one.from());
      String body = piece == null ? newText(one, json) : body(from, elements, one);
      String lead = lead(cutter, one, i == 0, atBreak);
      boolean comma = i < wanted.size() - 1 || cutter.commaAtEnd;
      String tail = piece == null ? cutter.newTail() : piece.tail();
      writer.append(lead).append(body).append(piece == null ? "" : piece.post());
      writer.append(comma ? "," : "").append(tail);
      atBreak = Source.endsWithBreak(tail);
    }
    boolean newBreak = atBreak && !cutter.closingAtBreak;
    writer.append(newBreak ? cutter.margin() : cutter.closing);
    writer.skipTo(cutter.close);
    return true;
  }

  private String body(YamlNode from, List<Element> elements, Wanted wanted) {
    Element element = elements.get(wanted.from());
    Place inner = writer.place(from, element, wanted.from(), place);
    return writer.capture(
        element.start(),
        () -> {
          writer.node(element.value(), wanted.value(), inner);
          writer.copyTo(element.end());
        });
  }

  private static String newText(Wanted wanted, boolean json) {
    YamlScalar key = wanted.key();
    String value = YamlEmitter.flow(wanted.value(), json);
    return key == null ? value : YamlEmitter.flowKey(key, json) + value;
  }

  /** Returns what stands before an element, whose neighbour before may be another one now. */
  private static String lead(Cutter cutter, Wanted wanted, boolean first, boolean atBreak) {
    Piece piece = wanted.isNew() ? null : cutter.pieces.get(wanted.from());
    if (atBreak) {
      return piece != null && piece.afterBreak() ? piece.lead() : cutter.margin();
    }
    if (piece != null && piece.afterBreak() && piece.lead().indexOf('#') >= 0) {
      return cutter.lineBreak() + piece.lead();
    }
    Piece old = cutter.pieces.get(0);
    boolean usual = piece != null && wanted.from() > 0 && !piece.afterBreak() && !first;
    if (usual) {
      return piece.lead();
    }
    return first ? (old.afterBreak() ? "" : old.lead()) : " ";
  }

  /** Cuts the text between the brackets into pieces. */
  private final class Cutter {
    final int start;
    final int close;
    final List<Piece> pieces = new ArrayList<>();
    final String opening;
    final String closing;
    boolean commaAtEnd;
    final boolean closingAtBreak;

    Cutter(List<Element> elements, int start, int close) {
      this.start = start;
      this.close = close;
      int at = tailEnd(start);
      this.opening = text.substring(start, at);
      boolean afterBreak = Source.endsWithBreak(opening);
      for (Element element : elements) {
        String lead = text.substring(at, element.start());
        int after = Blanks.skip(text, element.end());
        commaAtEnd = after < close && text.charAt(after) == ',';
        int tailFrom = commaAtEnd ? after + 1 : element.end();
        at = tailEnd(tailFrom);
        String tail = text.substring(tailFrom, at);
        String post = commaAtEnd ? text.substring(element.end(), after) : "";
        pieces.add(new Piece(lead, post, tail, afterBreak));
        afterBreak = Source.endsWithBreak(tail);
      }
      this.closing = text.substring(at, close);
      this.closingAtBreak = afterBreak;
    }

    /** Returns the spaces that elements on lines of their own are indented by. */
    String margin() {
      for (Piece piece : pieces) {
        if (piece.afterBreak()) {
          int line = piece.lead().length();
          while (line > 0 && Blanks.isSpace(piece.lead().charAt(line - 1))) {
            line--;
          }
          return piece.lead().substring(line);
        }
      }
      return " ".repeat(writer.source.indentation(start) + 1);
    }

    String lineBreak() {
      return writer.source.lineBreak();
    }

    String newTail() {
      return pieces.get(0).afterBreak() ? lineBreak() : "";
    }

    // The rest of the line if only a comment stands on it, else nothing.
    private int tailEnd(int from) {
      int at = Blanks.skipSpaces(text, from);
      if (at < close && text.charAt(at) == '#' && at > from) {
        at = Blanks.skipComment(text, at);
      }
      return at < close && Source.isBreak(text.charAt(at)) ? writer.source.nextLine(at) : from;
    }
  }
}
