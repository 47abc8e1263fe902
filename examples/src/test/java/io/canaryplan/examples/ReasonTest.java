// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages of the system that say no more than a file's name get a reason. */
class ReasonTest {
  static Stream<Arguments> reasons() {
    return Stream.of(
        arguments(new NoSuchFileException("f"), "there is no such file"),
        arguments(new AccessDeniedException("f"), "permission denied"),
        arguments(new FileAlreadyExistsException("f"), "a file stands where a folder is needed"),
        arguments(new NotDirectoryException("f"), "a file stands where a folder is needed"),
        arguments(new DirectoryNotEmptyException("f"), "a folder stands where a file is needed"),
        arguments(new FileSystemLoopException("f"), "symbolic links lead in a circle"),
        arguments(new FileSystemException("f", null, "Is a directory"), "Is a directory"),
        arguments(new IOException("Stream Closed"), "Stream Closed"),
        arguments(new IOException(), "the system gives no reason"));
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void saysWhy(Exception exception, String reason) {
    assertThat(Reason.of(exception)).isEqualTo(reason);
  }
}
