// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Reads the tables that stand beside the classes of this package. */
final class HashTable {
  private static final Splitter LINES = Splitter.on('\n');
  private static final Splitter CELLS = Splitter.on('\t');

  private HashTable() {}

  /**
   * Returns the rows of a table without comments and empty lines, each as its cells.
   *
   * @throws IllegalStateException if the jar lacks the table
   */
  static List<List<String>> rows(String name) {
    try (InputStream in = HashTable.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the table " + name + " is missing from the jar");
      }
      return LINES
          .splitToStream(new String(in.readAllBytes(), UTF_8))
          .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
          .map(CELLS::splitToList)
          .collect(ImmutableList.toImmutableList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
