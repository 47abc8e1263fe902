// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the controller refuses in a canary strategy and its routers, each where it fires and where
 * it just does not.
 */
class CanaryChecksTest {
  private static final String SERVICES = "canaryService: new\nstableService: old\n";
  private static final String ZERO = " both count as 0; one of them must allow a change";

  static Stream<Arguments> rows() {
    return Stream.of(limits(), services(), pingPong(), scaling(), routers()).flatMap(rows -> rows);
  }

  private static Stream<Arguments> limits() {
    return Stream.of(
        row("surge-limits-both-zero: defaults are 25 and 25", "maxSurge: 0"),
        row(
            "surge-limits-both-zero: both 0",
            "maxSurge: 0\nmaxUnavailable: 0",
            "surge-limits-both-zero spec.strategy.maxSurge: maxSurge \"0\" and maxUnavailable \"0\""
                + ZERO),
        row(
            "surge-limits-both-zero: 0 percent",
            "maxSurge: 0%\nmaxUnavailable: \"0\"",
            "surge-limits-both-zero spec.strategy.maxSurge: maxSurge \"0%\" and maxUnavailable"
                + " \"0\""
                + ZERO),
        row(
            "surge-limits-both-zero: garbage counts as 0",
            "maxSurge: abc\nmaxUnavailable: \"%25\"",
            "surge-limits-both-zero spec.strategy.maxSurge: maxSurge \"abc\" and maxUnavailable"
                + " \"%25\""
                + ZERO),
        row("surge-limits-both-zero: below 0 is not 0", "maxSurge: -1\nmaxUnavailable: 0"),
        row("surge-limits-both-zero: one is enough", "maxSurge: 0\nmaxUnavailable: 1"),
        row("surge-limits-both-zero: unknown", "maxSurge: 0\nmaxUnavailable: [0]"));
  }

  private static Stream<Arguments> services() {
    String missing = " is missing; ";
    return Stream.of(
        row(
            "services-equal: equal",
            "canaryService: shop\nstableService: shop",
            "services-equal spec.strategy.stableService: \"shop\" is stableService and"
                + " canaryService; each version needs a Service of its own"),
        row("services-equal: one is empty", "canaryService: shop\nstableService: \"\""),
        row(
            "service-missing: host mode",
            "trafficRouting: {istio: {virtualService: {name: vs}}}",
            "service-missing spec.strategy.stableService: \"stableService\""
                + missing
                + "istio without destinationRule needs both Services",
            "service-missing spec.strategy.canaryService: \"canaryService\""
                + missing
                + "istio without destinationRule needs both Services"),
        row(
            "service-missing: nginx",
            "stableService: old\ntrafficRouting: {nginx: {stableIngress: a}}",
            "service-missing spec.strategy.canaryService: \"canaryService\""
                + missing
                + "nginx needs both Services"),
        row("service-missing: subset mode", Cases.ISTIO),
        row(
            "service-missing: ping-pong",
            "pingPong: {pingService: a, pongService: b}\n"
                + "trafficRouting: {istio: {virtualService: {name: vs}}}"),
        row("service-missing: no router", "trafficRouting: {}"),
        row("service-missing: plugin", "trafficRouting: {plugins: {acme/router: {}}}"),
        row("service-missing: routers unknown", "trafficRouting: {nginx: [a]}"),
        row(
            "service-missing: the name is unreadable",
            "canaryService: [a]\nstableService: {}\ntrafficRouting: {smi: {}}"));
  }

  private static Stream<Arguments> pingPong() {
    return Stream.of(
        row(
            "ping-pong-unsupported: smi",
            SERVICES + "pingPong: {pingService: a, pongService: b}\ntrafficRouting: {smi: {}}",
            "ping-pong-unsupported spec.strategy.trafficRouting.alb: \"pingPong\" is used with smi;"
                + " only alb, istio and, from v1.10 on, plugins support it"),
        row(
            "ping-pong-unsupported: a plugin up to v1.9",
            "pingPong: {pingService: a, pongService: b}\ntrafficRouting: {plugins: {a/b: {}}}",
            "ping-pong-unsupported spec.strategy.trafficRouting.alb: \"pingPong\" is used with"
                + " plugins; only alb, istio and, from v1.10 on, plugins support it"),
        row(
            "ping-pong-unsupported: a plugin beside istio",
            "pingPong: {pingService: a, pongService: b}\n"
                + "trafficRouting: {plugins: {a/b: {}}, istio: {virtualService: {name: a}}}"),
        row("ping-pong-unsupported: no routing", "pingPong: {pingService: a, pongService: b}"),
        row(
            "ping-pong-service-missing: both empty",
            "pingPong: {pingService: \"\", pongService: \"\"}",
            "ping-pong-service-missing spec.strategy.pingPong.pingService: \"\" names no Service;"
                + " pingPong needs both Services",
            "ping-pong-service-missing spec.strategy.pingPong.pongService: \"\" names no Service;"
                + " pingPong needs both Services",
            "ping-pong-services-equal spec.strategy.pingPong.pingService: \"\" is pingService and"
                + " pongService; two different Services are needed"),
        row(
            "ping-pong-services-equal: equal",
            "pingPong: {pingService: a, pongService: a}",
            "ping-pong-services-equal spec.strategy.pingPong.pingService: \"a\" is pingService and"
                + " pongService; two different Services are needed"),
        row(
            "ping-pong-root-service-missing: alb without root service",
            "pingPong: {pingService: a, pongService: b}\ntrafficRouting: {alb: {ingress: a}}",
            "ping-pong-root-service-missing spec.strategy.trafficRouting.alb.rootService:"
                + " \"rootService\" is missing; alb needs it with pingPong"),
        row(
            "ping-pong-root-service-missing: with root service",
            "pingPong: {pingService: a, pongService: b}\n"
                + "trafficRouting: {alb: {ingress: a, rootService: r}}"));
  }

  private static Stream<Arguments> scaling() {
    return Stream.of(
        row(
            "scale-down-delay-without-routing: delay without routing",
            "scaleDownDelaySeconds: 30",
            "scale-down-delay-without-routing spec.strategy.scaleDownDelaySeconds: scaleDownDelaySeconds \"30\" needs traffic routing; without it old pods go step by step"),
        row(
            "scale-down-delay-without-routing: empty routing is enough",
            "scaleDownDelaySeconds: 30\ntrafficRouting: {}"),
        row(
            "dynamic-stable-scale-without-routing: without routing",
            "dynamicStableScale: true",
            "dynamic-stable-scale-without-routing spec.strategy.dynamicStableScale: dynamicStableScale \"true\" needs"
                + " traffic routing; without it stable shrinks with every step anyway"),
        row("dynamic-stable-scale-without-routing: false", "dynamicStableScale: false"),
        row(
            "dynamic-stable-scale-with-delay: with delay",
            Cases.ISTIO + "dynamicStableScale: true\nscaleDownDelaySeconds: 0",
            "dynamic-stable-scale-with-delay spec.strategy.dynamicStableScale: dynamicStableScale \"true\" and"
                + " scaleDownDelaySeconds exclude each other; a stable version that shrinks is not"
                + " kept for a delay"),
        row(
            "dynamic-stable-scale-with-delay: without delay",
            Cases.ISTIO + "dynamicStableScale: true"),
        row(
            "max-traffic-weight-unsupported: also of one that is no maximum at all",
            SERVICES + "trafficRouting: {maxTrafficWeight: -1, istio: {virtualService: {name: v}}}",
            "max-traffic-weight-unsupported spec.strategy.trafficRouting.maxTrafficWeight: \"maxTrafficWeight\" is used with istio; only nginx and plugins know another maximum than 100"),
        row(
            "max-traffic-weight-unsupported: istio knows 100 only",
            SERVICES
                + "trafficRouting: {maxTrafficWeight: 100, istio: {virtualService: {name: v}}}",
            "max-traffic-weight-unsupported spec.strategy.trafficRouting.maxTrafficWeight: \"maxTrafficWeight\" is used with istio; only nginx and plugins know another maximum than 100"),
        row(
            "max-traffic-weight-unsupported: plugin",
            "trafficRouting: {maxTrafficWeight: 1000, plugins: {acme/router: {}}}"),
        row(
            "anti-affinity-kind: none",
            "antiAffinity: {}",
            "anti-affinity-kind spec.strategy.antiAffinity: \"{}\" gives no kind; antiAffinity"
                + " needs exactly one of the preferred and the required kind"),
        row(
            "anti-affinity-kind: both, and the weight",
            "antiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {},"
                + " preferredDuringSchedulingIgnoredDuringExecution: {weight: 101}}",
            "anti-affinity-kind spec.strategy.antiAffinity: both kinds are given; antiAffinity needs"
                + " exactly one of the preferred and the required kind",
            "anti-affinity-weight spec.strategy.antiAffinity.weight: \"101\" is out of range; the"
                + " weight runs from 1 to 100"),
        row(
            "anti-affinity-weight: 100 is fine",
            "antiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: {weight: 100}}"));
  }

  private static Stream<Arguments> routers() {
    String path = " spec.strategy.canary.trafficRouting.";
    return Stream.of(
        row(
            "virtual-service-ambiguous: neither, an empty list is none",
            SERVICES + "trafficRouting: {istio: {virtualServices: []}}",
            "virtual-service-ambiguous"
                + path
                + "istio: neither \"virtualService\" nor \"virtualServices\" is given; istio needs"
                + " exactly one"),
        row(
            "virtual-service-ambiguous: both",
            SERVICES
                + "trafficRouting: {istio: {virtualService: {name: a}, virtualServices: [{name: b}]}}",
            "virtual-service-ambiguous"
                + path
                + "istio: both \"virtualService\" and \"virtualServices\" are given; istio needs"
                + " exactly one"),
        row(
            "virtual-service-ambiguous: unreadable",
            SERVICES + "trafficRouting: {istio: {virtualServices: [5]}}"),
        row(
            "nginx-ingress-ambiguous: both",
            SERVICES + "trafficRouting: {nginx: {}}",
            "nginx-ingress-ambiguous"
                + path
                + "nginx: neither \"stableIngress\" nor \"stableIngresses\" is given; nginx needs"
                + " exactly one"),
        row(
            "alb-ingress-ambiguous: both",
            SERVICES + "trafficRouting: {alb: {ingress: a, ingresses: [b]}}",
            "alb-ingress-ambiguous"
                + path
                + "alb: both \"ingress\" and \"ingresses\" are given; alb needs exactly one"));
  }

  private static Arguments row(String reason, String canary, String... findings) {
    return Arguments.of(reason, canary, List.of(findings));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void checks(String reason, String canary, List<String> findings) {
    assertThat(Cases.refused(Cases.canary(canary))).isEqualTo(findings);
  }
}
