// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.canaryplan.finding.Finding;
import io.canaryplan.plan.BlueGreenCourse;
import io.canaryplan.plan.BlueGreenPlan;
import io.canaryplan.plan.BlueGreenStage.Kind;
import io.canaryplan.plan.Plan;
import io.canaryplan.plan.UpdateMoment;
import io.canaryplan.plan.UpdateState;
import io.canaryplan.report.ReportFormat;
import io.canaryplan.routing.StateDocument;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A blue-green Rollout among the inputs: its plan, its documents, its report. */
class PlannedBlueGreenTest {
  private static final String MANIFEST =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: shop, namespace: eu}
      spec:
        replicas: 4
        selector: {matchLabels: {app: shop}}
        template:
          metadata: {labels: {app: shop}}
          spec: {containers: [{name: shop, image: shop}]}
        strategy:
          blueGreen: {activeService: shop, previewService: beta, autoPromotionEnabled: false}
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: shop
        annotations: {argo-rollouts.argoproj.io/managed-by-rollouts: shop}
      spec:
        selector: {app: shop}  # of all versions
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: beta, namespace: us}
      spec: {selector: {app: shop}}
      """;

  private static PlannedManifests planned() {
    return CanaryPlanner.plan(
        Manifests.read("shop.yaml", MANIFEST), PlannerOptions.DEFAULT.withHashes("blue", "green"));
  }

  private static PlannedRollout rollout() {
    return planned().rollouts().get(0);
  }

  @Test
  void theUpdateIsABlueGreenPlan() {
    Plan plan = rollout().update().value().orElseThrow();

    assertThat(plan).isInstanceOf(BlueGreenPlan.class).isEqualTo(rollout().blueGreen().get());
    assertThat(plan.name()).isEqualTo("shop");
    assertThat(plan.states())
        .extracting(UpdateState::name)
        .containsExactly("initial", "preview up", "paused", "switched", "promoted");
    assertThat(plan.states())
        .extracting(plan::trafficShare)
        .extracting(Object::toString)
        .containsExactly("0/1", "0/1", "0/1", "1/1", "1/1");
    assertThat(plan.envelope().most().pods()).isEqualTo(8);
    assertThat(plan.envelope().most().state()).isEqualTo(1);
    assertThat(plan.seconds()).isEmpty();
  }

  @Test
  void askedForACanaryPlanItSaysThatThereIsNone() {
    assertThat(rollout().plan().value()).isEmpty();
    assertThat(rollout().plan().findings())
        .last()
        .extracting(Finding::toString)
        .isEqualTo(
            "spec.strategy: error: the strategy is \"blueGreen\", not \"canary\" [other-strategy]");
    assertThat(rollout().findings())
        .extracting(finding -> finding.rule().id())
        .doesNotContain("other-strategy");
    // beta is in another namespace
    assertThat(planned().allFindings())
        .filteredOn(Finding::isError)
        .extracting(finding -> finding.rule().id())
        .containsExactly("bluegreen-service-missing");
  }

  @Test
  void theServicesDifferInTheSelectorAlone() {
    // bluegreen.md 2: the annotation comes with the first write only; beta is in another namespace
    BlueGreenPlan plan = rollout().blueGreen().orElseThrow();
    List<StateDocument> initial = rollout().documents(plan.states().get(0));
    List<StateDocument> promoted = rollout().documents(plan.states().get(4));

    assertThat(initial).hasSize(1);
    assertThat(initial.get(0).text())
        .isEqualTo(
            """
            apiVersion: v1
            kind: Service
            metadata:
              name: shop
              annotations: {argo-rollouts.argoproj.io/managed-by-rollouts: shop}
            spec:
              selector: {app: shop, rollouts-pod-template-hash: blue}  # of all versions
            """);
    assertThat(promoted.get(0).text())
        .isEqualTo(initial.get(0).text().replace("hash: blue", "hash: green"));
  }

  @Test
  void aCourseHasDocumentsToo() {
    BlueGreenPlan plan = rollout().blueGreen().orElseThrow();
    BlueGreenCourse third = plan.at(Kind.PROMOTED).update(3).course().end().promote().course();

    assertThat(rollout().documents(third.end().view()).get(0).text()).contains("hash: v3-hash}");
  }

  @Test
  void whatIfHasDocumentsToo() {
    // bluegreen.md 5.5, T7: an abort at the pause leaves the active Service where it is
    BlueGreenPlan plan = rollout().blueGreen().orElseThrow();
    UpdateMoment aborted = plan.at(2).abort().then();
    UpdateMoment promoted = plan.at(2).promote().then();

    assertThat(rollout().documents(aborted).get(0).text()).contains("hash: blue}");
    assertThat(rollout().documents(promoted).get(0).text()).contains("hash: green}");
  }

  @Test
  void thereAreNoDocumentsOfAnotherStrategy() {
    PlannedRollout rollout = rollout();

    assertThat(rollout.documentsOfInitialDeploy()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rollout.documents(SeveralStates.canaryState()));
  }

  @Test
  void theReportsPrintItAsTheyPrintAnyPlan() {
    String json = ReportFormat.JSON.text(planned());

    assertThat(json)
        .contains("\"strategy\": \"blueGreen\"")
        .contains("\"name\": \"preview up\"")
        .contains("\"selects\": \"v2\"")
        .contains("\"fromStateIndex\": 2")
        .doesNotContain("\"fromStateIndex\": 3");
    assertThat(ReportFormat.TABLE.text(planned()))
        .startsWith("eu/shop: 4 replicas, blueGreen, controller 1.9\n");
    assertThat(ReportFormat.DIFF.text(planned()))
        .contains("+++ 03-switched/service-shop.yaml")
        .contains("+  selector: {app: shop, rollouts-pod-template-hash: green}");
  }

  @Test
  void withoutAnActiveServiceThereIsNoPlanButAnError() {
    PlannedRollout rollout =
        CanaryPlanner.plan(
                Manifests.read("shop.yaml", MANIFEST.replace("activeService: shop, ", "")),
                PlannerOptions.DEFAULT)
            .rollouts()
            .get(0);

    assertThat(rollout.update().value()).isEqualTo(Optional.empty());
    assertThat(rollout.update().hasErrors()).isTrue();
  }

  /** A state of a plan that is not blue-green. */
  private static final class SeveralStates {
    static UpdateState canaryState() {
      String canary =
          MANIFEST.lines().limit(9).collect(Collectors.joining("\n"))
              + "\n  strategy: {canary: {}}\n";
      return CanaryPlanner.plan(Manifests.read("c.yaml", canary), PlannerOptions.DEFAULT)
          .rollouts()
          .get(0)
          .plan()
          .orElseThrow()
          .states()
          .get(0);
    }
  }
}
