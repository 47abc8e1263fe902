// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Finding;
import io.canaryplan.istio.validation.IstioAnalysis.Extent;
import io.canaryplan.yaml.YamlReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class IstioAnalysisTest {
  private static final String ROUTE =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: shop, namespace: default}
      spec:
        hosts: [shop.example.com]
        gateways: [web]
        http: [{route: [{destination: {host: %s, subset: canary}}]}]
      """;

  private static final String SERVICE =
      """
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: shop, namespace: default}
      spec: {selector: {app: shop}, ports: [{port: 80}]}
      """;

  private static final String POLICY =
      """
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: shop, namespace: default}
      spec:
        host: shop
        subsets:
        - {name: stable, labels: {app: shop, rollouts-pod-template-hash: abc}}
        - {name: old, labels: {version: v1}}
      """;

  private static final String WORKLOAD =
      """
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: shop, namespace: default}
      spec: {template: {metadata: {labels: {app: shop, version: v2}}}}
      """;

  private static List<String> part(String yaml) {
    return IstioAnalysis.check(
            YamlReader.read("in.yaml", yaml).orElseThrow(), IstioVersion.newest(), Extent.PART)
        .stream()
        .map(Finding::toString)
        .toList();
  }

  @Test
  void whatTheInputDoesNotHoldIsANote() {
    assertThat(part(ROUTE.formatted("shop")))
        .containsExactly(
            "in.yaml:7:40: note: there is no Service or ServiceEntry for \"shop\" in the input"
                + " [istio-host-unknown]",
            "in.yaml:7:54: note: no DestinationRule for \"shop\" has the subset \"canary\" in the"
                + " input [istio-subset-unknown]",
            "in.yaml:6:14: note: there is no Gateway \"default/web\" in the input"
                + " [istio-gateway-unknown]");
  }

  @Test
  void aServiceWrittenWithItsNamespaceIsAnErrorWhereItIsGiven() {
    assertThat(part(ROUTE.formatted("shop.default") + SERVICE))
        .anyMatch(
            text ->
                text.contains("error: Istio completes names without a dot only")
                    && text.contains("\"shop.default\" is not the Service shop"));
  }

  @Test
  void aSubsetThatTheGivenPolicyLacksIsAnError() {
    assertThat(part(ROUTE.formatted("shop") + SERVICE + POLICY))
        .contains(
            "in.yaml:7:54: error: no DestinationRule for \"shop\" has the subset \"canary\""
                + " [istio-subset-unknown]");
  }

  @Test
  void templatesStandForPodsAndHashesAreLeftAlone() {
    assertThat(part(POLICY.substring(4) + SERVICE + WORKLOAD))
        .containsExactly(
            "in.yaml:8:25: error: no pod of the Service shop has the labels of the subset \"old\""
                + " [istio-subset-without-pods]");
  }

  @Test
  void withoutPodsNothingIsSaidOfSubsets() {
    assertThat(part(POLICY.substring(4) + SERVICE)).isEmpty();
  }
}
