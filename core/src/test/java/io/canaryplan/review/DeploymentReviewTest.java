// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.Manifests;
import io.canaryplan.PlannerOptions;
import io.canaryplan.report.ReviewFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deployments in a review: an update begins where the template differs (rolling.md 0.3). */
class DeploymentReviewTest {
  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        replicas: 4
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers:
            - name: web
              image: nginx:1.25
      """;

  private static final String ROLLOUT =
      """
      ---
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: web}
      spec:
        replicas: 4
        selector: {matchLabels: {app: web}}
        workloadRef: {apiVersion: apps/v1, kind: Deployment, name: web}
        strategy: {canary: {steps: [{setWeight: 50}, {pause: {}}]}}
      """;

  // rolling.md 0.3 and 5.4; what the API server fills in is no other template (hash.md 8)
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          nginx:1.25       | nginx:1.26                              | NEW_TEMPLATE
          labels: {app: web} | labels: {app: web, tier: front}        | NEW_TEMPLATE
          replicas: 4      | replicas: 8                             | -
          {name: web}      | {name: web, annotations: {owner: shop}} | -
          image: nginx:1.25 | image: nginx:1.25⏎        imagePullPolicy: IfNotPresent | -
          nginx:1.25       | nginx:1.26⏎  paused: true               | PAUSED
          replicas: 4      | replicas: 4⏎  paused: true              | -
          image: nginx:1.25 | image: [nginx]                          | UNKNOWN
          """)
  void onlyAnotherTemplateIsTold(String before, String after, DeploymentReview.Verdict verdict) {
    Review review = review(DEPLOYMENT, DEPLOYMENT.replace(before, after.replace("⏎", "\n")));

    if (verdict == null) {
      assertThat(review.deployments()).isEmpty();
      assertThat(ReviewFormat.TABLE.text(review))
          .startsWith("0 Rollouts, 0 new versions, ")
          .doesNotContain("Deployments with", "Deployment with");
    } else {
      assertThat(review.deployments())
          .extracting(DeploymentReview::verdict)
          .containsExactly(verdict);
      String part =
          verdict == DeploymentReview.Verdict.UNKNOWN ? "" : "1 Deployment with another template, ";
      assertThat(ReviewFormat.TABLE.text(review))
          .startsWith("0 Rollouts, 0 new versions, " + part)
          .contains("\ndeployments:\nweb: " + verdict.words() + "\n");
      assertThat(ReviewFormat.MARKDOWN.text(review))
          .startsWith("### canaryplan: 0 Rollouts, 0 new versions, " + part)
          .contains("<summary>Deployments: 1</summary>", "web: " + verdict.words());
    }
    assertThat(review.startsRollout()).isFalse();
  }

  @Test
  void theTemplateOfARolloutIsToldThere() {
    String both = DEPLOYMENT + ROLLOUT;
    Review review = review(both, both.replace("nginx:1.25", "nginx:1.26"));

    assertThat(review.deployments()).isEmpty();
    assertThat(ReviewFormat.TABLE.text(review)).startsWith("1 Rollout, 1 new version, ");
  }

  @Test
  void newGoneAndDoubleDeploymentsAreNotCompared() {
    String other = DEPLOYMENT.replace("nginx:1.25", "nginx:1.26");

    assertThat(review("", DEPLOYMENT).deployments()).isEmpty();
    assertThat(review(DEPLOYMENT, "").deployments()).isEmpty();
    assertThat(review(DEPLOYMENT, DEPLOYMENT + "---\n" + other).deployments()).isEmpty();
    assertThat(
            review(DEPLOYMENT, other.replace("name: web}", "name: web, namespace: a}"))
                .deployments())
        .isEmpty();
  }

  private static Review review(String base, String head) {
    return Review.of(
        Manifests.read("base.yaml", base),
        Manifests.read("head.yaml", head),
        PlannerOptions.DEFAULT);
  }
}
