// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** One row of a {@link VectorFile}; a cell {@code -} is an absent field. */
record VectorRow(List<String> cells) {
  String text(int column) {
    return cells.get(column);
  }

  boolean isAbsent(int column) {
    return text(column).equals("-");
  }

  int number(int column) {
    return Integer.parseInt(text(column));
  }

  OptionalInt optionalNumber(int column) {
    return isAbsent(column) ? OptionalInt.empty() : OptionalInt.of(number(column));
  }

  boolean flag(int column) {
    return text(column).equals("1") || text(column).equals("true");
  }

  List<Integer> numbers(int column) {
    return isAbsent(column)
        ? List.of()
        : Stream.of(text(column).split(",")).map(String::strip).map(Integer::valueOf).toList();
  }

  /** Returns a message unless the cells from {@code column} on equal the values computed. */
  Optional<String> expect(int column, Object... computed) {
    List<String> values = Stream.of(computed).map(Object::toString).toList();
    List<String> expected = cells.subList(column, column + values.size());
    return values.equals(expected)
        ? Optional.empty()
        : Optional.of("expected " + expected + " but computed " + values);
  }
}
