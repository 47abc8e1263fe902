// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every example and compares what it prints with a checked-in file. */
class ExamplesTest {
  private static final Path EXPECTED = Path.of("src/test/resources/expected");

  private interface Example {
    void run() throws IOException;
  }

  private record Run(String name, Example example) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Run> examples() {
    return List.of(
        new Run("PlanFromText", () -> PlanFromText.main("manifests/rollout-example.yaml")),
        new Run("RolloutInJava", () -> RolloutInJava.main()),
        new Run(
            "CheckInUnitTest",
            () -> CheckInUnitTest.main("manifests/basic.yaml", "manifests/rollout-example.yaml")),
        new Run(
            "EditVirtualService", () -> EditVirtualService.main("manifests/virtual-service.yaml")),
        new Run(
            "DiffBetweenStates", () -> DiffBetweenStates.main("manifests/rollout-example.yaml")),
        new Run(
            "AbortFromEachState",
            () -> AbortFromEachState.main("manifests/search-dynamic-scale.yaml")),
        planOf("basic"),
        planOf("catalog-many-hosts"),
        planOf("checkout-host-mode"),
        planOf("search-dynamic-scale"),
        new Run(
            "checkout-diff",
            () -> command("documents", "--diff", "manifests/checkout-host-mode.yaml")));
  }

  private static Run planOf(String manifest) {
    return new Run(
        manifest + "-plan",
        () -> command("plan", "--passes", "--aborts", "manifests/" + manifest + ".yaml"));
  }

  private static void command(String... args) {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    new CommandLine(new ByteArrayInputStream(new byte[0]), System.out, nowhere).run(args);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void printsWhatIsExpected(Run run) throws IOException {
    String printed = printed(run.example());
    Path file = EXPECTED.resolve(run.name() + ".txt");
    if ("rewrite".equals(System.getProperty("canaryplan.golden"))) {
      Files.createDirectories(EXPECTED);
      Files.write(file, printed.getBytes(StandardCharsets.UTF_8));
    }

    assertThat(printed).isEqualTo(Files.readString(file));
  }

  @Test
  void everyManifestIsUsed() throws IOException {
    try (Stream<Path> manifests = Files.list(Path.of("manifests"))) {
      assertThat(manifests).hasSize(6);
    }
  }

  private static String printed(Example example) throws IOException {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream capture = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(capture);
      example.run();
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
