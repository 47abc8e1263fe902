// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannedWorkload;
import io.canaryplan.PlannerOptions;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who writes what of one workload, and what git should hold (gitops.md 1). */
class GitOpsTest {
  private static final String SHOP =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: shop, namespace: shop}
      spec:
        replicas: 2
        selector: {matchLabels: {app: shop}}
        template:
          metadata: {labels: {app: shop}}
          spec: {containers: [{name: shop, image: shop:2}]}
        strategy:
          canary:
            trafficRouting:
              managedRoutes: [{name: geo}]
              istio:
                virtualService: {name: shop, routes: [primary]}
                destinationRule: {name: shop, canarySubsetName: canary, stableSubsetName: stable}
            steps:
            - setCanaryScale: {replicas: 1}
            - setHeaderRoute: {name: geo, match: [{headerName: x, headerValue: {exact: eu}}]}
            - setWeight: 20
            - pause: {}
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata:
        name: shop
        namespace: shop
      spec:
        hosts: [shop]   # one
        http:
        - name: geo
          redirect: {authority: eu}
        - name: primary
          timeout: 3s   # as long as the shop takes
          route:
          - destination: {host: shop, subset: stable}
            weight: 95  # by hand
          - destination: {host: shop, subset: canary}
            weight: 5
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata:
        name: shop
        namespace: shop
        annotations:
          argo-rollouts.argoproj.io/managed-by-rollouts: shop
      spec:
        host: shop
        subsets:
        - name: stable
          labels:
            rollouts-pod-template-hash: 6d4cf56db6  # copied
            app: shop
        - name: canary
          labels: {rollouts-pod-template-hash: 6d4cf56db6}
      """;

  private static GitOps of(String text) {
    return CanaryPlanner.plan(Manifests.read("shop.yaml", text), PlannerOptions.DEFAULT)
        .workloads()
        .stream()
        .map(PlannedWorkload::gitOps)
        .collect(Collectors.toList())
        .get(0)
        .orElseThrow();
  }

  private static String text(GitOps gitOps, String kind) {
    return gitOps.forGit().stream()
        .filter(document -> document.id().kind().equals(kind))
        .findFirst()
        .orElseThrow()
        .text();
  }

  @Test
  void gitHoldsWeightsAtRestAndNothingOfTheControllers() {
    GitOps shop = of(SHOP);

    assertThat(text(shop, "VirtualService"))
        .isEqualTo(
            """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata:
              name: shop
              namespace: shop
            spec:
              hosts: [shop]   # one
              http:
              - name: primary
                timeout: 3s   # as long as the shop takes
                route:
                - destination: {host: shop, subset: stable}
                  weight: 100  # by hand
                - destination: {host: shop, subset: canary}
                  weight: 0
            """);
    assertThat(text(shop, "DestinationRule"))
        .isEqualTo(
            """
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata:
              name: shop
              namespace: shop
            spec:
              host: shop
              subsets:
              - name: stable
                labels:
                  app: shop
              - name: canary
            """);
  }

  @Test
  void whatGitShouldHoldNeedsNoFurtherEdit() {
    GitOps shop = of(SHOP);
    String rollout = SHOP.substring(0, SHOP.indexOf("---\n"));
    String held =
        shop.forGit().stream()
            .map(document -> "---\n" + document.text())
            .collect(Collectors.joining());

    assertThat(of(rollout + held).forGit()).noneMatch(document -> document.isChanged());
  }

  @Test
  void eachFieldHasAWriterAndTheStatesInWhichItDiffers() {
    GitOps shop = of(SHOP);
    List<String> names = shop.states().stream().map(LiveState::toString).toList();

    assertThat(names)
        .startsWith(
            "initial", "setCanaryScale: {replicas: 1}", "setHeaderRoute: geo", "setWeight: 20")
        .contains("pause: {}", "promoted", "abort at setWeight: 20");
    OwnedObject service = shop.objects().get(0);
    assertThat(service.fields())
        .extracting(OwnedField::toString)
        .containsExactly(
            "WEIGHT of \"primary\" at spec.http[1]", "MANAGED_ROUTE of \"geo\" at spec.http[0]");
    OwnedField weight = service.fields().get(0);
    assertThat(weight.kind().writer()).isEqualTo("rollouts-controller");
    // git's 95/5 is no state's, so it differs everywhere
    assertThat(weight.differs()).hasSize(shop.states().size());
  }

  @Test
  void otherWritersThanTheControllerAreNamed() {
    String scaled =
        SHOP
            + """
            ---
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: {name: shop, namespace: shop}
            spec: {scaleTargetRef: {kind: Rollout, name: shop}, maxReplicas: 5}
            """;
    List<OwnedObject> objects = of(scaled).objects();

    assertThat(objects.get(objects.size() - 1).fields())
        .extracting(field -> field.kind() + " " + field.path() + " " + field.kind().writer())
        .contains(
            "AUTOSCALED_REPLICAS spec.replicas kube-controller-manager",
            "ROLLOUT_SPEC spec rollouts-controller",
            "ACTIONS spec.paused people",
            "ROLLOUT_STATUS status rollouts-controller");
  }

  @Test
  void aDeploymentThatIsTakenOverIsScaledByTheController() {
    String text =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: {name: shop}
        spec:
          replicas: 2
          selector: {matchLabels: {app: shop}}
          workloadRef: {apiVersion: apps/v1, kind: Deployment, name: shop, scaleDown: %s}
          strategy: {canary: {steps: [{setWeight: 20}]}}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: shop}
        spec:
          replicas: 2
          selector: {matchLabels: {app: shop}}
          template:
            metadata: {labels: {app: shop}}
            spec: {containers: [{name: shop, image: shop:2}]}
        """;

    assertThat(of(text.formatted("onsuccess")).ignoreDifferences(ComparisonMode.CLIENT_SIDE))
        .extracting(entry -> entry.kind() + entry.jsonPointers())
        .containsExactly("Deployment[/spec/replicas]");
    assertThat(of(text.formatted("never")).ignoreDifferences(ComparisonMode.CLIENT_SIDE)).isEmpty();
  }

  @Test
  void blueGreenWritesHashesIntoTwoServices() {
    String text =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: {name: shop}
        spec:
          replicas: 2
          selector: {matchLabels: {app: shop}}
          template:
            metadata: {labels: {app: shop}}
            spec: {containers: [{name: shop, image: shop:2}]}
          strategy: {blueGreen: {activeService: live, previewService: next, autoPromotionEnabled: false}}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: live}
        spec: {selector: {app: shop}, ports: [{port: 80}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: next}
        spec: {selector: {app: shop}, ports: [{port: 80}]}
        """;
    GitOps shop = of(text);

    assertThat(shop.ignoreDifferences(ComparisonMode.CLIENT_SIDE)).isEmpty();
    assertThat(shop.ignoreDifferences(ComparisonMode.SERVER_SIDE_APPLY))
        .extracting(entry -> entry.name().orElseThrow() + entry.jsonPointers())
        .containsExactly(
            "live[/spec/selector/rollouts-pod-template-hash]",
            "next[/spec/selector/rollouts-pod-template-hash]");
    assertThat(
            GitOps.syncOptions(List.of(shop), object -> ComparisonMode.SERVER_SIDE_APPLY).stream()
                .filter(SyncAdvice::wanted)
                .map(SyncAdvice::option))
        .containsExactly(
            "ApplyOutOfSyncOnly=true", "RespectIgnoreDifferences=true", "ServerSideApply=true");
    assertThat(shop.states()).anyMatch(state -> state.abort() && !state.documents().isEmpty());
    assertThat(shop.forGit()).noneMatch(document -> document.isChanged());
  }
}
