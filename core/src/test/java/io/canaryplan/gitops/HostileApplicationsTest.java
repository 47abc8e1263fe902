// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Finding;
import io.canaryplan.finding.FindingLimit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad and hostile Applications give findings, not many, and nothing is thrown. */
class HostileApplicationsTest {
  private static final String ROLLOUT =
      GitOpsInputs.rollout(GitOpsInputs.HEADER_ROUTE, "http", GitOpsInputs.PRIMARY);

  private static List<Finding> findings(String item) {
    return GitOpsInputs.findings(ROLLOUT + GitOpsInputs.application(item));
  }

  private static boolean has(List<Finding> findings, String rule) {
    return findings.stream().anyMatch(finding -> finding.rule().id().equals(rule));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "(", ".[", ".a|", "..|", "select(", "{", ".spec.http[]?,"})
  void aMegabyteOfBracketsIsNotUnderstood(String piece) {
    String text = piece.repeat(1_000_000 / piece.length());

    List<Finding> found = findings("jqPathExpressions: ['" + text + "']");

    assertThat(has(found, "gitops-expression-not-understood")).isTrue();
    assertThat(found).allSatisfy(one -> assertThat(one.message()).hasSizeLessThan(1_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", ".[", "select(", "[", ".a?|", "-", "not|", "if "})
  void deepNestingIsAFinding(String piece) {
    List<Finding> found =
        findings("jqPathExpressions: ['" + piece.repeat(20_000 / piece.length()) + "']");

    assertThat(found)
        .anyMatch(
            one ->
                one.rule().equals(ExpressionRules.GITOPS_EXPRESSION_INVALID)
                    || one.rule().equals(ExpressionRules.GITOPS_EXPRESSION_NOT_UNDERSTOOD));
  }

  @Test
  void aHugeListIsCut() {
    String items =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "'.spec.http[]? | select(.name == \"r" + i + "\")'")
            .collect(Collectors.joining(", "));

    List<Finding> found = findings("jqPathExpressions: [" + items + "]");

    assertThat(has(found, "gitops-application-unknown")).isTrue();
    assertThat(has(found, "gitops-weights-not-ignored")).isFalse();
    assertThat(found).hasSizeLessThan(2 * FindingLimit.MOST);
  }

  @Test
  void wrongExpressionsWithoutEndAreCounted() {
    String items =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "'.spec.http[*].r" + i + "'")
            .collect(Collectors.joining(", "));

    List<Finding> found = findings("jqPathExpressions: [" + items + "]");

    assertThat(
            found.stream()
                .filter(one -> one.rule().equals(ExpressionRules.GITOPS_EXPRESSION_INVALID)))
        .hasSize(FindingLimit.MOST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jqPathExpressions: 7",
        "jqPathExpressions: [[.a], {b: c}, null, 3, true]",
        "jsonPointers: ['', '/', '//', '~', '/~2', '/spec/http/99999999999999999999', '/spec/http/-1']",
        "jsonPointers: {a: b}",
        "managedFieldsManagers: [null, '', {}]",
        "name: [x], namespace: {}",
        "name: '', namespace: '', jqPathExpressions: ['', ' ', '.']",
        "jqPathExpressions: ['.spec.http[]? | select(.name == \"\\u0000\")']"
      })
  void oddValuesAreNeverThrown(String item) {
    assertThat(findings(item)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spec: 7",
        "spec: []",
        "spec:",
        "spec: {syncPolicy: x, destination: [], ignoreDifferences: {a: b}}",
        "spec: {syncPolicy: {automated: true, syncOptions: [1, {}, null]}}",
        "metadata: {name: twice, annotations: 7}",
        "spec: {template: {spec: {ignoreDifferences: [7]}}}",
        "data: {resource.customizations: '[', resource.customizations.ignoreDifferences.: x}",
        "data: {resource.customizations.ignoreDifferences.a_b_c: 'jqPathExpressions: [[', x: 7}",
        "data: 7"
      })
  void oddObjectsAreNeverThrown(String rest) {
    for (String head :
        List.of(
            "argoproj.io/v1alpha1\nkind: Application",
            "argoproj.io/v1alpha1\nkind: ApplicationSet",
            "argoproj.io/v1alpha1\nkind: AppProject",
            "v1\nkind: ConfigMap")) {
      String name = head.contains("ConfigMap") ? "argocd-cm" : "shop";
      String metadata = rest.startsWith("metadata") ? "" : "metadata: {name: " + name + "}\n";
      String text = "---\napiVersion: " + head + "\n" + metadata + rest + "\n";

      assertThat(GitOpsInputs.findings(ROLLOUT + text)).isNotNull();
    }
  }
}
