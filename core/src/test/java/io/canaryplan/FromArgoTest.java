// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.rollout.RouterKind;
import io.canaryplan.rollout.StepKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds core/docs/from-argo.md to the fields that are read, and to the golden cases. */
class FromArgoTest {
  private static final Path PAGE = Path.of("docs", "from-argo.md");
  private static final Path READERS = Path.of("src", "main", "java", "io", "canaryplan", "rollout");

  private static final Pattern READ =
      Pattern.compile(
          "(?:\\.(?:text|nonEmptyText|requiredText|integer|longInteger|requiredInteger|count|flag"
              + "|object|objects|inner|items|list|texts|textMap|intOrPercent|mapping|at)\\(\\s*"
              + "|\\bobjects?\\(\\w+, |\\brequired\\(\\w+, |limit\\(canary, |String field = )\"(\\w+)\"");
  private static final Pattern CODE = Pattern.compile("`([\\w.]+)`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)\\)");

  /** Returns the names of the fields that the readers of a canary ask for. */
  private static Set<String> fields() throws IOException {
    String strategy = source("StrategyReader");
    int blueGreen = strategy.indexOf("static BlueGreenStrategy blueGreen(");
    String sources =
        strategy.substring(0, blueGreen)
            + strategy.substring(strategy.indexOf("\n  }\n", blueGreen))
            + source("RoutingReader")
            + source("StepReader")
            + source("AnalysisReader");
    Set<String> names =
        READ.matcher(sources)
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Arrays.stream(StepKind.values()).map(StepKind::field).forEach(names::add);
    Arrays.stream(RouterKind.values()).map(RouterKind::field).forEach(names::add);
    return names;
  }

  private static String source(String type) throws IOException {
    return Files.readString(READERS.resolve(type + ".java"));
  }

  private static List<String> rows() throws IOException {
    return Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `")).toList();
  }

  private static Set<String> words(String text) {
    return CODE.matcher(text)
        .results()
        .map(found -> found.group(1))
        .flatMap(path -> Arrays.stream(path.split("\\.", -1)))
        .collect(Collectors.toSet());
  }

  @Test
  void everyFieldThatIsReadIsOnThePage() throws IOException {
    Set<String> fields = fields();

    assertThat(fields).hasSizeGreaterThan(80).contains("maxSurge", "sniHosts", "fieldPath");
    assertThat(words(String.join("\n", rows()))).containsAll(fields);
  }

  @Test
  void everyFieldOfThePageIsRead() throws IOException {
    Set<String> fields = fields();
    fields.add("steps");

    for (String row : rows()) {
      assertThat(fields).as(row).containsAll(words(row.split("\\|", -1)[1]));
    }
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    List<String> links =
        LINK.matcher(Files.readString(PAGE)).results().map(found -> found.group(1)).toList();

    assertThat(links).isNotEmpty();
    assertThat(links).allSatisfy(link -> assertThat(PAGE.resolveSibling(link)).exists());
  }

  @ParameterizedTest
  @EnumSource(StepKind.class)
  void everyStepKindHasACaseWithSuchAStep(StepKind kind) throws IOException {
    String row =
        rows().stream()
            .filter(line -> line.startsWith("| `steps." + kind.field() + "`"))
            .findFirst()
            .orElseThrow();
    List<String> cases =
        LINK.matcher(row).results().map((MatchResult link) -> link.group(1)).toList();

    assertThat(cases).isNotEmpty();
    for (String golden : cases) {
      assertThat(PAGE.resolveSibling(golden).resolve("manifest.yaml"))
          .content()
          .contains("- " + kind.field() + ":");
    }
  }
}
