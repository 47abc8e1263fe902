// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Checked;
import io.canaryplan.finding.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VirtualServiceShapeTest {
  private static final String HEAD =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: shop}
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          http is a mapping       | {http: {route: []}}                                  | istio-list-expected            | spec.http                                | found a mapping where a list is expected
          http is text            | {tcp: [], http: none}                                | istio-list-expected            | spec.http                                | found the text "none" where a list is expected
          null rule               | {http: [null]}                                       | istio-mapping-expected         | spec.http[0]                             | found null where a rule is expected, which is a mapping
          rule is text            | {tls: [a]}                                           | istio-mapping-expected         | spec.tls[0]                              | found the text "a" where a rule is expected, which is a mapping
          route is text           | {http: [{route: a}]}                                 | istio-list-expected            | spec.http[0].route                       | found the text "a" where a list is expected
          null destination        | {http: [{route: [null]}]}                            | istio-mapping-expected         | spec.http[0].route[0]                    | found null where a destination with a weight is expected, which is a mapping
          no destination          | {http: [{route: [{weight: 1}]}]}                     | istio-host-missing             | spec.http[0].route[0].destination.host   | a destination has no host; Istio requires one
          destination is text     | {http: [{route: [{destination: a}]}]}                | istio-mapping-expected         | spec.http[0].route[0].destination        | found the text "a" where a destination is expected, which is a mapping
          no host                 | {http: [{route: [{destination: {subset: a}}]}]}      | istio-host-missing             | spec.http[0].route[0].destination.host   | a destination has no host; Istio requires one
          mirror without host     | {http: [{mirror: {subset: a}}]}                      | istio-host-missing             | spec.http[0].mirror.host                 | a destination has no host; Istio requires one
          weight as text          | {tcp: [{route: [{destination: {host: a}, weight: "5"}]}]} | istio-number-expected     | spec.tcp[0].route[0].weight              | found the text "5" where a whole number is expected
          weight as fraction      | {http: [{route: [{destination: {host: a}, weight: 0.5}]}]} | istio-number-expected    | spec.http[0].route[0].weight             | found the number 0.5 where a whole number is expected
          weight out of range     | {http: [{route: [{destination: {host: a}, weight: 2147483648}]}]} | istio-number-expected | spec.http[0].route[0].weight        | found the number 2147483648 where a whole number is expected
          port as text            | {http: [{route: [{destination: {host: a, port: {number: http}}}]}]} | istio-number-expected | spec.http[0].route[0].destination.port.number | found the text "http" where a whole number is expected
          nothing to route        | {hosts: [a]}                                         | virtual-service-without-routes | spec                                     | the VirtualService has none of http, tls and tcp as a list; there is nothing to route
          """)
  void reports(String reason, String spec, String rule, String path, String message) {
    Checked<VirtualService> checked =
        VirtualService.from(Documents.read(HEAD + "spec: " + spec + "\n"));

    assertThat(checked.value()).isPresent();
    assertThat(checked.findings())
        .filteredOn(finding -> finding.rule().id().equals(rule))
        .first()
        .satisfies(
            finding -> {
              assertThat(finding.path()).hasToString(path);
              assertThat(finding.message()).isEqualTo(message);
              assertThat(finding.isError()).isTrue();
              assertThat(finding.hint()).isPresent();
              assertThat(finding.position().orElseThrow().line()).isEqualTo(4);
            });
  }

  @Test
  void pointsAtTheWeight() {
    String text =
        HEAD
            + """
            spec:
              http:
              - route:
                - destination: {host: shop}
                  weight: "20"
            """;

    Finding finding = VirtualService.from(Documents.read(text)).findings().get(0);

    assertThat(finding.position().orElseThrow()).hasToString("test.yaml:8:15");
  }

  @Test
  void theSoundRestStaysUsable() {
    VirtualService service =
        VirtualService.from(
                Documents.read(
                    HEAD + "spec: {tls: {}, http: [null, {name: a, route: [null, 5]}]}\n"))
            .value()
            .orElseThrow();

    assertThat(service.hasTls()).isFalse();
    assertThat(service.http()).hasSize(2);
    assertThat(service.http().get(0).name()).isEmpty();
    assertThat(service.httpRoute("a").orElseThrow().destinations()).hasSize(2);
    assertThat(service.httpRoute("a").orElseThrow().destinations().get(1).host()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          not a mapping | [a]                                             | istio-mapping-expected
          other kind    | {apiVersion: v1, kind: Service}                 | istio-kind-mismatch
          """)
  void hasNoViewOf(String reason, String text, String rule) {
    Checked<VirtualService> checked = VirtualService.from(Documents.read(text));

    assertThat(checked.value()).isEmpty();
    assertThat(checked.findings()).extracting(finding -> finding.rule().id()).containsExactly(rule);
  }

  @Test
  void warnsOfAnUnknownVersionAndMissesTheName() {
    Checked<VirtualService> checked =
        VirtualService.from(
            Documents.read(
                "{apiVersion: networking.istio.io/v2, kind: VirtualService, spec: {http: []}}"));

    assertThat(checked.value()).isPresent();
    assertThat(checked.findings())
        .extracting(finding -> finding.rule().id())
        .containsExactly("istio-name-missing", "istio-version-unknown");
  }

  @ParameterizedTest
  @ValueSource(strings = {"100", "100.0", "1e2", "0x64", "0144", "1_00"})
  void takesNumbersAsGoReadsThem(String weight) {
    String text =
        HEAD + "spec: {tcp: [{route: [{destination: {host: a}, weight: " + weight + "}]}]}";
    Checked<VirtualService> checked = VirtualService.from(Documents.read(text));

    assertThat(checked.findings()).isEmpty();
    RouteDestination destination = checked.value().orElseThrow().tcp().get(0).destinations().get(0);
    assertThat(destination.weight()).hasValue(100);
    // the same number is not written anew
    assertThat(destination.withWeight(100)).isSameAs(destination);
  }

  /** One cause, one finding: rules that are no list are not missing as well. */
  @Test
  void rulesThatAreNoListAreToldOnce() {
    Checked<VirtualService> checked =
        VirtualService.from(Documents.read(HEAD + "spec: {http: {route: []}}\n"));

    assertThat(checked.findings())
        .extracting(finding -> finding.rule().id())
        .containsExactly("istio-list-expected");
  }
}
