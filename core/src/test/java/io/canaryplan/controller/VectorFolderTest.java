// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A further folder of vectors that nothing reads would make every vector test pass in vain. */
class VectorFolderTest {
  /** The files of one object in each line that the tests of walks, hashes and Istio read. */
  private static final Pattern LINES =
      Pattern.compile("(walks|slow|actions|bluegreen|probes|hash|istio)\\b.*\\.jsonl(\\.gz)?");

  @Test
  void aFurtherFolderHoldsAtLeastOneOfTheFiles() throws IOException {
    Optional<Path> folder = VectorFile.folder();
    if (folder.isEmpty()) {
      return;
    }
    assertThat(folder.get()).isDirectory();
    boolean found = VectorFile.NAMES.stream().anyMatch(name -> !VectorFile.extras(name).isEmpty());
    try (Stream<Path> files = Files.walk(folder.get(), 2)) {
      found |= files.anyMatch(file -> LINES.matcher(file.getFileName().toString()).matches());
    }
    assertThat(found)
        .as("canaryplan.vectors=%s holds vectors that a test reads", folder.get())
        .isTrue();
  }
}
