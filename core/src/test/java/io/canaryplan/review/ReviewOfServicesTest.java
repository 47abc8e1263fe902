// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.Manifests;
import io.canaryplan.PlannerOptions;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReviewOfServicesTest {
  private static final String SERVICE =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: NAME}
      spec:
        replicas: 4
        selector: {matchLabels: {app: NAME}}
        workloadRef: {apiVersion: apps/v1, kind: Deployment, name: NAME, scaleDown: onsuccess}
        strategy:
          canary:
            canaryService: NAME-canary
            stableService: NAME-stable
            trafficRouting: {istio: {virtualService: {name: NAME}}}
            steps: [{setWeight: 50}, {pause: {}}]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: NAME}
      spec:
        selector: {matchLabels: {app: NAME}}
        template:
          metadata: {labels: {app: NAME}}
          spec: {containers: [{name: web, image: "nginx:VERSION", ports: [{containerPort: 80}]}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: NAME-stable}
      spec: {selector: {app: NAME}, ports: [{name: http, port: 80}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: NAME-canary}
      spec: {selector: {app: NAME}, ports: [{name: http, port: 80}]}
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: NAME}
      spec:
        hosts: [NAME-stable]
        http:
        - route:
          - {destination: {host: NAME-stable}, weight: STABLE}
          - {destination: {host: NAME-canary}, weight: CANARY}
      ---
      """;

  /** A service of five documents 400 times: what refers to what is found among all of them. */
  @Test
  void manyDocumentsOfSeveralKindsAreReviewed() {
    Review review =
        Review.of(
            Manifests.read("base.yaml", services(1)),
            Manifests.read("head.yaml", services(2)),
            PlannerOptions.DEFAULT);

    assertThat(review.rollouts()).hasSize(400);
    assertThat(review.rollouts())
        .allSatisfy(rollout -> assertThat(rollout.verdict()).isEqualTo(Verdict.NEW_VERSION));
    // the Deployment with the template, and the VirtualService with a weight of git
    assertThat(review.documents()).hasSize(800);
    assertThat(review.documents().stream().filter(one -> one.id().kind().equals("VirtualService")))
        .hasSize(400)
        .allSatisfy(
            service ->
                assertThat(service.edits())
                    .hasSize(2)
                    .allSatisfy(edit -> assertThat(edit.fate()).isPresent()));
  }

  private static String services(int version) {
    return IntStream.range(0, 400)
        .mapToObj(
            i ->
                SERVICE
                    .replace("NAME", "shop-" + i)
                    .replace("VERSION", "" + version)
                    .replace("STABLE", "" + (version == 1 ? 100 : 90))
                    .replace("CANARY", "" + (version == 1 ? 0 : 10)))
        .collect(Collectors.joining());
  }
}
