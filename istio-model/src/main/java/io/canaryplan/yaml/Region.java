// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Finding;
import java.util.List;

/**
 * The part of a source that is one document.
 *
 * @param source the file it is a part of
 * @param start offset of its first character
 * @param end offset after its last character
 * @param dedent spaces that lines after the first lose: an item of a list is indented, a document
 *     is not
 * @param item whether it is an item of a list and not a document of its own
 * @param aliases whether an alias may stand in it
 * @param root what it holds
 */
record Region(
    Source source, int start, int end, int dedent, boolean item, boolean aliases, YamlNode root) {
  /** Returns the line break that the document uses first, and that lines added to it get. */
  String lineBreak() {
    return source.lineBreak(start, end);
  }

  /**
   * Adds the document, or instead of a {@code kind: List}, as {@code kubectl get -o yaml} writes
   * it, each of its items; items may be lists again.
   */
  void expand(ImmutableList.Builder<YamlDocument> documents) {
    // List itself, and the typed lists of the API server: ServiceList, VirtualServiceList.
    if (root instanceof YamlMapping mapping
        && mapping.get("kind").orElse(null) instanceof YamlScalar kind
        && kind.text().endsWith("List")
        && mapping.get("items").orElse(null) instanceof YamlSequence items) {
      for (YamlNode each : items.items()) {
        boolean empty = each instanceof YamlScalar scalar && scalar.isNull();
        if (!empty) {
          item(items, each).expand(documents);
        }
      }
    } else {
      documents.add(new YamlDocument(this));
    }
  }

  private Region item(YamlSequence items, YamlNode root) {
    int first = root.start;
    if (!items.isBlock()) {
      int line = source.lineStart(first);
      int indent = Math.min(Blanks.skipSpaces(source.text(), line), first) - line;
      return new Region(source, first, root.end, indent, true, aliases, root);
    }
    int last = Math.min(source.nextLine(root.end), end);
    // Below an anchor of its own the content may stand further left than the anchor.
    int content = Element.contentStart(source.text(), root);
    int indent = Math.min(source.indentation(first), source.indentation(content));
    return new Region(source, first, last, indent, true, aliases, root);
  }

  /** Returns the document's text and adds what is found while making it. */
  String render(YamlNode edited, List<Finding> findings) {
    boolean asRead = edited == root && !(item && aliases);
    if (asRead) {
      return finish(source.text().substring(start, end));
    }
    SourceWriter writer = new SourceWriter(this, -1);
    String text = writer.write(edited);
    if (writer.appendedAtEnd() && openBlockScalar() >= 0) {
      writer = new SourceWriter(this, openBlockScalar());
      text = writer.write(edited);
    }
    findings.addAll(writer.findings());
    return finish(withoutNewBreak(text, edited));
  }

  /**
   * Returns where the last scalar's header ends if that scalar is a block without a line break at
   * its end: text added after it would give it one, so its header must say {@code |-} then. Else
   * returns -1.
   */
  private int openBlockScalar() {
    YamlNode last = BlockScalars.last(root);
    boolean open =
        BlockScalars.isOne(last)
            && last.end >= source.text().length()
            && last instanceof YamlScalar scalar
            && !scalar.text().endsWith("\n");
    if (!open) {
      return -1;
    }
    int start = Element.contentStart(source.text(), last);
    String header = BlockScalars.header(source.text(), start);
    int keep = header.indexOf('+');
    return header.indexOf('-') >= 0 ? -1 : start + (keep >= 0 ? keep : header.length());
  }

  /** Keeps a missing line break at the end missing when the last lines were removed. */
  private String withoutNewBreak(String text, YamlNode edited) {
    boolean added =
        end == source.text().length()
            && !Source.endsWithBreak(source.text())
            && Source.endsWithBreak(text);
    YamlNode last = BlockScalars.last(edited);
    boolean needed = last instanceof YamlScalar scalar && scalar.text().endsWith("\n");
    if (!added || needed) {
      return text;
    }
    return text.substring(0, Source.beforeBreak(text, text.length()));
  }

  private String finish(String text) {
    if (!item) {
      return text;
    }
    String dedented = dedent == 0 ? text : text.replaceAll("(\\R) {1," + dedent + "}", "$1");
    // An item between brackets ends in the middle of a line; a document of its own does not.
    boolean midLine = end < source.text().length() && !Source.endsWithBreak(dedented);
    return midLine ? dedented + lineBreak() : dedented;
  }
}
