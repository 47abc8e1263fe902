// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.yaml.YamlReader;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that few documents touch (istio-validation.md 1.2, 1.3). */
class WebhookRowsTest {
  private static List<String> found(String kind, String spec) {
    String yaml =
        "apiVersion: networking.istio.io/v1\nkind: %s\nmetadata: {name: a, namespace: ns}\nspec: {%s}\n"
            .formatted(kind, spec);
    return IstioValidation.check(YamlReader.read("row.yaml", yaml).orElseThrow().get(0)).stream()
        .map(finding -> finding.rule() + " " + finding.path().toString().replace("spec.", ""))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          connectionPool: {tcp: {idleTimeout: 0s}}              | []
          connectionPool: {tcp: {idleTimeout: 500us}}           | []
          connectionPool: {tcp: {idleTimeout: 1h}}              | []
          connectionPool: {tcp: {idleTimeout: 1.5ms}}           | [istio-connection-pool trafficPolicy.connectionPool.tcp.idleTimeout]
          connectionPool: {}                                    | [istio-connection-pool trafficPolicy.connectionPool]
          loadBalancer: {consistentHash: {useSourceIp: true, maglev: {tableSize: 1}}}       | []
          loadBalancer: {consistentHash: {useSourceIp: true, maglev: {tableSize: 0}}}       | [istio-load-balancer trafficPolicy.loadBalancer.consistentHash.maglev.tableSize]
          loadBalancer: {consistentHash: {useSourceIp: true, maglev: {tableSize: 65537}}}   | []
          loadBalancer: {consistentHash: {useSourceIp: true, maglev: {tableSize: 5000011}}} | [istio-load-balancer trafficPolicy.loadBalancer.consistentHash.maglev.tableSize]
          outlierDetection: {}, loadBalancer: {localityLbSetting: {distribute: [{from: us, to: {us: 100}}], failoverPriority: [a]}} | []
          outlierDetection: {}, loadBalancer: {localityLbSetting: {failover: [{from: us, to: eu}], failoverPriority: [topology.kubernetes.io/zone]}} | [istio-load-balancer trafficPolicy.loadBalancer.localityLbSetting.failoverPriority[0]]
          outlierDetection: {}, loadBalancer: {localityLbSetting: {failover: [{from: us, to: eu}], failoverPriority: [topology.kubernetes.io/region=us]}} | []
          loadBalancer: {localityLbSetting: {distribute: [{from: us/a, to: {us: 100}}, {from: us, to: {us: 100}}]}} | [istio-load-balancer trafficPolicy.loadBalancer.localityLbSetting.distribute[1].from]
          loadBalancer: {localityLbSetting: {distribute: [{from: us/a, to: {us: 100}}, {from: us/b, to: {us: 100}}]}} | []
          loadBalancer: {localityLbSetting: {distribute: [{from: us/*, to: {us: 100}}, {from: us/b, to: {us: 100}}]}} | [istio-load-balancer trafficPolicy.loadBalancer.localityLbSetting.distribute[1].from]
          loadBalancer: {localityLbSetting: {distribute: [{from: us/a/x, to: {us: 100}}, {from: us/a, to: {us: 100}}]}} | [istio-load-balancer trafficPolicy.loadBalancer.localityLbSetting.distribute[1].from]
          outlierDetection: {}, loadBalancer: {localityLbSetting: {distribute: [{from: a, to: {b: null, c: 100}}]}} | []
          loadBalancer: {consistentHash: {httpCookie: {name: a, attributes: [{name: ''}, {name: ''}]}}} | [istio-load-balancer trafficPolicy.loadBalancer.consistentHash.httpCookie.attributes[0], istio-load-balancer trafficPolicy.loadBalancer.consistentHash.httpCookie.attributes[1]]
          outlierDetection: {}, loadBalancer: {zoneAwareLbSetting: {failover: [{from: a, to: b}]}} | []
          outlierDetection: {}, loadBalancer: {zoneAwareLbSetting: {failover: [{from: a, to: a}]}} | [istio-load-balancer trafficPolicy.loadBalancer.zoneAwareLbSetting.failover[0]]
          outlierDetection: {}, loadBalancer: {zoneAwareLbSetting: {failover: [{from: a, to: b/c}]}} | [istio-load-balancer trafficPolicy.loadBalancer.zoneAwareLbSetting.failover[0]]
          outlierDetection: {}, loadBalancer: {zoneAwareLbSetting: {failoverPriority: [topology.kubernetes.io/zone]}} | [istio-load-balancer trafficPolicy.loadBalancer.zoneAwareLbSetting.failoverPriority[0]]
          loadBalancer: {zoneAwareLbSetting: {failover: [{from: a, to: b}]}} | [istio-failover-without-outliers trafficPolicy.loadBalancer.zoneAwareLbSetting]
          loadBalancer: {localityLbSetting: {}, zoneAwareLbSetting: {}} | [istio-load-balancer trafficPolicy.loadBalancer.zoneAwareLbSetting]
          loadBalancer: {zoneAwareLbSetting: {minClusterSize: 0}} | [istio-field-range trafficPolicy.loadBalancer.zoneAwareLbSetting.minClusterSize]
          outlierDetection: {outlierDetectionHttpErrorCodes: [100, 599]} | []
          outlierDetection: {outlierDetectionHttpErrorCodes: [503, 600]} | [istio-field-range trafficPolicy.outlierDetection.outlierDetectionHttpErrorCodes[1]]
          outlierDetection: {outlierDetectionHttpErrorCodes: 503} | [istio-field-type trafficPolicy.outlierDetection.outlierDetectionHttpErrorCodes]
          outlierDetection: {failurePercentageThreshold: 101} | [istio-field-range trafficPolicy.outlierDetection.failurePercentageThreshold]
          loadBalancer: {simple: RANDOM, backendUtilization: {}} | [istio-fields-exclusive trafficPolicy.loadBalancer]
          tls: {mode: DISABLE, credentialName: 'configmap://other/x'} | [istio-client-tls trafficPolicy.tls.credentialName]
          tls: {mode: SIMPLE, credentialName: 'configmap://ns/'}      | [istio-client-tls trafficPolicy.tls.credentialName]
          tls: {mode: SIMPLE, credentialName: 'configmap://x'}        | [istio-client-tls trafficPolicy.tls.credentialName]
          tls: {mode: SIMPLE, credentialName: 'configmap:///x'}       | [istio-client-tls trafficPolicy.tls.credentialName]
          tls: {mode: SIMPLE, credentialName: 'configmap://ns/x/y'}   | []
          """)
  void trafficPolicies(String policy, String expected) {
    assertThat(found("DestinationRule", "host: a, trafficPolicy: {" + policy + "}"))
        .hasToString(expected);
  }

  /** The API server drops null from labels and headers, with the key, before anybody reads it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          match: [{headers: {"a b": null}}]                                | []
          match: [{headers: {"": null}}]                                   | []
          match: [{sourceLabels: {"a b": null}}]                           | []
          match: [{headers: {":foo": {exact: a}}}]                         | [istio-header-name http[0].match[0].headers.:foo]
          match: [{headers: {":path": {exact: a}}}]                        | []
          match: [{headers: {"a,b": {exact: a}}}]                          | []
          headers: {request: {set: {"": null}}}                            | []
          headers: {request: {set: {host: a, ":authority": null}}}         | []
          headers: {response: {add: {host: null}}}                         | []
          corsPolicy: {exposeHeaders: [":authority"]}                      | [istio-cors-policy http[0].corsPolicy.exposeHeaders[0]]
          corsPolicy: {allowHeaders: ["5xx,", "*"]}                        | []
          """)
  void headersOfARule(String rule, String expected) {
    assertThat(
            found(
                "VirtualService",
                "hosts: [a], http: [{route: [{destination: {host: a}}], " + rule + "}]"))
        .hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"*": null}   | [istio-selector-empty workloadSelector]
          {"": null}    | [istio-selector-empty workloadSelector]
          {"": a}       | [istio-selector-label workloadSelector.matchLabels[""]]
          {a: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb}  | []
          {a: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb} | [istio-selector-label workloadSelector.matchLabels.a]
          """)
  void labelsOfASelector(String labels, String expected) {
    assertThat(found("DestinationRule", "host: a, workloadSelector: {matchLabels: " + labels + "}"))
        .hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [a_b]        | [istio-export-to exportTo[0]]
          [., a_b]     | [istio-export-to exportTo[1]]
          [., ns]      | [istio-export-to exportTo[1]]
          [., other]   | [istio-export-to exportTo]
          [.]          | []
          """)
  void exportToOfARuleWithASelector(String exportTo, String expected) {
    assertThat(
            found(
                "DestinationRule",
                "host: a, workloadSelector: {matchLabels: {a: b}}, exportTo: " + exportTo))
        .hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {mode: PASSTHROUGH}                                                         | []
          {mode: PASSTHROUGH, caCrl: a}                                               | [istio-server-tls-ignored tls.caCrl]
          {mode: PASSTHROUGH, credentialName: a, credentialNames: [b]}                | [istio-server-certificates tls, istio-server-tls-ignored tls.credentialName]
          {mode: SIMPLE, credentialName: a, serverCertificate: b}                     | []
          {mode: SIMPLE, credentialName: a, serverCertificate: b, privateKey: c}      | [istio-server-certificates tls]
          {mode: SIMPLE, tlsCertificates: [{serverCertificate: a, privateKey: b}]}    | []
          {mode: SIMPLE, tlsCertificates: [{serverCertificate: a}]}                   | [istio-server-certificates tls.tlsCertificates[0]]
          {mode: SIMPLE, credentialNames: []}                                         | [istio-server-certificates tls, istio-server-certificates tls, istio-field-range tls.credentialNames]
          {mode: SIMPLE, credentialNames: [a, b]}                                     | []
          {mode: SIMPLE, credentialNames: [a, b, c]}                                  | [istio-field-range tls.credentialNames]
          {mode: SIMPLE, credentialName: a, alpnProtocols: [h2], ecdhCurves: [P-256]} | []
          {mode: ISTIO_MUTUAL}                                                        | []
          {mode: ISTIO_MUTUAL, credentialNames: [a]}                                  | [istio-server-certificates tls.credentialNames]
          {mode: MUTUAL, serverCertificate: a, privateKey: b}                         | [istio-server-certificates tls]
          {mode: SIMPLE, credentialName: a, cipherSuites: [ECDHE-RSA-AES128-SHA, "-ALL", ALL]} | []
          {mode: SIMPLE, credentialName: a, cipherSuites: [RC4]}                      | [istio-server-tls-ignored tls.cipherSuites[0]]
          """)
  void tlsOfAServer(String tls, String expected) {
    String server = "hosts: [\"*\"], port: {number: 443, name: https, protocol: HTTPS}, tls: ";

    assertThat(
            found("Gateway", "servers: [{" + server + tls + "}]").stream()
                .map(text -> text.replace("servers[0].", ""))
                .toList())
        .hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {number: 443, name: a, protocol: HTTPS}  | [istio-server-tls servers[0].tls]
          {number: 443, name: '', protocol: HTTPS} | [istio-server-port servers[0].port.name]
          {number: 0, name: a, protocol: HTTPS}    | [istio-server-port servers[0].port.number]
          """)
  void ofAnUnsoundPortTlsIsNotAskedFor(String port, String expected) {
    assertThat(found("Gateway", "servers: [{hosts: [a.b], port: " + port + "}]"))
        .hasToString(expected);
  }
}
