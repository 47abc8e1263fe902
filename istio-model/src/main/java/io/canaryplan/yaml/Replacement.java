// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import org.jspecify.annotations.Nullable;

/** Writes a new value in the place of an old one, keeping the comment beside it. */
final class Replacement {
  private final SourceWriter writer;
  private final Source source;
  private final String text;
  private final Element at;
  private final YamlNode from;
  private final YamlNode to;
  private final String prefix;
  // Column, counted from 0, of the key or dash; of the value itself for a root.
  private final int indent;
  private final int headLineEnd;
  // What separates the old value from its colon or dash, the rest of that line (a comment), and
  // where the source goes on after it.
  private String gap;
  private int tailFrom;
  private int tailTo;
  private int resume;

  /**
   * Prepares to write {@code to} where {@code at} has its value.
   *
   * @param prefix an anchor to keep, with a space after it, or nothing
   */
  Replacement(SourceWriter writer, Element at, YamlNode to, String prefix) {
    this.writer = writer;
    this.source = writer.source;
    this.text = writer.text;
    this.at = at;
    this.from = at.value;
    this.to = to;
    this.prefix = prefix;
    this.indent =
        at.isRoot() && !from.isBlock() ? writer.region.dedent() : source.indentation(at.start);
    this.headLineEnd = source.lineEnd(at.headEnd);
    this.gap = text.substring(at.headEnd, from.start);
    this.tailFrom = headLineEnd;
    this.tailTo = headLineEnd;
    this.resume = source.lineEnd(from.end);
  }

  void write() {
    if (isEmptyWithComment()) {
      // What is new gets a line above that of the closing bracket.
      String added = YamlEmitter.flow(to, at.isJson());
      writer.copyTo(source.lineStart(from.end - 1));
      writer.append(" ".repeat(source.indentation(from.end - 1) + 2));
      writer.append(added.substring(1, added.length() - 1)).append(writer.region.lineBreak());
    } else if (at.inFlow()) {
      writeInFlow();
    } else {
      writeInBlock();
    }
  }

  private boolean isEmptyWithComment() {
    return !from.isAlias()
        && from.getClass() == to.getClass()
        && from.inline
        && YamlEmitter.isFilled(to)
        && from.children().isEmpty()
        && text.substring(Element.contentStart(text, from), from.end).indexOf('#') >= 0;
  }

  private void writeInBlock() {
    measure();
    String added = newText();
    int headLength = added.indexOf(writer.region.lineBreak());
    String head = headLength < 0 ? added : added.substring(0, headLength);
    String tail = spaces(tailFrom) + text.substring(Blanks.skipSpaces(text, tailFrom), tailTo);
    writer.copyTo(at.headEnd);
    if (!at.hasHead()) {
      writer.append(writer.region.lineBreak() + " ".repeat(indent) + ":");
    }
    if (head.isEmpty()) {
      String above = gap.isBlank() ? "" : gap.stripTrailing();
      boolean below = !above.isEmpty() && !tail.isBlank();
      writer
          .append(above)
          .append(below ? writer.region.lineBreak() + " ".repeat(childIndent()) : "");
      writer.append(tail.isBlank() ? "" : below ? tail.strip() : tail);
    } else {
      writer.append(gap).append(head).append(tail);
    }
    writer.append(added.substring(head.length())).skipTo(resume);
  }

  private void writeInFlow() {
    writer.copyTo(from.start);
    if (!at.hasHead()) {
      writer.append(":");
    }
    boolean touches = at.key != null && writer.endsWith(':');
    boolean json = at.isJson();
    String quoted = json ? null : keptQuotes();
    writer
        .append(touches ? " " : "")
        .append(prefix)
        .append(commentInside())
        .append(quoted == null ? YamlEmitter.flow(to, json) : quoted)
        .append(spaces(from.end))
        .skipTo(Blanks.skipSpaces(text, from.end));
  }

  /**
   * Returns the spaces after the old value. A comment may touch a closing quote or bracket, and a
   * tab may follow a plain text; after any other value it takes a space.
   */
  private String spaces(int end) {
    int next = Blanks.skipSpaces(text, end);
    boolean touches = next == end && next < text.length() && text.charAt(next) == '#';
    return touches ? " " : text.substring(end, next).replace('\t', ' ');
  }

  /** Returns a comment between the old value's anchor or tag and its content, and the spaces. */
  private String commentInside() {
    int content = Element.contentStart(text, from);
    String inside =
        content < from.end ? text.substring(Element.propertiesEnd(text, from), content) : "";
    return inside.indexOf('#') < 0 ? "" : inside;
  }

  /** Returns a string in the quotes of the one it replaces, or null if there are none. */
  private @Nullable String keptQuotes() {
    return from instanceof YamlScalar old
            && old.style().isQuoted()
            && to instanceof YamlScalar added
            && added.isString()
            && !added.isPlain()
        ? ScalarWriter.quotedLike(old.style(), added.text())
        : null;
  }

  private void measure() {
    boolean besideHead = from.start <= headLineEnd;
    if (BlockScalars.isOne(from)) {
      int header = Element.contentStart(text, from);
      gap = besideHead ? gap : " ";
      tailFrom = header + BlockScalars.header(text, header).length();
      tailTo = source.lineEnd(header);
      resume = from.end;
    } else if (!from.isBlock()) {
      String inside = commentInside();
      gap = inside.isEmpty() ? gap : gap.stripTrailing() + inside;
      gap = gap.isEmpty() && !at.isRoot() ? " " : gap;
      tailFrom = from.end;
      tailTo = resume;
    } else if (Element.contentStart(text, from) > headLineEnd) {
      boolean named = besideHead && from.props != null;
      gap = named ? gap : " ";
      tailFrom = named ? Element.propertiesEnd(text, from) : at.headEnd;
    }
  }

  /** Returns what stands on the line of the key or dash, and the lines below. */
  private String newText() {
    YamlEmitter emitter = writer.emitter(resume, indent, from.isAlias());
    if (!emitter.isBlock(to)) {
      String quoted = keptQuotes();
      if (quoted != null) {
        return prefix + quoted;
      }
      emitter.inlineOrLiteral(to, indent);
      return prefix + emitter;
    }
    int inner = childIndent();
    emitter.block(to, inner);
    return at.key == null && prefix.isEmpty()
        ? emitter.toString()
        : prefix.strip() + writer.region.lineBreak() + " ".repeat(inner) + emitter;
  }

  private int childIndent() {
    if (at.isRoot()) {
      return indent;
    }
    if (at.key != null) {
      return indent + writer.layout().stepTo(to);
    }
    // Where the text after the dash and its gap begins.
    int line = gap.length();
    while (line > 0 && !Source.isBreak(gap.charAt(line - 1))) {
      line--;
    }
    return line > 0 ? gap.length() - line : indent + 1 + gap.length();
  }
}
