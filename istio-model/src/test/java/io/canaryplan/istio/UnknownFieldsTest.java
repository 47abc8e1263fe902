// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.Resources;
import io.canaryplan.finding.Finding;
import io.canaryplan.kubernetes.KubernetesObject;
import io.canaryplan.yaml.YamlDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields that the CRDs of Istio do not have (P29), and all that they have. */
class UnknownFieldsTest {
  private static List<Finding> findings(String text) {
    YamlDocument document = Documents.read(text);
    return KubernetesObject.idOf(document.root()).orElseThrow().kind().equals("VirtualService")
        ? VirtualService.from(document).findings()
        : DestinationRule.from(document).findings();
  }

  private static List<Finding> unknown(String kind, String spec) {
    String head = "apiVersion: networking.istio.io/v1\nkind: " + kind + "\nmetadata: {name: a}\n";
    return findings(head + "spec: " + spec + "\n").stream()
        .filter(finding -> finding.rule().id().equals("unknown-field"))
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      nullValues = "-",
      textBlock =
          """
          {host: [a]}                                                     | spec.host                                        | hosts
          {http: [{timeOut: 1s}]}                                         | spec.http[0].timeOut                             | timeout
          {http: [{}, {websocketUpgrade: true}]}                          | spec.http[1].websocketUpgrade                    | -
          {http: [{match: [{uris: {}}]}]}                                 | spec.http[0].match[0].uris                       | uri
          {http: [{match: [{uri: {exakt: /}}]}]}                          | spec.http[0].match[0].uri.exakt                  | exact
          {http: [{match: [{scheme: {suffix: s}}]}]}                      | spec.http[0].match[0].scheme.suffix              | -
          {http: [{match: [{headers: {x-a: {perfix: b}}}]}]}              | spec.http[0].match[0].headers.x-a.perfix         | prefix
          {http: [{match: [{method: {is: GET}}]}]}                        | spec.http[0].match[0].method.is                  | -
          {http: [{match: [{authority: {Regexp: a}}]}]}                   | spec.http[0].match[0].authority.Regexp           | regex
          {http: [{route: [{wieght: 1}]}]}                                | spec.http[0].route[0].wieght                     | weight
          {http: [{route: [{destination: {hosts: a}}]}]}                  | spec.http[0].route[0].destination.hosts          | host
          {http: [{route: [{destination: {port: {name: web}}}]}]}         | spec.http[0].route[0].destination.port.name      | -
          {http: [{route: [{headers: {requests: {}}}]}]}                  | spec.http[0].route[0].headers.requests           | request
          {http: [{headers: {response: {removed: [a]}}}]}                 | spec.http[0].headers.response.removed            | remove
          {http: [{redirect: {url: /}}]}                                  | spec.http[0].redirect.url                        | uri
          {http: [{directResponse: {reason: a}}]}                         | spec.http[0].directResponse.reason               | -
          {http: [{directResponse: {body: {text: a}}}]}                   | spec.http[0].directResponse.body.text            | -
          {http: [{delegate: {names: a}}]}                                | spec.http[0].delegate.names                      | name
          {http: [{rewrite: {uriRegex: {}}}]}                             | spec.http[0].rewrite.uriRegex                    | -
          {http: [{rewrite: {uriRegexRewrite: {matches: a}}}]}            | spec.http[0].rewrite.uriRegexRewrite.matches     | match
          {http: [{retries: {attempt: 3}}]}                               | spec.http[0].retries.attempt                     | attempts
          {http: [{fault: {delays: {}}}]}                                 | spec.http[0].fault.delays                        | delay
          {http: [{fault: {delay: {fixedDelays: 5s}}}]}                   | spec.http[0].fault.delay.fixedDelays             | fixedDelay
          {http: [{fault: {abort: {percentage: {values: 1}}}}]}           | spec.http[0].fault.abort.percentage.values       | value
          {http: [{mirror: {host: a, weight: 1}}]}                        | spec.http[0].mirror.weight                       | -
          {http: [{mirrorPercents: 1}]}                                   | spec.http[0].mirrorPercents                      | mirrorPercent
          {http: [{mirrors: [{destination: {host: a}, percent: {}}]}]}    | spec.http[0].mirrors[0].percent                  | percentage
          {http: [{corsPolicy: {allowOriginss: []}}]}                     | spec.http[0].corsPolicy.allowOriginss            | allowOrigins
          {http: [{corsPolicy: {allowOrigins: [{exactly: a}]}}]}          | spec.http[0].corsPolicy.allowOrigins[0].exactly  | exact
          {tls: [{name: a}]}                                              | spec.tls[0].name                                 | -
          {tls: [{match: [{sniHost: [a]}]}]}                              | spec.tls[0].match[0].sniHost                     | sniHosts
          {tls: [{match: [{sourceSubnet: a}]}]}                           | spec.tls[0].match[0].sourceSubnet                | -
          {tls: [{route: [{headers: {}}]}]}                               | spec.tls[0].route[0].headers                     | -
          {tcp: [{matches: []}]}                                          | spec.tcp[0].matches                              | match
          {tcp: [{match: [{destinationSubnet: [a]}]}]}                    | spec.tcp[0].match[0].destinationSubnet           | destinationSubnets
          {tcp: [{route: [{destination: {host: a, subsets: b}}]}]}        | spec.tcp[0].route[0].destination.subsets         | subset
          """)
  void findsFieldsOfAVirtualService(String spec, String path, String nearest) {
    assertOne(unknown("VirtualService", spec), path, nearest);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      nullValues = "-",
      textBlock =
          """
          {hosts: a}                                                          | spec.hosts                                                        | host
          {subsets: [{name: a, label: {}}]}                                   | spec.subsets[0].label                                             | labels
          {subsets: [{name: a, trafficPolicies: {}}]}                         | spec.subsets[0].trafficPolicies                                   | trafficPolicy
          {subsets: [{name: a, trafficPolicy: {loadbalancing: {}}}]}          | spec.subsets[0].trafficPolicy.loadbalancing                       | loadBalancer
          {workloadSelector: {labels: {}}}                                    | spec.workloadSelector.labels                                      | -
          {trafficPolicy: {loadBalancer: {simpel: RANDOM}}}                   | spec.trafficPolicy.loadBalancer.simpel                            | simple
          {trafficPolicy: {loadBalancer: {warmup: {durations: 1s}}}}          | spec.trafficPolicy.loadBalancer.warmup.durations                  | duration
          {trafficPolicy: {loadBalancer: {consistentHash: {cookie: {}}}}}     | spec.trafficPolicy.loadBalancer.consistentHash.cookie             | -
          {trafficPolicy: {loadBalancer: {consistentHash: {httpCookie: {tll: 0s}}}}} | spec.trafficPolicy.loadBalancer.consistentHash.httpCookie.tll | ttl
          {trafficPolicy: {loadBalancer: {consistentHash: {httpCookie: {attributes: [{names: a}]}}}}} | spec.trafficPolicy.loadBalancer.consistentHash.httpCookie.attributes[0].names | name
          {trafficPolicy: {loadBalancer: {consistentHash: {ringHash: {minimumRingSizes: 1}}}}} | spec.trafficPolicy.loadBalancer.consistentHash.ringHash.minimumRingSizes | minimumRingSize
          {trafficPolicy: {loadBalancer: {consistentHash: {maglev: {size: 1}}}}} | spec.trafficPolicy.loadBalancer.consistentHash.maglev.size     | -
          {trafficPolicy: {loadBalancer: {localityLbSettings: {}}}}           | spec.trafficPolicy.loadBalancer.localityLbSettings                | localityLbSetting
          {trafficPolicy: {loadBalancer: {localityLbSetting: {enable: true}}}} | spec.trafficPolicy.loadBalancer.localityLbSetting.enable         | enabled
          {trafficPolicy: {loadBalancer: {localityLbSetting: {failover: [{form: a}]}}}} | spec.trafficPolicy.loadBalancer.localityLbSetting.failover[0].form | from
          {trafficPolicy: {connectionPool: {udp: {}}}}                        | spec.trafficPolicy.connectionPool.udp                             | tcp
          {trafficPolicy: {connectionPool: {tcp: {maxConnection: 1}}}}        | spec.trafficPolicy.connectionPool.tcp.maxConnection               | maxConnections
          {trafficPolicy: {connectionPool: {tcp: {tcpKeepalive: {times: 1s}}}}} | spec.trafficPolicy.connectionPool.tcp.tcpKeepalive.times        | time
          {trafficPolicy: {connectionPool: {http: {maxRetry: 1}}}}            | spec.trafficPolicy.connectionPool.http.maxRetry                   | maxRetries
          {trafficPolicy: {outlierDetection: {consecutive5xxError: 1}}}       | spec.trafficPolicy.outlierDetection.consecutive5xxError           | consecutive5xxErrors
          {trafficPolicy: {tls: {modes: SIMPLE}}}                             | spec.trafficPolicy.tls.modes                                      | mode
          {trafficPolicy: {portLevelSettings: [{port: {numbers: 80}}]}}       | spec.trafficPolicy.portLevelSettings[0].port.numbers              | number
          {trafficPolicy: {portLevelSettings: [{tunnel: {}}]}}                | spec.trafficPolicy.portLevelSettings[0].tunnel                    | -
          {trafficPolicy: {tunnel: {targetHosts: a}}}                         | spec.trafficPolicy.tunnel.targetHosts                             | targetHost
          {trafficPolicy: {proxyProtocol: {versions: V1}}}                    | spec.trafficPolicy.proxyProtocol.versions                         | version
          {trafficPolicy: {retryBudget: {percentage: 20}}}                    | spec.trafficPolicy.retryBudget.percentage                         | -
          """)
  void findsFieldsOfADestinationRule(String spec, String path, String nearest) {
    assertOne(unknown("DestinationRule", spec), path, nearest);
  }

  private static void assertOne(List<Finding> findings, String path, String nearest) {
    String name = path.substring(path.lastIndexOf('.') + 1);
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).path()).hasToString(path);
    assertThat(findings.get(0).message()).startsWith("\"" + name + "\" is not a field of ");
    assertThat(findings.get(0).hint())
        .contains(nearest == null ? "remove " + path : "rename " + path + " to " + nearest);
  }

  @Test
  void pointsAtTheKeysInTheirOrder() {
    assertThat(
            findings(
                """
                apiVersion: networking.istio.io/v1beta1
                kind: VirtualService
                metadata:
                  name: shop
                  lables: {app: shop}
                specs: {}
                spec:
                  hosts: [shop]
                  http:
                  - name: primary
                    route:
                    - destination: {host: shop, subSet: stable}
                      wieght:
                        100
                """))
        .extracting(Finding::toString)
        .containsExactly(
            "test.yaml:5:3: warning: \"lables\" is not a field of metadata; kubectl refuses it, and where validation is off it is dropped;"
                + " the nearest known one is \"labels\" [unknown-field]",
            "test.yaml:6:1: warning: \"specs\" is not a field of a VirtualService; kubectl refuses it, and where validation is off it is dropped;"
                + " the nearest known one is \"spec\" [unknown-field]",
            "test.yaml:12:33: warning: \"subSet\" is not a field of"
                + " spec.http[0].route[0].destination; kubectl refuses it, and where validation is off it is dropped;"
                + " the nearest known one is \"subset\" [unknown-field]",
            "test.yaml:13:7: warning: \"wieght\" is not a field of spec.http[0].route[0]"
                + "; kubectl refuses it, and where validation is off it is dropped; the nearest known one is \"weight\" [unknown-field]");
  }

  @Test
  void namesTheDestinationRuleAtItsRoot() {
    assertThat(
            findings(
                """
                apiVersion: networking.istio.io/v1
                kind: DestinationRule
                metadata: {name: shop}
                spec: {host: shop}
                subsets: []
                """))
        .extracting(Finding::toString)
        .containsExactly(
            "test.yaml:5:1: warning: \"subsets\" is not a field of a DestinationRule"
                + "; kubectl refuses it, and where validation is off it is dropped [unknown-field]");
  }

  /** A version that nobody knows may have any field. */
  @Test
  void judgesKnownVersionsOnly() {
    assertThat(
            findings(
                "{apiVersion: networking.istio.io/v2, kind: DestinationRule,"
                    + " metadata: {name: a}, spec: {host: a, hosts: b}}"))
        .extracting(finding -> finding.rule().id())
        .containsExactly("istio-version-unknown");
  }

  /** What stands where a message is expected is another rule's business, or the API server's. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{http: 5}",
        "{http: null}",
        "{http: [a, [b], null]}",
        "{http: [{retries: a}]}",
        "{hosts: {a: b}}",
        "a"
      })
  void passesOverOtherTypes(String spec) {
    assertThat(unknown("VirtualService", spec)).isEmpty();
  }

  /** Keys of the user's own: labels, headers, parameters, localities, and the cluster's status. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          VirtualService  | {http: [{match: [{headers: {x-a: {exact: b}}, withoutHeaders: {x-b: {exact: c}}}]}]}
          VirtualService  | {http: [{match: [{queryParams: {q: {exact: a}}, sourceLabels: {app: b}}]}]}
          VirtualService  | {http: [{headers: {request: {set: {x-a: b}, add: {x-c: d}}}}]}
          VirtualService  | {tls: [{match: [{sourceLabels: {app: b}}]}], tcp: [{match: [{sourceLabels: {app: b}}]}]}
          DestinationRule | {subsets: [{name: a, labels: {lable: b}}], workloadSelector: {matchLabels: {app: b}}}
          DestinationRule | {trafficPolicy: {loadBalancer: {localityLbSetting: {distribute: [{from: a, to: {b/*: 100}}]}}}}
          """)
  void doesNotLookIntoFreeAreas(String kind, String spec) {
    assertThat(unknown(kind, spec)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v1beta1", "v1alpha3"})
  void knowsEveryFieldOfAVirtualService(String version) throws IOException {
    assertThat(
            findings(
                resource("every-field-virtualservice.yaml")
                    .replace("istio.io/v1\n", "istio.io/" + version + "\n")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v1beta1", "v1alpha3"})
  void knowsEveryFieldOfADestinationRule(String version) throws IOException {
    assertThat(
            findings(
                resource("every-field-destinationrule.yaml")
                    .replace("istio.io/v1\n", "istio.io/" + version + "\n")))
        .isEmpty();
  }

  private static String resource(String name) throws IOException {
    return Resources.toString(
        Resources.getResource(UnknownFieldsTest.class, name), StandardCharsets.UTF_8);
  }
}
