// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Finding;
import io.canaryplan.yaml.YamlReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IstioValidationTest {
  private static final String POLICY =
      """
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: shop}
      spec:
        host: shop
        trafficPolicy:
      """;

  private static List<String> check(String yaml, IstioVersion version) {
    return IstioValidation.check(YamlReader.read("in.yaml", yaml).orElseThrow().get(0), version)
        .stream()
        .map(Finding::toString)
        .toList();
  }

  /** The fields that istio-validation.md 2 lists for 1.31 and 1.32. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.31 | connectionPool: {http: {http2KeepAlive: {interval: 10s, timeout: 5s}}}",
        "1.31 | loadBalancer: {zoneAwareLbSetting: {enabled: true, minClusterSize: 3}}",
        "1.31 | {outlierDetection: {}, loadBalancer: {zoneAwareLbSetting: {failover: [{from: a, to: b}], failoverPriority: [c]}}}",
        "1.31 | outlierDetection: {outlierDetectionHttpErrorCodes: [500]}",
        "1.31 | retryBudget: {budgetInterval: 5s}",
        "1.32 | loadBalancer: {backendUtilization: {}}",
        "1.32 | outlierDetection: {failurePercentageThreshold: 100}",
        "1.32 | tls: {mode: SIMPLE, caCertCredentialName: ca}"
      })
  void knowsFieldsSinceTheirVersion(String since, String policy) {
    IstioVersion version = IstioVersion.of(since).orElseThrow();
    IstioVersion before = version == IstioVersion.V1_31 ? IstioVersion.V1_30 : IstioVersion.V1_31;

    assertThat(check(POLICY + "    " + policy + "\n", version)).isEmpty();
    assertThat(check(POLICY + "    " + policy + "\n", IstioVersion.newest())).isEmpty();
    assertThat(check(POLICY + "    " + policy + "\n", before))
        .anyMatch(
            text -> text.contains("since Istio " + since + "; Istio " + before + " drops it"));
  }

  /** Format byte of the CRD, and Go's decoding of it: the padded alphabet of RFC 4648, no line. */
  @ParameterizedTest
  @CsvSource({
    "YQ==, true",
    "YWI=, true",
    "YWJj, true",
    "Y+/=, true",
    "YR==, true",
    "'', false",
    "YQ, false",
    "YQ=, false",
    "YQ===, false",
    "YQ==YQ==, false",
    "Y-_=, false",
    "'YW Jj', false",
    "'YW\\nJj', false",
    "=, false",
    "é===, false"
  })
  void bytesOfAResponseAreBase64(String bytes, boolean ok) {
    String service =
        """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: shop}
        spec:
          hosts: [shop]
          http: [{directResponse: {status: 503, body: {bytes: "%s"}}}]
        """;
    List<String> found = check(service.formatted(bytes), IstioVersion.newest());
    assertThat(found.isEmpty()).as("%s", found).isEqualTo(ok);
  }

  @Test
  void saysWhoRefuses() {
    assertThat(check(POLICY + "    tls: {mode: STRICT}\n", IstioVersion.newest()))
        .containsExactly(
            "in.yaml:7:17: error: spec.trafficPolicy.tls.mode is \"STRICT\"; possible are [DISABLE,"
                + " SIMPLE, MUTUAL, ISTIO_MUTUAL]; the API server refuses it [istio-field-value]");
    assertThat(
            check(
                POLICY + "    tls: {mode: MUTUAL, credentialName: a, privateKey: b}\n",
                IstioVersion.newest()))
        .containsExactly(
            "in.yaml:7:56: error: credentialName excludes privateKey; Istio's webhook refuses it"
                + " [istio-client-tls]");
  }

  @Test
  void tellsOneCauseOnce() {
    String rule = "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: a}\n";

    assertThat(
            check(
                rule + "spec: {hosts: [a], http: [{timeout: 0s, route: [null, {weight: 1}]}]}\n",
                IstioVersion.newest()))
        .extracting(text -> text.substring(text.lastIndexOf('[')))
        .containsExactly("[istio-duration]", "[istio-item-null]", "[istio-field-missing]");
  }

  @Test
  void passesOverOtherKinds() {
    assertThat(check("apiVersion: v1\nkind: Service\nspec: {ports: 5}\n", IstioVersion.newest()))
        .isEmpty();
    assertThat(check("- 1\n- 2\n", IstioVersion.newest())).isEmpty();
  }
}
