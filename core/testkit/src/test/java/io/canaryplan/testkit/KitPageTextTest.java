// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.canaryplan.plan.CanaryPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds core/docs/testkit.md to what is run. */
class KitPageTextTest {
  private static final String PAGE = "../docs/testkit.md";

  private static final String SOURCES = "src/test/java/io/canaryplan/testkit/";

  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  private static final Pattern SNIPPET =
      Pattern.compile("// PAGE \\w+: begin\\n(.*?) *// PAGE \\w+: end", Pattern.DOTALL);

  @Test
  void importsOfThePageAreThoseOfWhatIsRun() throws IOException {
    assertThat(blocks("java").get(0).lines().filter(line -> !line.isEmpty()))
        .allSatisfy(line -> assertThat(read(SOURCES + "KitPageTest.java")).contains(line));
  }

  @Test
  void javaOfThePageIsWhatIsRun() throws IOException {
    List<String> java = blocks("java");

    assertThat(java.subList(1, java.size()))
        .containsExactlyElementsOf(snippets("KitPageTest.java", "KitPageProperties.java"));
  }

  @Test
  void manifestOfThePageIsTheResource() throws IOException {
    assertThat(blocks("yaml"))
        .containsExactly(read("src/test/resources/io/canaryplan/testkit/shop.yaml"));
  }

  @Test
  void failureOfThePageIsWhatAFailurePrints(@PlanOf("shop.yaml") CanaryPlan plan)
      throws IOException {
    Throwable failure =
        catchThrowable(() -> CanaryPlanAssertions.assertThat(plan).step(1).hasReplicas(2, 8));

    if ("rewrite".equals(System.getProperty("canaryplan.golden"))) {
      String page = read(PAGE).replace(blocks("text").get(0), failure.getMessage() + "\n");
      Files.writeString(Path.of(PAGE), page);
    }
    assertThat(blocks("text")).containsExactly(failure.getMessage() + "\n");
  }

  private static List<String> blocks(String language) throws IOException {
    return BLOCK
        .matcher(read(PAGE))
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2))
        .toList();
  }

  private static List<String> snippets(String... files) throws IOException {
    StringBuilder sources = new StringBuilder();
    for (String file : files) {
      sources.append(read(SOURCES + file));
    }
    return SNIPPET
        .matcher(sources)
        .results()
        .map(found -> found.group(1).stripTrailing().stripIndent() + "\n")
        .toList();
  }

  private static String read(String file) throws IOException {
    return Files.readString(Path.of(file));
  }
}
