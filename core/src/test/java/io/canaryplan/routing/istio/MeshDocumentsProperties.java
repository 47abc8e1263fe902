// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.plan.RoutingState;
import io.canaryplan.routing.LineCounts;
import io.canaryplan.routing.StateDocument;
import io.canaryplan.routing.istio.ArbitraryScenario.Scenario;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlLimits;
import io.canaryplan.yaml.YamlReader;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws of the documents of a state, over VirtualServices in all layouts. */
class MeshDocumentsProperties {
  @Provide
  Arbitrary<Scenario> scenarios() {
    return ArbitraryScenario.scenarios();
  }

  private static YamlDocument read(String text) {
    return YamlReader.read("mesh.yaml", text, YamlLimits.DEFAULT).orElseThrow().get(0);
  }

  private static StateDocument last(Scenario scenario) {
    return scenario.mesh().documents(scenario.path().toArray(new RoutingState[0])).get(0);
  }

  @Property(tries = 300, seed = "1")
  void theTextMeansWhatTheControllerWouldWrite(@ForAll("scenarios") Scenario scenario) {
    Object expected = SlowController.plain(read(scenario.text()).root());
    MeshNames names = MeshNames.of(scenario.mesh().strategy(), false);
    String host = names.subsets().isPresent() ? "shop" : "shop-canary";
    new SlowController(names, scenario.reference(), host)
        .run(SlowController.map(expected), scenario.path());

    assertThat(SlowController.plain(read(last(scenario).text()).root())).isEqualTo(expected);
  }

  private static void assertSameButForZeros(YamlDocument a, YamlDocument b) {
    Object first = SlowController.plain(a.root());
    Object second = SlowController.plain(b.root());
    withoutZeroWeights(first);
    withoutZeroWeights(second);
    assertThat(first).isEqualTo(second);
  }

  /** A weight that is absent and 0 mean the same, and only the way tells them apart. */
  private static void withoutZeroWeights(Object node) {
    if (node instanceof List<?> list) {
      list.forEach(MeshDocumentsProperties::withoutZeroWeights);
    } else if (node instanceof Map<?, ?> map) {
      if ("0".equals(map.get("weight"))) {
        map.remove("weight");
      }
      map.values().forEach(MeshDocumentsProperties::withoutZeroWeights);
    }
  }

  @Property(tries = 200, seed = "1")
  void theTextReadsBackAsTheTree(@ForAll("scenarios") Scenario scenario) {
    StateDocument document = last(scenario);

    assertThat(read(document.text()).root()).isEqualTo(document.document().root());
    assertThat(read(document.document().canonicalText()).root())
        .isEqualTo(document.document().root());
  }

  @Property(tries = 200, seed = "1")
  void noMoreLinesChangeThanChangesNeed(@ForAll("scenarios") Scenario scenario) {
    LineCounts.assertNoMoreThanNeeded(last(scenario));
  }

  @Property(tries = 200, seed = "1")
  void nothingToChangeChangesNoByte(@ForAll("scenarios") Scenario scenario) {
    String settled = last(scenario).text();
    List<RoutingState> path = scenario.path();
    Mesh again = Mesh.of(settled, scenario.mesh().strategy());

    StateDocument document = again.documents(path.get(path.size() - 1)).get(0);

    if (path.get(path.size() - 1).managedRoutes().isEmpty()) {
      assertThat(document.text()).isEqualTo(settled);
    } else {
      assertSameButForZeros(document.source(), document.document());
    }
  }

  @Property(tries = 200, seed = "1")
  void theWayDoesNotMatterWhereRoutesAreListed(@ForAll("scenarios") Scenario scenario) {
    List<RoutingState> path = scenario.path();

    StateDocument alone = scenario.mesh().documents(path.get(path.size() - 1)).get(0);
    assertSameButForZeros(alone.document(), last(scenario).document());
  }
}
