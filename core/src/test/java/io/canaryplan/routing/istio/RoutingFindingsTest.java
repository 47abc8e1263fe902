// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Finding;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.ExperimentTemplate;
import io.canaryplan.rollout.IstioVirtualServiceRef;
import io.canaryplan.rollout.MirrorMatch;
import io.canaryplan.rollout.StringMatch;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said about a Rollout and its documents, with paths, positions and the sane documents. */
class RoutingFindingsTest {
  private static final String ISTIO = "spec.strategy.canary.trafficRouting.istio";
  private static final String GOOD =
      "[{destination: {host: shop-stable}, weight: 100}, {destination: {host: shop-canary}}]";

  private static String service(String spec) {
    return "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: shop}\n"
        + "spec:\n"
        + spec.replace("GOOD", GOOD);
  }

  private static List<String> texts(List<Finding> findings) {
    return findings.stream().map(finding -> finding.rule() + " " + finding.path()).toList();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          unknown name          |  http: [{name: a, route: GOOD}]                     | b | [route-not-found spec.strategy.canary.trafficRouting.istio.virtualService.routes[0]]
          canary missing        |  http: [{name: a, route: [{destination: {host: shop-stable}}]}] | a | [canary-destination-missing spec.http[0].route]
          stable missing        |  http: [{name: a, route: [{destination: {host: shop-canary}}]}] | a | [stable-destination-missing spec.http[0].route]
          both missing          |  http: [{name: a, redirect: {}}]                    | a | [canary-destination-missing spec.http[0].route, stable-destination-missing spec.http[0].route]
          http no selector           |  http: [{name: a, route: GOOD}, {name: b, route: GOOD}] |  | [route-selector-missing spec.strategy.canary.trafficRouting.istio.virtualService.routes]
          tls no selector           |  tls: [{route: GOOD}, {route: GOOD}]                |   | [route-selector-missing spec.strategy.canary.trafficRouting.istio.virtualService.tlsRoutes]
          tcp no selector           |  tcp: [{route: GOOD}, {route: GOOD}]                |   | [route-selector-missing spec.strategy.canary.trafficRouting.istio.virtualService.tcpRoutes]
          unrelated tls            |  {http: [{name: a, route: GOOD}], tls: [{route: [{destination: {host: x}}]}]} | a | [canary-destination-missing spec.tls[0].route, stable-destination-missing spec.tls[0].route]
          1.6.9 listed twice          |  http: [{name: a, route: GOOD}]                     | a a | [route-listed-twice spec.strategy.canary.trafficRouting.istio.virtualService.routes[1]]
          short hosts             |  http: [{name: a, route: [{destination: {host: shop-stable}}, {destination: {host: shop-canary}}, {destination: {host: shop-canary.other}}]}] | a | [short-hosts-collapse spec.http[0].route[2].destination.host, host-not-completed spec.http[0].route[2].destination.host]
          one namespace           |  http: [{name: a, route: [{destination: {host: shop-stable.a.svc.cluster.local}}, {destination: {host: shop-stable.a}}, {destination: {host: shop-canary.a.svc}}]}] | a | [host-not-completed spec.http[0].route[1].destination.host, host-not-completed spec.http[0].route[2].destination.host]
          route is no list            |  http: [{name: a, route: abc}]                      | a | []
          3.6 listed and managed      |  http: [{name: geo, route: GOOD}, {name: a, route: GOOD}] | a geo | [route-not-found spec.strategy.canary.trafficRouting.istio.virtualService.routes[1], user-route-is-managed spec.http[0].name]
          foreign                 |  http: [{name: a, route: [{destination: {host: shop-stable}}, {destination: {host: shop-canary}}, {destination: {host: old}, weight: 1}, {destination: {host: older}, weight: 0}]}] | a | [foreign-destination-removed spec.http[0].route[2]]
          0.5 two foreign up to v1.9  |  http: [{name: a, route: [{destination: {host: shop-stable}}, {destination: {host: shop-canary}}, {destination: {host: old}, weight: 1}, {destination: {host: older}, weight: 1}]}] | a | [foreign-destination-removed spec.http[0].route[2], foreign-destination-removed spec.http[0].route[3], destinations-removed-unreliably spec.http[0].route]
          sound                       |  http: [{name: a, route: GOOD}]                     | a | []
          """)
  void checksWeightRoutes(String reason, String spec, String routes, String expected) {
    String[] names = routes == null ? new String[0] : routes.split(" ", -1);
    Mesh mesh = Mesh.ofHosts(service("  " + spec), IstioVirtualServiceRef.of("shop", names), "geo");

    assertThat(texts(mesh.findings())).hasToString(expected);
  }

  @Test
  void aBareHostIsInTheNamespaceOfItsVirtualService() {
    String rule =
        "  http: [{name: a, route: [{destination: {host: shop-stable}}, {destination: {host:"
            + " shop-stable.prod.svc.cluster.local}}, {destination: {host: shop-canary}}]}]";
    IstioVirtualServiceRef reference = IstioVirtualServiceRef.of("shop", "a");
    String collapse = "short-hosts-collapse spec.http[0].route[1].destination.host";

    assertThat(texts(Mesh.ofHosts(service(rule), reference).findings())).containsExactly(collapse);
    String prod = service(rule).replace("{name: shop}", "{name: shop, namespace: prod}");
    String open = "namespace-left-open metadata.namespace";
    assertThat(texts(Mesh.ofHosts(prod, reference).findings())).containsExactly(open);
    assertThat(texts(Mesh.ofHosts(prod, reference).namespace("prod").findings())).isEmpty();
    String other = prod.replace("namespace: prod", "namespace: other");
    assertThat(texts(Mesh.ofHosts(other, reference).findings())).containsExactly(open, collapse);
  }

  @Test
  void givesPositionsAndTheControllersPath() {
    Mesh mesh =
        Mesh.ofHosts(
            service(
                """
                  http:
                  - name: a
                    route:
                    - destination: {host: shop-stable}
                """),
            IstioVirtualServiceRef.of("shop", "a", "c"));

    List<Finding> findings = mesh.findings();

    assertThat(findings.get(0).message())
        .isEqualTo("no http route of \"shop\" is named \"c\"; there are a");
    assertThat(findings.get(0).controllerPath()).contains(ISTIO + ".virtualService.name");
    assertThat(findings.get(1))
        .hasToString(
            "mesh.yaml:8:5: error: no destination is the canary Service \"shop-canary\"; a weight"
                + " route needs one [canary-destination-missing]");
    assertThat(findings.get(1).controllerPath()).contains(ISTIO + ".virtualService.name");
  }

  @Test
  void theSoundRuleIsEditedBesideTheUnsoundOne() {
    String text =
        service(
            """
              http:
              - {name: a, route: [{destination: {host: shop-stable}, weight: "100"}]}
              - null
              - {name: b, route: [{destination: {host: shop-stable}, weight: 100}, {destination: {host: shop-canary}, weight: 0}]}
              tls: nothing
            """);
    Mesh mesh = Mesh.ofHosts(text, IstioVirtualServiceRef.of("shop", "a", "b", "c"));

    assertThat(mesh.virtualService(Mesh.at(20)))
        .isEqualTo(
            text.replace("weight: 100}, ", "weight: 80}, ").replace("weight: 0}", "weight: 20}"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "shop, 1.9, 1",
    "shop.prod, 1.9, 1",
    "shop.prod.svc.cluster.local, 1.9, 1",
    "shop.prod.svc.cluster.local, main, 0",
    "shop.prod.cluster.local, main, 1",
    "prod/shop, 1.9, 0",
    "shop.dev, 1.9, 0",
  })
  void findsTheDocumentOfAReference(String name, String version, int found) {
    String text = service("  http: []").replace("{name: shop}", "{name: shop, namespace: prod}");
    ControllerVersion controller =
        version.equals("main") ? ControllerVersion.MAIN : ControllerVersion.V1_9;
    Mesh mesh =
        Mesh.ofHosts(text, IstioVirtualServiceRef.of(name, "a"))
            .namespace("prod")
            .controller(controller);

    assertThat(mesh.documents(Mesh.steady())).hasSize(found);
    assertThat(texts(mesh.findings()))
        .contains(
            found == 1
                ? "route-not-found " + ISTIO + ".virtualService.routes[0]"
                : "reference-in-other-namespace " + ISTIO + ".virtualService.name");
  }

  @Test
  void anUnknownDocumentIsANoteWhateverTheModeIs() {
    Mesh mesh = Mesh.ofSubsets("a: 1\n", IstioVirtualServiceRef.of("shop"), List.of());

    assertThat(mesh.findings()).noneMatch(Finding::isError);
    assertThat(texts(mesh.findings()))
        .containsExactly(
            "virtual-service-unknown " + ISTIO + ".virtualService.name",
            "destination-rule-unknown " + ISTIO + ".destinationRule.name");
  }

  @Test
  void twoDocumentsOfOneNameAreAnErrorAndTheFirstIsUsed() {
    Mesh mesh =
        Mesh.ofHosts(
            service("  http: [{name: a, route: GOOD}]")
                + "\n---\n"
                + service("  http: [{name: a, route: GOOD}]"),
            IstioVirtualServiceRef.of("shop", "a"));

    assertThat(texts(mesh.findings())).containsExactly("document-ambiguous metadata.name");
    assertThat(mesh.findings().get(0).position().orElseThrow().line()).isEqualTo(9);
    assertThat(mesh.documents(Mesh.at(20))).hasSize(1);
  }

  @Test
  void ofManyDocumentsOfOneNameTheFirstAreToldAndTheRestCounted() {
    String one = service("  http: [{name: a, route: GOOD}]");
    Mesh mesh =
        Mesh.ofHosts(
            String.join("\n---\n", Collections.nCopies(150, one)),
            IstioVirtualServiceRef.of("shop", "a"));

    // 149 besides the first, of which FindingLimit.MOST are told
    assertThat(mesh.findings())
        .hasSize(100)
        .allMatch(finding -> finding.rule().id().equals("document-ambiguous"));
    assertThat(mesh.findings().get(98).message()).endsWith("which is used");
    assertThat(mesh.findings().get(99).message())
        .endsWith("which is used; further documents of this name: 49");
  }

  @Test
  void missingSubsetsAreErrors() {
    Mesh mesh =
        Mesh.ofSubsets(
            """
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: shop}
            spec: {host: shop, subsets: [{name: stable}]}
            """,
            IstioVirtualServiceRef.of("shop"),
            List.of());

    assertThat(texts(mesh.findings()))
        .contains("subset-not-found " + ISTIO + ".destinationRule.canarySubsetName");
  }

  @Test
  void bothSubsetsBecomeTheCanary() {
    Mesh mesh =
        Mesh.ofSubsets(
            service(
                "  http: [{name: a, route: [{destination: {host: shop, subset: stable}, weight:"
                    + " 100}, {destination: {host: shop, subset: canary}}]}]"),
            IstioVirtualServiceRef.of("shop", "a"),
            List.of());
    mesh.strategy(mesh.strategy().toBuilder().canaryService("shop").build());

    assertThat(texts(mesh.findings())).contains("both-subsets-become-canary spec.http[0].route[0]");
    assertThat(mesh.virtualService(Mesh.at(20)))
        .contains("subset: stable}, weight: 20}", "subset: canary}, weight: 20}");
  }

  @Test
  void experimentsOfSeveralTemplatesAreRemovedUnreliablyUpToV19() {
    Mesh mesh =
        Mesh.ofHosts(
                service("  http: [{name: a, route: GOOD}]"), IstioVirtualServiceRef.of("shop", "a"))
            .steps(
                new CanaryStep.Experiment(
                    List.of(template("x", 5), template("y", 6)),
                    Optional.empty(),
                    List.of(),
                    OptionalInt.empty()));
    String path = "spec.strategy.canary.steps[0].experiment.templates";

    assertThat(texts(mesh.findings()))
        .containsExactly(
            "destinations-removed-unreliably " + path, "experiment-order-undetermined " + path);
    // sorted since v1.10 (istio.md 0.5)
    assertThat(texts(mesh.controller(ControllerVersion.MAIN).findings())).isEmpty();
  }

  private static ExperimentTemplate template(String name, int weight) {
    return new ExperimentTemplate(
        name, "canary", OptionalInt.empty(), OptionalInt.of(weight), Optional.of(name));
  }

  @Test
  void additionalSubsetsCanPushTheSumAboveHundred() {
    Mesh mesh =
        Mesh.ofSubsets(
                service(
                    "  http: [{name: a, route: [{destination: {host: shop, subset: stable}, weight:"
                        + " 80}, {destination: {host: shop, subset: canary}}, {destination: {host:"
                        + " shop, subset: old}, weight: 20}]}]"),
                IstioVirtualServiceRef.of("shop", "a"),
                List.of("old"))
            .steps(new CanaryStep.SetWeight(80), new CanaryStep.SetWeight(81));

    assertThat(texts(mesh.findings()))
        .containsExactly(
            "destination-rule-unknown " + ISTIO + ".destinationRule.name",
            "additional-subsets-above-hundred spec.strategy.canary.steps[1]");
  }

  static Stream<Arguments> mirrors() {
    Optional<StringMatch> all = Optional.of(StringMatch.ofRegex(".*"));
    Optional<StringMatch> slash = Optional.of(StringMatch.ofPrefix("/"));
    Optional<StringMatch> none = Optional.empty();
    Optional<StringMatch> two =
        Optional.of(new StringMatch(Optional.of("GET"), Optional.empty(), Optional.of(".*")));
    Map<String, StringMatch> header = Map.of("x", StringMatch.ofExact("a"));
    return Stream.of(
        Arguments.of("prefix", new MirrorMatch(none, slash, Map.of()), true),
        Arguments.of("nothing", new MirrorMatch(none, none, Map.of()), true),
        Arguments.of("regex", new MirrorMatch(all, all, Map.of()), true),
        Arguments.of("a header", new MirrorMatch(none, slash, header), false),
        Arguments.of("two kinds", new MirrorMatch(two, slash, Map.of()), false),
        Arguments.of("a slash is no method", new MirrorMatch(slash, slash, Map.of()), false),
        Arguments.of(
            "a path",
            new MirrorMatch(none, Optional.of(StringMatch.ofRegex("/a.*")), Map.of()),
            false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mirrors")
  void aCatchAllMirrorRouteShadowsEverything(String reason, MirrorMatch match, boolean shadows) {
    Mesh mesh =
        Mesh.ofHosts(
                service("  http: [{name: a, route: GOOD}]"),
                IstioVirtualServiceRef.of("shop", "a"),
                "m")
            .steps(
                new CanaryStep.SetWeight(5),
                new CanaryStep.SetMirrorRoute("m", List.of(match), OptionalInt.empty()));

    assertThat(
            texts(mesh.findings())
                .contains(
                    "managed-route-matches-all spec.strategy.canary.steps[1].setMirrorRoute.match"))
        .isEqualTo(shadows);
  }

  @Test
  void aRouteAndAWeightInOneStepConflict() {
    CanaryStep.SetMirrorRoute mirror =
        new CanaryStep.SetMirrorRoute(
            "m",
            List.of(new MirrorMatch(Optional.empty(), Optional.empty(), Map.of())),
            OptionalInt.empty());
    Mesh mesh =
        Mesh.ofHosts(
            service("  http: [{name: a, route: GOOD}]"),
            IstioVirtualServiceRef.of("shop", "a"),
            "m");
    String conflict = "route-writes-conflict spec.strategy.canary.steps[0].setMirrorRoute";

    assertThat(
            texts(
                mesh.steps(new CanaryStep.Combined(List.of(new CanaryStep.SetWeight(5), mirror)))
                    .findings()))
        .contains(conflict);
    assertThat(texts(mesh.steps(mirror, new CanaryStep.SetWeight(5)).findings()))
        .doesNotContain(conflict);
  }

  @Test
  void evenTheRemovalOfARouteNeedsHttp() {
    Mesh mesh =
        Mesh.ofHosts(service("  tcp: [{route: GOOD}]"), IstioVirtualServiceRef.of("shop"), "geo")
            .steps(new CanaryStep.SetHeaderRoute("geo", List.of()));

    assertThat(texts(mesh.findings()))
        .containsExactly("managed-route-without-http spec.strategy.canary.steps[0].setHeaderRoute");
  }
}
