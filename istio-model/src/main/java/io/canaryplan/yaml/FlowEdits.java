// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import com.google.common.collect.Iterables;
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
  private final Element collection;
  // The offset of the opening bracket, or of the start.
  private final int open;
  // Whether it has no brackets: the single pair in {@code [a: b]}.
  private final boolean bare;
  // The offset of the closing bracket, or of the end.
  private final int close;
  private final List<Piece> pieces = new ArrayList<>();
  // What stands between the opening bracket and the first piece, and after the last one.
  private String opening = "";
  private String closing = "";
  private boolean closingAtBreak;
  private boolean commaAtEnd;

  /** Prepares the edit of the value of {@code collection}, which is not empty. */
  FlowEdits(SourceWriter writer, Element collection) {
    this.writer = writer;
    this.source = writer.source;
    this.text = writer.text;
    this.collection = collection;
    this.open = Element.contentStart(text, collection.value);
    List<Element> elements = collection.elements(text);
    this.bare = elements.get(0).start <= open || "[{".indexOf(text.charAt(open)) < 0;
    this.close = bare ? Iterables.getLast(elements).end() : collection.value.end - 1;
    cut(elements, bare ? open : open + 1);
  }

  /** Writes the elements {@code wanted}, at least one. */
  void write(List<Wanted> wanted) {
    writer.copyTo(bare ? open : open + 1);
    writer.append(bare ? "{" : "").append(opening);
    boolean atBreak = Source.endsWithBreak(opening);
    for (int i = 0; i < wanted.size(); i++) {
      Wanted one = wanted.get(i);
      Piece piece = one.isNew() ? null : pieces.get(one.from());
      String body = piece == null ? newText(one) : moved(piece.element, one.value());
      String newTail = pieces.get(0).afterBreak ? writer.region.lineBreak() : "";
      String tail = piece == null ? newTail : piece.tail;
      writer
          .append(lead(piece, i == 0, atBreak))
          .append(body)
          .append(piece == null ? "" : piece.post)
          .append(i < wanted.size() - 1 || commaAtEnd ? "," : "")
          .append(tail);
      atBreak = Source.endsWithBreak(tail);
    }
    if (closingAtBreak && !atBreak) {
      writer.append(writer.region.lineBreak());
    }
    writer.append(atBreak && !closingAtBreak ? margin() : closing).append(bare ? "}" : "");
    writer.skipTo(close);
  }

  /** Cuts the text between the brackets into pieces. */
  private void cut(List<Element> elements, int start) {
    int at = tailEnd(start);
    opening = text.substring(start, at);
    boolean afterBreak = Source.endsWithBreak(opening);
    for (Element element : elements) {
      Piece piece = new Piece(element, text.substring(at, element.start), afterBreak);
      int end = element.end();
      int after = Blanks.skip(text, end);
      commaAtEnd = after < close && text.charAt(after) == ',';
      if (commaAtEnd) {
        piece.post = text.substring(end, after);
        end = after + 1;
      }
      at = tailEnd(end);
      piece.tail = text.substring(end, at);
      afterBreak = Source.endsWithBreak(piece.tail);
      pieces.add(piece);
    }
    closing = text.substring(at, close);
    closingAtBreak = afterBreak;
  }

  private String moved(Element element, YamlNode to) {
    return writer.moved(element, to, element.start, element.end());
  }

  private String newText(Wanted wanted) {
    boolean json = collection.holdsJson();
    String key = wanted.key() == null ? "" : YamlEmitter.flowKey(wanted.key(), json);
    return key + YamlEmitter.flow(wanted.value(), json);
  }

  /** Returns what stands before an element, whose neighbour before may be another one now. */
  private String lead(@Nullable Piece piece, boolean first, boolean atBreak) {
    if (atBreak) {
      return piece != null && piece.afterBreak ? piece.lead : margin();
    }
    if (piece != null && piece.afterBreak && piece.lead.indexOf('#') >= 0) {
      return writer.region.lineBreak() + piece.lead;
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
    return " ".repeat(source.indentation(open) + 2);
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
