// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever code, tests and pages cite of the study exists: the document and the section in it. */
class CitationsTest {
  private static final Path STUDY = Path.of("docs", "behaviour");

  /** A document of the study, and the section where one follows, also on the next comment line. */
  private static final Pattern CITATION =
      Pattern.compile(
          "\\b(canary|istio|istio-validation|bluegreen|rolling|gitops|hash)\\.md(?:[ `]*\\s*(?:\\*|//)?\\s*(\\d+(?:\\.\\d+)*))?");

  /** A path to a study that is elsewhere. */
  private static final Pattern ELSEWHERE = Pattern.compile("\\bspec/[a-z-]+\\.md");

  private static final Pattern SECTION =
      Pattern.compile("(?m)^(?:#+ |\\*\\*|\\| |- )(\\d+(?:\\.\\d+)*)\\.?\\s");

  @Test
  void everyCitedSectionExists() throws IOException {
    Map<String, Study> studies = studies();
    List<String> wrong = new ArrayList<>();
    for (Path file : citing()) {
      String text = Files.readString(file);
      Matcher citation = CITATION.matcher(text);
      while (citation.find()) {
        Study study = studies.get(citation.group(1));
        String section = citation.group(2);
        if (study == null || (section != null && !study.has(section))) {
          wrong.add(file + ": " + citation.group().replaceAll("\\s+", " "));
        }
      }
      Matcher elsewhere = ELSEWHERE.matcher(text);
      while (elsewhere.find()) {
        wrong.add(file + ": " + elsewhere.group());
      }
    }
    assertThat(wrong).isEmpty();
  }

  /**
   * A document of the study: its sections with their texts, up to the next section of any depth.
   */
  private record Study(Map<String, String> sections) {
    static Study of(String text) {
      Map<String, String> sections = new LinkedHashMap<>();
      Matcher section = SECTION.matcher(text);
      String open = "";
      int from = 0;
      while (section.find()) {
        sections.put(open, text.substring(from, section.start()));
        open = section.group(1);
        from = section.end();
      }
      sections.put(open, text.substring(from));
      return new Study(sections);
    }

    // 3.0.4 may also be point 4 of section 3.0
    boolean has(String section) {
      int dot = section.lastIndexOf('.');
      return sections.containsKey(section)
          || (dot > 0
              && Pattern.compile("(?m)^ *" + section.substring(dot + 1) + "\\. ")
                  .matcher(sections.getOrDefault(section.substring(0, dot), ""))
                  .find());
    }
  }

  private static Map<String, Study> studies() throws IOException {
    Map<String, Study> studies = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(STUDY)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        studies.put(name.replace(".md", ""), Study.of(Files.readString(file)));
      }
    }
    return studies;
  }

  private static List<Path> citing() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path root :
        List.of(Path.of("..", "istio-model"), Path.of(""), Path.of("..", "examples"))) {
      for (String folder : List.of("src", "docs")) {
        if (Files.isDirectory(root.resolve(folder))) {
          try (Stream<Path> found = Files.walk(root.resolve(folder))) {
            found.filter(CitationsTest::isText).sorted().forEach(files::add);
          }
        }
      }
    }
    files.remove(Path.of("src/test/java/io/canaryplan/CitationsTest.java"));
    assertThat(files).hasSizeGreaterThan(100);
    return files;
  }

  private static boolean isText(Path file) {
    String name = file.toString();
    return name.endsWith(".java") || name.endsWith(".md") || name.endsWith("why.txt");
  }
}
