// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.canaryplan.Manifests;
import io.canaryplan.PlannerOptions;
import io.canaryplan.report.ComparisonFormat;
import io.canaryplan.yaml.YamlLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The folders of {@code comparisons}: {@code in.yaml}, perhaps {@code steps.txt} with weights to
 * try, {@code why.txt} with the numbers worked out, and what is printed: {@code compare.txt}, in
 * some folders also {@code compare.json} and {@code compare.md}. With {@code
 * -Dcanaryplan.golden=rewrite} what is there is rewritten instead.
 */
class ComparisonCasesTest {
  private static final boolean REWRITE = "rewrite".equals(System.getProperty("canaryplan.golden"));

  static List<Path> folders() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("src/test/resources/comparisons"))) {
      return folders.sorted().toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("folders")
  void comparisonIsAsExpected(Path folder) throws IOException {
    Manifests manifests =
        Manifests.read(
            ImmutableMap.of("in.yaml", Files.readAllBytes(folder.resolve("in.yaml"))),
            YamlLimits.DEFAULT);
    Comparisons comparisons = Comparisons.of(manifests, PlannerOptions.DEFAULT, trial(folder));

    assertThat(folder.resolve("why.txt")).isNotEmptyFile();
    check(folder.resolve("compare.txt"), ComparisonFormat.TABLE.text(comparisons));
    for (ComparisonFormat format : List.of(ComparisonFormat.JSON, ComparisonFormat.MARKDOWN)) {
      String name = format == ComparisonFormat.JSON ? "compare.json" : "compare.md";
      if (Files.exists(folder.resolve(name))) {
        check(folder.resolve(name), format.text(comparisons));
      }
    }
  }

  @Test
  void everyFormatHasItsCase() throws IOException {
    for (String name : List.of("compare.json", "compare.md")) {
      assertThat(folders()).anyMatch(folder -> Files.exists(folder.resolve(name)));
    }
  }

  private static TrialSteps trial(Path folder) throws IOException {
    Path steps = folder.resolve("steps.txt");
    return Files.exists(steps)
        ? TrialSteps.parse(Files.readString(steps).strip()).orElseThrow()
        : TrialSteps.NONE;
  }

  private static void check(Path expected, String text) throws IOException {
    if (REWRITE) {
      Files.writeString(expected, text);
    }
    assertThat(text).isEqualTo(Files.readString(expected));
  }
}
