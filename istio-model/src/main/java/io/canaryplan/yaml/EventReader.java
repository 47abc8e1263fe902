// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import java.io.StringReader;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.DocumentEndEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
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

  private final Source source;
  private final TreeBuilder builder;
  // Where the parser was started, and from where to look for the next document after an error.
  private int base;
  private int searchFrom;

  private EventReader(Source source, TreeBuilder builder) {
    this.source = source;
    this.builder = builder;
  }

  /** Reads all documents; after an error goes on with the next one. */
  static void read(Source source, TreeBuilder builder, List<Finding> findings) {
    EventReader reader = new EventReader(source, builder);
    int starts = 0;
    int start = source.contentStart();
    while (start >= 0 && starts < MOST_STARTS) {
      Finding error = reader.readFrom(start);
      if (error != null) {
        findings.add(error);
      }
      starts++;
      start = reader.nextStart();
    }
    if (start >= 0) {
      findings.add(tooManyBroken(source, start));
    }
  }

  private static Finding tooManyBroken(Source source, int from) {
    return Finding.of(
            YamlRule.TOO_MANY_BROKEN_DOCUMENTS,
            FieldPath.root(),
            "this file has "
                + MOST_STARTS
                + " broken documents up to here; what follows is not read")
        .at(source.position(from))
        .withHint("mend the documents reported above, or leave the file out if it is not YAML");
  }

  /** Reads from {@code start} to the end or to an error, which is returned. */
  private @Nullable Finding readFrom(int start) {
    base = start;
    searchFrom = DocumentMarkers.isStart(source.text(), start) ? start + 3 : start;
    try {
      builder.startAt(start);
      ParserImpl parser =
          new ParserImpl(
              new StreamReader(new StringReader(source.text().substring(start))), options());
      while (!builder.isAborted()) {
        Event event = parser.getEvent();
        if (event == null) {
          searchFrom = source.text().length();
          return null;
        }
        accept(event);
      }
      return null;
    } catch (MarkedYAMLException e) {
      return SyntaxErrors.finding(
          source,
          new SyntaxErrors.Problem(
              e.getContext(), offset(e.getContextMark()), e.getProblem(), problemOffset(e)));
    } catch (YAMLException | IndexOutOfBoundsException | NullPointerException e) {
      // Other than marked exceptions SnakeYAML throws these for its own mistakes: still one error.
      return SyntaxErrors.finding(
          source, new SyntaxErrors.Problem(null, searchFrom, null, searchFrom));
    } finally {
      builder.dropUnfinished();
    }
  }

  private int nextStart() {
    int next = DocumentMarkers.nextStart(source, searchFrom);
    return next == base ? DocumentMarkers.nextStart(source, base + 3) : next;
  }

  private static LoaderOptions options() {
    LoaderOptions options = new LoaderOptions();
    // Size and depth are checked by our own limits, which report instead of throwing.
    options.setCodePointLimit(Integer.MAX_VALUE);
    options.setNestingDepthLimit(Integer.MAX_VALUE);
    options.setProcessComments(false);
    return options;
  }

  private void accept(Event event) {
    int start = offset(event.getStartMark());
    int end = offset(event.getEndMark());
    if (event instanceof ScalarEvent scalar) {
      builder.scalar(
          new TreeBuilder.Head(scalar.getAnchor(), scalar.getTag(), start),
          end,
          scalar.getValue(),
          style(scalar));
    } else if (event instanceof MappingStartEvent map) {
      boolean flow = map.getFlowStyle() == FlowStyle.FLOW;
      builder.mapping(new TreeBuilder.Head(map.getAnchor(), map.getTag(), start), flow);
    } else if (event instanceof SequenceStartEvent list) {
      boolean flow = list.getFlowStyle() == FlowStyle.FLOW;
      builder.sequence(new TreeBuilder.Head(list.getAnchor(), list.getTag(), start), flow);
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

  private static ScalarStyle style(ScalarEvent scalar) {
    return switch (scalar.getScalarStyle()) {
      case SINGLE_QUOTED -> ScalarStyle.SINGLE_QUOTED;
      case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> ScalarStyle.DOUBLE_QUOTED;
      case LITERAL -> ScalarStyle.LITERAL;
      case FOLDED -> ScalarStyle.FOLDED;
      case PLAIN -> ScalarStyle.PLAIN;
    };
  }

  private int problemOffset(MarkedYAMLException e) {
    Mark mark = e.getProblemMark();
    return mark == null ? offset(e.getContextMark()) : offset(mark);
  }

  // SnakeYAML counts code points from where it started, we count characters from the beginning.
  private int offset(@Nullable Mark mark) {
    return mark == null ? searchFrom : source.offset(base, mark.getIndex());
  }
}
