// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.canaryplan.Manifests;
import io.canaryplan.PlannerOptions;
import io.canaryplan.report.ReviewFormat;
import io.canaryplan.yaml.YamlLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The folders of {@code reviews}: {@code base.yaml}, {@code head.yaml}, {@code why.txt}, and what
 * the review of both says, {@code review.txt} and {@code review.md}; a few have {@code review.json}
 * too.
 */
class ReviewCasesTest {
  private static final boolean REWRITE = "rewrite".equals(System.getProperty("canaryplan.golden"));

  static List<Path> folders() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("src/test/resources/reviews"))) {
      return folders.sorted().toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("folders")
  void reviewIsAsExpected(Path folder) throws IOException {
    Review review =
        Review.of(read(folder, "base.yaml"), read(folder, "head.yaml"), PlannerOptions.DEFAULT);

    assertThat(folder.resolve("why.txt")).isNotEmptyFile();
    check(folder.resolve("review.txt"), ReviewFormat.TABLE.text(review));
    check(folder.resolve("review.md"), ReviewFormat.MARKDOWN.text(review));
    if (Files.exists(folder.resolve("review.json"))) {
      check(folder.resolve("review.json"), ReviewFormat.JSON.text(review));
    }
  }

  private static void check(Path expected, String text) throws IOException {
    if (REWRITE) {
      Files.writeString(expected, text);
    }
    assertThat(text).isEqualTo(Files.readString(expected));
  }

  private static Manifests read(Path folder, String name) throws IOException {
    return Manifests.read(
        ImmutableMap.of(name, Files.readAllBytes(folder.resolve(name))), YamlLimits.DEFAULT);
  }
}
