// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.routing.LineCounts;
import io.canaryplan.routing.StateDocument;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plans every folder of {@code src/test/resources/cases} and compares all output. With {@code
 * -Dcanaryplan.golden=rewrite} the expectations are rewritten instead; then read the difference.
 */
class GoldenCasesTest {
  static List<GoldenCase> cases() {
    return GoldenCase.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void givesWhatIsExpected(GoldenCase golden) throws IOException {
    if ("rewrite".equals(System.getProperty("canaryplan.golden"))) {
      golden.rewrite();
    }
    Map<String, String> expected = golden.expected();
    Map<String, String> actual = golden.actual();

    assertThat(actual.keySet()).as("files of " + golden).isEqualTo(expected.keySet());
    for (Map.Entry<String, String> file : expected.entrySet()) {
      assertThat(actual.get(file.getKey()))
          .as(golden + "/" + file.getKey())
          .isEqualTo(file.getValue());
    }
  }

  /** What canaryplan writes it can read, and writes the same again. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void documentsReadBackAndWriteTheSame(GoldenCase golden) throws IOException {
    for (PlannedWorkload workload : golden.plan().workloads()) {
      workload.update().value().stream()
          .flatMap(plan -> plan.states().stream())
          .flatMap(state -> workload.documents(state).stream())
          .forEach(GoldenCasesTest::assertReadsBack);
    }
  }

  /** The documents differ from those given in the lines that the controller would change. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void changesNoMoreLinesThanNeeded(GoldenCase golden) throws IOException {
    for (PlannedRollout rollout : golden.plan().rollouts()) {
      rollout.update().value().stream()
          .flatMap(value -> value.states().stream())
          .flatMap(state -> rollout.documents(state).stream())
          .forEach(LineCounts::assertNoMoreThanNeeded);
      rollout.plan().value().stream()
          .flatMap(value -> value.aborts().stream())
          .flatMap(abort -> rollout.documents(abort).stream())
          .forEach(LineCounts::assertNoMoreThanNeeded);
    }
  }

  private static void assertReadsBack(StateDocument document) {
    List<YamlDocument> read = YamlReader.read("golden.yaml", document.text()).value().orElseThrow();

    assertThat(read).hasSize(1);
    assertThat(read.get(0).text()).isEqualTo(document.text());
    assertThat(read.get(0).root()).isEqualTo(document.document().root());
  }

  @Test
  void everyCaseSaysWhy() {
    assertThat(cases()).hasSizeGreaterThanOrEqualTo(25);
    assertThat(cases())
        .allSatisfy(one -> assertThat(one.folder().resolve("why.txt")).isRegularFile());
  }
}
