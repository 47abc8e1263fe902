// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannedManifests;
import io.canaryplan.PlannerOptions;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Rule;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Rollout takes over from the workload that it names, and what stays of that. */
class WorkloadChecksTest {
  private static final List<Rule> TOLD =
      List.of(
          SpecRules.WORKLOAD_REPLICAS_DIFFER,
          SpecRules.WORKLOAD_KEEPS_RUNNING,
          SpecRules.SELECTOR_NOT_IN_TEMPLATE);

  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: shop}
      spec:
        replicas: 10
        selector: {matchLabels: {app: shop}}
        template:
          metadata: {labels: {app: shop, tier: web}}
          spec: {containers: [{name: shop, image: shop:1}]}
      """;

  private static String rollout(String spec, String reference) {
    return """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: {name: shop}
        spec:
          SPEC
          workloadRef: {apiVersion: apps/v1, kind: Deployment, name: shop, REFERENCE}
          strategy: {canary: {steps: [{pause: {}}]}}
        ---
        """
        .replace("SPEC", spec)
        .replace(", REFERENCE", reference.isEmpty() ? "" : ", " + reference);
  }

  private static PlannedManifests plan(String text) {
    return CanaryPlanner.plan(Manifests.read("shop.yaml", text), PlannerOptions.DEFAULT);
  }

  /** Returns the findings about the workload, as {@code severity rule: message}. */
  private static List<String> findings(String text) {
    return plan(text).allFindings().stream()
        .filter(finding -> TOLD.contains(finding.rule()))
        .map(WorkloadChecksTest::text)
        .toList();
  }

  private static String text(Finding finding) {
    return "%s %s: %s"
        .formatted(finding.severity(), finding.rule(), finding.message())
        .toLowerCase(Locale.ROOT);
  }

  @Test
  void onePodIsPlannedWhereReplicasAreAbsent() {
    String text = rollout("selector: {matchLabels: {app: shop}}", "scaleDown: onsuccess");

    assertThat(findings(text + DEPLOYMENT))
        .containsExactly(
            "warning workload-replicas-differ: spec.replicas is absent, so the controller writes 1,"
                + " which is planned; the deployment \"shop\" has 10");
    assertThat(plan(text + DEPLOYMENT).rollouts().get(0).plan().orElseThrow().states().get(0))
        .satisfies(initial -> assertThat(initial.replicas().stable()).isEqualTo(1));
  }

  @Test
  void whatTheDeploymentHasIsNotKnownWithoutIt() {
    assertThat(findings(rollout("selector: {matchLabels: {app: shop}}", "scaleDown: onsuccess")))
        .containsExactly(
            "note workload-replicas-differ: spec.replicas is absent, so the controller writes 1,"
                + " which is planned; what the deployment \"shop\" has is not known");
  }

  @Test
  void nothingIsSaidOfReplicasThatAreGiven() {
    assertThat(findings(rollout("replicas: 4", "scaleDown: progressively") + DEPLOYMENT)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "scaleDown: never", "scaleDown: \"\""})
  void theDeploymentsOwnPodsKeepRunning(String scaleDown) {
    assertThat(findings(rollout("replicas: 4", scaleDown) + DEPLOYMENT))
        .containsExactly(
            "note workload-keeps-running: the deployment \"shop\" keeps its own 10 pods running"
                + " beside those of the rollout");
  }

  @Test
  void aSelectorIsComparedWithTheLabelsOfTheWorkload() {
    String other =
        rollout("replicas: 4\n  selector: {matchLabels: {app: store}}", "scaleDown: onsuccess");

    assertThat(findings(other + DEPLOYMENT))
        .containsExactly(
            "error selector-not-in-template: the labels \"app: shop, tier: web\" of the pods of the"
                + " deployment \"shop\" are not matched by spec.selector; the rollout would not find"
                + " its own pods");
    assertThat(
            findings(
                rollout(
                        "replicas: 4\n  selector: {matchExpressions: [{key: tier, operator: Exists}]}",
                        "scaleDown: onsuccess")
                    + DEPLOYMENT))
        .isEmpty();
  }

  /** Argo Rollouts 1.9.1 says so at spec.template.metadata.labels. */
  @Test
  void aSelectorThatIsTakenOverIsComparedToo() {
    String other = DEPLOYMENT.replace("labels: {app: shop, tier: web}", "labels: {}");

    assertThat(findings(rollout("replicas: 4", "scaleDown: onsuccess") + other))
        .containsExactly(
            "error selector-not-in-template: the labels \"{}\" of the pods of the deployment \"shop\""
                + " are not matched by its selector, which the rollout takes over; it would not find"
                + " its own pods");
    assertThat(findings(rollout("replicas: 4", "scaleDown: onsuccess") + DEPLOYMENT)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"StatefulSet", "DaemonSet", "Job", "Rollout", "deployment"})
  void aKindThatIsNeverResolvedHasNoPlan(String kind) {
    PlannedManifests planned =
        plan(rollout("replicas: 4", "").replace("kind: Deployment", "kind: " + kind));

    assertThat(planned.hasErrors()).isTrue();
    assertThat(planned.rollouts().get(0).plan().value()).isEmpty();
    assertThat(planned.allFindings())
        .extracting(finding -> finding.rule().id())
        .containsExactly("workload-kind-unresolved");
  }

  /** The API server refuses it before a Rollout can take anything over. */
  @Test
  void faultsOfTheDeploymentAreTold() {
    String faulty =
        DEPLOYMENT
            .replace("replicas: 10", "replicas: -1")
            .replace(
                "  template:",
                "  strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 0}}\n  template:");

    PlannedManifests planned = plan(rollout("replicas: 2", "scaleDown: onsuccess") + faulty);

    assertThat(planned.deployments()).isEmpty();
    assertThat(planned.allFindings())
        .filteredOn(Finding::isError)
        .extracting(finding -> finding.rule().id() + " " + finding.path())
        .containsExactly(
            "deployment-number-negative spec.replicas",
            "deployment-limits-zero spec.strategy.rollingUpdate.maxUnavailable");
  }

  /** rolling.md 1.3, 5.5: the API server takes it, and no pass of a rolling update is made. */
  @Test
  void aDeploymentThatCannotBeCountedIsNoFaultWhereARolloutTakesItOver() {
    String huge = DEPLOYMENT.replace("replicas: 10", "replicas: 2147483647");

    PlannedManifests alone = plan(huge);
    PlannedManifests taken = plan(rollout("replicas: 2", "scaleDown: onsuccess") + huge);

    assertThat(alone.allFindings()).anyMatch(Finding::isError);
    assertThat(taken.allFindings()).noneMatch(Finding::isError);
  }
}
