// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * What the real controllers made of templates, a JSON object in each line: the copy among the test
 * resources, and files of the same form in the folder that the system property {@code
 * canaryplan.vectors} names, or in its folder {@code hash}.
 */
public final class HashVectors {
  private static final int SHOWN = 10;

  private HashVectors() {}

  /**
   * Compares every line: {@code check} gets its object and returns what is wrong, if anything.
   *
   * @param bundled name of the file among the test resources
   * @param further names of files in the further folder
   * @throws AssertionError with the first mismatches
   */
  public static void check(
      String bundled, Pattern further, Function<Map<String, Object>, Optional<String>> check) {
    List<String> wrong = new ArrayList<>();
    int count = 0;
    for (String line : lines(bundled, further)) {
      Map<String, Object> vector = VectorJson.object(line);
      count++;
      check.apply(vector).ifPresent(problem -> wrong.add(vector.get("id") + ": " + problem));
    }
    assertThat(count).isPositive();
    assertThat(wrong.subList(0, Math.min(SHOWN, wrong.size())))
        .as("%s of %s vectors", wrong.size(), count)
        .isEmpty();
  }

  private static List<String> lines(String bundled, Pattern further) {
    List<String> lines = new ArrayList<>();
    try (InputStream in = HashVectors.class.getResourceAsStream("/vectors/hash/" + bundled)) {
      add(in, true, lines);
      for (Path file : files(further)) {
        try (InputStream more = Files.newInputStream(file)) {
          add(more, file.toString().endsWith(".gz"), lines);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  private static void add(InputStream in, boolean packed, List<String> lines) throws IOException {
    InputStream plain = packed ? new GZIPInputStream(in) : in;
    try (BufferedReader reader = new BufferedReader(new InputStreamReader(plain, UTF_8))) {
      reader.lines().filter(line -> !line.isBlank()).forEach(lines::add);
    }
  }

  private static List<Path> files(Pattern name) throws IOException {
    String named = System.getProperty("canaryplan.vectors", "").strip();
    List<Path> found = new ArrayList<>();
    if (named.isEmpty()) {
      return found;
    }
    // A relative name may be meant from the module or from the whole project.
    Path folder = Files.isDirectory(Path.of(named)) ? Path.of(named) : Path.of("..").resolve(named);
    for (Path place : List.of(folder, folder.resolve("hash"))) {
      if (Files.isDirectory(place)) {
        try (Stream<Path> files = Files.list(place)) {
          files
              .filter(file -> name.matcher(file.getFileName().toString()).matches())
              .sorted()
              .forEach(found::add);
        }
      }
    }
    return found;
  }
}
