// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import io.canaryplan.finding.Quotation;
import java.util.ArrayList;
import java.util.List;

/** A table in Markdown whose columns line up in plain text too. */
final class TextTable {
  private final List<Boolean> right = new ArrayList<>();
  private final List<String> titles = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  TextTable() {
    rows.add(titles);
  }

  /** Adds a column whose texts stand to the left; all columns come before the first row. */
  TextTable left(String title) {
    return column(title, false);
  }

  /** Adds a column whose texts stand to the right. */
  TextTable right(String title) {
    return column(title, true);
  }

  private TextTable column(String title, boolean isRight) {
    titles.add(escape(title));
    right.add(isRight);
    return this;
  }

  /** Adds a row with one cell for each column. */
  TextTable row(String... cells) {
    if (cells.length != titles.size()) {
      throw new IllegalArgumentException("a row needs " + titles.size() + " cells");
    }
    List<String> row = new ArrayList<>();
    for (String cell : cells) {
      row.add(escape(cell));
    }
    rows.add(row);
    return this;
  }

  /** Returns the table; every line ends with a line feed. */
  @Override
  public String toString() {
    int[] widths = widths();
    StringBuilder text = new StringBuilder();
    appendRow(text, titles, widths);
    for (int width : widths) {
      text.append('|').append("-".repeat(width + 2));
    }
    text.append("|\n");
    for (List<String> row : rows.subList(1, rows.size())) {
      appendRow(text, row, widths);
    }
    return text.toString();
  }

  private int[] widths() {
    int[] widths = new int[titles.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    return widths;
  }

  private void appendRow(StringBuilder text, List<String> row, int[] widths) {
    for (int i = 0; i < widths.length; i++) {
      String cell = row.get(i);
      String padding = " ".repeat(widths[i] - width(cell));
      text.append("| ");
      text.append(right.get(i) ? padding + cell : cell + padding).append(' ');
    }
    text.append("|\n");
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  // a name must not end its cell or its line
  private static String escape(String cell) {
    return Quotation.line(cell).replace("|", "\\|");
  }
}
