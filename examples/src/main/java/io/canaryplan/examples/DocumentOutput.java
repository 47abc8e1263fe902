// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import io.canaryplan.PlannedManifests;
import io.canaryplan.report.DocumentDiff;
import io.canaryplan.report.DocumentFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Writes or compares the documents of every state. */
final class DocumentOutput {
  private final Arguments arguments;
  private final PrintStream out;

  DocumentOutput(Arguments arguments, PrintStream out) {
    this.arguments = arguments;
    this.out = out;
  }

  /**
   * Does what {@code --out} and {@code --diff} say, at least one of which must be given.
   *
   * @throws UsageException if neither is given, or a file cannot be written
   */
  void write(PlannedManifests planned) throws UsageException {
    Optional<String> folder = arguments.get(Option.OUT);
    Optional<String> diff = PlanningOptions.oneOf(arguments, Option.DIFF);
    if (folder.isEmpty() && diff.isEmpty()) {
      throw new UsageException("documents needs --out DIR or --diff");
    }
    if (folder.isPresent()) {
      write(folder.get(), DocumentFiles.of(planned.rollouts()));
    }
    if (diff.isPresent()) {
      DocumentDiff.Base base =
          diff.get().equals("input") ? DocumentDiff.Base.INPUT : DocumentDiff.Base.PREVIOUS;
      out.print(DocumentDiff.of(planned.rollouts(), base));
    }
  }

  private static void write(String folder, Map<String, String> files) throws UsageException {
    try {
      Path root = Path.of(folder);
      Files.createDirectories(root);
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path path = root.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException | InvalidPathException e) {
      throw new UsageException("\"" + folder + "\" cannot be written: " + e.getMessage());
    }
  }
}
