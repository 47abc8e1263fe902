// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds out whether somebody looks at what is printed. */
final class Terminal {
  private Terminal() {}

  /** Returns whether the file descriptor, 1 or 2, is a terminal; no where it cannot be told. */
  static boolean isAt(int descriptor) {
    Path link = Path.of("/proc/self/fd/" + descriptor);
    if (!Files.isSymbolicLink(link)) {
      return false; // another system, where --color always says it
    }
    try {
      String target = Files.readSymbolicLink(link).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException e) {
      return false; // closed: nobody looks
    }
  }
}
