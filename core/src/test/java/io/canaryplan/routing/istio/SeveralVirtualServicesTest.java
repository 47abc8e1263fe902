// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Finding;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.IstioVirtualServiceRef;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What several entries of virtualServices do to each other: istio.md 1.0, 1.11 and 3.5. */
class SeveralVirtualServicesTest {
  private static final String ENTRIES = "spec.strategy.canary.trafficRouting.istio.virtualServices";
  private static final String GOOD =
      "[{destination: {host: shop-stable}, weight: 100}, {destination: {host: shop-canary}}]";
  private static final String ONE_RULE = service("shop", "http: [{name: a, route: GOOD}]");

  private static String service(String name, String spec) {
    return "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: "
        + name
        + "}\nspec:\n  "
        + spec.replace("GOOD", GOOD)
        + "\n";
  }

  private static Mesh mesh(String documents, IstioVirtualServiceRef... references) {
    return Mesh.ofHosts(documents, references[0], "geo").virtualServices(references);
  }

  private static List<String> texts(List<Finding> findings) {
    return findings.stream().map(finding -> finding.rule() + " " + finding.path()).toList();
  }

  @Test
  void oneDocumentReferredToTwiceIsEditedOnce() {
    Mesh mesh =
        mesh(
                ONE_RULE,
                IstioVirtualServiceRef.of("shop", "a"),
                IstioVirtualServiceRef.of("shop.prod"))
            .namespace("prod");

    assertThat(texts(mesh.findings()))
        .containsExactly("virtual-service-repeated " + ENTRIES + "[1].name");
    assertThat(mesh.documents(Mesh.at(20))).hasSize(1);
  }

  @Test
  void twoReferencesOfOneNameInDifferentNamespacesAreCheckedAlike() {
    Mesh mesh =
        mesh(
            ONE_RULE.replace("{name: shop}", "{name: shop, namespace: eu}"),
            IstioVirtualServiceRef.of("shop.eu", "a"),
            IstioVirtualServiceRef.of("shop.us", "b"));

    assertThat(texts(mesh.findings()))
        .containsExactly(
            "virtual-service-unknown " + ENTRIES + "[1].name",
            "virtual-service-names-equal " + ENTRIES + "[1].name");
  }

  @Test
  void entriesOfOneNameThatChooseTheSameRoutesAreNoTrap() {
    Mesh mesh =
        mesh(
                ONE_RULE,
                IstioVirtualServiceRef.of("shop.eu", "a"),
                IstioVirtualServiceRef.of("shop.us", "a"))
            .namespace("eu");

    assertThat(texts(mesh.findings()))
        .containsExactly("virtual-service-unknown " + ENTRIES + "[1].name");
  }

  @Test
  void aUserRuleWithAManagedNameNeedsNoSelectorBesideIt() {
    // 1.11: the first VirtualService has no http, so that nothing is removed from the second
    Mesh mesh =
        mesh(
            service("first", "tcp: [{route: GOOD}]")
                + "---\n"
                + service("shop", "http: [{name: a, route: GOOD}, {name: geo, route: GOOD}]"),
            IstioVirtualServiceRef.of("first"),
            IstioVirtualServiceRef.of("shop"));

    assertThat(texts(mesh.findings()))
        .containsExactly("weights-never-written " + ENTRIES + "[1].routes");
    // no weight is written, so nothing is put in order (1.6.6)
    assertThat(mesh.documents(Mesh.steady(), Mesh.at(20)).get(1).isChanged()).isFalse();
  }

  @Test
  void aWeightOfAnotherProtocolPutsHttpRulesInOrderToo() {
    // 1.6.7: edits present, in whatever section, and the rules are ordered
    Mesh mesh =
        mesh(
            service("first", "tcp: [{route: GOOD}]")
                + "---\n"
                + service("shop", "http: [{name: a}, {name: geo}]\n  tcp: [{route: GOOD}]"),
            IstioVirtualServiceRef.of("first"),
            IstioVirtualServiceRef.of("shop"));

    assertThat(mesh.text("VirtualService", "shop", Mesh.steady(), Mesh.at(20)))
        .contains("http: [{name: geo}, {name: a}]");
  }

  @Test
  void aVirtualServiceWithoutHttpEndsTheRemovalForThoseAfterIt() {
    String tcp = service("tcp", "tcp: [{route: GOOD}]");
    Mesh mesh =
        mesh(
                tcp
                    + "---\n"
                    + service("shop", "http: [{name: a, route: GOOD}, {name: geo, route: GOOD}]"),
                IstioVirtualServiceRef.of("tcp"),
                IstioVirtualServiceRef.of("shop", "a"))
            .steps(new CanaryStep.SetWeight(5), Mesh.geo());

    assertThat(mesh.text("VirtualService", "tcp", Mesh.at(20)))
        .isEqualTo(
            tcp.replace("weight: 100", "weight: 80")
                .replace("{host: shop-canary}}", "{host: shop-canary}, weight: 20}"));
    assertThat(mesh.text("VirtualService", "shop", Mesh.at(20))).contains("name: geo");
    assertThat(texts(mesh.findings()))
        .contains("managed-route-without-http spec.strategy.canary.steps[1].setHeaderRoute");
  }
}
