// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Titles and rows of a table, whatever it is printed as. */
final class Grid {
  /**
   * One column.
   *
   * @param title what stands above it
   * @param right whether its texts stand to the right, as numbers do
   */
  record Column(String title, boolean right) {
    static Column left(String title) {
      return new Column(title, false);
    }

    static Column right(String title) {
      return new Column(title, true);
    }
  }

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  Grid(Column... columns) {
    this(ImmutableList.copyOf(columns));
  }

  Grid(List<Column> columns) {
    this.columns = ImmutableList.copyOf(columns);
  }

  /**
   * Adds a row; columns without a cell of their own stay empty.
   *
   * @throws IllegalArgumentException if there are more cells than columns
   */
  Grid row(String... cells) {
    if (cells.length > columns.size()) {
      throw new IllegalArgumentException("a row has at most " + columns.size() + " cells");
    }
    List<String> row = new ArrayList<>(Arrays.asList(cells));
    row.addAll(Collections.nCopies(columns.size() - cells.length, ""));
    rows.add(ImmutableList.copyOf(row));
    return this;
  }

  List<Column> columns() {
    return columns;
  }

  List<List<String>> rows() {
    return Collections.unmodifiableList(rows);
  }
}
