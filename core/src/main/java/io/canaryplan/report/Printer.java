// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Something that prints itself, piece by piece. */
@FunctionalInterface
interface Printer {
  void print(Appendable out) throws IOException;

  /** Returns everything that it prints. */
  static String text(Printer printer) {
    StringBuilder text = new StringBuilder();
    try {
      printer.print(text);
    } catch (IOException e) {
      throw new UncheckedIOException("a StringBuilder takes every text", e);
    }
    return text.toString();
  }
}
