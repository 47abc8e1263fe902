// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.plan.RoutingState;
import io.canaryplan.rollout.IstioVirtualServiceRef;
import io.canaryplan.routing.DocumentRouter;
import io.canaryplan.routing.StateDocument;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Memory grows with the edits: all states share the nodes of the input that none of them edits. */
class SharedNodesTest {
  /** A rule that carries weights, and others beside it that never change. */
  private static Mesh mesh(int others) {
    StringBuilder text = new StringBuilder();
    text.append("apiVersion: networking.istio.io/v1\nkind: VirtualService\n");
    text.append("metadata: {name: shop}\nspec:\n  http:\n");
    for (int i = 0; i < others; i++) {
      text.append("  - {name: other-").append(i).append(", retries: {attempts: 3}}\n");
    }
    text.append("  - name: primary\n    route:\n");
    text.append("    - {destination: {host: shop-stable}, weight: 100}\n");
    text.append("    - {destination: {host: shop-canary}, weight: 0}\n");
    return Mesh.ofHosts(text.toString(), IstioVirtualServiceRef.of("shop", "primary"));
  }

  private static Set<YamlNode> nodes() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  private static void collect(YamlNode node, Set<YamlNode> into) {
    into.add(node);
    if (node instanceof YamlMapping mapping) {
      mapping.entries().forEach(entry -> collect(entry.value(), into));
    } else if (node instanceof YamlSequence list) {
      list.items().forEach(item -> collect(item, into));
    }
  }

  /** Returns how many nodes the documents of all states have besides those of the input. */
  private static int added(Mesh mesh, int states) {
    DocumentRouter documents = mesh.router();
    List<RoutingState> path = new ArrayList<>(List.of(Mesh.steady()));
    Set<YamlNode> given = nodes();
    Set<YamlNode> all = nodes();
    for (int i = 0; i < states; i++) {
      path.add(Mesh.at(5 * (i + 1)));
      StateDocument document = Mesh.at(documents, path).get(0);
      collect(document.source().root(), given);
      collect(document.document().root(), all);
    }
    all.removeAll(given);
    return all.size();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 500})
  void aStateOwnsOnlyTheWayToItsWeights(int others) {
    // root, spec, http, the rule, its route, two entries and their two weights
    assertThat(added(mesh(others), 20)).isEqualTo(20 * 9);
  }

  @Test
  void anUnchangedDocumentIsTheInputItself() {
    StateDocument document = mesh(5).documents(Mesh.steady()).get(0);

    assertThat(document.document().root()).isSameAs(document.source().root());
  }
}
