// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole updates, pass by pass, as the real controller did them (the files' fields: README beside
 * them), against the plans of their Rollouts.
 */
class WalkVectorsTest {
  private static final Path OWN = Path.of("src", "test", "resources", "vectors", "walks");

  static Stream<Path> walks() {
    return files("(walks|slow)-.*");
  }

  static Stream<Path> acts() {
    return files("actions-.*");
  }

  /** Those of the project, and of the folder that {@code canaryplan.vectors} names. */
  private static Stream<Path> files(String names) {
    Stream<Path> further =
        Optional.ofNullable(System.getProperty("canaryplan.vectors"))
            .map(String::strip)
            .filter(folder -> !folder.isEmpty())
            .map(Path::of)
            .map(folder -> Files.isDirectory(folder) ? folder : Path.of("..").resolve(folder))
            .stream()
            .flatMap(folder -> Stream.of(folder, folder.resolve("walks")))
            .filter(Files::isDirectory)
            .flatMap(folder -> filesIn(folder, names));
    return Stream.concat(filesIn(OWN, names), further);
  }

  private static Stream<Path> filesIn(Path folder, String names) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches(names + "\\.jsonl\\.gz"))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theProjectHasWalksOfItsOwn() {
    assertThat(walks()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(acts()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("walks")
  void thePlanWalksAsTheControllerDoes(Path file) {
    String name = file.getFileName().toString();
    List<String> wrong = new ArrayList<>();
    int number = 0;
    Set<String> seen = new HashSet<>();
    for (String line : lines(file)) {
      WalkTrace trace = WalkTrace.of(name + ":" + ++number, line, seen);
      for (String difference : WalkComparison.differences(trace)) {
        wrong.add(trace.where() + " " + trace.scenario() + ": " + difference);
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** What follows a full promotion, skipping, a rollback, another version and a retry. */
  @ParameterizedTest
  @MethodSource("acts")
  void whatFollowsAnActIsAsPlanned(Path file) {
    List<String> wrong = new ArrayList<>();
    for (String line : lines(file)) {
      ActionTrace trace = new ActionTrace(Json.parse(line));
      for (String difference : ActionComparison.differences(trace)) {
        wrong.add(trace.name() + ": " + difference);
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static List<String> lines(Path file) {
    try (InputStream in = Files.newInputStream(file);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(new GZIPInputStream(in), UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
