// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.report.ReportFormat;
import io.canaryplan.routing.DocumentChanges;
import io.canaryplan.routing.StateDocument;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlLimits;
import io.canaryplan.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Whatever a manifest is broken into, there are findings and no exception, the answer is the same
 * twice, and documents differ from the input only where they say so. {@code -Dcanaryplan.fuzz=N}
 * tries N mutants instead of 3,000.
 */
class ManifestFuzzTest {
  private static final int MUTANTS = Integer.getInteger("canaryplan.fuzz", 3_000);
  private static final long SEED = 20_260_101;
  private static final int LARGEST = 20_000;

  private final ManifestMutations mutations = new ManifestMutations(SEED);
  private int plans;

  @Test
  void mutantsOfTheGoldenManifestsAreToldAndNeverThrown() throws IOException {
    List<Map<String, byte[]>> seeds = new ArrayList<>();
    for (GoldenCase golden : GoldenCase.all()) {
      Map<String, byte[]> inputs = golden.inputs();
      if (inputs.values().stream().allMatch(bytes -> bytes.length < LARGEST)) {
        seeds.add(inputs);
      }
    }

    for (int i = 0; i < MUTANTS; i++) {
      Map<String, byte[]> mutant = new LinkedHashMap<>(seeds.get(i % seeds.size()));
      String file = List.copyOf(mutant.keySet()).get(mutations.next(mutant.size()));
      mutant.put(file, mutations.of(mutant.get(file)));
      try {
        check(mutant);
      } catch (RuntimeException | AssertionError | StackOverflowError e) {
        String text = new String(mutant.get(file), StandardCharsets.UTF_8);
        throw new AssertionError("mutant " + i + ", " + file + ":\n" + text, e);
      }
    }

    assertThat(plans).as("mutants that are still planned").isGreaterThan(MUTANTS / 10);
  }

  private void check(Map<String, byte[]> mutant) {
    PlannedManifests planned = plan(mutant);
    assertThat(plan(mutant).equals(planned)).as("planning twice gives equal answers").isTrue();
    assertThat(ReportFormat.TABLE.text(planned)).isNotNull();
    for (PlannedRollout rollout : planned.rollouts()) {
      if (rollout.plan().value().isPresent()) {
        CanaryPlan plan = rollout.plan().value().get();
        plans++;
        for (PlannedState state :
            List.of(plan.states().get(0), plan.states().get(plan.states().size() - 1))) {
          rollout.documents(state).forEach(ManifestFuzzTest::check);
        }
      }
    }
  }

  private static PlannedManifests plan(Map<String, byte[]> mutant) {
    return CanaryPlanner.plan(Manifests.read(mutant, YamlLimits.DEFAULT), PlannerOptions.DEFAULT);
  }

  private static void check(StateDocument state) {
    String text = state.document().text();
    List<YamlDocument> read = YamlReader.read("f", text).value().orElse(List.of());
    assertThat(read).as("the text of a document is one document:\n%s", text).hasSize(1);
    assertThat(read.get(0).root().equals(state.document().root()))
        .as("the text says what the document says:\n%s", text)
        .isTrue();
    if (DocumentChanges.sinceSource(List.of(state)).stream()
        .allMatch(document -> document.changes().isEmpty())) {
      assertThat(text).as("nothing changes").isEqualTo(state.source().text());
    }
  }
}
