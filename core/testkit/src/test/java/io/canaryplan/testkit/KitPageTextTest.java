// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.canaryplan.plan.CanaryPlan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds core/docs/testkit.md to what is run. */
class KitPageTextTest {
  private static final String PAGE = "../docs/testkit.md";

  private static final String SOURCES = "src/test/java/io/canaryplan/testkit/";

  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  private static final Pattern SNIPPET =
      Pattern.compile("// PAGE \\w+: begin\\n(.*?) *// PAGE \\w+: end", Pattern.DOTALL);

  /**
   * A reader's test stands in a package of its own, and has what the page says and nothing more.
   */
  @Test
  void javaOfThePageCompilesInAnotherPackage(@TempDir Path folder) throws IOException {
    List<String> java = blocks("java");
    List<String> imports = java.stream().filter(KitPageTextTest::isImports).toList();
    List<String> bodies = java.stream().filter(block -> !isImports(block)).toList();
    int last = bodies.size() - 1;

    assertThat(imports).hasSize(2);
    assertThat(compiled(folder, "ShopTest", imports.get(0), bodies.subList(0, last))).isEmpty();
    assertThat(compiled(folder, "ShopProperties", imports.get(1), bodies.subList(last, last + 1)))
        .isEmpty();
  }

  private static boolean isImports(String block) {
    return block.startsWith("import ");
  }

  // what the compiler says of the class
  private static String compiled(Path folder, String name, String imports, List<String> bodies)
      throws IOException {
    String body = String.join("\n", bodies);
    Path source = folder.resolve(name + ".java");
    Files.writeString(
        source, "package com.example;\n\n%s\nclass %s {\n%s}\n".formatted(imports, name, body));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                out,
                out,
                "-proc:none",
                "-d",
                folder.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                source.toString());
    return status == 0 ? "" : out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void javaOfThePageIsWhatIsRun() throws IOException {
    List<String> java = blocks("java").stream().filter(block -> !isImports(block)).toList();

    assertThat(java)
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
        catchThrowable(
            () ->
                CanaryPlanAssertions.assertThat(plan).step(3).keepsAvailable(8).sendsToCanary(20));

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
