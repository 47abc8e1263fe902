// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Finding;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.PlanHashes;
import io.canaryplan.plan.PodHash;
import io.canaryplan.plan.PodHash.Source;
import io.canaryplan.report.PlanDetail;
import io.canaryplan.report.ReportFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which hash a plan's documents carry; the template is example A of hash.md 10. */
class ChosenHashesTest {
  private static final String ROLLOUT =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: web}
      spec:
        replicas: 3
        selector: {matchLabels: {app: web}}
        strategy: {canary: {steps: [{setWeight: 50}, {pause: {}}]}}
        template:
          metadata:
            labels: {app: web}
          spec:
            containers:
            - name: web
              image: nginx:1.25
      """;

  // hash.md 10, example A
  private static final String OF_1_9 = "7dc666b946";
  private static final String OF_1_8 = "7c4bd8fbf8";

  @Test
  void theNewVersionHasTheHashThatItsControllerGivesIt() {
    assertThat(hashes(ROLLOUT).canary().value()).isEqualTo(OF_1_9);
    assertThat(hashes(ROLLOUT).canary().source()).isEqualTo(Source.PREDICTION);
    assertThat(
            plan(ROLLOUT, PlannerOptions.forController(ControllerVersion.V1_8))
                .settings()
                .canaryHash())
        .isEqualTo(OF_1_8);
  }

  @Test
  void theStableVersionIsAPlaceholderWithItsReason() {
    assertThat(hashes(ROLLOUT).stable())
        .hasToString(
            "stable-hash: a placeholder, as the stable version is not among the inputs;"
                + " status.stableRS would tell it");
  }

  @Test
  void theStatusTellsTheStableHash() {
    assertThat(hashes(ROLLOUT + "status: {stableRS: 5f79b78d7f}\n").stable())
        .isEqualTo(new PodHash("5f79b78d7f", Source.STATUS, "status.stableRS of the input"));
    assertThat(hashes(ROLLOUT + "status: {stableRS: {a: b}}\n").stable().isKnown()).isFalse();
    assertThat(hashes(ROLLOUT + "status: {stableRS: \"\"}\n").stable().isKnown()).isFalse();
    assertThat(hashes(ROLLOUT + "status: {stableRS: \"a b\"}\n").stable().isKnown()).isFalse();
  }

  @Test
  void optionsComeBeforeStatusAndPrediction() {
    PlanHashes hashes =
        plan(
                ROLLOUT + "status: {stableRS: 5f79b78d7f}\n",
                PlannerOptions.DEFAULT.withHashes("old", "new"))
            .settings()
            .hashes();

    assertThat(hashes).isEqualTo(new PlanHashes(PodHash.given("old"), PodHash.given("new")));
  }

  @Test
  void theBaseRevisionTellsTheStableHashUnlessTheStatusDoes() {
    String head = ROLLOUT.replace("nginx:1.25", "nginx:1.26");
    PlanHashes hashes = update(ROLLOUT, head);

    assertThat(hashes.stable())
        .isEqualTo(
            new PodHash(
                OF_1_9,
                Source.BASE,
                "predicted from spec.template of the base revision for controller 1.9"));
    assertThat(hashes.canary().source()).isEqualTo(Source.PREDICTION);
    assertThat(hashes.canary().value()).isNotEqualTo(OF_1_9);
    assertThat(update(ROLLOUT, head + "status: {stableRS: 5f79b78d7f}\n").stable().value())
        .isEqualTo("5f79b78d7f");
    assertThat(update(ROLLOUT + "status: {stableRS: 5f79b78d7f}\n", head).stable().source())
        .isEqualTo(Source.STATUS);
    assertThat(update("kind: Service\n", head).stable().isKnown()).isFalse();
  }

  @Test
  void aBaseThatCannotBePredictedSaysWhy() {
    assertThat(update(ROLLOUT.replace("name: web\n", "name: [web]\n"), ROLLOUT).stable().reason())
        .startsWith("a placeholder, as that of the base revision cannot be predicted: ");
  }

  // A template that is rolled out already tells nothing about the version that comes next.
  @Test
  void aTemplateThatStartsNoRolloutIsNotTheNewVersion() {
    assertThat(hashes(ROLLOUT + "status: {stableRS: " + OF_1_9 + "}\n").canary())
        .hasToString(
            "canary-hash: a placeholder, as spec.template is that of the stable version, so that"
                + " it starts no rollout");
    assertThat(update(ROLLOUT, ROLLOUT).canary().isKnown()).isFalse();
    // hash.md 9: a written default changes the hash and starts nothing
    assertThat(update(ROLLOUT, ROLLOUT + "      restartPolicy: Always\n").canary().isKnown())
        .isFalse();
  }

  @Test
  void collisionsOfTheStatusCount() {
    assertThat(hashes(ROLLOUT + "status: {collisionCount: 2}\n").canary().value())
        .isEqualTo("64d56d4768");
  }

  @Test
  void whatCannotBePredictedIsANoteAndAPlaceholder() {
    String refused = ROLLOUT + "        env: [{name: DEBUG, value: on}]\n";
    PlannedRollout planned = read(refused, PlannerOptions.DEFAULT);

    assertThat(planned.plan().value().orElseThrow().settings().hashes().canary())
        .hasToString(
            "canary-hash: a placeholder, as it cannot be predicted: found the boolean true where a"
                + " string is expected");
    assertThat(planned.findings())
        .extracting(Finding::toString)
        .contains(
            "shop.yaml:15:36: note: the hash cannot be predicted: found the boolean true where a"
                + " string is expected [hash-not-predictable]");
    assertThat(read(refused, PlannerOptions.DEFAULT.withCanaryHash("new")).findings())
        .extracting(finding -> finding.rule().toString())
        .doesNotContain("hash-not-predictable");
  }

  @Test
  void theTemplateOfAWorkloadCountsWhereARolloutRefersToIt() {
    String rollout =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: {name: web}
        spec:
          replicas: 3
          selector: {matchLabels: {app: web}}
          strategy: {canary: {}}
          workloadRef: {apiVersion: apps/v1, kind: Deployment, name: web}
        """;
    String deployment =
        """
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: web, image: "nginx:1.25"}]}
        """;

    assertThat(hashes(rollout + deployment).canary().reason())
        .isEqualTo("predicted from Deployment/web for controller 1.9");
    assertThat(hashes(rollout).canary().isKnown()).isFalse();
  }

  @Test
  void explanationAndJsonNameTheSource() {
    PlannedManifests planned =
        CanaryPlanner.plan(Manifests.read("shop.yaml", ROLLOUT), PlannerOptions.DEFAULT);

    assertThat(ReportFormat.TABLE.text(planned, PlanDetail.REASONS))
        .contains("  canary 7dc666b946: predicted from spec.template for controller 1.9\n");
    assertThat(ReportFormat.JSON.text(planned).replaceAll("\\s", ""))
        .contains(
            "\"hashes\":{\"stable\":\"stable-hash\",\"canary\":\"7dc666b946\","
                + "\"source\":{\"stable\":\"placeholder\",\"canary\":\"prediction\"}}");
  }

  private static PlanHashes hashes(String text) {
    return plan(text, PlannerOptions.DEFAULT).settings().hashes();
  }

  private static CanaryPlan plan(String text, PlannerOptions options) {
    return read(text, options).plan().value().orElseThrow();
  }

  private static PlannedRollout read(String text, PlannerOptions options) {
    List<PlannedRollout> rollouts =
        CanaryPlanner.plan(Manifests.read("shop.yaml", text), options).rollouts();
    return rollouts.get(0);
  }

  private static PlanHashes update(String base, String head) {
    return CanaryPlanner.plan(
            Manifests.read("base.yaml", base),
            Manifests.read("head.yaml", head),
            PlannerOptions.DEFAULT)
        .rollouts()
        .get(0)
        .plan()
        .value()
        .orElseThrow()
        .settings()
        .hashes();
  }
}
