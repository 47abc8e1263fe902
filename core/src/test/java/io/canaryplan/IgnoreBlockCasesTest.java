// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.gitops.BlockLaws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With the generated block no state of a golden case or an example is a difference, to no more. */
class IgnoreBlockCasesTest {
  static Stream<GoldenCase> cases() {
    return GoldenCase.all().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void theBlockOfACaseIsEnoughAndNoMore(GoldenCase golden) throws IOException {
    golden.plan().workloads().forEach(workload -> workload.gitOps().ifPresent(BlockLaws::check));
  }

  @Test
  void theBlocksOfTheExamplesAreEnoughAndNoMore() throws IOException {
    List<Path> examples;
    try (Stream<Path> files = Files.list(Path.of("..", "examples", "manifests"))) {
      examples = files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
    assertThat(examples).isNotEmpty();
    for (Path example : examples) {
      CanaryPlanner.plan(
              Manifests.read(example.getFileName().toString(), Files.readString(example)),
              PlannerOptions.DEFAULT)
          .workloads()
          .forEach(workload -> workload.gitOps().ifPresent(BlockLaws::check));
    }
  }
}
