// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.FieldPath.Segment;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * What Argo CD's own code printed for pairs of documents (gitops.md 2 to 4): whether and where they
 * differ, and what a sync applies. The rows of the project and those of the folder {@code gitops}
 * in the folder that {@code canaryplan.vectors} names, or of that folder itself.
 */
class GitOpsVectorsTest {
  private static final String OWN = "/vectors/gitops/gitops-public.jsonl.gz";

  // An artefact of the library that patches defaults in; no API server stores it.
  private static final String RETAIN_KEYS = "$retainKeys";

  @Test
  void everyRowIsAsArgoCdSaysIt() {
    List<Json.Fields> rows = rows();

    assertThat(rows).hasSizeGreaterThanOrEqualTo(280);
    assertSoftly(softly -> rows.forEach(row -> softly.assertThat(said(row)).isEqualTo(want(row))));
  }

  /** Returns in one text what is said about a row. */
  private static String said(Json.Fields row) {
    List<IgnoreDifferences> ignores = ignores(row);
    ComparedObject object = ComparedObject.of(node(row, "git"), ignores, mode(row.text("mode")));
    if (row.get("synced") != null) {
      object = object.withLastApplied(node(row, "synced"));
    }
    YamlNode live = node(row, "live");
    Comparison comparison = object.compare(live);
    if (comparison instanceof Comparison.ComparisonError) {
      return row.text("id") + " error";
    }
    List<FieldPath> differing =
        comparison instanceof Comparison.OutOfSync out ? out.paths() : List.of();
    Set<Sync.Option> options = EnumSet.noneOf(Sync.Option.class);
    if (Json.Bool.TRUE.equals(row.get("respect"))) {
      options.add(Sync.Option.RESPECT_IGNORE_DIFFERENCES);
    }
    Sync sync = object.sync(live, options);
    if (!(sync instanceof Sync.Applied applied)) {
      return row.text("id") + " " + comparison + " " + sync;
    }
    Json document = new JsonReader().value(applied.document());
    return text(row, pointers(differing), pointers(applied.changes()), document);
  }

  private static String want(Json.Fields row) {
    if (row.get("error") != null) {
      return row.text("id") + " error";
    }
    List<String> differing = texts(row, "diffFields");
    assertThat(row.get("differs")).isEqualTo(Json.Bool.of(!differing.isEmpty()));
    Json applied = withoutRetainKeys(row.values().get("applied"));
    return text(row, differing, texts(row, "appliedFields"), applied);
  }

  private static String text(
      Json.Fields row, List<String> differing, List<String> changes, Json applied) {
    return row.text("id")
        + " "
        + row.text("mode")
        + " differs "
        + differing.stream().sorted().toList()
        + "\n changes "
        + changes.stream().sorted().toList()
        + "\n applied "
        + sorted(applied);
  }

  private static String sorted(Json value) {
    if (value instanceof Json.Fields fields) {
      return fields.values().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .map(entry -> entry.getKey() + ": " + sorted(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof Json.Items items) {
      return items.values().stream().map(GitOpsVectorsTest::sorted).toList().toString();
    }
    return value.toString();
  }

  private static Json withoutRetainKeys(Json value) {
    if (!(value instanceof Json.Fields fields)) {
      return value;
    }
    Map<String, Json> kept = new LinkedHashMap<>();
    fields.values().forEach((key, below) -> kept.put(key, withoutRetainKeys(below)));
    kept.remove(RETAIN_KEYS);
    return new Json.Fields(kept);
  }

  private static List<String> pointers(List<FieldPath> paths) {
    List<String> pointers = new ArrayList<>();
    for (FieldPath path : paths) {
      StringBuilder pointer = new StringBuilder();
      for (Segment segment : path.segments()) {
        pointer.append('/');
        if (segment instanceof Segment.Key key) {
          pointer.append(key.name().replace("~", "~0").replace("/", "~1"));
        } else if (segment instanceof Segment.Index index) {
          pointer.append(index.value());
        }
      }
      pointers.add(pointer.toString());
    }
    return pointers;
  }

  private static ComparisonMode mode(String text) {
    return switch (text) {
      case "csa" -> ComparisonMode.CLIENT_SIDE;
      case "ssa" -> ComparisonMode.SERVER_SIDE_APPLY;
      case "ssd" -> ComparisonMode.SERVER_SIDE_DIFF;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static List<IgnoreDifferences> ignores(Json.Fields row) {
    List<IgnoreDifferences> entries = new ArrayList<>();
    ((Json.Items) row.values().get("ignoreDifferences"))
        .values()
        .forEach(entry -> entries.add(entry((Json.Fields) entry, "", "")));
    row.below("overrides").values().forEach((key, value) -> entries.add(override(key, value)));
    return entries;
  }

  // A setting of Argo CD as a whole: its key is group and kind, and its value again YAML.
  private static IgnoreDifferences override(String key, Json value) {
    String text = ((Json.Fields) value).text("ignoreDifferences");
    Json.Fields fields = new JsonReader().fields(read(text));
    boolean all = key.equals("*/*");
    int slash = key.indexOf('/');
    String group = all ? "*" : key.substring(0, Math.max(0, slash));
    IgnoreDifferences entry = entry(fields, group, all ? "*" : key.substring(slash + 1));
    // Managers under the key of a core kind without a slash are never looked up (GT-2a).
    List<String> managers = slash < 0 ? List.of() : entry.managedFieldsManagers();
    return new IgnoreDifferences(
        entry.group(),
        entry.kind(),
        entry.name(),
        entry.namespace(),
        entry.jsonPointers(),
        entry.jqPathExpressions(),
        managers);
  }

  private static IgnoreDifferences entry(Json.Fields entry, String group, String kind) {
    return new IgnoreDifferences(
        entry.get("group") == null ? group : entry.text("group"),
        entry.get("kind") == null ? kind : entry.text("kind"),
        Optional.of(entry.text("name")),
        Optional.of(entry.text("namespace")),
        texts(entry, "jsonPointers"),
        texts(entry, "jqPathExpressions"),
        texts(entry, "managedFieldsManagers"));
  }

  private static List<String> texts(Json.Fields fields, String key) {
    return fields.get(key) instanceof Json.Items items
        ? items.values().stream().map(item -> ((Json.Text) item).value()).toList()
        : List.of();
  }

  private static YamlNode node(Json.Fields row, String key) {
    return JsonNodes.of(row.below(key));
  }

  private static List<Json.Fields> rows() {
    List<Json.Fields> rows = new ArrayList<>();
    try {
      try (InputStream own = GitOpsVectorsTest.class.getResourceAsStream(OWN)) {
        rows.addAll(rows(own));
      }
      String named = System.getProperty("canaryplan.vectors", "").strip();
      if (!named.isEmpty()) {
        for (Path file : files(Path.of(named))) {
          try (InputStream further = Files.newInputStream(file)) {
            rows.addAll(rows(further));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private static List<Path> files(Path folder) throws IOException {
    Path below = folder.resolve("gitops");
    try (Stream<Path> files = Files.list(Files.isDirectory(below) ? below : folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("gitops.*\\.jsonl\\.gz"))
          .sorted()
          .toList();
    }
  }

  private static List<Json.Fields> rows(InputStream zipped) throws IOException {
    List<Json.Fields> rows = new ArrayList<>();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(new GZIPInputStream(zipped), UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      rows.add(new JsonReader().fields(read(line)));
    }
    return rows;
  }

  private static YamlNode read(String text) {
    return YamlReader.read("vectors.yaml", text).orElseThrow().get(0).root();
  }
}
