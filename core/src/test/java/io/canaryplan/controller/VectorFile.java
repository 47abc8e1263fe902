// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A table of inputs and expected outputs that the controller's own functions printed: the copy
 * among the test resources, and files of the same name (plain or {@code .gz}) in the folder that
 * the system property {@code canaryplan.vectors} names.
 */
final class VectorFile {
  static final List<String> NAMES =
      List.of(
          "abort-weight.tsv",
          "fenceposts.tsv",
          "next-ceiling.tsv",
          "next-closest.tsv",
          "rolling/fenceposts.tsv",
          "rolling/recreate.tsv",
          "rolling/rolling.tsv",
          "rolling/rollover.tsv",
          "rolling/scaling.tsv",
          "routed-counts.tsv",
          "target-ceiling.tsv",
          "target-closest.tsv");

  private static final int SHOWN = 20;

  private final String name;
  private final List<String> columns;
  private final List<String> mismatches = new ArrayList<>();
  private long rows;
  private long wrong;

  private VectorFile(String name) {
    this.name = name;
    this.columns = bundledColumns(name);
  }

  /**
   * Compares every row: {@code check} gets it and returns what is wrong, if anything.
   *
   * @throws AssertionError with the first mismatches as file:line
   */
  static void check(String name, Function<VectorRow, Optional<String>> check) {
    VectorFile file = new VectorFile(name);
    try (InputStream bundled = resource(name)) {
      file.read(name, bundled, check);
      for (Path extra : extras(name)) {
        try (InputStream in = open(extra)) {
          file.read(extra.toString(), in, check);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    file.report();
  }

  /**
   * Returns the further folder, if the system property names one; a relative name may be meant from
   * the module or from the whole project.
   */
  static Optional<Path> folder() {
    return Optional.ofNullable(System.getProperty("canaryplan.vectors"))
        .map(String::strip)
        .filter(dir -> !dir.isEmpty())
        .map(Path::of)
        .map(dir -> Files.isDirectory(dir) ? dir : Path.of("..").resolve(dir));
  }

  /**
   * Returns the files of that name in the further folder, and those that add to it before the dot:
   * {@code rolling-more.tsv.gz} is read with {@code rolling.tsv}.
   */
  static List<Path> extras(String name) {
    Path wanted = Path.of(name);
    String file = wanted.getFileName().toString();
    String stem = file.substring(0, file.lastIndexOf('.'));
    String names = Pattern.quote(stem) + "(-\\w+)?" + Pattern.quote(file.substring(stem.length()));
    Pattern pattern = Pattern.compile(names + "(\\.gz)?");
    return folder().stream()
        .map(dir -> dir.resolve(wanted).getParent())
        .flatMap(VectorFile::files)
        .filter(path -> pattern.matcher(path.getFileName().toString()).matches())
        .sorted()
        .toList();
  }

  private static Stream<Path> files(Path dir) {
    if (!Files.isDirectory(dir)) {
      return Stream.of();
    }
    try (Stream<Path> files = Files.list(dir)) {
      return files.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(String where, InputStream in, Function<VectorRow, Optional<String>> check)
      throws IOException {
    BufferedReader reader = new BufferedReader(new InputStreamReader(in, UTF_8));
    List<Integer> order = List.of();
    int number = 0;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      number++;
      String text = line.replace("\uFEFF", "").strip();
      if (text.startsWith("#")) {
        order = orderOf(header(text)).orElse(order);
      } else if (!text.isEmpty()) {
        compare(where + ":" + number, inOrder(split(text), order), check);
      }
    }
  }

  private void compare(
      String where, List<String> cells, Function<VectorRow, Optional<String>> check) {
    rows++;
    Optional<String> problem;
    if (cells.size() < columns.size()) {
      problem = Optional.of("has " + cells.size() + " of " + columns.size() + " columns");
    } else {
      problem = checked(new VectorRow(cells), check);
    }
    if (problem.isPresent() && ++wrong <= SHOWN) {
      mismatches.add(where + ": " + problem.get() + " " + cells);
    }
  }

  private static Optional<String> checked(
      VectorRow row, Function<VectorRow, Optional<String>> check) {
    try {
      return check.apply(row);
    } catch (IllegalArgumentException e) {
      return Optional.of("cannot be computed: " + e.getMessage());
    }
  }

  private void report() {
    if (rows == 0) {
      throw new AssertionError(name + " has no rows");
    }
    if (wrong > 0) {
      throw new AssertionError(
          wrong + " of " + rows + " rows differ:\n" + String.join("\n", mismatches));
    }
  }

  // where this file has the columns of the bundled one, if its header names them all
  private Optional<List<Integer>> orderOf(List<String> header) {
    List<Integer> order = columns.stream().map(header::indexOf).toList();
    return order.contains(-1) ? Optional.empty() : Optional.of(order);
  }

  private static List<String> inOrder(List<String> cells, List<Integer> order) {
    boolean mapped = order.stream().allMatch(index -> index < cells.size()) && !order.isEmpty();
    return mapped ? order.stream().map(cells::get).toList() : cells;
  }

  private static List<String> split(String line) {
    String separator = line.contains("\t") ? "\t" : "\\s+";
    return Stream.of(line.split(separator)).map(String::strip).toList();
  }

  private static List<String> header(String line) {
    return split(line.substring(1).strip());
  }

  // the last comment line with tabs names the columns
  private static List<String> bundledColumns(String name) {
    try (InputStream in = resource(name);
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      List<String> comments = reader.lines().filter(line -> line.startsWith("#")).toList();
      return header(comments.get(comments.size() - 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream resource(String name) throws IOException {
    InputStream in = VectorFile.class.getResourceAsStream("/vectors/" + name);
    if (in == null) {
      throw new IOException("missing test resource vectors/" + name);
    }
    return in;
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = new FileInputStream(file.toFile());
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }
}
