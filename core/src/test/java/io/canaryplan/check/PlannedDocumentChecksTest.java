// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannerOptions;
import io.canaryplan.finding.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Istio judges every document that the controller writes on its way. */
class PlannedDocumentChecksTest {
  private static final String STEPS = "spec.strategy.canary.steps";

  private static List<Finding> found(String steps, String rule) {
    String text =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: {name: shop}
        spec:
          replicas: 4
          selector: {matchLabels: {app: shop}}
          template:
            metadata: {labels: {app: shop}}
            spec: {containers: [{name: web, image: "shop:2"}]}
          strategy:
            canary:
              stableService: stable
              canaryService: canary
              trafficRouting:
                managedRoutes: [{name: m}, {name: n}]
                istio: {virtualService: {name: shop, routes: [a]}}
              steps: %s
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: shop}
        spec:
          hosts: [shop]
          http:
          - {name: a, %s}
        """
            .formatted(steps, rule);
    Manifests manifests = Manifests.read("shop.yaml", text);
    return CanaryPlanner.plan(manifests, PlannerOptions.DEFAULT).allFindings().stream()
        .filter(finding -> finding.rule().id().startsWith("istio-"))
        .toList();
  }

  private static final String ROUTE =
      "route: [{destination: {host: stable}, weight: 100}, {destination: {host: canary}}]";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          setHeaderRoute: {name: m, match: [{headerName: x, headerValue: {regex: "(?=a)"}}]} | istio-regex | setHeaderRoute.match[0].headerValue.regex
          setHeaderRoute: {name: m, match: [{headerName: x, headerValue: {exact: a}}, {headerName: x y, headerValue: {exact: a}}]} | istio-header-name | setHeaderRoute.match[1].headerName
          setMirrorRoute: {name: m, match: [{path: {regex: "("}}]} | istio-regex | setMirrorRoute.match[0].path.regex
          setMirrorRoute: {name: m, match: [{method: {exact: GET}, headers: {x: {regex: "a{1001}"}}}]} | istio-regex | setMirrorRoute.match[0].headers.x.regex
          setMirrorRoute: {name: m, match: [{method: {exact: GET}}], percentage: 101} | istio-mirror-percentage | setMirrorRoute.percentage
          """)
  void aRefusalIsToldOnceAtItsField(String step, String rule, String path) {
    String steps = "[{setWeight: 20}, {pause: {}}, {%s}, {setWeight: 50}, {pause: {}}]";

    List<Finding> found = found(steps.formatted(step), ROUTE);

    assertThat(found).hasSize(1);
    assertThat(found.get(0).rule()).hasToString(rule);
    assertThat(found.get(0).path()).hasToString(STEPS + "[2]." + path);
    assertThat(found.get(0).isError()).isTrue();
    assertThat(found.get(0).message())
        .startsWith("in the VirtualService \"shop\" of step 3, \"set")
        .endsWith("; Istio's webhook refuses it");
    assertThat(found.get(0).range().orElseThrow().start().line()).isEqualTo(17);
  }

  @Test
  void whatTheInputHasIsToldOfTheInputAlone() {
    List<Finding> found = found("[{setWeight: 20}, {pause: {}}]", "timeout: 1.5ms, " + ROUTE);

    assertThat(found).hasSize(1);
    assertThat(found.get(0).path()).hasToString("spec.http[0].timeout");
  }

  @Test
  void aSoundPlanHasNothing() {
    String steps =
        "[{setWeight: 20}, {setHeaderRoute: {name: m, match: [{headerName: x, headerValue: {exact:"
            + " a}}]}}, {pause: {}}]";

    assertThat(found(steps, ROUTE)).isEmpty();
  }

  @Test
  void aRuleThatAManagedRouteDoublesIsAWarning() {
    String steps =
        "[{setWeight: 20}, {setMirrorRoute: {name: m, match: [{path: {prefix: /a}}]}}, {pause: {}}]";

    List<Finding> found = found(steps, "match: [{uri: {prefix: /a}}], " + ROUTE);

    assertThat(found).hasSize(2);
    assertThat(found).noneMatch(Finding::isError);
    assertThat(found.get(0).rule()).hasToString("istio-match-duplicate");
    assertThat(found.get(0).path()).hasToString(STEPS + "[1].setMirrorRoute");
  }

  @Test
  void theOnlyRuleRemovedAsAManagedOneLeavesNone() {
    List<Finding> removed =
        CanaryPlanner.plan(Manifests.read("shop.yaml", MANAGED_ONLY), PlannerOptions.DEFAULT)
            .allFindings();

    assertThat(removed)
        .filteredOn(finding -> finding.rule().id().equals("istio-routes-missing"))
        .hasSize(1)
        .allSatisfy(
            finding ->
                assertThat(finding.message())
                    .startsWith("in the VirtualService \"shop\" before the update: "));
  }

  private static final String MANAGED_ONLY =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: shop}
      spec:
        selector: {matchLabels: {app: shop}}
        template:
          metadata: {labels: {app: shop}}
          spec: {containers: [{name: web, image: "shop:2"}]}
        strategy:
          canary:
            stableService: stable
            canaryService: canary
            trafficRouting:
              managedRoutes: [{name: m}]
              istio: {virtualService: {name: shop}}
            steps: [{setWeight: 20}, {pause: {}}]
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: shop}
      spec:
        hosts: [shop]
        http:
        - name: m
          route: [{destination: {host: stable}, weight: 100}, {destination: {host: canary}}]
      """;
}
