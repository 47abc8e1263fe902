// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Finding;
import io.canaryplan.yaml.YamlReader;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Both sides of the limits that rows of the study name (istio.md 4.2-4.7, istio-validation.md 1.2),
 * each row by its id: what is refused and at which field, and what next to it passes.
 */
class StudyRowsTest {
  private static final String OBJECT =
      "apiVersion: networking.istio.io/v1\nkind: %s\nmetadata: {name: a, namespace: ns%s}\nspec: {%s}\n";

  private static List<String> found(String kind, String metadata, String spec) {
    String yaml = OBJECT.formatted(kind, metadata, spec);
    List<Finding> findings =
        IstioValidation.check(YamlReader.read("row.yaml", yaml).orElseThrow().get(0));
    return findings.stream()
        .map(
            finding ->
                (finding.isError() ? "" : "warning ")
                    + finding.rule().id().replace("istio-", "")
                    + " "
                    + finding.path().toString().replaceFirst("^spec\\.", ""))
        .toList();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          VS-1  | http: [{route: [{destination: {host: a}}]}]                                    | []
          VS-1  | gateways: [a/b], http: [{route: [{destination: {host: a}}]}]                   | [delegate-fields gateways]
          VS-1  | hosts: [], tcp: [{route: [{destination: {host: a}}]}]                          | [delegate-fields tcp]
          VS-2  | hosts: [a]                                                                     | [routes-missing spec]
          VS-2  | hosts: [a], http: [], tcp: [], tls: []                                         | [routes-missing spec]
          VS-3  | hosts: [a], http: [null]                                                       | [item-null http[0]]
          VS-4  | hosts: [a_b], tcp: [{route: [{destination: {host: a}}]}]                       | [virtual-host hosts[0]]
          VS-4  | hosts: ["*.a", 10.0.0.1, "::1"], tcp: [{route: [{destination: {host: a}}]}]    | []
          VS-4  | hosts: [outbound_.80_._.a], gateways: [a/b], tls: [{match: [{sniHosts: [outbound_.80_._.a]}], route: [{destination: {host: a}}]}] | []
          VS-4  | hosts: [outbound_.80_._.a], tls: [{match: [{sniHosts: [a]}], route: [{destination: {host: a}}]}] | [virtual-host hosts[0], sni-host tls[0].match[0].sniHosts[0]]
          VS-5  | hosts: ["*"], tcp: [{route: [{destination: {host: a}}]}]                       | [host-wildcard-in-mesh hosts[0]]
          VS-5  | hosts: ["*"], gateways: [a/b, mesh], tcp: [{route: [{destination: {host: a}}]}]| [host-wildcard-in-mesh hosts[0]]
          VS-5  | hosts: ["*"], gateways: [a/b], tcp: [{route: [{destination: {host: a}}]}]      | []
          VS-6  | hosts: [a.b, a.b], tcp: [{route: [{destination: {host: a}}]}]                  | [hosts-overlap hosts[1]]
          VS-6  | hosts: [1.2.3.4, 1.2.3.4], tcp: [{route: [{destination: {host: a}}]}]          | [hosts-overlap hosts[1]]
          VS-6  | hosts: ["*.b", a.b], tcp: [{route: [{destination: {host: a}}]}]                | [hosts-overlap hosts[1]]
          VS-6  | hosts: [a.b, A.B, a.b.], tcp: [{route: [{destination: {host: a}}]}]            | []
          VS-7  | hosts: [a], gateways: [a/], tcp: [{route: [{destination: {host: a}}]}]         | [gateway-name gateways[0]]
          VS-7  | hosts: [a], gateways: ["123"], tcp: [{route: [{destination: {host: a}}]}]      | [gateway-name gateways[0]]
          VS-7  | hosts: [a], gateways: [mesh, a/], tcp: [{route: [{destination: {host: a}}]}]   | []
          VS-8  | hosts: [a], gateways: [a.b], tcp: [{route: [{destination: {host: a}}]}]        | [warning gateway-name-old gateways[0]]
          VS-9  | hosts: [a], gateways: [a/b, mesh], http: [{match: [{headers: {"@request.auth.claims.a": {exact: a}}}], route: [{destination: {host: a}}]}] | [claim-in-mesh http[0].match[0].headers["@request.auth.claims.a"]]
          VS-9  | hosts: [a], gateways: [a/b], http: [{match: [{headers: {"@request.auth.claims.a": {exact: a}}}], route: [{destination: {host: a}}]}] | []
          VS-10 | hosts: [a], exportTo: ["."], tcp: [{route: [{destination: {host: a}}]}]        | []
          VS-10 | hosts: [a], exportTo: [".", ns], tcp: [{route: [{destination: {host: a}}]}]    | [export-to exportTo[1]]
          VS-10 | hosts: [a], exportTo: ["~"], tcp: [{route: [{destination: {host: a}}]}]        | [export-to exportTo[0]]
          VS-10 | hosts: [a], exportTo: [""], tcp: [{route: [{destination: {host: a}}]}]         | [export-to exportTo[0]]
          VS-10 | hosts: [a], exportTo: ["*", b], tcp: [{route: [{destination: {host: a}}]}]     | [export-to exportTo]
          VS-10 | hosts: [a], exportTo: ["*", "*"], tcp: [{route: [{destination: {host: a}}]}]   | [export-to exportTo, export-to exportTo[1]]
          W-1   | hosts: [a], tcp: [{route: [{destination: {host: a}, weight: -1}]}]             | [weight-negative tcp[0].route[0].weight]
          W-1   | hosts: [a], tls: [{match: [{sniHosts: [a]}], route: [{destination: {host: a}, weight: 5}, {destination: {host: b}, weight: -5}]}] | [weights-zero tls[0].route, weight-negative tls[0].route[1].weight]
          W-2   | hosts: [a], tcp: [{route: [{destination: {host: a}}, {destination: {host: b}}]}] | [weights-zero tcp[0].route]
          W-2   | hosts: [a], http: [{route: [{destination: {host: a}, weight: 0}, {destination: {host: b}, weight: 0}]}] | [weights-zero http[0].route]
          W-2   | hosts: [a], http: [{route: [{destination: {host: a}, weight: 2147483647}, {destination: {host: b}, weight: 2147483647}, {destination: {host: c}, weight: 2}]}] | [weights-zero http[0].route]
          W-2   | hosts: [a], http: [{route: [{destination: {host: a}, weight: 2147483647}, {destination: {host: b}, weight: 2147483647}, {destination: {host: c}, weight: 1}]}] | []
          W-3   | hosts: [a], http: [{route: [{destination: {host: a}, weight: 49}, {destination: {host: b}, weight: 50}]}] | []
          W-3   | hosts: [a], http: [{route: [{destination: {host: a}, weight: 550}, {destination: {host: b}, weight: 500}]}] | []
          W-4   | hosts: [a], http: [{route: [{destination: {host: a}, weight: 0}]}]             | []
          W-5   | hosts: [a], tcp: [{route: [{weight: 1}]}]                                      | [field-missing tcp[0].route[0].destination]
          W-5   | hosts: [a], tcp: [{route: [null]}]                                             | [item-null tcp[0].route[0]]
          D-1   | hosts: [a], tcp: [{route: [{destination: {host: "*"}}]}]                       | [destination-host tcp[0].route[0].destination.host]
          D-2   | hosts: [a], tcp: [{route: [{destination: {host: 10.0.0.1}}]}]                  | [destination-host tcp[0].route[0].destination.host]
          D-2   | hosts: [a], tcp: [{route: [{destination: {host: 10.0.0.1.}}]}]                 | []
          D-2   | hosts: [a], tcp: [{route: [{destination: {host: "123"}}]}]                     | []
          D-2   | hosts: [a], tcp: [{route: [{destination: {host: "*-x.a"}}]}]                   | []
          D-2   | hosts: [a], tcp: [{route: [{destination: {host: "a*.a"}}]}]                    | [destination-host tcp[0].route[0].destination.host]
          D-2   | hosts: [a], tcp: [{route: [{destination: {host: a.99999999999999999999}}]}]    | []
          D-3   | hosts: [a], tcp: [{route: [{destination: {host: a, subset: A-b}}]}]            | []
          D-3   | hosts: [a], tcp: [{route: [{destination: {host: a, subset: a.b}}]}]            | [destination-subset tcp[0].route[0].destination.subset]
          D-4   | hosts: [a], tcp: [{route: [{destination: {host: a, port: {}}}]}]               | [destination-port tcp[0].route[0].destination.port]
          D-4   | hosts: [a], tcp: [{route: [{destination: {host: a, port: {number: 65536}}}]}]  | [destination-port tcp[0].route[0].destination.port]
          D-4   | hosts: [a], tcp: [{route: [{destination: {host: a, port: {number: 65535}}}]}]  | []
          T-1   | hosts: [a], tls: [{match: [{sniHosts: [a]}]}]                                  | [route-missing tls[0]]
          T-1   | hosts: [a], tls: [{match: [], route: [{destination: {host: a}}]}]              | [tls-match tls[0].match]
          T-1   | hosts: [a], tls: [{match: [{sniHosts: []}], route: [{destination: {host: a}}]}]| [tls-match tls[0].match[0].sniHosts]
          T-2   | hosts: ["*.b"], tls: [{match: [{sniHosts: ["*.b", x.b]}], route: [{destination: {host: a}}]}] | []
          T-2   | hosts: [a.b], tls: [{match: [{sniHosts: ["*.b"]}], route: [{destination: {host: a}}]}] | [sni-host tls[0].match[0].sniHosts[0]]
          T-2   | hosts: [a.b], tls: [{match: [{sniHosts: [A.b]}], route: [{destination: {host: a}}]}] | [sni-host tls[0].match[0].sniHosts[0]]
          T-3   | hosts: [a.b], tls: [{match: [{sniHosts: [1.2.3.4]}], route: [{destination: {host: a}}]}] | [warning sni-address tls[0].match[0].sniHosts[0]]
          T-4   | hosts: [a], tcp: [{match: [{port: 80}]}]                                       | [route-missing tcp[0]]
          T-4   | hosts: [a], tcp: [{match: [{destinationSubnets: [1.2.3.4/33]}], route: [{destination: {host: a}}]}] | [match-condition tcp[0].match[0].destinationSubnets[0]]
          T-4   | hosts: [a], tcp: [{match: [null], route: [{destination: {host: a}}]}]          | [item-null tcp[0].match[0]]
          """)
  void virtualServices(String row, String spec, String expected) {
    assertThat(found("VirtualService", "", spec)).as(row).hasToString(expected);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          H-1   | delegate: {name: b}, directResponse: {status: 200}, rewrite: {uri: a}      | []
          H-1   | delegate: {}, redirect: {uri: /a}                                          | [delegate-conflict ]
          H-1   | delegate: {name: b}, route: []                                             | []
          H-1   | delegate: {name: b}, route: [{destination: {host: a}}]                     | [delegate-conflict ]
          H-2   | redirect: {uri: /a}, directResponse: {status: 200}                         | [route-conflict ]
          H-2   | redirect: {uri: /a}, route: [], timeout: 1s, corsPolicy: {}                | []
          H-2   | directResponse: {status: 200}, route: [{destination: {host: a}}]           | [route-conflict ]
          H-3   | timeout: 1s                                                                | [route-missing ]
          H-4   | ROUTE, mirror: {host: b}, mirrors: [{destination: {host: b}}]              | [mirror-conflict ]
          H-5   | ROUTE, mirror: {host: b}, mirrorPercentage: {value: 100.1}                 | [mirror-percentage mirrorPercentage.value]
          H-5   | ROUTE, mirror: {host: b}, mirrorPercentage: {value: 100}                   | []
          H-6   | ROUTE, mirror: {host: b}, mirrorPercent: 101                               | [warning mirror-percent-old mirrorPercent, mirror-percentage mirrorPercent]
          H-6   | ROUTE, mirror: {host: b}, mirrorPercent: 100                               | [warning mirror-percent-old mirrorPercent]
          H-7   | ROUTE, mirrors: [{percentage: {value: 1}}]                                 | [field-missing mirrors[0].destination]
          H-7   | ROUTE, mirrors: [{destination: {host: b}, percentage: {value: -1}}]        | [mirror-percentage mirrors[0].percentage.value]
          H-8   | ROUTE, match: [{headers: {"": {exact: a}}}]                                | [header-name match[0].headers[""]]
          H-8   | ROUTE, match: [{headers: {x: null}}]                                       | []
          H-9   | ROUTE, match: [{method: {prefix: ""}}]                                     | [prefix-empty match[0].method.prefix]
          H-9   | ROUTE, match: [{uri: {prefix: ""}}]                                        | []
          H-9   | ROUTE, match: [{headers: {x: {exact: ""}}}]                                | []
          H-10  | ROUTE, match: [{uri: {regex: ""}}]                                         | [regex match[0].uri.regex]
          H-10  | ROUTE, match: [{uri: {regex: "a**"}}]                                      | [regex match[0].uri.regex]
          H-10  | ROUTE, match: [{withoutHeaders: {x: {regex: "*"}}}]                        | []
          H-10  | ROUTE, match: [{headers: {x: {regex: "*"}}}]                               | [regex match[0].headers.x.regex]
          H-11  | ROUTE, match: [{port: 65536}]                                              | [match-condition match[0].port]
          H-11  | ROUTE, match: [{port: 0, sourceNamespace: NS}]                             | []
          H-11  | ROUTE, match: [{sourceNamespace: a.b}]                                     | [match-condition match[0].sourceNamespace]
          H-11  | ROUTE, match: [{sourceLabels: {"a b": c}}]                                 | [match-condition match[0].sourceLabels]
          H-12  | ROUTE, headers: {request: {set: {"x y(": a}}}                              | []
          H-12  | ROUTE, headers: {response: {set: {Host: a}}}                               | [header-operation headers.response.set.Host]
          H-12  | ROUTE, headers: {request: {remove: [":authority"]}}                        | [header-operation headers.request.remove[0]]
          H-12  | ROUTE, headers: {request: {set: {Host: a}}}, rewrite: {authority: b}       | [header-operation headers.request.set.Host]
          H-12  | ROUTE, headers: {request: {set: {x: "a\\tb", y: "%%"}}}                    | []
          H-12  | ROUTE, headers: {request: {set: {x: "%REQ(a)"}}}                           | [header-operation headers.request.set.x]
          H-13  | ROUTE, fault: {abort: {httpStatus: 600}}                                   | []
          H-13  | ROUTE, fault: {abort: {httpStatus: 601}}                                   | [fault fault.abort.httpStatus]
          H-13  | ROUTE, fault: {}                                                           | [fault fault]
          H-13  | ROUTE, fault: {delay: {}}                                                  | []
          H-13  | ROUTE, fault: {abort: {httpStatus: 500, percentage: {value: 0.00005}}}     | [fault fault.abort.percentage.value]
          H-13  | ROUTE, fault: {abort: {http2Error: a}}                                     | [fault fault.abort.http2Error]
          H-13  | redirect: {redirectCode: 301}                                              | [redirect redirect]
          H-13  | redirect: {uri: /a, redirectCode: 400}                                     | [redirect redirect.redirectCode]
          H-13  | redirect: {uri: /a, redirectCode: 0, port: 0}                              | []
          H-13  | redirect: {uri: /a, scheme: ftp}                                           | [redirect redirect.scheme]
          H-13  | redirect: {uri: /a, prefixRewrite: /b}, match: [{uri: {prefix: /a}}]       | [redirect redirect.prefixRewrite]
          H-13  | redirect: {prefixRewrite: /b}, match: [{uri: {exact: /a}}]                 | [redirect redirect.prefixRewrite]
          H-13  | redirect: {prefixRewrite: /b}, match: [{uri: {prefix: /a}}]                | []
          H-13  | ROUTE, retries: {attempts: 1, retryOn: "5xx, reset"}                       | [retries retries.retryOn]
          H-13  | ROUTE, retries: {attempts: 1, retryOn: "5xx,"}                             | [retries retries.retryOn]
          H-13  | ROUTE, retries: {attempts: 1, retryOn: "5xx,503"}                          | []
          H-13  | ROUTE, retries: {attempts: 1, retryOn: "299"}                              | [retries retries.retryOn]
          H-13  | ROUTE, retries: {attempts: 0, retryRemoteLocalities: false}                | [retries retries]
          H-13  | ROUTE, retries: {attempts: 0, backoff: 1s}                                 | []
          H-13  | ROUTE, corsPolicy: {allowMethods: [get]}                                   | [cors-policy corsPolicy.allowMethods[0]]
          H-13  | ROUTE, corsPolicy: {allowMethods: ["*"], maxAge: 1.5s}                     | [cors-policy corsPolicy.maxAge]
          H-13  | ROUTE, corsPolicy: {allowOrigins: [{}]}                                    | [cors-policy corsPolicy.allowOrigins[0]]
          H-13  | ROUTE, timeout: 1.5ms                                                      | [timeout timeout]
          H-13  | ROUTE, timeout: 0.5ms                                                      | [duration timeout]
          H-13  | ROUTE, timeout: .5s                                                        | []
          H-13  | ROUTE, timeout: 1d                                                         | [duration timeout]
          H-13  | directResponse: {status: 199}                                              | [direct-response directResponse.status]
          H-13  | directResponse: {}                                                         | [field-missing directResponse.status]
          """)
  void httpRules(String row, String rule, String expected) {
    String spec =
        "hosts: [a], http: [{" + rule.replace("ROUTE", "route: [{destination: {host: a}}]") + "}]";

    assertThat(found("VirtualService", "", spec).toString().replaceAll("http\\[0]\\.?", ""))
        .as(row)
        .isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          DR-1 | host: ""                                                                  | [rule-host host]
          DR-1 | host: "*"                                                                 | []
          DR-1 | host: a_b                                                                 | [rule-host host]
          DR-2 | host: a, subsets: [{name: x}, {name: z}, {name: x}]                       | [subset-duplicate subsets[2]]
          DR-2 | host: a, subsets: [null]                                                  | [item-null subsets[0]]
          DR-3 | host: a, subsets: [{name: ""}]                                            | [subset-name subsets[0].name]
          DR-3 | host: a, subsets: [{name: A-b}]                                           | []
          DR-4 | host: a, subsets: [{name: x, labels: {}}, {name: z, labels: {a: ""}}]     | []
          DR-4 | host: a, subsets: [{name: x, labels: {a: "b c"}}]                         | [subset-labels subsets[0].labels]
          DR-5 | host: a, trafficPolicy: {}                                                | [traffic-policy-empty trafficPolicy]
          DR-5 | host: a, trafficPolicy: {portLevelSettings: []}                           | [traffic-policy-empty trafficPolicy]
          DR-5 | host: a, trafficPolicy: {portLevelSettings: [{port: {number: 70000}, tls: {}}, {port: {}, tls: {}}]} | []
          DR-5 | host: a, trafficPolicy: {portLevelSettings: [{port: {number: 80}}]}       | [port-policy trafficPolicy.portLevelSettings[0]]
          DR-5 | host: a, trafficPolicy: {tls: {mode: MUTUAL, clientCertificate: a}}       | [client-tls trafficPolicy.tls]
          DR-5 | host: a, trafficPolicy: {tls: {mode: ISTIO_MUTUAL, clientCertificate: a, privateKey: b}} | []
          DR-5 | host: a, trafficPolicy: {outlierDetection: {consecutiveErrors: 5}}        | [warning policy-deprecated trafficPolicy.outlierDetection.consecutiveErrors]
          DR-5 | host: a, subsets: [{name: x, trafficPolicy: {outlierDetection: {consecutiveErrors: 5}}}] | []
          DR-5 | host: a, trafficPolicy: {retryBudget: {percent: 500}}            | [field-range trafficPolicy.retryBudget.percent]
          DR-6 | host: a, exportTo: [".", b]                                               | []
          DR-6 | host: a, workloadSelector: {matchLabels: {a: b}}, exportTo: [b]           | [export-to exportTo]
          DR-6 | host: a, workloadSelector: {matchLabels: {a: b}}, exportTo: [ns]          | []
          DR-7 | host: a, workloadSelector: {}                                             | [warning selector-empty workloadSelector]
          DR-7 | host: a, workloadSelector: {matchLabels: {a: "*"}}                        | [selector-label workloadSelector.matchLabels.a]
          """)
  void destinationRules(String row, String spec, String expected) {
    assertThat(found("DestinationRule", "", spec)).as(row).hasToString(expected);
  }

  /** VS-11 is the only error that hides all others; D-5 leaves weights and mirrors checked. */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          VS-11 | istio.io/dry-run: "true"                        | http: [{}]                                             | [annotation-reserved metadata.annotations["istio.io/dry-run"]]
          VS-11 | internal.istio.io/parents: a                    | tcp: [{route: [{destination: {host: a}, weight: -1}]}] | [annotation-reserved metadata.annotations["internal.istio.io/parents"]]
          D-5   | internal.istio.io/route-semantics: gateway      | tcp: [{route: [{destination: {host: a_b}}]}]           | []
          D-5   | internal.istio.io/route-semantics: gateway      | tcp: [{route: [{destination: {host: a_b}, weight: -1}]}] | [weight-negative tcp[0].route[0].weight]
          D-5   | internal.istio.io/route-semantics: gateway      | http: [{route: [{destination: {host: a_b}}], mirror: {host: a_b}}] | [destination-host http[0].mirror.host]
          """)
  void annotations(String row, String annotation, String spec, String expected) {
    assertThat(
            found("VirtualService", ", annotations: {" + annotation + "}", "hosts: [a], " + spec))
        .as(row)
        .hasToString(expected);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          4.6-1 | {R}, {R}                                                          | [warning rule-after-catch-all [1]]
          4.6-1 | {match: [{}], R}, {R}                                             | []
          4.6-2 | {R}, {match: [{port: 1}, {port: 2}], R}                           | [warning rule-after-catch-all [1].match[0], warning rule-after-catch-all [1].match[1]]
          4.6-3 | {match: [{name: x, port: 1}, {port: 2}, {name: z, port: 1}], R}   | [warning match-duplicate [0].match[2]]
          4.6-4 | {match: [{port: 1}], R}, {match: [{port: 1}], R}                  | [warning rule-unused [1], warning match-duplicate [1].match[0]]
          4.6-5 | {match: [{uri: {prefix: /a}}], R}, {match: [{uri: {prefix: /ab}}], R} | [warning match-overlapped [1].match[0]]
          4.6-5 | {match: [{uri: {prefix: /a}}, {uri: {prefix: /ab}}], R}           | [warning match-overlapped [0].match[1]]
          4.6-5 | {match: [{uri: {prefix: /a}, port: 1}], R}, {match: [{uri: {prefix: /ab}, port: 2}], R} | []
          4.6-5 | {match: [{uri: {prefix: /a}, method: {exact: GET}}], R}, {match: [{uri: {prefix: /ab}}], R} | [warning match-overlapped [1].match[0]]
          4.6-5 | {match: [{uri: {prefix: /a}}], R}, {match: [{uri: {prefix: /ab}, method: {exact: G}}], R}   | [warning match-overlapped [1].match[0]]
          4.6-5 | {match: [{uri: {prefix: /a}}], R}, {match: [{uri: {prefix: /ab}, method: {prefix: G}}], R}  | []
          4.6-5 | {match: [{uri: {prefix: ""}}], R}, {match: [{uri: {prefix: /ab}}], R} | []
          """)
  void unreachedRules(String row, String rules, String expected) {
    String spec =
        "hosts: [a], http: [" + rules.replace("R}", "route: [{destination: {host: a}}]}") + "]";

    assertThat(found("VirtualService", "", spec).toString().replace("http[", "["))
        .as(row)
        .isEqualTo(expected);
  }

  /** Each kind has an annotation of its own for what istiod made of the Gateway API. */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          gateway-semantics | a.b | a/*.b | []
          gateway-semantics | a   | ~/a.b | []
          gateway-semantics | a   | c     | [istio-server-host]
          route-semantics   | a   | a.b   | []
          route-semantics   | a   | ~/a.b | [istio-server-host]
          route-semantics   | a.b | a.b   | [istio-gateway-object-name]
          """)
  void gatewaysOfTheGatewayApi(String annotation, String name, String host, String expected) {
    String yaml =
        OBJECT
            .formatted(
                "Gateway",
                ", annotations: {internal.istio.io/" + annotation + ": gateway}",
                "servers: [{port: {number: 80, name: a, protocol: HTTP}, hosts: ['" + host + "']}]")
            .replace("{name: a, namespace", "{name: " + name + ", namespace");

    assertThat(
            IstioValidation.check(YamlReader.read("row.yaml", yaml).orElseThrow().get(0)).stream()
                .map(finding -> finding.rule().id())
                .toList())
        .hasToString(expected);
  }

  /** What an older Istio drops is no second kind of load balancing (istio-validation.md 1.3). */
  @ParameterizedTest
  @CsvSource({
    "V1_31, unknown-field trafficPolicy.loadBalancer.backendUtilization",
    "V1_32, istio-fields-exclusive trafficPolicy.loadBalancer"
  })
  void aFieldOfALaterVersionExcludesNothing(IstioVersion version, String expected) {
    String yaml =
        OBJECT.formatted(
            "DestinationRule",
            "",
            "host: a, trafficPolicy: {loadBalancer: {simple: RANDOM, backendUtilization: {}}}");

    assertThat(
            IstioValidation.check(YamlReader.read("row.yaml", yaml).orElseThrow().get(0), version)
                .stream()
                .map(finding -> finding.rule() + " " + finding.path())
                .map(text -> text.replace("spec.", "")))
        .containsExactly(expected);
  }
}
