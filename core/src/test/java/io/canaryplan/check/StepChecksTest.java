// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Finding;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.rollout.RolloutReader;
import io.canaryplan.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the controller refuses in a step, each where it fires and where it just does not. */
class StepChecksTest {
  private static final String HEADER =
      "- setHeaderRoute: {name: geo, match: [{headerName: h, headerValue: {exact: a}}]}\n";
  private static final String MIRROR =
      "- setMirrorRoute: {name: geo, match: [{path: {exact: /}}]}\n";
  private static final String STEPS = "steps:\n";

  static Stream<Arguments> rows() {
    return Stream.of(kinds(), headers(), mirrors(), experiments()).flatMap(rows -> rows);
  }

  private static Stream<Arguments> kinds() {
    return Stream.of(
        row(
            "step-kinds-exclusive: two",
            STEPS + "- setWeight: 5\n  pause: {}",
            "step-kinds-exclusive spec.strategy.steps[0]: \"setWeight\" and \"pause\" stand in one"
                + " step; only one of setWeight, pause, experiment and analysis may"),
        row(
            "step-kinds-exclusive: others combine",
            Cases.ISTIO + STEPS + "- setWeight: 5\n  setCanaryScale: {}"),
        row(
            "step-kinds-exclusive: unreadable values still are two kinds",
            STEPS + "- setWeight: five\n  pause: 5",
            "step-kinds-exclusive spec.strategy.steps[0]: \"setWeight\" and \"pause\" stand in one"
                + " step; only one of setWeight, pause, experiment and analysis may"),
        row(
            "set-canary-scale-without-routing: scale without routing",
            STEPS + "- pause: {}\n- setCanaryScale: {replicas: 3}",
            "set-canary-scale-without-routing spec.strategy.trafficRouting: \"setCanaryScale:"
                + " {replicas: 3}\" needs traffic routing; without it the weight is the scale"),
        row(
            "set-canary-scale-without-routing: empty routing is enough",
            "trafficRouting: {}\n" + STEPS + "- setCanaryScale: {}"));
  }

  private static Stream<Arguments> headers() {
    String only = "; only istio, alb, apisix and plugins route by header";
    String alb = "trafficRouting: {managedRoutes: [{name: geo}], alb: {ingress: a}}\n";
    String services = "canaryService: new\nstableService: old\n";
    String match = "steps:\n- setHeaderRoute: {name: geo, match: [{headerName: h, headerValue: ";
    return Stream.of(
        row(
            "header-route-unsupported: without routing",
            STEPS + HEADER,
            "header-route-unsupported spec.strategy.steps[0].setHeaderRoute: \"setHeaderRoute: geo\""
                + " is used without traffic routing"
                + only),
        row(
            "header-route-unsupported: wrong router",
            services
                + "trafficRouting: {managedRoutes: [{name: geo}], nginx: {stableIngress: a}}\n"
                + STEPS
                + HEADER,
            "header-route-unsupported spec.strategy.steps[0].setHeaderRoute: \"setHeaderRoute: geo\""
                + " is used with nginx"
                + only),
        row("header-route-unsupported: istio", Cases.ISTIO + STEPS + HEADER),
        row(
            "header-match-not-exact: alb and prefix",
            services + alb + match + "{prefix: a}}]}",
            "header-match-not-exact spec.strategy.steps[0].setHeaderRoute.match[0]: header \"h\" has"
                + " the kind prefix; alb compares with exact only"),
        row(
            "header-match-not-exact: alb, exact and prefix",
            services + alb + match + "{exact: a, prefix: a}}]}",
            "header-match-not-exact spec.strategy.steps[0].setHeaderRoute.match[0]: header \"h\" has"
                + " 2 kinds of value; alb compares with exact only"),
        row("header-match-not-exact: alb and exact", services + alb + match + "{exact: a}}]}"),
        row(
            "header-match-kinds: no value",
            Cases.ISTIO + STEPS + "- setHeaderRoute: {name: geo, match: [{headerName: h}]}",
            "header-match-kinds spec.strategy.steps[0].setHeaderRoute.match[0]: header \"h\" has no"
                + " value; it needs exactly one of exact, prefix and regex"),
        row(
            "header-match-kinds: an empty kind is none",
            Cases.ISTIO + match + "{exact: \"\"}}]}",
            "header-match-kinds spec.strategy.steps[0].setHeaderRoute.match[0]: header \"h\" has no"
                + " value; it needs exactly one of exact, prefix and regex"),
        row(
            "header-match-kinds: two kinds",
            Cases.ISTIO + match + "{exact: a, regex: b}}]}",
            "header-match-kinds spec.strategy.steps[0].setHeaderRoute.match[0]: header \"h\" has 2"
                + " kinds of value; it needs exactly one of exact, prefix and regex"),
        row("header-match-kinds: regex", Cases.ISTIO + match + "{regex: b}}]}"),
        row(
            "managed-routes-missing: no managed routes, an empty list is none",
            "trafficRouting: {managedRoutes: [], plugins: {a: {}}}\n" + STEPS + HEADER,
            "managed-routes-missing spec.strategy.trafficRouting.managedRoutes: \"managedRoutes\" is"
                + " missing; step 1 sets the route \"geo\""),
        row(
            "managed-route-undeclared: undeclared",
            "trafficRouting: {managedRoutes: [{name: other}], plugins: {a: {}}}\n" + STEPS + HEADER,
            "managed-route-undeclared spec.strategy.steps[0].setHeaderRoute: \"geo\" is not in"
                + " managedRoutes; a route that a step sets must be declared there"),
        row(
            "managed-route-undeclared: unknown",
            "trafficRouting: {managedRoutes: [{name: other}, 5], plugins: {a: {}}}\n"
                + STEPS
                + HEADER));
  }

  private static Stream<Arguments> mirrors() {
    String two = " kinds of value; it needs exactly one of exact, prefix and regex";
    String alb =
        """
        canaryService: new
        stableService: old
        trafficRouting: {managedRoutes: [{name: geo}], alb: {ingress: a}}
        """;
    String match = "steps:\n- setMirrorRoute: {name: geo, match: [";
    return Stream.of(
        row(
            "mirror-route-unsupported: alb",
            alb + STEPS + MIRROR,
            "mirror-route-unsupported spec.strategy.steps[0].setMirrorRoute: \"setMirrorRoute: geo\""
                + " is used with alb; only istio and, from v1.10 on, plugins mirror requests"),
        row("mirror-route-unsupported: istio", Cases.ISTIO + STEPS + MIRROR),
        row(
            "mirror-match-kinds: method and path once each, headers never",
            Cases.ISTIO
                + match
                + "{method: {exact: a, prefix: b}, path: {}, headers: {h: {exact: a, regex: b}}}]}",
            "mirror-match-kinds spec.strategy.steps[0].setMirrorRoute.match[0]: \"method\" has 2"
                + two,
            "mirror-match-kinds spec.strategy.steps[0].setMirrorRoute.match[0]: \"path\" has no"
                + " value; it needs exactly one of exact, prefix and regex"),
        row(
            "mirror-match-kinds: also with a router that does not mirror",
            alb + match + "{method: {exact: a, prefix: b}}]}",
            "mirror-route-unsupported spec.strategy.steps[0].setMirrorRoute: \"setMirrorRoute: geo\""
                + " is used with alb; only istio and, from v1.10 on, plugins mirror requests",
            "mirror-match-kinds spec.strategy.steps[0].setMirrorRoute.match[0]: \"method\" has 2"
                + two),
        row(
            "managed-route-undeclared: mirror",
            Cases.ISTIO + "steps:\n- setMirrorRoute: {name: shadow}",
            "managed-route-undeclared spec.strategy.steps[0].setMirrorRoute: \"shadow\" is not in"
                + " managedRoutes; a route that a step sets must be declared there"),
        row(
            "percentages are not checked",
            Cases.ISTIO + "steps:\n- setMirrorRoute: {name: geo, percentage: 900}"));
  }

  private static Stream<Arguments> experiments() {
    String weighted = "steps:\n- experiment: {templates: [{name: a}, {name: b, weight: 5}]}";
    String path = " spec.strategy.steps[0].experiment.templates[1].weight: weight \"5\" ";
    return Stream.of(
        row(
            "experiment-weight-without-routing: without routing",
            weighted,
            "experiment-weight-without-routing"
                + path
                + "needs traffic routing; without it an experiment has no weight"),
        row(
            "experiment-weight-unsupported: wrong router",
            "canaryService: new\nstableService: old\n"
                + "trafficRouting: {nginx: {stableIngress: a}}\n"
                + weighted,
            "experiment-weight-unsupported"
                + path
                + "is used with nginx; only alb, smi, istio and plugins can weight an experiment"),
        row("experiment-weight-unsupported: istio", Cases.ISTIO + weighted),
        row(
            "experiment-weight-without-routing: no weight",
            "steps:\n- experiment: {templates: [{name: a}]}"));
  }

  private static Arguments row(String reason, String canary, String... findings) {
    return Arguments.of(reason, canary, List.of(findings));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void checks(String reason, String canary, List<String> findings) {
    assertThat(Cases.refused(Cases.canary(canary))).isEqualTo(findings);
  }

  @Test
  void aRolloutMadeInJavaIsCheckedAsWell() {
    Rollout rollout =
        Rollout.builder(
                "shop",
                CanaryStrategy.builder().steps(CanaryStep.SetCanaryScale.ofReplicas(1)).build())
            .build();
    assertThat(Checks.run(Subject.of(rollout)))
        .extracting(finding -> finding.rule().id())
        .containsExactly("selector-missing", "set-canary-scale-without-routing");
    assertThat(Checks.run(Subject.of(rollout))).allMatch(finding -> finding.position().isEmpty());
  }

  @Test
  void readingAndRulesComeTogetherByPosition() {
    YamlDocument document =
        Cases.canary(
            """
            canaryService: shop
            stableService: shop
            steps:
            - setWeight: 101
            - setCanaryScale: {replicas: x}
            """);
    List<Finding> findings = new ArrayList<>(RolloutReader.readAll(document).findings());
    findings.addAll(Checks.run(Cases.read(document)));
    Collections.sort(findings);

    assertThat(findings)
        .extracting(finding -> finding.rule().id())
        .containsExactly(
            "services-equal",
            "set-weight-out-of-range",
            "set-canary-scale-without-routing",
            "wrong-type");
  }

  @Test
  void pluginsAreEnoughForAllFromV110On() {
    // canary.md 0.1
    YamlDocument document =
        Cases.canary(
            """
            pingPong: {pingService: a, pongService: b}
            trafficRouting: {managedRoutes: [{name: geo}], plugins: {a/b: {}}}
            steps: [{setWeight: 5}, {setMirrorRoute: {name: geo}}]
            """);
    assertThat(Cases.refused(document))
        .extracting(finding -> finding.substring(0, finding.indexOf(' ')))
        .containsExactly("ping-pong-unsupported", "mirror-route-unsupported");
    assertThat(Cases.refused(document, ControllerVersion.MAIN)).isEmpty();
  }
}
