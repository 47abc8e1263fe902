// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds, removes and moves elements between brackets. Every element is cut out with the comments and
 * spaces that are its own, and the pieces are put together again in the new order.
 */
final class FlowEdits {
  /** One element with what belongs to it. */
  private static final class Piece {
    final Element element;
    // Spaces and comments before it, on its own lines or after the comma before.
    final String lead;
    // Whether the lead begins at the start of a line.
    final boolean afterBreak;
    // What stands between it and its comma.
    String post = "";
    // A comment and line break after the comma.
    String tail = "";

    Piece(Element element, String lead, boolean afterBreak) {
      this.element = element;
      this.lead = lead;
      this.afterBreak = afterBreak;
    }
  }

  private final SourceWriter writer;
  private final Source source;
  private final String text;
  private final Element at;
  private final List<Piece> pieces = new ArrayList<>();
  // The offset of the closing bracket.
  private final int close;

  /** Prepares the edit of the collection, which is not empty, that is the value of {@code at}. */
  FlowEdits(SourceWriter writer, Element at) {
    this.writer = writer;
    this.source = writer.source;
    this.text = writer.text;
    this.at = at;
    this.close = at.value.end - 1;
  }

  /**
   * Writes the collection, which is not empty after either; returns false, with nothing written, if
   * it has no brackets: the single pair in {@code [a: b]}.
   */
  boolean write(List<Wanted> wanted) {
    List<Element> elements = at.elements(text);
    int bracket = Element.contentStart(text, at.value);
    if (elements.get(0).start <= bracket || "[{".indexOf(text.charAt(bracket)) < 0) {
      return false;
    }
    int start = bracket + 1;
    int cut = tailEnd(start);
    String opening = text.substring(start, cut);
    boolean openingAtBreak = Source.endsWithBreak(opening);
    boolean closingAtBreak = openingAtBreak;
    boolean commaAtEnd = false;
    for (Element element : elements) {
      Piece piece = new Piece(element, text.substring(cut, element.start), closingAtBreak);
      int end = element.end();
      int after = Blanks.skip(text, end);
      commaAtEnd = after < close && text.charAt(after) == ',';
      if (commaAtEnd) {
        piece.post = text.substring(end, after);
        end = after + 1;
      }
      cut = tailEnd(end);
      piece.tail = text.substring(end, cut);
      closingAtBreak = Source.endsWithBreak(piece.tail);
      pieces.add(piece);
    }
    writer.copyTo(start);
    writer.append(opening);
    boolean atBreak = openingAtBreak;
    for (int i = 0; i < wanted.size(); i++) {
      Wanted one = wanted.get(i);
      Piece piece = one.isNew() ? null : pieces.get(one.from);
      String body = piece == null ? newText(one) : body(piece.element, one);
      String newTail = pieces.get(0).afterBreak ? source.lineBreak() : "";
      String tail = piece == null ? newTail : piece.tail;
      writer
          .append(lead(piece, i == 0, atBreak))
          .append(body)
          .append(piece == null ? "" : piece.post)
          .append(i < wanted.size() - 1 || commaAtEnd ? "," : "")
          .append(tail);
      atBreak = Source.endsWithBreak(tail);
    }
    writer.append(atBreak && !closingAtBreak ? margin() : text.substring(cut, close));
    writer.skipTo(close);
    return true;
  }

  private String body(Element element, Wanted wanted) {
    return writer.capture(
        element.start,
        () -> {
          writer.node(element, wanted.value);
          writer.copyTo(element.end());
        });
  }

  private String newText(Wanted wanted) {
    boolean json = at.holdsJson();
    String key = wanted.key == null ? "" : YamlEmitter.flowKey(wanted.key, json);
    return key + YamlEmitter.flow(wanted.value, json);
  }

  /** Returns what stands before an element, whose neighbour before may be another one now. */
  private String lead(@Nullable Piece piece, boolean first, boolean atBreak) {
    if (atBreak) {
      return piece != null && piece.afterBreak ? piece.lead : margin();
    }
    if (piece != null && piece.afterBreak && piece.lead.indexOf('#') >= 0) {
      return source.lineBreak() + piece.lead;
    }
    Piece old = pieces.get(0);
    if (first) {
      return old.afterBreak ? "" : old.lead;
    }
    return piece != null && piece != old && !piece.afterBreak ? piece.lead : " ";
  }

  /** Returns the spaces that elements on lines of their own are indented by. */
  private String margin() {
    for (Piece piece : pieces) {
      if (piece.afterBreak) {
        int line = piece.lead.length();
        while (line > 0 && Blanks.isSpace(piece.lead.charAt(line - 1))) {
          line--;
        }
        return piece.lead.substring(line);
      }
    }
    return " ".repeat(source.indentation(Element.contentStart(text, at.value)) + 2);
  }

  // The rest of the line if only a comment stands on it, else nothing.
  private int tailEnd(int from) {
    int end = Blanks.skipSpaces(text, from);
    if (end < close && text.charAt(end) == '#' && end > from) {
      end = Blanks.skipComment(text, end);
    }
    return end < close && Source.isBreak(text.charAt(end)) ? source.nextLine(end) : from;
  }
}
