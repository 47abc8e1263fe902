// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Finding;
import io.canaryplan.istio.validation.IstioVersion;
import io.canaryplan.kubernetes.KubernetesObjects;
import io.canaryplan.kubernetes.KubernetesService;
import io.canaryplan.kubernetes.NamedDocuments;
import io.canaryplan.yaml.YamlDocument;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Services that are missing, do not fit, or belong to another Rollout. */
class ServiceChecksTest {
  private static final YamlDocument ROLLOUT =
      Cases.canary("canaryService: new\nstableService: old\n" + Cases.ISTIO);

  private static KubernetesService service(String name, String annotation, String selector) {
    return KubernetesService.from(
            Cases.document(
                """
                apiVersion: v1
                kind: Service
                metadata: {name: %s, annotations: {%s}}
                spec: {selector: {%s}}
                """
                    .formatted(name, annotation, selector)))
        .orElseThrow();
  }

  /** Returns what is found about Services alone. */
  private static Stream<Finding> findings(
      YamlDocument rollout, List<KubernetesService> services, List<YamlDocument> documents) {
    Subject.Inputs inputs =
        new Subject.Inputs(
            KubernetesObjects.of(services), NamedDocuments.of(documents), IstioVersion.newest());
    return Checks.run(Cases.read(rollout).beside(inputs)).stream()
        .filter(finding -> ServiceRules.GROUP.rules().contains(finding.rule()));
  }

  private static List<String> found(KubernetesService... services) {
    return findings(ROLLOUT, List.of(services), List.of())
        .map(
            finding -> finding.severity().label() + " " + finding.path() + ": " + finding.message())
        .toList();
  }

  @Test
  void soundServices() {
    assertThat(
            found(
                service("old", "", "app: shop, rollouts-pod-template-hash: abc"),
                service("new", "argo-rollouts.argoproj.io/managed-by-rollouts: shop", "app: shop")))
        .isEmpty();
  }

  @Test
  void anUnknownServiceIsANote() {
    assertThat(found(service("old", "", "app: shop")))
        .containsExactly(
            "note spec.strategy.canary.canaryService: the Service \"new\" is not among the inputs;"
                + " whether it exists and selects the pods is not known");
  }

  @Test
  void aSelectorThatDoesNotFitIsOneFindingPerKey() {
    assertThat(found(service("old", "", "app: other, tier: web"), service("new", "", "")))
        .containsExactly(
            "error spec.strategy.canary.stableService: the Service \"old\" selects \"app: other\","
                + " but the pods"
                + " have \"app: shop\"; its selector must fit"
                + " spec.template.metadata.labels",
            "error spec.strategy.canary.stableService: the Service \"old\" selects \"tier: web\","
                + " but the pods have no"
                + " label \"tier\"; its selector must fit"
                + " spec.template.metadata.labels");
  }

  @Test
  void aSelectorOfNullIsTheEmptyText() {
    assertThat(found(service("old", "", "app: null"), service("new", "", "app: shop")))
        .containsExactly(
            "error spec.strategy.canary.stableService: the Service \"old\" selects \"app: \", but"
                + " the pods have \"app: shop\"; its selector must fit"
                + " spec.template.metadata.labels");
  }

  @Test
  void aServiceServesOneRollout() {
    assertThat(
            found(
                service("old", "argo-rollouts.argoproj.io/managed-by-rollouts: other", "app: shop"),
                service("new", "", "app: shop")))
        .containsExactly(
            "error spec.strategy.canary.stableService: the Service \"old\" belongs to the Rollout"
                + " \"other\"; a Service serves one Rollout");
  }

  @Test
  void pingAndPongAreServicesToo() {
    YamlDocument document = Cases.canary("pingPong: {pingService: a, pongService: b}");
    assertThat(findings(document, List.of(), List.of()).map(finding -> finding.path().toString()))
        .containsExactly(
            "spec.strategy.canary.pingPong.pingService",
            "spec.strategy.canary.pingPong.pongService");
  }

  @Test
  void theLabelsOfAWorkloadCountWithWorkloadRef() {
    String deployment =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec: {template: {metadata: {labels: {app: shop}}, spec: {containers: []}}}
        """;
    assertThat(ofWorkload(deployment))
        .containsExactly(
            "service-selector-mismatch spec.strategy.canary.canaryService: the Service \"new\""
                + " selects \"app: other\", but the pods have \"app: shop\"; its selector must fit"
                + " the labels of the pods of the Deployment \"web\"");
    assertThat(ofWorkload(deployment.replace("name: web", "name: other")))
        .containsExactly(
            "workload-unknown spec.workloadRef: the Deployment \"web\" is not among the inputs;"
                + " which labels the pods have is not known");
    // nothing is known about labels that are no texts
    assertThat(ofWorkload(deployment.replace("app: shop", "app: [shop]"))).isEmpty();
    assertThat(
            ofWorkload(
                "kind: Deployment\nmetadata: {name: web}\ntemplate: {metadata: {labels: {}}}"))
        .isEmpty();
  }

  private static List<String> ofWorkload(String workload) {
    YamlDocument rollout =
        Cases.spec(
            "workloadRef: {apiVersion: apps/v1, kind: Deployment, name: web}\n"
                + "strategy: {canary: {stableService: old, canaryService: new}}");
    return findings(
            rollout,
            List.of(service("old", "", "app: shop"), service("new", "", "app: other")),
            List.of(rollout, Cases.document(workload)))
        .map(finding -> finding.rule() + " " + finding.path() + ": " + finding.message())
        .toList();
  }
}
