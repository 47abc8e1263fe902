// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Standard input as it was given to the process. */
final class StandardInput {
  /** What the number 0 stands for; absent on other systems, where {@code in} is taken as it is. */
  static final Path LINK = Path.of("/proc/self/fd/0");

  private StandardInput() {}

  /**
   * Returns {@code in}, or a stream that is closed where the process was started without one: then
   * the number belongs to a file that the Java runtime opened for itself.
   */
  static InputStream of(InputStream in, Path link) {
    if (!isOfRuntime(link)) {
      return in;
    }
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw new IOException("it is closed");
      }

      @Override
      public int read(byte[] bytes, int from, int length) throws IOException {
        return read();
      }
    };
  }

  private static boolean isOfRuntime(Path link) {
    if (!Files.isSymbolicLink(link)) {
      return false;
    }
    try {
      Path runtime = Path.of(System.getProperty("java.home")).toRealPath();
      return Files.readSymbolicLink(link).startsWith(runtime);
    } catch (IOException e) {
      return false; // reading will tell what is wrong
    }
  }
}
