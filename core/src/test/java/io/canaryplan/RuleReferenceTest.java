// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The catalogue holds every rule that is defined in the code, and the reference is made from it.
 */
class RuleReferenceTest {
  private static final Path REFERENCE = Path.of("docs", "rules.md");

  /** A definition and the name of its constant. */
  private static final Pattern DEFINITION =
      Pattern.compile(
          "static final Rule (\\w+) =\\s+Rule\\.(?:error|warning|note)\\(\"([^\"]+)\"\\)");

  /** The rows of a study, as in "P19" or "R-VS5"; API groups and versions are no rows. */
  private static final Pattern ROW =
      Pattern.compile(
          "\\b(?!UTF-8)(?:[A-Z]{1,3}-(?:[A-Z]{2,3})?[0-9]+|[PB][0-9]+|R-[A-Z]{2,3}[0-9])\\b|Δ");

  static Stream<Rule> rules() {
    return RuleCatalogue.all().stream();
  }

  private static String read(Path path) {
    try {
      return Files.readString(path, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> sources() throws IOException {
    try (Stream<Path> core = Files.walk(Path.of("src", "main", "java"));
        Stream<Path> model = Files.walk(Path.of("..", "istio-model", "src", "main", "java"))) {
      return Stream.concat(core, model)
          .filter(path -> path.toString().endsWith("Rules.java"))
          .map(RuleReferenceTest::read)
          .toList();
    }
  }

  @Test
  void theReferenceIsMadeFromTheCatalogue() throws IOException {
    String expected = RuleReference.text(RuleCatalogue.groups());
    if (System.getProperty("canaryplan.golden", "").equals("rewrite")) {
      Files.writeString(REFERENCE, expected, StandardCharsets.UTF_8);
    }

    assertThat(read(REFERENCE))
        .as("run the test with -Dcanaryplan.golden=rewrite to write docs/rules.md anew")
        .isEqualTo(expected);
  }

  @Test
  void theCatalogueHoldsEveryDefinitionOnce() throws IOException {
    List<String> defined =
        sources().stream()
            .flatMap(text -> DEFINITION.matcher(text).results())
            .map(match -> match.group(2))
            .toList();

    assertThat(defined).isNotEmpty();
    assertThat(RuleCatalogue.all().stream().map(Rule::id)).doesNotHaveDuplicates();
    assertThat(RuleCatalogue.all().stream().map(Rule::id))
        .containsExactlyInAnyOrderElementsOf(defined);
  }

  @Test
  void constantsAreNamedAsTheirRules() throws IOException {
    assertThat(sources().stream().flatMap(text -> DEFINITION.matcher(text).results()))
        .allSatisfy(
            match ->
                assertThat(match.group(2).toUpperCase(Locale.ROOT).replace('-', '_'))
                    .isEqualTo(match.group(1)));
  }

  @Test
  void groupsHaveTitlesOfTheirOwn() {
    assertThat(RuleCatalogue.groups()).extracting(RuleGroup::title).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyRuleHasABodyThatReadsByItself(Rule rule) {
    assertThat(rule.title()).doesNotEndWith(".").hasSizeLessThan(70);
    assertThat(rule.what()).endsWith(".");
    assertThat(rule.why()).endsWith(".");
    assertThat(rule.bad()).isNotEqualTo(rule.good());
    assertThat(String.join(" ", rule.title(), rule.what(), rule.why(), rule.source()))
        .doesNotContainPattern(ROW);
    assertThat(RuleCatalogue.find(rule.id())).containsSame(rule);
  }

  @Test
  void findsNothingForAnUnknownId() {
    assertThat(RuleCatalogue.find("no-such-rule")).isEmpty();
  }
}
