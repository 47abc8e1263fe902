// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Quotation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes an edited document in one pass: walks the tree as read and the edited one side by side,
 * copies the source up to each difference and writes the new text there. Subtrees that both share
 * are not even looked at.
 */
final class SourceWriter {
  final Source source;
  final String text;
  final Region region;
  private final List<Finding> findings = new ArrayList<>();
  // With aliases every node must be looked at: what an alias means may have changed before it.
  private final boolean everything;
  // What each anchor names in the text written so far.
  private final Map<String, YamlNode> anchors = new HashMap<>();
  private @Nullable YamlStyle layout;
  private StringBuilder out = new StringBuilder();
  private int pos;
  private int removedTo = -1;
  // Offset of a block scalar's header that must gain a "-", or -1; see Region.
  private final int strippedHeader;
  private boolean appendedAtEnd;

  SourceWriter(Region region, int strippedHeader) {
    this.region = region;
    this.source = region.source();
    this.text = source.text();
    this.everything = region.aliases();
    this.strippedHeader = strippedHeader;
    this.pos = region.start();
  }

  /** Writes the whole region with {@code edited} for its tree. */
  String write(YamlNode edited) {
    node(new Element(region.root()), edited);
    copyTo(region.end());
    return out.toString();
  }

  List<Finding> findings() {
    return findings;
  }

  /** Returns whether text was added after a last line that has no line break. */
  boolean appendedAtEnd() {
    return appendedAtEnd;
  }

  /**
   * Writes everything up to the end of the value at {@code at}, or less, with {@code wanted} there.
   */
  void node(Element at, YamlNode wanted) {
    YamlNode from = at.value;
    if (from == wanted && !everything) {
      return;
    }
    if (at.key != null) {
      name(at.key.anchor(), at.key);
    }
    if (from.isAlias()) {
      alias(at, wanted);
      return;
    }
    if (from.getClass() != wanted.getClass()) {
      replace(at, wanted, "");
      return;
    }
    YamlNode to = wanted.derivedFrom(from);
    String anchor = from.anchor();
    boolean childless = from.children().isEmpty() || to.children().isEmpty();
    if (childless ? from.equals(to) : collection(at, to)) {
      name(anchor, to);
    } else if (anchor != null && from instanceof YamlScalar) {
      replace(at, to, "&" + anchor + " ");
      name(anchor, to);
    } else {
      replace(at, to, "");
    }
  }

  private void replace(Element at, YamlNode to, String prefix) {
    new Replacement(this, at, to, prefix).write();
  }

  /** Returns false, with nothing written, if the collection must be replaced as a whole. */
  private boolean collection(Element at, YamlNode to) {
    YamlNode from = at.value;
    if (sameShape(from, to)) {
      values(at, to.children());
      return true;
    }
    List<Wanted> wanted = Wanted.list(from, to);
    if (!from.inline) {
      return new BlockEdits(this, at).write(wanted);
    }
    new FlowEdits(this, at).write(wanted);
    return true;
  }

  /** Writes a collection none of whose elements is added, removed or moved. */
  private void values(Element at, List<YamlNode> to) {
    List<YamlNode> from = at.value.children();
    for (int i = 0; i < from.size(); i++) {
      if (from.get(i) != to.get(i) || everything) {
        node(new Element(text, at, i), to.get(i));
      }
    }
  }

  private static boolean sameShape(YamlNode from, YamlNode to) {
    int count = from.children().size();
    if (to.children().size() != count) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      boolean same =
          from instanceof YamlMapping mapping
              ? mapping.raw().get(i).key().equals(((YamlMapping) to).raw().get(i).key())
              : to.children().get(i).original() == from.children().get(i);
      if (!same) {
        return false;
      }
    }
    return true;
  }

  /** An alias stays where it still names what is wanted; elsewhere a copy is written. */
  private void alias(Element at, YamlNode to) {
    YamlNode from = at.value;
    String name = text.substring(from.start + 1, from.end);
    boolean edited = !from.equals(to);
    YamlNode meant = anchors.get(name);
    if (!edited && meant != null && meant.equals(from)) {
      return;
    }
    String reason =
        edited
            ? "this place differs from what it names"
            : "what it names is changed or not part of this document";
    findings.add(
        source.finding(
            YamlRules.ALIAS_EXPANDED,
            at.path(),
            "the alias " + Quotation.of("*" + name) + " is written out because " + reason,
            from.start));
    // An unchanged alias becomes the new meaning of its name, so that later ones can stay.
    boolean named = !edited && isUsedAfter(from.end, name);
    replace(at, to, named ? "&" + name + " " : "");
    if (named) {
      anchors.put(name, to);
    }
  }

  /** Returns whether an alias of this name may follow: some parsers refuse a name given twice. */
  private boolean isUsedAfter(int offset, String name) {
    int next = text.indexOf("*" + name, offset);
    return next >= 0 && next < region.end();
  }

  private void name(@Nullable String anchor, YamlNode content) {
    if (anchor != null) {
      anchors.put(anchor, content);
    }
  }

  /** Copies the source up to {@code offset}, if it is not copied yet. */
  void copyTo(int offset) {
    if (offset <= pos) {
      return;
    }
    if (strippedHeader > pos && strippedHeader <= offset) {
      out.append(text, pos, strippedHeader).append('-');
      pos = text.startsWith("+", strippedHeader) ? strippedHeader + 1 : strippedHeader;
    }
    out.append(text, Math.min(pos, offset), offset);
    pos = Math.max(pos, offset);
  }

  /** Goes on at {@code offset} without copying what stands before it. */
  void skipTo(int offset) {
    pos = Math.max(pos, offset);
  }

  /**
   * Leaves out whole lines: goes on at {@code line}, the start of a line or the end of the text.
   */
  void removeTo(int line) {
    skipTo(line);
    removedTo = pos;
  }

  /** Returns whether lines have just been left out, so that a new one starts here. */
  boolean isAtRemoval() {
    return pos == removedTo && Source.endsWithBreak(out);
  }

  /** Leaves out the blank lines that follow: the text written last would take them in. */
  void skipBlankLines() {
    boolean atLine = isAtRemoval();
    int line = atLine ? pos : source.nextLine(pos);
    while (line < region.end() && Blanks.isBlankLine(text, line)) {
      pos = atLine ? source.nextLine(line) : source.lineEnd(line);
      line = source.nextLine(line);
    }
    removedTo = atLine ? pos : removedTo;
  }

  /** Takes back the line break before lines just left out: nothing follows here. */
  private void finishLine() {
    if (isAtRemoval()) {
      out.setLength(Source.beforeBreak(out, out.length()));
    }
  }

  SourceWriter append(String added) {
    out.append(added);
    return this;
  }

  /** Returns whether the text written so far ends with {@code c}. */
  boolean endsWith(char c) {
    return out.length() > 0 && out.charAt(out.length() - 1) == c;
  }

  /** Notes that something follows the element that ends at {@code end}. */
  void noteFollower(int end) {
    appendedAtEnd |= end >= text.length();
  }

  /**
   * Returns what stands from {@code start} to {@code end}, for use elsewhere, with {@code to} in
   * the place of the value at {@code at}, which is a part of it.
   */
  String moved(Element at, YamlNode to, int start, int end) {
    StringBuilder outer = out;
    int outerPos = pos;
    out = new StringBuilder();
    pos = start;
    node(at, to);
    copyTo(end);
    finishLine();
    String moved = out.toString();
    out = outer;
    pos = outerPos;
    return moved;
  }

  /** Returns how the document is laid out. */
  YamlStyle layout() {
    YamlStyle found = layout;
    if (found == null) {
      found = YamlStyle.of(region);
      layout = found;
    }
    return found;
  }

  /**
   * Returns an emitter for text below a key or dash at column {@code indent}, after which the
   * source goes on at {@code resume}.
   *
   * @param brackets whether a collection that was read between brackets stays between them
   */
  YamlEmitter emitter(int resume, int indent, boolean brackets) {
    return new YamlEmitter(layout(), BlockScalars.fits(source, resume, indent), brackets);
  }
}
