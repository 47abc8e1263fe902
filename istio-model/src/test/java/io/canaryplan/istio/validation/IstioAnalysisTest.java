// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Finding;
import io.canaryplan.istio.validation.IstioAnalysis.Extent;
import io.canaryplan.yaml.YamlReader;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  void aServiceWrittenWithItsNamespaceIsAWarningWhereItIsGiven() {
    assertThat(part(ROUTE.formatted("shop.default") + SERVICE))
        .anyMatch(
            text ->
                text.contains("warning: Istio completes names without a dot only")
                    && text.contains("\"shop.default\" is not the Service shop"));
  }

  @Test
  void aSubsetThatTheGivenPolicyLacksIsAWarning() {
    assertThat(part(ROUTE.formatted("shop") + SERVICE + POLICY))
        .contains(
            "in.yaml:7:54: warning: no DestinationRule for \"shop\" has the subset \"canary\""
                + " [istio-subset-unknown]");
  }

  @Test
  void templatesStandForPodsAndHashesAreLeftAlone() {
    assertThat(part(POLICY.substring(4) + SERVICE + WORKLOAD))
        .containsExactly(
            "in.yaml:8:25: warning: no pod of the Service shop has the labels of the subset \"old\""
                + " [istio-subset-without-pods]");
  }

  @Test
  void withoutPodsNothingIsSaidOfSubsets() {
    assertThat(part(POLICY.substring(4) + SERVICE)).isEmpty();
  }

  private static String gateway(String name, String selector, int port, String hosts) {
    return """
        ---
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: %s, namespace: default}
        spec:
          selector: {istio: %s}
          servers:
          - {port: {number: %s, name: http, protocol: HTTP}, hosts: [%s]}
        """
        .formatted(name, selector, port, hosts);
  }

  @ParameterizedTest
  @CsvSource({
    "edge, 80, shop.example.com, true",
    "edge, 80, '\"*.example.com\"', true",
    "edge, 80, '\"*\"', true",
    "edge, 80, cart.example.com, false",
    "edge, 443, shop.example.com, false",
    "other, 80, shop.example.com, false",
  })
  void gatewaysOfOnePortLetInDifferentHosts(
      String selector, int port, String hosts, boolean conflict) {
    String yaml =
        gateway("a", "edge", 80, "shop.example.com") + gateway("b", selector, port, hosts);
    List<Finding> found =
        IstioAnalysis.check(
            YamlReader.read("in.yaml", yaml).orElseThrow(), IstioVersion.newest(), Extent.WHOLE);

    assertThat(found).hasSize(conflict ? 2 : 0);
    assertThat(found)
        .allSatisfy(
            finding -> {
              assertThat(finding.rule()).hasToString("istio-gateways-conflict");
              assertThat(finding.path()).hasToString("spec.servers[0]");
              assertThat(finding.isError()).isTrue();
            });
  }

  /** A host that two of its own hosts overlap with makes no Gateway count twice. */
  @Test
  void ofManyGatewaysInConflictThreeAreNamedInTheirOrder() {
    String yaml =
        gateway("e", "edge", 80, "'*.example.com', shop.example.com, other.org")
            + gateway("d", "edge", 80, "shop.example.com")
            + gateway("c", "edge", 80, "other.org")
            + gateway("b", "edge", 80, "pay.example.com")
            + gateway("a", "edge", 80, "'*.org'");

    List<Finding> found =
        IstioAnalysis.check(
            YamlReader.read("in.yaml", yaml).orElseThrow(), IstioVersion.newest(), Extent.WHOLE);

    assertThat(found)
        .extracting(finding -> finding.message().replaceAll(".* of the Gateway ", ""))
        .containsExactly(
            "default/d, default/c, default/b and 1 more",
            "default/e",
            "default/e, default/a",
            "default/e",
            "default/e, default/c");
  }

  @Test
  void aRouteOfAGatewayGoesPastTheSubsetsOfTheMesh() {
    String mesh =
        ROUTE.formatted("shop").replace("shop.example.com", "shop").replace("[web]", "[mesh]");
    String edge =
        ROUTE.formatted("shop").replace(", subset: canary", "").replace("name: s", "name: edge-s");

    assertThat(part(mesh + "---\n" + edge + SERVICE))
        .anyMatch(text -> text.endsWith("[istio-ingress-without-subset]"));
    assertThat(part(mesh + "---\n" + edge.replace("[web]", "[]") + SERVICE))
        .noneMatch(text -> text.endsWith("[istio-ingress-without-subset]"));
  }

  @Test
  void whatIsAskedForElsewhereIsNotSaid() {
    IstioAnalysis.Elsewhere elsewhere =
        new IstioAnalysis.Elsewhere(Set.of("shop.default.svc.cluster.local"), Set.of("canary"));

    assertThat(
            IstioAnalysis.check(
                YamlReader.read("in.yaml", ROUTE.formatted("shop")).orElseThrow(),
                IstioVersion.newest(),
                Extent.PART,
                elsewhere))
        .extracting(finding -> finding.rule().id())
        .containsExactly("istio-gateway-unknown");
  }

  @Test
  void anUnknownHostIsToldOnce() {
    String yaml = ROUTE.formatted("shop") + "---\n" + ROUTE.formatted("shop") + POLICY;

    assertThat(part(yaml)).filteredOn(text -> text.contains("host-unknown")).hasSize(1);
  }

  /**
   * A short name means the namespace of the VirtualService (istio-validation.md 1.2, 4.7 subset).
   */
  @Test
  void aNameThatOnlyAnotherNamespaceHasIsToldWithIt() {
    String yaml =
        """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: shop, namespace: mesh}
        spec:
          hosts: [shop.example.com]
          gateways: [web]
          http: [{route: [{destination: {host: shop}}]}]
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: shop%s}
        spec: {ports: [{port: 80}]}
        ---
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: web, namespace: edge}
        spec: {servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]}
        """;

    assertThat(hints(yaml.formatted(", namespace: prod")))
        .containsExactly(
            "there is no Service or ServiceEntry for \"shop\" of the namespace mesh in the input:"
                + " write shop.prod.svc.cluster.local if that Service is meant",
            "there is no Gateway \"mesh/web\" in the input: write edge/web if that Gateway is meant");
    assertThat(hints(yaml.formatted("")))
        .as("a Service whose namespace is not known")
        .contains(
            "there is no Service or ServiceEntry for \"shop\" in the input:"
                + " add the Service, or correct spec.http[0].route[0].destination.host");
  }

  private static List<String> hints(String yaml) {
    return IstioAnalysis.check(
            YamlReader.read("in.yaml", yaml).orElseThrow(), IstioVersion.newest(), Extent.PART)
        .stream()
        .map(finding -> finding.message() + ": " + finding.hint().orElse(""))
        .toList();
  }
}
