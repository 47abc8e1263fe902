// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Rule;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlReader;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the body of a rule shows is so: put into a document where it belongs, the bad snippet fires
 * the rule and the good one does not.
 */
class RuleSnippetsTest {
  private static final String VIRTUAL_SERVICE =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: shop}
      spec:
        hosts: [shop]
        http:
        - match: [{uri: {prefix: /a}}]
          route: [{destination: {host: shop}, weight: 100}, {destination: {host: other}}]
        - redirect: {uri: /b}
      """;

  private static final String PLAIN =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: shop}
      spec:
        hosts: [shop]
        http: [{}]
      """;

  private static final String TLS =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: shop}
      spec:
        hosts: [shop]
        tls: [{match: [{sniHosts: [shop], port: 443}], route: [{destination: {host: shop}}]}]
        tcp: [{match: [{port: 1}], route: [{destination: {host: shop}}]}]
      """;

  private static final String DELEGATE =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: shop}
      spec: {http: [{route: [{destination: {host: shop}}]}]}
      """;

  private static final String DESTINATION_RULE =
      """
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: shop}
      spec:
        host: shop
        workloadSelector: {matchLabels: {app: shop}}
        trafficPolicy:
          connectionPool: {tcp: {maxConnections: 1}}
          loadBalancer: {localityLbSetting: {enabled: true}}
        subsets: [{name: v0, labels: {app: shop}}]
      """;

  private static final String GATEWAY =
      """
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: {name: web}
      spec:
        servers:
        - {hosts: ["*"], port: {number: 80, name: http, protocol: HTTP}}
        - {hosts: ["*"], port: {number: 443, name: https, protocol: HTTPS}, tls: {mode: PASSTHROUGH}}
      """;

  /**
   * A place that a snippet can be put into.
   *
   * @param document the text of the document
   * @param path the mapping whose keys the snippet sets
   */
  private record Place(String document, FieldPath path) {
    /** Returns whether the rule fires once the keys of the snippet are set here. */
    boolean fires(Rule rule, String snippet) {
      YamlDocument given = read(document);
      YamlNode mapping = given.at(path).orElseThrow();
      YamlMapping edited = (YamlMapping) mapping;
      // Three dots stand for more text than anybody wants to read.
      String whole = snippet.replace("\u2026", "text ".repeat(30_000));
      for (YamlMapping.Entry entry : ((YamlMapping) read(whole).root()).entries()) {
        edited = edited.with(entry.key().text(), entry.value());
      }
      YamlDocument document = path.isRoot() ? given.withRoot(edited) : given.with(path, edited);
      return IstioValidation.check(read(document.canonicalText())).stream()
          .anyMatch(finding -> finding.rule().equals(rule));
    }

    private static YamlDocument read(String text) {
      return YamlReader.read("snippet.yaml", text).value().orElseThrow().get(0);
    }
  }

  private static List<Place> places() {
    FieldPath spec = FieldPath.of("spec");
    FieldPath rule = spec.child("http").index(0);
    FieldPath policy = spec.child("trafficPolicy");
    return List.of(
        new Place(VIRTUAL_SERVICE, FieldPath.root()),
        new Place(VIRTUAL_SERVICE, FieldPath.of("metadata")),
        new Place(VIRTUAL_SERVICE, spec),
        new Place(VIRTUAL_SERVICE, rule),
        new Place(VIRTUAL_SERVICE, rule.child("match").index(0)),
        new Place(VIRTUAL_SERVICE, rule.child("route").index(0)),
        new Place(VIRTUAL_SERVICE, rule.child("route").index(0).child("destination")),
        new Place(PLAIN, rule),
        new Place(DELEGATE, FieldPath.root()),
        new Place(DELEGATE, spec),
        new Place(DELEGATE, rule),
        new Place(TLS, spec.child("tls").index(0)),
        new Place(TLS, spec.child("tls").index(0).child("match").index(0)),
        new Place(TLS, spec.child("tcp").index(0).child("match").index(0)),
        new Place(DESTINATION_RULE, FieldPath.root()),
        new Place(DESTINATION_RULE, spec),
        new Place(DESTINATION_RULE, policy),
        new Place(DESTINATION_RULE, policy.child("connectionPool").child("tcp")),
        new Place(DESTINATION_RULE, policy.child("loadBalancer").child("localityLbSetting")),
        new Place(DESTINATION_RULE, spec.child("workloadSelector")),
        new Place(DESTINATION_RULE, spec.child("subsets").index(0)),
        new Place(GATEWAY, FieldPath.root()),
        new Place(GATEWAY, spec),
        new Place(GATEWAY, spec.child("servers").index(0)),
        new Place(GATEWAY, spec.child("servers").index(1)),
        new Place(GATEWAY, spec.child("servers").index(1).child("port")));
  }

  static Stream<Rule> rules() {
    return ValidationRules.ofOneDocument().stream().flatMap(group -> group.rules().stream());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theBadSnippetFiresTheRuleAndTheGoodOneDoesNot(Rule rule) {
    List<Place> firing = places().stream().filter(place -> place.fires(rule, rule.bad())).toList();

    assertThat(firing).as("places where the bad snippet of %s fires it", rule).isNotEmpty();
    assertThat(firing)
        .as("places where the good snippet of %s does not fire it", rule)
        .anyMatch(place -> !place.fires(rule, rule.good()));
  }
}
