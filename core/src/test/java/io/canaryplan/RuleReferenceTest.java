// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.check.CheckRule;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.SchemaRule;
import io.canaryplan.istio.IstioRule;
import io.canaryplan.rollout.RolloutRule;
import io.canaryplan.routing.RoutingRule;
import io.canaryplan.yaml.YamlRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rule reference and the rules in code are the same set. */
class RuleReferenceTest {
  private static final List<Rule[]> ENUMS =
      List.of(
          SchemaRule.values(),
          YamlRule.values(),
          InputRule.values(),
          RolloutRule.values(),
          CheckRule.values(),
          IstioRule.values(),
          RoutingRule.values());

  private static final String REFERENCE = read(Path.of("docs", "rules.md"));

  static Stream<Rule> rules() {
    return ENUMS.stream().flatMap(Arrays::stream);
  }

  private static String read(Path path) {
    try {
      return Files.readString(path, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void everyRuleHasOneHeadingAndEveryHeadingIsARule() {
    List<String> headings =
        REFERENCE.lines().filter(line -> line.startsWith("### ")).map(s -> s.substring(4)).toList();
    assertThat(headings).doesNotHaveDuplicates();
    assertThat(headings).containsExactlyInAnyOrderElementsOf(rules().map(Rule::id).toList());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyRuleHasItsSeverityAndSnippets(Rule rule) {
    int start = REFERENCE.indexOf("### " + rule.id() + "\n");
    int end = REFERENCE.indexOf("\n#", start + 1);
    String section = REFERENCE.substring(start, end < 0 ? REFERENCE.length() : end);
    assertThat(section)
        .contains("\n*" + rule.severity().label() + "* · ")
        .contains("\nBad:\n")
        .contains("\nGood:\n");
  }

  @Test
  void noEnumOfRulesIsLeftOut() throws IOException {
    Pattern declaration = Pattern.compile("enum (\\w+) implements Rule\\b");
    try (Stream<Path> core = Files.walk(Path.of("src", "main", "java"));
        Stream<Path> model = Files.walk(Path.of("..", "istio-model", "src", "main", "java"))) {
      List<String> declared =
          Stream.concat(core, model)
              .filter(path -> path.toString().endsWith(".java"))
              .map(RuleReferenceTest::read)
              .flatMap(text -> declaration.matcher(text).results())
              .map(match -> match.group(1))
              .toList();
      assertThat(declared)
          .containsExactlyInAnyOrderElementsOf(
              ENUMS.stream().map(rules -> rules[0].getClass().getSimpleName()).toList());
    }
  }
}
