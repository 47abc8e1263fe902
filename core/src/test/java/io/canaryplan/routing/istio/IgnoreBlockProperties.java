// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import com.google.common.collect.ImmutableSet;
import io.canaryplan.gitops.BlockLaws;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.routing.StateDocument;
import io.canaryplan.routing.istio.ArbitraryScenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What Argo CD has to ignore of VirtualServices in all layouts, on all ways (gitops.md 7). */
class IgnoreBlockProperties {
  @Provide
  Arbitrary<Scenario> scenarios() {
    return ArbitraryScenario.scenarios();
  }

  @Property(tries = 300, seed = "1")
  void theBlockIsEnoughAndNoMore(@ForAll("scenarios") Scenario scenario) {
    List<RoutingState> path = scenario.path();
    List<List<StateDocument>> states = new ArrayList<>();
    for (int i = 1; i <= path.size(); i++) {
      states.add(scenario.mesh().documents(path.subList(0, i).toArray(new RoutingState[0])));
    }

    BlockLaws.check(states, ImmutableSet.of("geo", "shadow"));
  }
}
