// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import com.google.common.collect.ImmutableSet;
import io.canaryplan.gitops.BlockLaws;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.routing.StateDocument;
import io.canaryplan.routing.istio.ArbitraryScenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * What Argo CD has to ignore of VirtualServices in all layouts, of DestinationRules and of
 * Services, on all ways (gitops.md 7).
 */
class IgnoreBlockProperties {
  @Provide
  Arbitrary<Scenario> scenarios() {
    return ArbitraryScenario.scenarios();
  }

  @Property(tries = 300, seed = "1")
  void theBlockIsEnoughAndNoMore(
      @ForAll("scenarios") Scenario scenario,
      @ForAll boolean canaryLabels,
      @ForAll boolean stableLabels,
      @ForAll boolean third) {
    Mesh mesh =
        Mesh.of(
                scenario.text()
                    + "\n---\n"
                    + rule(canaryLabels, stableLabels, third)
                    + service("canary", canaryLabels)
                    + service("stable", stableLabels),
                scenario.mesh().strategy())
            .controller(ControllerVersion.MAIN);
    List<RoutingState> path = scenario.path();
    List<List<StateDocument>> states = new ArrayList<>();
    for (int i = 1; i <= path.size(); i++) {
      states.add(mesh.documents(path.subList(0, i).toArray(new RoutingState[0])));
    }

    BlockLaws.check(states, ImmutableSet.of("geo", "shadow"));
  }

  private static String rule(boolean canaryLabels, boolean stableLabels, boolean third) {
    return "apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: shop}\n"
        + "spec:\n  host: shop\n  subsets:\n"
        + (third ? "  - {name: extra, labels: {app: extra}}\n" : "")
        + "  - {name: canary"
        + (canaryLabels ? ", labels: {app: shop}" : "")
        + "}\n  - {name: stable"
        + (stableLabels ? ", labels: {app: shop}" : "")
        + "}\n";
  }

  private static String service(String role, boolean named) {
    return "---\napiVersion: v1\nkind: Service\nmetadata: {name: shop-%s}\n".formatted(role)
        + "spec:\n  selector: {app: shop}\n  ports: [{port: 80%s}]\n"
            .formatted(named ? ", name: http" : "");
  }
}
