// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.InvalidDocumentException;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.routing.StateDocument;
import io.canaryplan.yaml.YamlLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CanaryPlannerTest {
  private static final String ROLLOUT =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: shop}
      spec:
        replicas: 2
        selector: {matchLabels: {app: shop}}
        template:
          metadata: {labels: {app: shop}}
          spec: {containers: [{name: shop, image: shop}]}
        strategy:
          canary:
            trafficRouting:
              istio:
                virtualService: {name: shop, routes: [primary]}
                destinationRule: {name: shop, canarySubsetName: canary, stableSubsetName: stable}
            steps:
            - setWeight: 5
            - pause: {duration: 1m}
      """;
  private static final String VIRTUAL_SERVICE =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: shop}
      spec:
        hosts: [shop]
        http:
        - name: primary  # the one with weights
          route:
          - destination: {host: shop, subset: stable}
            weight: 100
          - destination: {host: shop, subset: canary}
            weight: 0
      """;
  private static final String DESTINATION_RULE =
      """
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: shop}
      spec:
        host: shop
        subsets:
        - {name: stable, labels: {app: shop}}
        - {name: canary, labels: {app: shop}}
      """;

  private static PlannedManifests plan(String... documents) {
    Manifests manifests = Manifests.read("in.yaml", String.join("---\n", documents));
    return CanaryPlanner.plan(manifests, PlannerOptions.DEFAULT);
  }

  @Test
  void plansCountsAndDocumentsOfEveryState() {
    PlannedManifests planned = plan(ROLLOUT, VIRTUAL_SERVICE, DESTINATION_RULE);

    assertThat(planned.hasErrors()).isFalse();
    PlannedRollout rollout = planned.rollouts().get(0);
    CanaryPlan plan = rollout.plan().orElseThrow();
    assertThat(plan.states())
        .extracting(PlannedState::toString)
        .containsExactly(
            "initial 0/2 at 0/100",
            "setWeight: 5 1/2 at 5/95",
            "pause: 1m 1/2 at 5/95",
            "promoted 0/2 at 0/100");
    List<StateDocument> documents = rollout.documents(plan.states().get(1));
    assertThat(documents.get(0).text())
        .isEqualTo(
            VIRTUAL_SERVICE.replace("weight: 100", "weight: 95").replace("weight: 0", "weight: 5"));
    assertThat(documents.get(1).text())
        .contains("{name: stable, labels: {app: shop, rollouts-pod-template-hash: stable-hash}}")
        .contains("{name: canary, labels: {app: shop, rollouts-pod-template-hash: 6586c86f48}}");
  }

  @Test
  void documentsOfAnAbortHaveNoCanaryWeight() {
    PlannedRollout rollout = plan(ROLLOUT, VIRTUAL_SERVICE, DESTINATION_RULE).rollouts().get(0);
    CanaryPlan plan = rollout.plan().orElseThrow();

    List<StateDocument> documents = rollout.documents(plan.aborts().get(1));

    assertThat(documents.get(0).text()).isEqualTo(VIRTUAL_SERVICE);
  }

  @Test
  void looksAtTheReferencesOfARolloutThatCannotBePlanned() {
    String service =
        "apiVersion: v1\nkind: Service\nmetadata: {name: %s}\nspec: {selector: {a: b}}\n";
    String text =
        ROLLOUT
            .replace("setWeight: 5", "setWeight: 200")
            .replace("routes: [primary]", "routes: [main]")
            .replace("    canary:\n", "    canary:\n      stableService: old\n");
    PlannedManifests planned =
        plan(text, VIRTUAL_SERVICE, DESTINATION_RULE, service.formatted("old"));

    assertThat(planned.rollouts().get(0).plan().value()).isEmpty();
    assertThat(planned.allFindings())
        .extracting(finding -> finding.rule().id())
        .containsExactlyInAnyOrder(
            "set-weight-out-of-range",
            "service-selector-mismatch",
            "route-not-found",
            "istio-host-unknown");
  }

  @Test
  void saysNothingOfReferencesThatCannotBeRead() {
    String text =
        ROLLOUT.replace("replicas: 2", "replicas: two").replace("[primary]", "{primary: a}");

    assertThat(plan(text, VIRTUAL_SERVICE.replace("subset: canary", "subset: new")).allFindings())
        .filteredOn(finding -> !finding.rule().id().startsWith("istio-"))
        .extracting(finding -> finding.rule().id())
        .containsExactly("wrong-type", "wrong-type");
  }

  @Test
  void anAbortWritesItsWeightsBeforeTheFirstStepAddsItsRouteAgain() {
    // canary.md 5.1: the first aborted pass is still at the step that is aborted, so that it
    // writes 100/0; from the next one on, at step 0, the mirror route keeps weights away (B2, B5)
    String text =
        ROLLOUT
            .replace("steps:\n", "steps:\n      - setMirrorRoute: {name: m, match: [{}]}\n")
            .replace(", routes: [primary]}", "}")
            .replace("trafficRouting:\n", "trafficRouting:\n        managedRoutes: [{name: m}]\n");
    PlannedRollout rollout =
        plan(text, VIRTUAL_SERVICE.replace("name: primary", "timeout: 1s"), DESTINATION_RULE)
            .rollouts()
            .get(0);
    CanaryPlan plan = rollout.plan().orElseThrow();

    assertThat(rollout.documents(plan.states().get(2)).get(0).text())
        .contains("weight: 95", "weight: 5");
    assertThat(rollout.documents(plan.aborts().get(1)).get(0).text())
        .contains("- name: m\n", "weight: 100\n", "weight: 0\n")
        .doesNotContain("weight: 95", "weight: 5");
  }

  @Test
  void saysThatThereIsNoRollout() {
    PlannedManifests planned = plan(VIRTUAL_SERVICE);

    assertThat(planned.rollouts()).isEmpty();
    assertThat(planned.allFindings())
        .filteredOn(Finding::isError)
        .extracting(Finding::toString)
        .containsExactly(
            "in.yaml:1:1: error: there is no Rollout in the input, so there is nothing to plan"
                + " [no-rollout]");
  }

  @Test
  void emptyInputHasNoRolloutEither() {
    assertThat(plan("").allFindings())
        .extracting(finding -> finding.position().orElseThrow() + " " + finding.rule())
        .containsExactly("in.yaml:1:1 no-rollout");
  }

  @Test
  void doesNotAddThatThereIsNoRolloutToAFileThatCannotBeRead() {
    assertThat(plan("kind: [").allFindings())
        .extracting(finding -> finding.rule().id())
        .doesNotContain(InputRules.NO_ROLLOUT.id())
        .isNotEmpty();
  }

  @Test
  void reportsTheSecondOfTwoRolloutsOfOneNameAndPlansBoth() {
    PlannedManifests planned = plan(ROLLOUT, ROLLOUT);

    assertThat(planned.rollouts()).hasSize(2).allMatch(one -> one.plan().value().isPresent());
    assertThat(planned.findings())
        .filteredOn(finding -> finding.rule().id().equals("duplicate-rollout"))
        .extracting(Finding::toString)
        .containsExactly(
            "in.yaml:22:18: error: the Rollout \"shop\" is given a second time, first at"
                + " in.yaml:3:18; a name can stand for one Rollout of a namespace only"
                + " [duplicate-rollout]");
  }

  @Test
  void doesNotPassOverADocumentThatLacksItsNameOrVersion() {
    String rule = "{apiVersion: networking.istio.io/v1, kind: DestinationRule, spec: {host: a}}\n";
    String service = "{kind: VirtualService, metadata: {name: a}, spec: {http: []}}\n";
    String foreign = "{apiVersion: other.example.org/v1, kind: VirtualService, metadata: {}}\n";

    assertThat(plan(ROLLOUT, rule + "---\n" + service + "---\n" + foreign).findings())
        .extracting(Finding::message)
        .contains(
            "metadata.name is missing; every object needs one",
            "apiVersion is missing; every object needs one");
  }

  @Test
  void rolloutsOfOneNameInTwoNamespacesAreDifferent() {
    String elsewhere = ROLLOUT.replace("{name: shop}\nspec", "{name: shop, namespace: b}\nspec");

    assertThat(plan(ROLLOUT, elsewhere).findings()).isEmpty();
  }

  @Test
  void planOrElseThrowCarriesTheFindings() {
    PlannedRollout rollout =
        plan(ROLLOUT.replace("setWeight: 5", "setWeight: 101")).rollouts().get(0);

    assertThat(rollout.plan().value()).isEmpty();
    assertThatThrownBy(() -> rollout.plan().orElseThrow())
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageContaining("101");
  }

  @Test
  void readsSeveralFilesInTheirOrder() {
    Manifests manifests =
        Manifests.read(
            ImmutableMap.of(
                "b.yaml", ROLLOUT.getBytes(StandardCharsets.UTF_8),
                "a.yaml", VIRTUAL_SERVICE.getBytes(StandardCharsets.UTF_8)),
            YamlLimits.DEFAULT);

    assertThat(manifests.documents())
        .extracting(document -> document.file())
        .containsExactly("b.yaml", "a.yaml");
  }
}
