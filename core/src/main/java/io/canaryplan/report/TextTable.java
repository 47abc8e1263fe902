// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import io.canaryplan.finding.Quotation;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** A table in Markdown whose columns line up in plain text too. */
final class TextTable {
  private final Grid grid;
  private final int[] widths;

  private TextTable(Grid grid) {
    this.grid = grid;
    widths = IntStream.range(0, grid.columns().size()).map(this::width).toArray();
  }

  /** Prints a table; every line ends with a line feed. */
  static void print(Grid grid, Appendable out) throws IOException {
    new TextTable(grid).print(out);
  }

  private int width(int column) {
    int title = width(escape(grid.columns().get(column).title()));
    return grid.rows().stream()
        .mapToInt(row -> width(escape(row.get(column))))
        .reduce(title, Math::max);
  }

  private void print(Appendable out) throws IOException {
    row(grid.columns().stream().map(Grid.Column::title).toList(), out);
    for (int width : widths) {
      out.append('|').append("-".repeat(width + 2));
    }
    out.append("|\n");
    for (List<String> row : grid.rows()) {
      row(row, out);
    }
  }

  private void row(List<String> cells, Appendable out) throws IOException {
    for (int i = 0; i < widths.length; i++) {
      String cell = escape(cells.get(i));
      String padding = " ".repeat(widths[i] - width(cell));
      out.append("| ");
      out.append(grid.columns().get(i).right() ? padding + cell : cell + padding).append(' ');
    }
    out.append("|\n");
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  // a name must not end its cell or its line
  private static String escape(String cell) {
    return Quotation.line(cell).replace("|", "\\|");
  }
}
