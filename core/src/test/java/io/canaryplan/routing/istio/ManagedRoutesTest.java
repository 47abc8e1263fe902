// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import static io.canaryplan.routing.istio.Mesh.aborted;
import static io.canaryplan.routing.istio.Mesh.at;
import static io.canaryplan.routing.istio.Mesh.geo;
import static io.canaryplan.routing.istio.Mesh.promoted;
import static io.canaryplan.routing.istio.Mesh.shadow;
import static io.canaryplan.routing.istio.Mesh.steady;
import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.istio.HttpRoute;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.HeaderMatch;
import io.canaryplan.rollout.IstioVirtualServiceRef;
import io.canaryplan.rollout.StringMatch;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Header and mirror routes beside weight routes: istio.md 1.8 to 1.12. */
class ManagedRoutesTest {
  private static final String ROUTE =
      "route: [{destination: {host: shop-stable, port: {number: 80}}, weight: 100}, {destination:"
          + " {host: shop-canary}}]";

  private static String service(String http) {
    return "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: shop}\n"
        + "spec:\n  http:\n"
        + http.replace("ROUTE", ROUTE);
  }

  private static Mesh mesh(String http, String... routes) {
    return Mesh.ofHosts(
            service(http), IstioVirtualServiceRef.of("shop", routes), "geo", "shadow", "more")
        .steps(new CanaryStep.SetWeight(20), geo(), shadow());
  }

  /** Names and weights of all rules, for example {@code geo 100 | primary 80/20}. */
  private static List<String> rules(Mesh mesh, RoutingState... path) {
    return VirtualService.from(mesh.documents(path).get(0).document())
        .value()
        .orElseThrow()
        .http()
        .stream()
        .map(ManagedRoutesTest::rule)
        .toList();
  }

  private static String rule(HttpRoute route) {
    List<String> weights =
        route.destinations().stream()
            .map(destination -> String.valueOf(destination.weight().orElse(0)))
            .toList();
    return (route.name().orElse("-") + " " + String.join("/", weights)).strip();
  }

  private static boolean hasPort(Mesh mesh, int index, RoutingState... path) {
    return VirtualService.from(mesh.documents(path).get(0).document())
        .value()
        .orElseThrow()
        .http()
        .get(index)
        .destinations()
        .get(0)
        .port()
        .isPresent();
  }

  private static CanaryStep.SetHeaderRoute more() {
    return new CanaryStep.SetHeaderRoute(
        "more", List.of(new HeaderMatch("x", StringMatch.ofRegex("y.*"))));
  }

  @Test
  void aNamedRuleThatIsNotListedKeepsItsWeights() {
    Mesh mesh = mesh("  - {name: primary, ROUTE}\n");

    assertThat(rules(mesh, steady(), at(20))).containsExactly("primary 80/20");
    assertThat(rules(mesh, steady(), at(20), at(20, geo()), at(40, geo())))
        .containsExactly("geo 100", "primary 80/20");
    assertThat(rules(mesh, steady(), at(20), at(40, geo()), at(60)))
        .containsExactly("primary 40/60");
    assertThat(rules(mesh, steady(), at(20), at(40, geo()), promoted()))
        .containsExactly("primary 100/0");
    assertThat(rules(mesh, steady(), at(20), at(40, geo()), aborted()))
        .containsExactly("primary 100/0");
    assertThat(rules(mesh, steady(), at(20, geo()), aborted(geo())))
        .containsExactly("geo 100", "primary 100/0");
    assertThat(rules(mesh, steady(), at(20), at(40, geo()), aborted(geo())))
        .containsExactly("geo 100", "primary 80/20");
    assertThat(mesh.findings(steady(), at(20), at(20, geo()), at(40, geo())))
        .extracting(finding -> finding.rule().id())
        .containsExactly("weights-never-written");
    // no weight comes while the route is there
    assertThat(mesh.findings(steady(), at(20), at(20, geo()), at(40), promoted())).isEmpty();
    // the 100 before the promotion does
    assertThat(mesh.findings(steady(), at(20), at(20, geo()), promoted())).hasSize(1);
  }

  @Test
  void aSecondRouteFindsNoPortAndAMirrorNoBase() {
    Mesh mesh = mesh("  - {name: primary, ROUTE}\n").steps(geo(), more(), shadow());

    assertThat(hasPort(mesh, 0, steady(), at(0, geo()), at(0, geo(), more()))).isTrue();
    assertThat(hasPort(mesh, 1, steady(), at(0, geo()), at(0, geo(), more()))).isFalse();
    assertThat(rules(mesh, steady(), at(0, geo()), at(0, geo(), shadow())))
        .containsExactly("geo 100", "primary 100/0");
    assertThat(mesh.findings(steady(), at(0, geo()), at(0, geo(), shadow())))
        .extracting(finding -> finding.rule().id())
        .containsExactly("mirror-route-without-base");
    // the header route is gone when the mirror route comes
    assertThat(mesh.findings(steady(), at(0, geo()), at(0), at(0, shadow()))).isEmpty();
  }

  @Test
  void onlyTheMirrorRouteIsWeighed() {
    Mesh mesh = mesh("  - {ROUTE}\n");

    assertThat(rules(mesh, steady(), at(20), at(20, geo()), at(40, geo())))
        .containsExactly("geo 100", "- 60/40");
    assertThat(rules(mesh, steady(), at(20), at(20, shadow()), at(40, shadow())))
        .containsExactly("shadow 60/40", "- 80/20");
    assertThat(mesh.findings(steady(), at(20), at(20, shadow()), at(40, shadow())))
        .extracting(finding -> finding.rule().id())
        .containsExactly("weights-never-written");
    assertThat(mesh.findings(steady(), at(20), at(20, geo()), at(40, geo()))).isEmpty();
  }

  @Test
  void listedRulesAreAlwaysWeighed() {
    Mesh mesh = mesh("  - {name: primary, ROUTE}\n", "primary");

    assertThat(rules(mesh, steady(), at(40, geo(), shadow())))
        .containsExactly("geo 100", "shadow 60/40", "primary 60/40");
    assertThat(mesh.findings()).isEmpty();
  }

  @Test
  void eachRuleStandsOnceHoweverOftenRulesAreOrdered() {
    Mesh mesh =
        mesh(
            "  - {name: primary, ROUTE}\n  - {redirect: {}}\n  - {redirect: {uri: /}}\n",
            "primary");

    assertThat(rules(mesh, steady(), at(20, geo()), at(40, geo())))
        .containsExactly("geo 100", "primary 60/40", "-", "-");
    assertThat(mesh.findings())
        .extracting(
            finding -> finding.rule().severity() + " " + finding.rule() + " " + finding.path())
        .contains("ERROR unnamed-routes-multiplied spec.http[2]");
  }

  @Test
  void aUsersRuleWithTheNameOfAManagedRouteGoes() {
    Mesh mesh = mesh("  - {name: primary, ROUTE}\n  - {name: geo, ROUTE}\n", "primary");

    assertThat(rules(mesh, steady())).containsExactly("primary 100/0");
    assertThat(rules(mesh, steady(), at(20, geo()))).containsExactly("geo 100", "primary 80/20");
    assertThat(mesh.findings())
        .extracting(finding -> finding.rule() + " " + finding.path())
        .contains("user-route-is-managed spec.http[1].name");
  }

  @Test
  void anEmptyNameTakesEveryRuleWithoutAName() {
    CanaryStep.ManagedRoute nameless =
        new CanaryStep.SetHeaderRoute("", List.of(new HeaderMatch("x", StringMatch.ofExact("y"))));
    Mesh mesh =
        Mesh.ofHosts(
                service("  - {name: primary, ROUTE}\n  - {redirect: {}}\n"),
                IstioVirtualServiceRef.of("shop", "primary"),
                "")
            .steps(new CanaryStep.SetWeight(5), nameless);

    assertThat(rules(mesh, steady())).containsExactly("primary 100/0");
    assertThat(rules(mesh, steady(), at(5, nameless))).containsExactly("- 100", "primary 95/5");
    assertThat(mesh.findings())
        .extracting(finding -> finding.rule() + " " + finding.path())
        .contains("empty-route-name spec.strategy.canary.steps[1].setHeaderRoute.name");
  }

  @Test
  void subsetModeSendsHeaderRoutesToTheDestinationRulesHost() {
    String text =
        """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: shop}
        spec:
          http:
          - name: primary
            route:
            - destination: {host: shop.prod.svc.cluster.local, subset: stable}
              weight: 100
            - destination: {host: shop.prod.svc.cluster.local, subset: canary}
              weight: 0
        """;
    String rule =
        """
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: shop}
        spec: {host: shop.prod, subsets: [{name: stable}, {name: canary}]}
        """;
    IstioVirtualServiceRef reference = IstioVirtualServiceRef.of("shop", "primary");

    assertThat(
            Mesh.ofSubsets(text + rule, reference, List.of(), "geo", "more")
                .virtualService(steady(), at(0, more())))
        .isEqualTo(
            text.replace(
                "  - name: primary\n",
                """
                  - name: more
                    match:
                    - headers:
                        x:
                          regex: y.*
                    route:
                    - destination:
                        host: shop.prod
                        subset: canary
                      weight: 100
                  - name: primary
                """));
    assertThat(
            Mesh.ofSubsets(text, reference, List.of(), "geo", "more")
                .virtualService(steady(), at(0, more())))
        .contains("        host: shop.prod.svc.cluster.local\n        subset: canary\n");
  }

  @Test
  void theBareCanaryHostIsReportedWhereTheRuleNamesAnother() {
    Mesh mesh =
        Mesh.ofHosts(
                service("  - {name: primary, ROUTE}\n").replace("shop-canary", "shop-canary.prod"),
                IstioVirtualServiceRef.of("shop", "primary"),
                "geo")
            .steps(new CanaryStep.SetWeight(5), geo());

    assertThat(mesh.findings())
        .extracting(finding -> finding.rule() + " " + finding.path())
        .contains("bare-canary-host spec.strategy.canary.steps[1].setHeaderRoute");
  }
}
