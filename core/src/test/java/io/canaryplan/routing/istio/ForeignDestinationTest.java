// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Finding;
import io.canaryplan.rollout.IstioVirtualServiceRef;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is advised for a destination that the controller would remove (istio.md 1.5, 1.12). */
class ForeignDestinationTest {
  private static final String BOTH =
      "{destination: {host: shop-stable}}, {destination: {host: shop-canary}}";
  private static final String OLD = "{destination: {host: old}, weight: 1}";

  private static List<Finding> foreign(String spec) {
    return findings(spec, "foreign-destination-removed");
  }

  private static List<Finding> findings(String spec, String rule) {
    String service =
        """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: shop}
        spec:
        """;
    return Mesh.ofHosts(service + spec.indent(2), IstioVirtualServiceRef.of("shop"))
        .findings()
        .stream()
        .filter(finding -> finding.rule().id().equals(rule))
        .toList();
  }

  @Test
  void aTcpRuleBesideHttpMovesToAVirtualServiceOfItsOwn() {
    String spec =
        "http: [{name: a, route: [%s]}]\ntcp: [{route: [%s, %s]}]".formatted(BOTH, BOTH, OLD);

    assertThat(foreign(spec))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.path()).hasToString("spec.tcp[0].route[2]");
              assertThat(finding.hint())
                  .contains("move the rule of spec.tcp[0].route to a VirtualService of its own");
            });
  }

  @Test
  void aTcpRuleOfOthersBesideHttpMovesToo() {
    String spec = "http: [{name: a, route: [%s]}]\ntcp: [{route: [%s]}]".formatted(BOTH, OLD);

    assertThat(findings(spec, "canary-destination-missing"))
        .extracting(finding -> finding.hint().orElseThrow())
        .containsExactly(
            "move the rule of spec.tcp[0].route to a VirtualService of its own; or, if it is to"
                + " carry weights, add a destination of that Service to spec.tcp[0].route");
    assertThat(
            findings(
                "http: [{name: a, route: [{destination: {host: shop-stable}}]}]",
                "canary-destination-missing"))
        .extracting(finding -> finding.hint().orElseThrow())
        .containsExactly("add a destination of that Service to spec.http[0].route");
  }

  @Test
  void anHttpDestinationMovesToARuleOfItsOwn() {
    assertThat(foreign("http: [{name: a, route: [%s, %s]}]".formatted(BOTH, OLD)))
        .extracting(finding -> finding.hint().orElseThrow())
        .containsExactly("move it to a rule of its own that carries no canary weights");
  }

  /** Without a canary destination the controller refuses the rule and writes nothing. */
  @Test
  void whatIsNeverWrittenIsNotSaidToBeRemoved() {
    assertThat(
            foreign(
                "http: [{name: a, route: [{destination: {host: shop-stable}}, %s]}]"
                    .formatted(OLD)))
        .isEmpty();
  }
}
