// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Checked;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlReader;
import io.canaryplan.yaml.YamlScalar;
import io.canaryplan.yaml.YamlSequence;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * What Istio 1.31 said of documents: the public vectors and every {@code istio*.jsonl.gz} in the
 * folder that the system property {@code canaryplan.vectors} names.
 */
final class IstioVectors {
  private static final String PUBLIC = "/vectors/istio/istio-public.jsonl.gz";

  /**
   * One thing that Istio said.
   *
   * @param rule the row of the study
   * @param path the field, empty if Istio named none
   * @param layer who said it
   * @param message Istio's own text
   * @param object kind, namespace and name, only across documents
   * @param line the line, only across documents and not always there
   */
  record Said(String rule, String path, String layer, String message, String object, String line) {}

  /**
   * One vector.
   *
   * @param ok whether nothing is refused
   */
  record Vector(
      String id, String yaml, String kind, boolean ok, List<Said> errors, List<Said> warnings) {}

  private IstioVectors() {}

  /** Returns all vectors. */
  static List<Vector> all() {
    List<Vector> vectors = new ArrayList<>();
    try (InputStream in = IstioVectors.class.getResourceAsStream(PUBLIC)) {
      read(in, vectors);
      for (Path file : extras()) {
        try (InputStream more = Files.newInputStream(file)) {
          read(more, vectors);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return vectors;
  }

  private static List<Path> extras() throws IOException {
    Optional<Path> folder =
        Optional.ofNullable(System.getProperty("canaryplan.vectors"))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .map(Path::of)
            .map(path -> Files.isDirectory(path) ? path : Path.of("..").resolve(path));
    List<Path> files = new ArrayList<>();
    for (Path directory : folder.stream().flatMap(f -> Stream.of(f, f.resolve("istio"))).toList()) {
      if (Files.isDirectory(directory)) {
        try (Stream<Path> found = Files.list(directory)) {
          found
              .filter(file -> file.getFileName().toString().matches("istio.*\\.jsonl\\.gz"))
              .sorted()
              .forEach(files::add);
        }
      }
    }
    return files;
  }

  private static void read(InputStream in, List<Vector> vectors) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(new GZIPInputStream(in), UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      // JSON is read as what it is by the rules of YAML
      Checked<List<YamlDocument>> row = YamlReader.read("vector", line.replace("\u007f", "\\x7f"));
      assertThat(row.findings()).as(line).isEmpty();
      vectors.add(vector(row.value().orElseThrow().get(0).root()));
    }
  }

  private static Vector vector(YamlNode row) {
    return new Vector(
        text(row, "id"),
        text(row, "yaml"),
        text(row, "kind"),
        text(row, "ok").equals("true"),
        said(row, "errors"),
        said(row, "warnings"));
  }

  private static List<Said> said(YamlNode row, String key) {
    List<Said> said = new ArrayList<>();
    YamlSequence list = (YamlSequence) ((YamlMapping) row).get(key).orElseThrow();
    for (YamlNode item : list.items()) {
      said.add(
          new Said(
              text(item, "rule"),
              text(item, "path"),
              text(item, "layer"),
              text(item, "message"),
              text(item, "object"),
              text(item, "line")));
    }
    return said;
  }

  private static String text(YamlNode node, String key) {
    return node.at(FieldPath.of(key)).orElse(YamlScalar.nullValue()) instanceof YamlScalar scalar
            && !scalar.isNull()
        ? scalar.text()
        : "";
  }
}
