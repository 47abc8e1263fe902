// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What people write to ignore weights, against the table of gitops.md 6: a cell with 0 there is
 * Synced in every state here, any other is OutOfSync in some.
 */
class CandidateFormsTest {
  private static final Set<String> SHOWN =
      Set.of("gitops-weights-not-ignored", "gitops-managed-route-not-ignored");

  private static final String REDIRECT =
      """
      - name: old
        match: [{uri: {prefix: /old}}]
        redirect: {uri: /new}
      """;

  private static final String OTHER =
      """
      - name: other
        match: [{uri: {prefix: /other}}]
        route: [{destination: {host: other}}]
      """;

  private static final String TCP =
      """
      - match: [{port: 5432}]
        route:
        - destination: {host: shop, port: {number: 5432}}
          weight: 100
        - destination: {host: shop-canary, port: {number: 5432}}
          weight: 0
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      textBlock =
          """
          # form ! weights ! the second rule's ! managed route ! rule without route ! tcp
          jqPathExpressions: ['.spec.hosts[7]?'] ! shown ! shown ! shown ! shown ! shown
          jqPathExpressions: ['.spec.http[].route[].weight'] ! synced ! synced ! shown ! shown ! shown
          jqPathExpressions: ['.spec.http[]?.route[]?.weight'] ! synced ! synced ! shown ! synced ! shown
          jqPathExpressions: ['.. | .weight?'] ! synced ! synced ! shown ! synced ! synced
          jsonPointers: [/spec/http/0] ! synced ! shown ! shown ! shown ! shown
          jsonPointers: [/spec/http/0/route] ! synced ! shown ! shown ! shown ! shown
          jsonPointers: [/spec/http/0/route/0/weight, /spec/http/0/route/1/weight] ! synced ! shown ! shown ! shown ! shown
          jsonPointers: [/spec/http/*/route/*/weight] ! shown ! shown ! shown ! shown ! shown
          jsonPointers: [/status] ! shown ! shown ! shown ! shown ! shown
          managedFieldsManagers: [argo-rollouts] ! shown ! shown ! shown ! shown ! shown
          jsonPointers: [/spec/http] ! synced ! synced ! synced ! synced ! shown
          managedFieldsManagers: [rollouts-controller] ! synced ! synced ! synced ! synced ! synced
          jqPathExpressions: ['.spec.http[]? | select(.name == "staff")', '.spec.http[]? | select(.name == "primary") | .route[]?.weight', '.spec.tcp[]?.route[]?.weight'] ! synced ! synced ! synced ! synced ! synced
          """)
  void isShownAsTheStudySays(
      String form, String weights, String second, String managed, String redirect, String tcp) {
    String primary = GitOpsInputs.PRIMARY;
    assertThat(
            List.of(
                shown(form, GitOpsInputs.WEIGHTS, "http", primary),
                shown(form, GitOpsInputs.WEIGHTS, "http", OTHER + primary),
                shown(form, GitOpsInputs.HEADER_ROUTE, "http", primary),
                shown(form, GitOpsInputs.WEIGHTS, "http", REDIRECT + primary),
                shown(form, GitOpsInputs.WEIGHTS, "tcp", TCP)))
        .containsExactly(weights, second, managed, redirect, tcp);
  }

  private static String shown(String form, String steps, String protocol, String rules) {
    Set<String> found =
        GitOpsInputs.rules(
            GitOpsInputs.rollout(steps, protocol, rules) + GitOpsInputs.application(form));
    return found.stream().anyMatch(SHOWN::contains) ? "shown" : "synced";
  }
}
