// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every rule of the reference is shown by a golden case. */
class RuleCasesTest {
  private static final Pattern HEADING = Pattern.compile("(?m)^### (.+)$");
  private static final Pattern FINDING = Pattern.compile("(?m)\\[([^\\[\\] ]+)]$");

  /** Rules that no manifest of a case can show, and where they are tested instead. */
  private static final Set<String> WITHOUT_CASE =
      ImmutableSet.of(
          // Needs a file of more than 64 MB; YamlLimits are tested with smaller ones.
          "document-too-large",
          // Only documents whose kind is Rollout are taken for one; a caller of the reader sees it.
          "not-a-rollout",
          // Likewise for the views of Istio and Kubernetes documents.
          "istio-kind-mismatch");

  private static Set<String> all(Pattern pattern, String text) {
    Set<String> found = new TreeSet<>();
    pattern.matcher(text).results().forEach(match -> found.add(match.group(1)));
    return found;
  }

  private static Set<String> reference() throws IOException {
    return all(HEADING, Files.readString(Path.of("docs", "rules.md")));
  }

  private static Set<String> shown() throws IOException {
    Set<String> shown = new TreeSet<>();
    for (GoldenCase golden : GoldenCase.all()) {
      shown.addAll(all(FINDING, golden.expected().getOrDefault("findings.txt", "")));
    }
    return shown;
  }

  @Test
  void everyRuleIsShownByACase() throws IOException {
    assertThat(shown()).containsAll(Sets.difference(reference(), WITHOUT_CASE));
  }

  @Test
  void everyRuleThatIsShownIsInTheReference() throws IOException {
    assertThat(reference()).containsAll(shown());
  }

  @Test
  void noRuleIsExcusedInVain() throws IOException {
    assertThat(reference()).containsAll(WITHOUT_CASE);
    assertThat(shown()).doesNotContainAnyElementsOf(WITHOUT_CASE);
  }
}
