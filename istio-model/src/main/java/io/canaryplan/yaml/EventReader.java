// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Severity;
import io.canaryplan.yaml.YamlNode.Props;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentEndEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Turns SnakeYAML's event stream into calls of a {@link TreeBuilder}; the only class that knows
 * SnakeYAML. Events carry texts and marks and nothing else: no tag is looked up, no object made.
 */
final class EventReader {
  // Each broken document means a new start behind it. A file that is broken this often is not YAML
  // at all: more findings would tell nothing new, and each start costs a copy of the rest.
  private static final int MOST_STARTS = 100;
  // At the start of a line it is a marker in whatever stands before it.
  private static final String DOCUMENT_START = "---";

  private final Source source;
  private final String text;
  private final TreeBuilder builder;
  // Where the parser was started, and from where to look for the next document after an error.
  private int base;
  private int searchFrom;

  EventReader(Source source, TreeBuilder builder) {
    this.source = source;
    this.text = source.text();
    this.builder = builder;
  }

  /** Reads all documents; after an error goes on with the next one. */
  void read() {
    int starts = 0;
    base = source.contentStart();
    while (base >= 0 && starts < MOST_STARTS) {
      readFromBase();
      starts++;
      int next = nextDocument(searchFrom);
      base = next == base ? nextDocument(base + DOCUMENT_START.length()) : next;
    }
    if (base >= 0) {
      builder.report(
          source
              .finding(
                  YamlRules.TOO_MANY_BROKEN_DOCUMENTS,
                  FieldPath.root(),
                  "this file has "
                      + MOST_STARTS
                      + " broken documents up to here; what follows is not read",
                  base)
              .withHint(
                  "mend the documents reported above, or leave the file out if it is not YAML"));
    }
  }

  /** Reads to the end or to an error. */
  private void readFromBase() {
    searchFrom = isDocumentStart(base) ? base + DOCUMENT_START.length() : base;
    StreamReader reader = new StreamReader(new StringReader(text.substring(base)));
    try {
      builder.startAt(base);
      ParserImpl parser = new ParserImpl(reader, options());
      while (!builder.isAborted()) {
        Event event = parser.getEvent();
        if (event == null) {
          searchFrom = text.length();
          return;
        }
        accept(event);
      }
      // A limit is exceeded: nothing more of this document is read.
      builder.breakOff();
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
      report(e.getContext(), offset(e.getContextMark()), e.getProblem(), offset(mark));
    } catch (IllegalArgumentException e) {
      // The digits of an escape are none, or no character has their number.
      int escape = text.lastIndexOf('\\', source.offset(base, reader.getIndex()));
      report(SyntaxErrors.badEscape(source, Math.max(escape, searchFrom)));
    } catch (RuntimeException e) {
      // SnakeYAML throws others than marked exceptions for mistakes of its own: still one error.
      int offset = source.offset(base, reader.getIndex());
      report(null, offset, null, offset);
    }
  }

  private void report(
      @Nullable String context, int contextOffset, @Nullable String problem, int offset) {
    int lookAlike = LookAlikes.findCause(source, searchFrom, contextOffset, offset);
    report(
        lookAlike < 0
            ? new SyntaxErrors(source, context, contextOffset, problem, offset).finding()
            : LookAlikes.finding(source, FieldPath.root(), lookAlike, Severity.ERROR));
  }

  /** Reports what ends the document here: none of it is read. */
  private void report(Finding finding) {
    int next = nextDocument(searchFrom);
    builder.breakOff(finding, next < 0 ? text.length() : next);
  }

  private static LoaderOptions options() {
    LoaderOptions options = new LoaderOptions();
    // Size and depth are checked by our own limits, which report instead of throwing.
    options.setCodePointLimit(Integer.MAX_VALUE);
    options.setNestingDepthLimit(Integer.MAX_VALUE);
    return options;
  }

  private void accept(Event event) {
    int start = offset(event.getStartMark());
    int end = offset(event.getEndMark());
    if (event instanceof ScalarEvent scalar) {
      // Our styles bear the names that SnakeYAML gives to those that can be read.
      ScalarStyle style = ScalarStyle.valueOf(scalar.getScalarStyle().name());
      Props props = props(scalar.getAnchor(), scalar.getTag());
      builder.scalar(props, start, end, scalar.getValue(), style);
    } else if (event instanceof CollectionStartEvent opened) {
      Props props = props(opened.getAnchor(), opened.getTag());
      builder.collection(opened instanceof MappingStartEvent, opened.isFlow(), props, start);
    } else if (event instanceof CollectionEndEvent) {
      builder.collectionEnd(end);
    } else if (event instanceof AliasEvent alias) {
      builder.alias(alias.getAnchor(), start, end);
    } else if (event instanceof DocumentStartEvent document) {
      searchFrom = end;
      builder.documentStart(start, end, document.getExplicit());
    } else if (event instanceof DocumentEndEvent document) {
      searchFrom = start;
      builder.documentEnd(start, end, document.getExplicit());
    }
  }

  private static @Nullable Props props(@Nullable String anchor, @Nullable String tag) {
    return anchor == null && tag == null ? null : new Props(anchor, tag);
  }

  // SnakeYAML counts code points from where it started, we count characters from the beginning.
  private int offset(@Nullable Mark mark) {
    return mark == null ? searchFrom : source.offset(base, mark.getIndex());
  }

  /** Returns the offset of the first start marker at or after {@code from}, or -1. */
  private int nextDocument(int from) {
    int found = text.indexOf(DOCUMENT_START, from);
    while (found >= 0) {
      boolean atLineStart =
          found <= source.contentStart() || Source.isBreak(text.charAt(found - 1));
      if (atLineStart && isDocumentStart(found)) {
        return found;
      }
      found = text.indexOf(DOCUMENT_START, found + 1);
    }
    return -1;
  }

  /** Returns whether a start marker stands at {@code offset}, taken to be the start of a line. */
  private boolean isDocumentStart(int offset) {
    int after = offset + DOCUMENT_START.length();
    return text.startsWith(DOCUMENT_START, offset)
        && (after == text.length() || Blanks.isSpaceOrBreak(text.charAt(after)));
  }
}
