// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** C-1 to C-14 and the one-of rules, each where it fires and where it just does not. */
class CanaryChecksTest {
  private static final String SERVICES = "canaryService: new\nstableService: old\n";
  private static final String ZERO = " both count as 0; one of them must allow a change";

  static Stream<Arguments> rows() {
    return Stream.of(limits(), services(), pingPong(), scaling(), routers()).flatMap(rows -> rows);
  }

  private static Stream<Arguments> limits() {
    return Stream.of(
        row("C-1 defaults are 25 and 25", "maxSurge: 0"),
        row(
            "C-1 both 0",
            "maxSurge: 0\nmaxUnavailable: 0",
            "surge-limits-both-zero spec.strategy.maxSurge: maxSurge \"0\" and maxUnavailable \"0\""
                + ZERO),
        row(
            "C-1 0 percent",
            "maxSurge: 0%\nmaxUnavailable: \"0\"",
            "surge-limits-both-zero spec.strategy.maxSurge: maxSurge \"0%\" and maxUnavailable"
                + " \"0\""
                + ZERO),
        row(
            "C-1 garbage counts as 0",
            "maxSurge: abc\nmaxUnavailable: \"%25\"",
            "surge-limits-both-zero spec.strategy.maxSurge: maxSurge \"abc\" and maxUnavailable"
                + " \"%25\""
                + ZERO),
        row("C-1 below 0 is not 0", "maxSurge: -1\nmaxUnavailable: 0"),
        row("C-1 one is enough", "maxSurge: 0\nmaxUnavailable: 1"),
        row("C-1 unknown", "maxSurge: 0\nmaxUnavailable: [0]"));
  }

  private static Stream<Arguments> services() {
    String missing = " is missing; ";
    return Stream.of(
        row(
            "C-2 equal",
            "canaryService: shop\nstableService: shop",
            "services-equal spec.strategy.stableService: \"shop\" is stableService and"
                + " canaryService; each version needs a Service of its own"),
        row("C-2 one is empty", "canaryService: shop\nstableService: \"\""),
        row(
            "C-8 and C-9 host mode",
            "trafficRouting: {istio: {virtualService: {name: vs}}}",
            "service-missing spec.strategy.stableService: \"stableService\""
                + missing
                + "istio without destinationRule needs both Services",
            "service-missing spec.strategy.canaryService: \"canaryService\""
                + missing
                + "istio without destinationRule needs both Services"),
        row(
            "C-9 nginx",
            "stableService: old\ntrafficRouting: {nginx: {stableIngress: a}}",
            "service-missing spec.strategy.canaryService: \"canaryService\""
                + missing
                + "nginx needs both Services"),
        row("C-8 subset mode", Cases.ISTIO),
        row(
            "C-8 ping-pong",
            "pingPong: {pingService: a, pongService: b}\n"
                + "trafficRouting: {istio: {virtualService: {name: vs}}}"),
        row("C-8 no router", "trafficRouting: {}"),
        row("C-8 plugin", "trafficRouting: {plugins: {acme/router: {}}}"),
        row("C-8 routers unknown", "trafficRouting: {nginx: [a]}"),
        row(
            "C-8 the name is unreadable",
            "canaryService: [a]\nstableService: {}\ntrafficRouting: {smi: {}}"));
  }

  private static Stream<Arguments> pingPong() {
    return Stream.of(
        row(
            "C-3 smi",
            SERVICES + "pingPong: {pingService: a, pongService: b}\ntrafficRouting: {smi: {}}",
            "ping-pong-unsupported spec.strategy.trafficRouting.alb: \"pingPong\" is used with smi;"
                + " only alb, istio and, from v1.10 on, plugins support it"),
        row(
            "C-3 a plugin up to v1.9",
            "pingPong: {pingService: a, pongService: b}\ntrafficRouting: {plugins: {a/b: {}}}",
            "ping-pong-unsupported spec.strategy.trafficRouting.alb: \"pingPong\" is used with"
                + " plugins; only alb, istio and, from v1.10 on, plugins support it"),
        row(
            "C-3 a plugin beside istio",
            "pingPong: {pingService: a, pongService: b}\n"
                + "trafficRouting: {plugins: {a/b: {}}, istio: {virtualService: {name: a}}}"),
        row("C-3 no routing", "pingPong: {pingService: a, pongService: b}"),
        row(
            "C-4 to C-6 both empty",
            "pingPong: {pingService: \"\", pongService: \"\"}",
            "ping-pong-service-missing spec.strategy.pingPong.pingService: \"\" names no Service;"
                + " pingPong needs both Services",
            "ping-pong-service-missing spec.strategy.pingPong.pongService: \"\" names no Service;"
                + " pingPong needs both Services",
            "ping-pong-services-equal spec.strategy.pingPong.pingService: \"\" is pingService and"
                + " pongService; two different Services are needed"),
        row(
            "C-6 equal",
            "pingPong: {pingService: a, pongService: a}",
            "ping-pong-services-equal spec.strategy.pingPong.pingService: \"a\" is pingService and"
                + " pongService; two different Services are needed"),
        row(
            "C-7 alb without root service",
            "pingPong: {pingService: a, pongService: b}\ntrafficRouting: {alb: {ingress: a}}",
            "ping-pong-root-service-missing spec.strategy.trafficRouting.alb.rootService:"
                + " \"rootService\" is missing; alb needs it with pingPong"),
        row(
            "C-7 with root service",
            "pingPong: {pingService: a, pongService: b}\n"
                + "trafficRouting: {alb: {ingress: a, rootService: r}}"));
  }

  private static Stream<Arguments> scaling() {
    return Stream.of(
        row(
            "C-10 delay without routing",
            "scaleDownDelaySeconds: 30",
            "scale-down-delay-without-routing spec.strategy.scaleDownDelaySeconds: scaleDownDelaySeconds \"30\" needs traffic routing; without it old pods go step by step"),
        row("C-10 empty routing is enough", "scaleDownDelaySeconds: 30\ntrafficRouting: {}"),
        row(
            "C-11 without routing",
            "dynamicStableScale: true",
            "dynamic-stable-scale-without-routing spec.strategy.dynamicStableScale: dynamicStableScale \"true\" needs"
                + " traffic routing; without it stable shrinks with every step anyway"),
        row("C-11 false", "dynamicStableScale: false"),
        row(
            "C-12 with delay",
            Cases.ISTIO + "dynamicStableScale: true\nscaleDownDelaySeconds: 0",
            "dynamic-stable-scale-with-delay spec.strategy.dynamicStableScale: dynamicStableScale \"true\" and"
                + " scaleDownDelaySeconds exclude each other; a stable version that shrinks is not"
                + " kept for a delay"),
        row("C-12 without delay", Cases.ISTIO + "dynamicStableScale: true"),
        row(
            "C-13 istio knows 100 only",
            SERVICES
                + "trafficRouting: {maxTrafficWeight: 100, istio: {virtualService: {name: v}}}",
            "max-traffic-weight-unsupported spec.strategy.trafficRouting.maxTrafficWeight: maxTrafficWeight \"100\" is used with istio; only nginx and plugins know another maximum than 100"),
        row("C-13 plugin", "trafficRouting: {maxTrafficWeight: 1000, plugins: {acme/router: {}}}"),
        row(
            "C-14 no kind",
            "antiAffinity: {}",
            "anti-affinity-kind spec.strategy.antiAffinity: \"{}\" gives no kind; antiAffinity"
                + " needs exactly one of the preferred and the required kind"),
        row(
            "C-14 both kinds and the weight",
            "antiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {},"
                + " preferredDuringSchedulingIgnoredDuringExecution: {weight: 101}}",
            "anti-affinity-kind spec.strategy.antiAffinity: both kinds are given; antiAffinity needs"
                + " exactly one of the preferred and the required kind",
            "anti-affinity-weight spec.strategy.antiAffinity.weight: \"101\" is out of range; the"
                + " weight runs from 1 to 100"),
        row(
            "C-14 100 is fine",
            "antiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: {weight: 100}}"));
  }

  private static Stream<Arguments> routers() {
    String path = " spec.strategy.canary.trafficRouting.";
    return Stream.of(
        row(
            "R-VS1 neither, an empty list is none",
            SERVICES + "trafficRouting: {istio: {virtualServices: []}}",
            "virtual-service-ambiguous"
                + path
                + "istio: neither \"virtualService\" nor \"virtualServices\" is given; istio needs"
                + " exactly one"),
        row(
            "R-VS1 both",
            SERVICES
                + "trafficRouting: {istio: {virtualService: {name: a}, virtualServices: [{name: b}]}}",
            "virtual-service-ambiguous"
                + path
                + "istio: both \"virtualService\" and \"virtualServices\" are given; istio needs"
                + " exactly one"),
        row("R-VS1 unreadable", SERVICES + "trafficRouting: {istio: {virtualServices: [5]}}"),
        row(
            "R-NG1",
            SERVICES + "trafficRouting: {nginx: {}}",
            "nginx-ingress-ambiguous"
                + path
                + "nginx: neither \"stableIngress\" nor \"stableIngresses\" is given; nginx needs"
                + " exactly one"),
        row(
            "R-ALB1",
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
