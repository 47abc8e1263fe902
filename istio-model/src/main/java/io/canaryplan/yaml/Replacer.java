// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import io.canaryplan.yaml.Place.Kind;
import io.canaryplan.yaml.YamlEmitter.Layout;
import org.jspecify.annotations.Nullable;

/** Writes a new value in the place of an old one, keeping the comment beside it. */
final class Replacer {
  /**
   * A new value: what stands on the line of its key or dash, and the lines below. The body begins
   * with its indentation and has no line break at its end.
   */
  private record NewText(String head, String body) {}

  /**
   * The old value: what separates it from its colon or dash, the rest of that line (a comment), and
   * where the source goes on after it.
   */
  private record OldText(String gap, int tailFrom, int tailTo, int resume) {}

  private final SourceWriter writer;
  private final Source source;
  private final String text;
  private @Nullable Layout layout;

  Replacer(SourceWriter writer) {
    this.writer = writer;
    this.source = writer.source;
    this.text = writer.text;
  }

  /**
   * Writes {@code to} where {@code from} stands.
   *
   * @param prefix an anchor to keep, with a space after it, or nothing
   */
  void replace(YamlNode from, YamlNode to, Place place, String prefix) {
    if (place.inFlow()) {
      replaceInFlow(from, to, place, prefix);
      return;
    }
    OldText old = oldText(from, place);
    NewText added = newText(from, to, place, prefix, old.resume());
    writer.copyTo(place.headEnd());
    if (!place.hasHead()) {
      writer.append(source.lineBreak() + " ".repeat(place.indent()) + ":");
    }
    String tail = text.substring(old.tailFrom(), old.tailTo());
    if (added.head().isEmpty()) {
      int lineEnd = source.lineEnd(place.headEnd());
      tail = from.start > lineEnd ? text.substring(place.headEnd(), lineEnd) : tail;
      writer.append(tail.isBlank() ? "" : tail);
    } else {
      writer
          .append(old.gap())
          .append(added.head())
          .append(beforeComment(old.tailFrom()))
          .append(tail);
    }
    if (!added.body().isEmpty()) {
      writer.append(source.lineBreak()).append(added.body());
    }
    writer.skipTo(old.resume());
  }

  private void replaceInFlow(YamlNode from, YamlNode to, Place place, String prefix) {
    writer.copyTo(from.start);
    if (!place.hasHead()) {
      writer.append(":");
    }
    boolean touches = place.kind() == Kind.FLOW_KEY && writer.endsWith(':');
    writer.append(touches ? " " : "").append(prefix).append(flowText(from, to, place.json()));
    writer.append(beforeComment(from.end));
    writer.skipTo(from.end);
  }

  /** A comment may touch a closing quote or bracket; after any other text it needs a space. */
  private String beforeComment(int end) {
    return end < text.length() && text.charAt(end) == '#' ? " " : "";
  }

  private static String flowText(YamlNode from, YamlNode to, boolean json) {
    String quoted = json ? null : keptQuotes(from, to);
    return quoted == null ? YamlEmitter.flow(to, json) : quoted;
  }

  /** Returns a string in the quotes of the one it replaces, or null if there are none. */
  private static @Nullable String keptQuotes(YamlNode from, YamlNode to) {
    boolean quoted =
        from instanceof YamlScalar old
            && old.style().isQuoted()
            && to instanceof YamlScalar added
            && added.isString()
            && !added.isPlain();
    return quoted
        ? ScalarWriter.quotedLike(((YamlScalar) from).style(), ((YamlScalar) to).text())
        : null;
  }

  private OldText oldText(YamlNode from, Place place) {
    int headLineEnd = source.lineEnd(place.headEnd());
    boolean besideHead = from.start <= headLineEnd;
    String gap = besideHead ? text.substring(place.headEnd(), from.start) : " ";
    if (!from.isAlias() && from instanceof YamlScalar scalar && scalar.style().isBlock()) {
      int header = BlockScalars.headerOf(text, from.start);
      int tail = BlockScalars.headerEnd(text, header);
      return new OldText(gap, tail, source.lineEnd(header), from.end);
    }
    boolean lines = !from.isAlias() && !(from instanceof YamlScalar) && !Element.isFlow(from);
    int lastLineEnd = source.lineEnd(from.end);
    if (!lines) {
      gap = from.start > place.headEnd() ? text.substring(place.headEnd(), from.start) : gap;
      boolean root = place.kind() == Kind.ROOT;
      return new OldText(gap.isEmpty() && !root ? " " : gap, from.end, lastLineEnd, lastLineEnd);
    }
    if (Element.contentStart(text, from) > headLineEnd) {
      int tail = besideHead ? Element.propertiesEnd(text, from) : place.headEnd();
      boolean named = besideHead && from.props != null;
      return new OldText(
          named ? gap : " ", named ? tail : place.headEnd(), headLineEnd, lastLineEnd);
    }
    return new OldText(gap, headLineEnd, headLineEnd, lastLineEnd);
  }

  private NewText newText(YamlNode from, YamlNode to, Place place, String prefix, int resume) {
    Layout style = layoutBefore(resume, place.indent());
    if (!YamlEmitter.isBlock(to)) {
      String written = inline(from, to, place, style);
      int firstBreak = written.indexOf(style.lineBreak());
      return firstBreak < 0
          ? new NewText(prefix + written, "")
          : new NewText(
              prefix + written.substring(0, firstBreak),
              written.substring(firstBreak + style.lineBreak().length()));
    }
    int indent = childIndent(from, to, place);
    StringBuilder lines = new StringBuilder();
    new YamlEmitter(lines, style).block(to, indent);
    if (place.kind() == Kind.KEY || !prefix.isEmpty()) {
      return new NewText(prefix.strip(), " ".repeat(indent) + lines);
    }
    int firstBreak = lines.indexOf(style.lineBreak());
    return firstBreak < 0
        ? new NewText(lines.toString(), "")
        : new NewText(
            lines.substring(0, firstBreak),
            lines.substring(firstBreak + style.lineBreak().length()));
  }

  private String inline(YamlNode from, YamlNode to, Place place, Layout style) {
    String quoted = keptQuotes(from, to);
    if (quoted != null) {
      return quoted;
    }
    StringBuilder written = new StringBuilder();
    new YamlEmitter(written, style).inlineOrLiteral(to, place.indent());
    return written.toString();
  }

  private int childIndent(YamlNode from, YamlNode to, Place place) {
    if (place.kind() == Kind.ROOT) {
      return place.indent();
    }
    if (place.kind() == Kind.ITEM) {
      boolean besideDash =
          from.start > place.headEnd() && source.lineStart(from.start) <= place.headEnd();
      return besideDash ? source.indentation(from.start) : place.indent() + 2;
    }
    Layout style = layout();
    return place.indent() + (to instanceof YamlSequence ? style.dashStep() : style.step());
  }

  /**
   * Returns the layout for text below a key or dash at column {@code indent}, after which the
   * source goes on at {@code resume}.
   */
  Layout layoutBefore(int resume, int indent) {
    Layout usual = layout();
    return literalFits(resume, indent)
        ? usual
        : new Layout(usual.lineBreak(), usual.step(), usual.dashStep(), false);
  }

  // A block of text would swallow an indented comment that follows, and it needs a line break.
  private boolean literalFits(int resume, int indent) {
    int next = source.nextLine(resume);
    if (next == source.lineEnd(resume)) {
      return false;
    }
    while (next < text.length()) {
      int content = Blanks.skipSpaces(text, next);
      if (content >= text.length() || !Source.isBreak(text.charAt(content))) {
        return content >= text.length() || text.charAt(content) != '#' || content - next <= indent;
      }
      next = source.nextLine(content);
    }
    return true;
  }

  Layout layout() {
    Layout found = layout;
    if (found == null) {
      found = LayoutFinder.find(source, writer.region.root);
      layout = found;
    }
    return found;
  }
}
