// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.hash.Hashing;
import com.google.common.net.UrlEscapers;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Position;
import io.canaryplan.finding.Range;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Findings as SARIF 2.1.0, which code scanning services and editors read: the rules that found
 * something with their texts, and for each finding its level, message, region and a fingerprint.
 *
 * <p>The fingerprint is made of the rule, the file, the field's path and how many of these came
 * before, so that it survives lines that move.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class FindingsSarif {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
  private static final String FINGERPRINT = "canaryplan/v1";

  private final JsonWriter json;
  private final List<Rule> rules;
  private final Map<String, Integer> seen = new HashMap<>();

  private FindingsSarif(JsonWriter json, List<Rule> rules) {
    this.json = json;
    this.rules = rules;
  }

  /**
   * Prints one run, with a line feed at its end; one without results if nothing was found.
   *
   * @throws IOException if {@code out} throws it
   */
  public static void print(List<Finding> findings, Appendable out) throws IOException {
    List<Rule> rules =
        findings.stream()
            .map(Finding::rule)
            .collect(
                Collectors.collectingAndThen(
                    ImmutableSortedSet.toImmutableSortedSet(Rule::compareTo),
                    ImmutableList::copyOf));
    try {
      new FindingsSarif(new JsonWriter(out), rules).run(findings);
      out.append('\n');
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void run(List<Finding> findings) {
    json.beginObject().field("$schema", SCHEMA).field("version", "2.1.0").beginArray("runs");
    json.beginObject().beginObject("tool").beginObject("driver").field("name", "canaryplan");
    json.beginArray("rules");
    rules.forEach(this::rule);
    json.endArray().endObject().endObject();
    json.field("columnKind", "unicodeCodePoints").beginArray("results");
    findings.forEach(this::result);
    json.endArray().endObject().endArray().endObject();
  }

  private void rule(Rule rule) {
    json.beginObject().field("id", rule.id());
    text("shortDescription", rule.title());
    text("fullDescription", rule.what());
    json.beginObject("help")
        .field("text", rule.why() + "\n\nBad:\n" + rule.bad() + "\n\nGood:\n" + rule.good())
        .field("markdown", markdown(rule))
        .endObject();
    json.beginObject("defaultConfiguration").field("level", level(rule.severity())).endObject();
    json.endObject();
  }

  private static String markdown(Rule rule) {
    return rule.why()
        + "\n\nSource: "
        + rule.source()
        + "\n\n```yaml\n# bad\n"
        + rule.bad()
        + "\n# good\n"
        + rule.good()
        + "\n```";
  }

  private void result(Finding finding) {
    json.beginObject()
        .field("ruleId", finding.rule().id())
        .field("ruleIndex", rules.indexOf(finding.rule()))
        .field("level", level(finding.severity()));
    text("message", finding.message() + finding.hint().map(hint -> "\nHint: " + hint).orElse(""));
    json.beginArray("locations");
    finding.range().ifPresent(range -> location(range, finding.path().toString()));
    json.endArray();
    json.beginObject("partialFingerprints").field(FINGERPRINT, fingerprint(finding)).endObject();
    json.endObject();
  }

  private void location(Range range, String path) {
    Position start = range.start();
    Position end = range.end();
    json.beginObject().beginObject("physicalLocation");
    json.beginObject("artifactLocation").field("uri", uri(start.file())).endObject();
    json.beginObject("region")
        .field("startLine", start.line())
        .field("startColumn", start.column());
    if (!end.equals(start)) {
      json.field("endLine", end.line()).field("endColumn", end.column());
    }
    json.endObject().endObject();
    if (!path.isEmpty()) {
      json.beginArray("logicalLocations").beginObject();
      json.field("fullyQualifiedName", path).endObject().endArray();
    }
    json.endObject();
  }

  private void text(String name, String text) {
    json.beginObject(name).field("text", text).endObject();
  }

  private String fingerprint(Finding finding) {
    String file = finding.position().map(Position::file).orElse("");
    String what = String.join("\n", finding.rule().id(), file, finding.path().toString());
    int before = seen.merge(what, 1, Integer::sum);
    return Hashing.sha256().hashString(what + "\n" + before, StandardCharsets.UTF_8).toString();
  }

  // a colon in the first segment would make a scheme of what stands before it
  private static String uri(String file) {
    String escaped =
        Splitter.on('/')
            .splitToStream(file)
            .map(UrlEscapers.urlPathSegmentEscaper()::escape)
            .collect(Collectors.joining("/"));
    int slash = escaped.indexOf('/');
    String first = slash < 0 ? escaped : escaped.substring(0, slash);
    return first.indexOf(':') < 0 ? escaped : "./" + escaped;
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case NOTE -> "note";
    };
  }
}
