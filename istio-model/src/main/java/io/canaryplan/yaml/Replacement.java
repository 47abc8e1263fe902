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
        at.isRoot() && !from.isBlock() ? writer.region.dedent : source.indentation(at.start);
    this.headLineEnd = source.lineEnd(at.headEnd);
    this.gap = text.substring(at.headEnd, from.start);
    this.tailFrom = headLineEnd;
    this.tailTo = headLineEnd;
    this.resume = source.lineEnd(from.end);
  }

  void write() {
    if (at.inFlow()) {
      writeInFlow();
      return;
    }
    measure();
    String added = newText();
    int headLength = added.indexOf(source.lineBreak());
    String head = headLength < 0 ? added : added.substring(0, headLength);
    String tail = text.substring(tailFrom, tailTo);
    writer.copyTo(at.headEnd);
    if (!at.hasHead()) {
      writer.append(source.lineBreak() + " ".repeat(indent) + ":");
    }
    if (head.isEmpty()) {
      tail = from.start > headLineEnd ? text.substring(at.headEnd, headLineEnd) : tail;
      writer.append(tail.isBlank() ? "" : tail);
    } else {
      writer.append(gap).append(head).append(beforeComment(tailFrom)).append(tail);
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
        .append(quoted == null ? YamlEmitter.flow(to, json) : quoted)
        .append(beforeComment(from.end))
        .skipTo(from.end);
  }

  /** A comment may touch a closing quote or bracket; after any other text it needs a space. */
  private String beforeComment(int end) {
    return end < text.length() && text.charAt(end) == '#' ? " " : "";
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
      tailFrom = BlockScalars.headerEnd(text, header);
      tailTo = source.lineEnd(header);
      resume = from.end;
    } else if (!from.isBlock()) {
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
        : prefix.strip() + source.lineBreak() + " ".repeat(inner) + emitter;
  }

  private int childIndent() {
    if (at.isRoot()) {
      return indent;
    }
    if (at.key != null) {
      return indent + writer.layout().stepTo(to);
    }
    boolean besideDash = from.start > at.headEnd && source.lineStart(from.start) <= at.headEnd;
    return besideDash ? source.indentation(from.start) : indent + 2;
  }
}
