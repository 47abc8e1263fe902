// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VectorFolderTest {
  @Test
  void aFurtherFolderHoldsAtLeastOneOfTheFiles() {
    Optional<Path> folder = VectorFile.folder();
    boolean found = VectorFile.NAMES.stream().anyMatch(name -> !VectorFile.extras(name).isEmpty());
    assertThat(found)
        .as("canaryplan.vectors=%s holds one of %s", folder, VectorFile.NAMES)
        .isEqualTo(folder.isPresent());
  }
}
