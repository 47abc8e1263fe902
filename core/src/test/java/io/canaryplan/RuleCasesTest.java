// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.canaryplan.finding.Rule;
import io.canaryplan.istio.validation.ValidationRules;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every rule of the catalogue is shown by a golden case. */
class RuleCasesTest {
  private static final Pattern FINDING = Pattern.compile("(?m)\\[([^\\[\\] ]+)]$");

  /** Rules that no manifest of a case can show, and where they are tested instead. */
  private static final Set<String> WITHOUT_CASE =
      ImmutableSet.of(
          // Needs a file of more than 64 MB; YamlLimits are tested with smaller ones.
          "document-too-large",
          "too-many-values",
          // Only documents whose kind is Rollout are taken for one; a caller of the reader sees it.
          "not-a-rollout",
          // Likewise for the views of Istio and Kubernetes documents.
          "istio-kind-mismatch",
          // Only a caller of PlannedRollout.plan sees it; PlannedRolloutTest shows it.
          "other-strategy",
          // Whoever opens files finds this; ManifestFileTest shows it.
          "file-not-readable",
          // The filter of findings finds this; FindingFilterTest shows it.
          "ignored-rule-unknown",
          // The command hash finds these; PredictedHashesTest shows them.
          "upgrade-changes-hash",
          "upgrade-starts-rollout",
          // The command review finds these; ReviewCasesTest shows them.
          "unexpected-rollout",
          "controlled-field-edited",
          "edit-without-effect");

  private static Set<String> catalogue() {
    return RuleCatalogue.all().stream().map(Rule::id).collect(toCollection(TreeSet::new));
  }

  /**
   * What Istio says of one document: RuleSnippetsTest of the Istio model runs the snippets of each
   * of these rules.
   */
  private static Set<String> shownByIstio() {
    return ValidationRules.ofOneDocument().stream()
        .flatMap(group -> group.rules().stream())
        .map(Rule::id)
        .collect(toCollection(TreeSet::new));
  }

  private static Set<String> shown() throws IOException {
    Set<String> shown = new TreeSet<>();
    for (GoldenCase golden : GoldenCase.all()) {
      FINDING
          .matcher(golden.expected().getOrDefault("findings.txt", ""))
          .results()
          .forEach(match -> shown.add(match.group(1)));
    }
    return shown;
  }

  @Test
  void everyRuleIsShownByACase() throws IOException {
    assertThat(shown())
        .containsAll(Sets.difference(Sets.difference(catalogue(), WITHOUT_CASE), shownByIstio()));
  }

  @Test
  void everyRuleThatIsShownIsInTheCatalogue() throws IOException {
    assertThat(catalogue()).containsAll(shown());
  }

  @Test
  void noRuleIsExcusedInVain() throws IOException {
    assertThat(catalogue()).containsAll(WITHOUT_CASE);
    assertThat(shown()).doesNotContainAnyElementsOf(WITHOUT_CASE);
  }
}
