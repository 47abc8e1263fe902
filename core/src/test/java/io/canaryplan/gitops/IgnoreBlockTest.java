// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannedWorkload;
import io.canaryplan.PlannerOptions;
import io.canaryplan.yaml.YamlDocument;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The outputs of gitops.md 7, and what else a block has to say. */
class IgnoreBlockTest {
  private static final String ROLLOUT =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: %s, namespace: shop}
      spec:
      %s  selector: {matchLabels: {app: shop}}
        template:
          metadata: {labels: {app: shop}}
          spec: {containers: [{name: shop, image: shop:2}]}
        strategy:
          canary:
      %s
            steps: [%s]
      """;

  private static final String HOSTS =
      """
            canaryService: shop-canary
            stableService: shop-stable
            trafficRouting:
              managedRoutes: [%s]
              istio: {virtualService: {name: %s, routes: [%s]}}\
      """;

  private static final String SUBSETS =
      """
            trafficRouting:
              istio:
                virtualService: {name: shop%s}
                destinationRule: {name: shop, canarySubsetName: canary, stableSubsetName: stable}\
      """;

  private static final String VIRTUAL_SERVICE =
      """
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: %s, namespace: shop}
      spec:
        hosts: [shop]
      %s
      """;

  private static final String WEIGHTS_OF_HOSTS =
      "route: [{destination: {host: shop-stable}, weight: 100},"
          + " {destination: {host: shop-canary}, weight: 0}]";

  private static final String WEIGHTS_OF_SUBSETS =
      "route: [{destination: {host: shop, subset: stable}, weight: 100},"
          + " {destination: {host: shop, subset: canary}, weight: 0}]";

  private static final String SERVICES =
      """
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: shop-stable, namespace: shop}
      spec: {selector: {app: shop}, ports: [{port: 80}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: shop-canary, namespace: shop}
      spec: {selector: {app: shop}, ports: [{port: 80}]}
      """;

  private static final String DESTINATION_RULE =
      """
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: shop, namespace: shop}
      spec:
        host: shop
        subsets: [{name: stable}, {name: canary, labels: {app: shop}}]
      """;

  private static List<GitOps> workloads(String text) {
    return CanaryPlanner.plan(Manifests.read("shop.yaml", text), PlannerOptions.DEFAULT)
        .workloads()
        .stream()
        .map(PlannedWorkload::gitOps)
        .map(answer -> answer.orElseThrow())
        .toList();
  }

  private static String block(String text, ComparisonMode mode) {
    List<IgnoreDifferences> entries = GitOps.ignoreDifferences(workloads(text), object -> mode);
    return YamlDocument.of("block", IgnoreDifferencesYaml.of(entries)).canonicalText();
  }

  private static String options(String text, ComparisonMode mode) {
    return GitOps.syncOptions(workloads(text), object -> mode).stream()
        .filter(SyncAdvice::wanted)
        .map(SyncAdvice::option)
        .collect(Collectors.joining(", "));
  }

  private static String hostMode(String rules, String managed, String steps) {
    return ROLLOUT.formatted("shop", "", HOSTS.formatted(managed, "shop", "primary"), steps)
        + VIRTUAL_SERVICE.formatted("shop", rules)
        + SERVICES;
  }

  private static String hostMode() {
    return hostMode(
        "  http: [{name: primary, %s}]".formatted(WEIGHTS_OF_HOSTS),
        "",
        "{setWeight: 20}, {pause: {}}");
  }

  @Test
  void hostModeNeedsTheWeightsOfItsRule() {
    assertThat(block(hostMode(), ComparisonMode.CLIENT_SIDE))
        .isEqualTo(
            """
            - group: networking.istio.io
              kind: VirtualService
              name: shop
              namespace: shop
              jqPathExpressions:
              - .spec.http[]? | select(.name == "primary") | .route[]?.weight
            """);
    assertThat(options(hostMode(), ComparisonMode.CLIENT_SIDE))
        .isEqualTo("ApplyOutOfSyncOnly=true");
  }

  @Test
  void aRuleWithoutNameIsChosenByNull() {
    String text =
        ROLLOUT.formatted("shop", "", SUBSETS.formatted(""), "{setWeight: 20}, {pause: {}}")
            + VIRTUAL_SERVICE.formatted("shop", "  http: [{%s}]".formatted(WEIGHTS_OF_SUBSETS))
            + DESTINATION_RULE;

    assertThat(block(text, ComparisonMode.CLIENT_SIDE))
        .isEqualTo(
            """
            - group: networking.istio.io
              kind: VirtualService
              name: shop
              namespace: shop
              jqPathExpressions:
              - .spec.http[]? | select(.name == null) | .route[]?.weight
            """);
    assertThat(options(text, ComparisonMode.CLIENT_SIDE)).isEqualTo("ApplyOutOfSyncOnly=true");
  }

  @Test
  void subsetsNeedTheirLabelsWhereListsAreOneValue() {
    String text =
        ROLLOUT.formatted(
                "shop",
                "",
                SUBSETS.formatted(", routes: [primary]"),
                "{setWeight: 20}, {pause: {}}")
            + VIRTUAL_SERVICE.formatted(
                "shop", "  http: [{name: primary, %s}]".formatted(WEIGHTS_OF_SUBSETS))
            + DESTINATION_RULE;

    assertThat(block(text, ComparisonMode.SERVER_SIDE_APPLY))
        .isEqualTo(
            """
            - group: networking.istio.io
              kind: VirtualService
              name: shop
              namespace: shop
              jqPathExpressions:
              - .spec.http[]? | select(.name == "primary") | .route[]?.weight
            - group: networking.istio.io
              kind: DestinationRule
              name: shop
              namespace: shop
              jqPathExpressions:
              - .spec.subsets[]?.labels["rollouts-pod-template-hash"]
              - .spec.subsets[]? | .labels | select(. == {})
            """);
    assertThat(block(text, ComparisonMode.SERVER_SIDE_DIFF))
        .isEqualTo(block(text, ComparisonMode.SERVER_SIDE_APPLY));
  }

  @Test
  void servicesNeedTheirHashWhereASelectorIsOneValue() {
    assertThat(block(hostMode(), ComparisonMode.SERVER_SIDE_APPLY))
        .isEqualTo(
            """
            - group: ""
              kind: Service
              name: shop-stable
              namespace: shop
              jsonPointers:
              - /spec/selector/rollouts-pod-template-hash
            - group: ""
              kind: Service
              name: shop-canary
              namespace: shop
              jsonPointers:
              - /spec/selector/rollouts-pod-template-hash
            - group: networking.istio.io
              kind: VirtualService
              name: shop
              namespace: shop
              jqPathExpressions:
              - .spec.http[]? | select(.name == "primary") | .route[]?.weight
            """);
    assertThat(options(hostMode(), ComparisonMode.SERVER_SIDE_APPLY))
        .isEqualTo("ApplyOutOfSyncOnly=true, ServerSideApply=true");
  }

  @Test
  void replicasAreIgnoredWhereGitHasThem() {
    String routing =
        """
              canaryService: shop-canary
              stableService: shop-stable
              trafficRouting: {istio: {virtualService: {name: db}}}\
        """;
    String rest =
        VIRTUAL_SERVICE.formatted("db", "  tcp: [{%s}]".formatted(WEIGHTS_OF_HOSTS))
            + """
            ---
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: {name: db, namespace: shop}
            spec:
              scaleTargetRef: {apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: db}
              minReplicas: 2
              maxReplicas: 5
            """;
    String written = ROLLOUT.formatted("db", "  replicas: 3\n", routing, "{setWeight: 20}") + rest;
    String silent = ROLLOUT.formatted("db", "", routing, "{setWeight: 20}") + rest;
    String weights =
        """
        - group: networking.istio.io
          kind: VirtualService
          name: db
          namespace: shop
          jqPathExpressions:
          - .spec.tcp[]?.route[]?.weight
        """;

    assertThat(block(written, ComparisonMode.CLIENT_SIDE))
        .isEqualTo(
            weights
                + """
                - group: argoproj.io
                  kind: Rollout
                  name: db
                  namespace: shop
                  jsonPointers:
                  - /spec/replicas
                """);
    assertThat(options(written, ComparisonMode.CLIENT_SIDE))
        .isEqualTo("ApplyOutOfSyncOnly=true, RespectIgnoreDifferences=true");
    assertThat(block(silent, ComparisonMode.CLIENT_SIDE)).isEqualTo(weights);
    assertThat(options(silent, ComparisonMode.CLIENT_SIDE)).isEqualTo("ApplyOutOfSyncOnly=true");
  }

  @Test
  void namesAreQuotedForJq() {
    String name = "a\"b\\(1)\\u0041: #{}";
    String text =
        ROLLOUT.formatted(
                "shop", "", HOSTS.formatted("", "shop", "'" + name + "'"), "{setWeight: 20}")
            + VIRTUAL_SERVICE.formatted(
                "shop", "  http: [{name: '%s', %s}]".formatted(name, WEIGHTS_OF_HOSTS));

    assertThat(workloads(text).get(0).ignoreDifferences(ComparisonMode.CLIENT_SIDE))
        .flatExtracting(IgnoreDifferences::jqPathExpressions)
        .containsExactly(
            ".spec.http[]? | select(.name == \"a\\\"b\\\\(1)\\\\u0041: #{}\") | .route[]?.weight");
  }

  @Test
  void gitWithoutWeightsNeedsNothingClientSide() {
    String text =
        hostMode(
            "  http: [{name: primary, route: [{destination: {host: shop-stable}},"
                + " {destination: {host: shop-canary}}]}]",
            "",
            "{setWeight: 20}");

    assertThat(block(text, ComparisonMode.CLIENT_SIDE)).isEqualTo("[]\n");
    assertThat(block(text, ComparisonMode.SERVER_SIDE_APPLY))
        .contains("select(.name == \"primary\") | .route[]?.weight");
  }

  @Test
  void aRuleOfAManagedNameIsIgnoredAsAWhole() {
    String text =
        hostMode(
            "  http: [{name: geo, redirect: {authority: eu}}, {name: primary, %s}]"
                .formatted(WEIGHTS_OF_HOSTS),
            "{name: geo}",
            "{setCanaryScale: {replicas: 1}}, {setHeaderRoute: {name: geo, match:"
                + " [{headerName: x, headerValue: {exact: eu}}]}}, {setWeight: 20}");

    assertThat(block(text, ComparisonMode.CLIENT_SIDE))
        .contains(
            "  - .spec.http[]? | select(.name == \"geo\")\n  - .spec.http[]? | select(.name == \"primary\") | .route[]?.weight\n");
  }

  @Test
  void experimentsComeAndGoWhateverTheyAreCalled() {
    String text =
        hostMode(
            "  http: [{name: primary, %s}]".formatted(WEIGHTS_OF_HOSTS),
            "",
            "{setWeight: 10}, {experiment: {duration: 1m, templates: [{name: b, specRef: canary,"
                + " weight: 5}]}}");

    assertThat(block(text, ComparisonMode.CLIENT_SIDE))
        .contains(
            "select(.name == \"primary\") | .route[]? | select(.destination.host != \"shop-stable\""
                + " and .destination.host != \"shop-canary\")");
  }

  @Test
  void aHashInGitIsComparedClientSideToo() {
    String text =
        hostMode()
            .replaceFirst(
                "selector: \\{app: shop}, ports",
                "selector: {app: shop, rollouts-pod-template-hash: old}, ports");

    assertThat(block(text, ComparisonMode.CLIENT_SIDE))
        .startsWith(
            """
            - group: ""
              kind: Service
              name: shop-stable
              namespace: shop
              jsonPointers:
              - /spec/selector/rollouts-pod-template-hash
            - group: networking.istio.io
            """);
  }
}
