// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.yaml.Place.Kind;
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
  private final Replacer replacer;
  private StringBuilder out = new StringBuilder();
  private int pos;
  private int removedTo = -1;
  // Offset of a block scalar's header that must gain a "-", or -1; see Region.
  private final int strippedHeader;
  private boolean appendedAtEnd;

  SourceWriter(Region region, int strippedHeader) {
    this.region = region;
    this.source = region.source;
    this.text = source.text();
    this.everything = region.aliases;
    this.strippedHeader = strippedHeader;
    this.replacer = new Replacer(this);
    this.pos = region.start;
  }

  /** Writes the whole region with {@code edited} for its tree. */
  String write(YamlNode edited) {
    YamlNode root = region.root;
    int indent = Element.isFlowOrScalar(root) ? region.dedent : source.indentation(root.start);
    node(root, edited, Place.root(indent, root.start));
    copyTo(region.end);
    return out.toString();
  }

  List<Finding> findings() {
    return findings;
  }

  /** Returns whether text was added after a last line that has no line break. */
  boolean appendedAtEnd() {
    return appendedAtEnd;
  }

  /** Writes everything up to the end of {@code from}, or less, with {@code to} in its place. */
  void node(YamlNode from, YamlNode to, Place place) {
    if (from == to && !everything) {
      return;
    }
    if (from.isAlias()) {
      alias(from, to, place);
      return;
    }
    if (from instanceof YamlScalar) {
      if (!from.equals(to)) {
        String kept = to instanceof YamlScalar ? from.anchor() : null;
        replacer.replace(from, to, place, kept == null ? "" : "&" + kept + " ");
        name(kept, to);
      } else {
        name(from.anchor(), to);
      }
    } else if (from.getClass() == to.getClass()) {
      collection(from, Wanted.rebase(from, to), place);
    } else {
      replacer.replace(from, to, place, "");
    }
  }

  private void collection(YamlNode from, YamlNode to, Place place) {
    if (Element.count(from) == 0 || Element.count(to) == 0) {
      if (!from.equals(to)) {
        replacer.replace(from, to, place, "");
      } else {
        name(from.anchor(), to);
      }
      return;
    }
    boolean written;
    if (sameShape(from, to)) {
      values(from, to, place);
      written = true;
    } else if (Element.isFlow(from)) {
      written = new FlowEdits(this, place).write(from, to);
    } else {
      written = new BlockEdits(this, replacer, place).write(from, to);
    }
    if (written) {
      name(from.anchor(), to);
    } else {
      replacer.replace(from, to, place, "");
    }
  }

  /** Writes a collection none of whose elements is added, removed or moved. */
  private void values(YamlNode from, YamlNode to, Place place) {
    int count = Element.count(from);
    for (int i = 0; i < count; i++) {
      YamlNode before = value(from, i);
      YamlNode after = value(to, i);
      if (before != after || everything) {
        Element element = Element.at(text, from, i);
        node(before, after, place(from, element, i, place));
      }
    }
  }

  /** Returns the surroundings of one element's value. */
  Place place(YamlNode collection, Element element, int i, Place outer) {
    boolean flow = Element.isFlow(collection);
    Kind kind =
        collection instanceof YamlMapping
            ? (flow ? Kind.FLOW_KEY : Kind.KEY)
            : (flow ? Kind.FLOW_ITEM : Kind.ITEM);
    FieldPath path = outer.path();
    if (everything) {
      path = element.key() == null ? path.index(i) : path.child(element.key().text());
    }
    boolean json = flow && (outer.json() || FlowEdits.isJson(collection));
    int indent = flow ? 0 : source.indentation(element.start());
    return new Place(kind, json, indent, element.headEnd(), element.hasHead(), path);
  }

  private static YamlNode value(YamlNode collection, int i) {
    return collection instanceof YamlMapping mapping
        ? mapping.raw().get(i).value()
        : ((YamlSequence) collection).items().get(i);
  }

  private static boolean sameShape(YamlNode from, YamlNode to) {
    int count = Element.count(from);
    if (Element.count(to) != count) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      boolean same =
          from instanceof YamlMapping mapping
              ? mapping.raw().get(i).key().equals(((YamlMapping) to).raw().get(i).key())
              : value(to, i).original() == value(from, i);
      if (!same) {
        return false;
      }
    }
    return true;
  }

  /** An alias stays where it still names what is wanted; elsewhere a copy is written. */
  private void alias(YamlNode from, YamlNode to, Place place) {
    String name = text.substring(from.start + 1, from.end);
    boolean edited = !from.equals(to);
    YamlNode named = anchors.get(name);
    if (!edited && named != null && named.equals(from)) {
      return;
    }
    String reason =
        edited
            ? "this place differs from what it names"
            : "what it names is changed or not part of this document";
    findings.add(
        Finding.of(
                YamlRule.ALIAS_EXPANDED,
                place.path(),
                "the alias \"*" + name + "\" is written out because " + reason)
            .at(source.position(from.start)));
    // An unchanged alias becomes the new meaning of its name, so that later ones can stay.
    replacer.replace(from, to, place, edited ? "" : "&" + name + " ");
    if (!edited) {
      anchors.put(name, to);
    }
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
    while (line < region.end && Lines.isBlank(text, line)) {
      pos = atLine ? source.nextLine(line) : source.lineEnd(line);
      line = source.nextLine(line);
    }
    removedTo = atLine ? pos : removedTo;
  }

  /** Takes back the line break before lines just left out: nothing follows here. */
  void finishLine() {
    if (isAtRemoval()) {
      out.setLength(Source.beforeLastBreak(out));
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

  /** Returns the text that {@code writing} writes when the source is read from {@code start}. */
  String capture(int start, Runnable writing) {
    StringBuilder outer = out;
    int outerPos = pos;
    out = new StringBuilder();
    pos = start;
    writing.run();
    String captured = out.toString();
    out = outer;
    pos = outerPos;
    return captured;
  }
}
