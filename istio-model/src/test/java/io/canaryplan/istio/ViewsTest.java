// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canaryplan.finding.Finding;
import io.canaryplan.kubernetes.KubernetesObject;
import io.canaryplan.kubernetes.KubernetesService;
import io.canaryplan.kubernetes.Namespace;
import io.canaryplan.kubernetes.ServicePort;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The views beside the VirtualService. */
class ViewsTest {
  private static final String RULE =
      """
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: shop}   # ours
      spec:
        host: shop
        subsets:
        - name: stable # old
          labels: {app: shop}
          trafficPolicy: {loadBalancer: {simple: RANDOM}}
        - name: canary
      """;
  private static final String GATEWAY =
      """
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: {name: front}
      spec:
        selector: {istio: ingressgateway} # default
        servers:
        - port: {number: 80, name: http, protocol: HTTP}
          hosts: ["*"] # all
      """;
  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata:
        name: shop
        annotations: {a: b}
      spec:
        selector:
          app: shop # ours
        ports:
        - {name: http, port: 80, targetPort: web}
        - {port: 90}
      """;

  @ParameterizedTest
  @ValueSource(
      classes = {
        KubernetesObject.class,
        VirtualService.class,
        DestinationRule.class,
        Gateway.class,
        KubernetesService.class,
        Namespace.class,
        HttpRoute.class,
        TlsRoute.class,
        TcpRoute.class,
        RouteDestination.class,
        Subset.class
      })
  void everyMethodCanBeCalledByReflection(Class<?> view) {
    assertThat(view.getMethods())
        .allSatisfy(method -> assertThat(method.getDeclaringClass()).isPublic());
  }

  @Test
  void readsAndChangesADestinationRule() {
    DestinationRule rule = DestinationRule.from(Documents.read(RULE)).orElseThrow();
    Subset stable = rule.subset("stable").orElseThrow();

    assertThat(rule.host()).contains("shop");
    assertThat(rule.subsets()).extracting(Subset::name).containsExactly("stable", "canary");
    assertThat(stable.labels()).isEqualTo(Map.of("app", "shop"));
    assertThat(stable.hasOtherKeys()).isTrue();
    assertThat(rule.subset("canary").orElseThrow().labels()).isEmpty();
    assertThat(rule.text()).isEqualTo(RULE);

    DestinationRule changed =
        rule.withAnnotation("owner", "me")
            .withHost("shop.prod")
            .withSubsets(List.of(stable.withLabel("v", "1"), Subset.of("new", Map.of("v", "2"))));

    assertThat(changed.text())
        .isEqualTo(
            """
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: shop, annotations: {owner: me}}   # ours
            spec:
              host: shop.prod
              subsets:
              - name: stable # old
                labels: {app: shop, v: "1"}
                trafficPolicy: {loadBalancer: {simple: RANDOM}}
              - name: new
                labels:
                  v: "2"
            """);
    assertThat(stable.withLabel("v", "1").withoutLabel("v")).isEqualTo(stable);
  }

  @Test
  void readsAndChangesAGateway() {
    Gateway gateway = Gateway.from(Documents.read(GATEWAY)).orElseThrow();

    assertThat(gateway.selector()).isEqualTo(Map.of("istio", "ingressgateway"));
    assertThat(gateway.servers())
        .containsExactly(new GatewayServer(List.of("*"), OptionalInt.of(80), Optional.of("HTTP")));
    assertThat(gateway.withHosts(0, List.of("a.example.com")).text())
        .isEqualTo(GATEWAY.replace("*", "a.example.com"));
    assertThatThrownBy(() -> gateway.withHosts(1, List.of()))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void readsAndChangesAService() {
    KubernetesService service = KubernetesService.from(Documents.read(SERVICE)).orElseThrow();

    assertThat(service.selector()).isEqualTo(Map.of("app", "shop"));
    assertThat(service.ports())
        .containsExactly(
            new ServicePort(Optional.of("http"), OptionalInt.of(80), Optional.of("web")),
            new ServicePort(Optional.empty(), OptionalInt.of(90), Optional.empty()));
    assertThat(service.withSelector("app", "shop").text()).isEqualTo(SERVICE);
    assertThat(service.withSelector("hash", "abc").withAnnotation("c", "d").text())
        .isEqualTo(
            SERVICE
                .replace("app: shop # ours\n", "app: shop # ours\n    hash: abc\n")
                .replace("{a: b}", "{a: b, c: d}"));
  }

  @Test
  void makesTheMappingsThatAreMissing() {
    KubernetesService service =
        KubernetesService.from(
                Documents.read("apiVersion: v1\nkind: Service\nmetadata:\n  name: shop\n"))
            .orElseThrow();

    assertThat(service.withSelector("hash", "abc").withAnnotation("a", "b").text())
        .isEqualTo(
            """
            apiVersion: v1
            kind: Service
            metadata:
              name: shop
              annotations:
                a: b
            spec:
              selector:
                hash: abc
            """);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no labels          | {}                                            | false
          enabled            | {istio-injection: enabled}                    | true
          disabled           | {istio-injection: disabled}                   | false
          revision           | {istio.io/rev: canary}                        | true
          disabled wins      | {istio-injection: disabled, istio.io/rev: a}  | false
          """)
  void saysWhetherANamespaceIsInjected(String reason, String labels, boolean injected) {
    String text = "{apiVersion: v1, kind: Namespace, metadata: {name: a, labels: " + labels + "}}";

    assertThat(Namespace.from(Documents.read(text)).orElseThrow().isInjected()).isEqualTo(injected);
  }

  @Test
  void readsTheHeaderOfAnyDocument() {
    KubernetesObject object =
        KubernetesObject.from(
                Documents.read(
                    "{apiVersion: a/v1, kind: B, metadata: {name: c, labels: {d: e}, annotations:"
                        + " {f: g}}}"))
            .orElseThrow();

    assertThat(object.id()).hasToString("B/c");
    assertThat(object.id().group()).isEqualTo("a");
    assertThat(object.labels()).isEqualTo(Map.of("d", "e"));
    assertThat(object.annotations()).isEqualTo(Map.of("f", "g"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          no host               | DestinationRule | {}                                 | [istio-host-missing spec.host]
          subsets not a list    | DestinationRule | {host: a, subsets: b}              | [istio-list-expected spec.subsets]
          null subset           | DestinationRule | {host: a, subsets: [null]}         | [istio-mapping-expected spec.subsets[0]]
          subset without name   | DestinationRule | {host: a, subsets: [{}]}           | [istio-name-missing spec.subsets[0].name]
          labels not a mapping  | DestinationRule | {host: a, subsets: [{name: b, labels: c}]} | [istio-mapping-expected spec.subsets[0].labels]
          servers not a list    | Gateway         | {servers: a}                       | [istio-list-expected spec.servers]
          null server           | Gateway         | {servers: [null]}                  | [istio-mapping-expected spec.servers[0]]
          selector not a mapping | Service        | {selector: a}                      | [istio-mapping-expected spec.selector]
          port as text          | Service         | {ports: [{port: "80"}]}            | [istio-number-expected spec.ports[0].port]
          """)
  void reportsShapes(String reason, String kind, String spec, String expected) {
    String version = kind.equals("Service") ? "v1" : "networking.istio.io/v1";
    var document =
        Documents.read(
            "{apiVersion: "
                + version
                + ", kind: "
                + kind
                + ", metadata: {name: a}, spec: "
                + spec
                + "}");
    List<Finding> findings =
        switch (kind) {
          case "DestinationRule" -> DestinationRule.from(document).findings();
          case "Gateway" -> Gateway.from(document).findings();
          default -> KubernetesService.from(document).findings();
        };

    assertThat(findings.stream().map(finding -> finding.rule() + " " + finding.path()).toList())
        .hasToString(expected);
  }
}
