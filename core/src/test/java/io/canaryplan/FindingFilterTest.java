// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FindingFilterTest {
  /** Two Rollouts without a pause, and so with the note no-pause each. */
  private static final String TWO =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata:
        name: one
        annotations: {canaryplan.io/ignore: "%s"}
      spec:
        replicas: 2
        selector: {matchLabels: {app: one}}
        template: {metadata: {labels: {app: one}}, spec: {containers: [{name: a, image: a:1}]}}
        strategy: {canary: {steps: [{setWeight: 50}]}}
      ---
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: two}
      spec:
        replicas: 2
        selector: {matchLabels: {app: two}}
        template: {metadata: {labels: {app: two}}, spec: {containers: [{name: a, image: a:1}]}}
        strategy: {canary: {steps: [{setWeight: 50}]}}
      """;

  private static FindingFilter.Kept kept(String annotation, String... everywhere) {
    Manifests manifests = Manifests.read("two.yaml", TWO.formatted(annotation));
    return FindingFilter.ignoring(Set.of(everywhere))
        .apply(CanaryPlanner.plan(manifests, PlannerOptions.DEFAULT).allFindings(), manifests);
  }

  private static List<String> lines(FindingFilter.Kept kept, String rule) {
    return kept.findings().stream()
        .filter(finding -> finding.rule().id().equals(rule))
        .map(finding -> finding.position().orElseThrow().line() + "")
        .toList();
  }

  @Test
  void withoutIdsNothingIsIgnored() {
    assertThat(kept("").ignored()).isZero();
    assertThat(lines(kept(""), "no-pause")).containsExactly("10", "19");
  }

  @Test
  void annotationIgnoresForItsObjectOnly() {
    FindingFilter.Kept kept = kept("no-pause, overload");

    assertThat(kept.ignored()).isEqualTo(1);
    assertThat(lines(kept, "no-pause")).containsExactly("19");
  }

  @Test
  void ruleIsIgnoredEverywhere() {
    FindingFilter.Kept kept = kept("", "no-pause");

    assertThat(kept.ignored()).isEqualTo(2);
    assertThat(lines(kept, "no-pause")).isEmpty();
  }

  @Test
  void unknownRuleIsTold() {
    assertThat(kept("no-pauses").findings().stream().map(Object::toString))
        .contains(
            "two.yaml:5:39: warning: there is no rule \"no-pauses\", so nothing is ignored by it;"
                + " the nearest is \"no-pause\" [ignored-rule-unknown]");
    assertThat(lines(kept("", "xyzzyxyzzyxyzzy"), "ignored-rule-unknown")).containsExactly("1");
  }
}
