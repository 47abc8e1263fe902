// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;

/** A table in Markdown whose columns line up in plain text too. */
final class TextTable {
  /** Where the text of a column stands. */
  enum Align {
    LEFT,
    RIGHT
  }

  private final List<Align> aligns = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  /** Adds a column; all columns come before the first row. */
  TextTable column(String title, Align align) {
    if (rows.isEmpty()) {
      rows.add(new ArrayList<>());
    }
    rows.get(0).add(escape(title));
    aligns.add(align);
    return this;
  }

  /** Adds a row with one cell for each column. */
  TextTable row(String... cells) {
    if (cells.length != aligns.size()) {
      throw new IllegalArgumentException("a row needs " + aligns.size() + " cells");
    }
    ImmutableList.Builder<String> row = ImmutableList.builder();
    for (String cell : cells) {
      row.add(escape(cell));
    }
    rows.add(row.build());
    return this;
  }

  /** Returns the table; every line ends with a line feed. */
  @Override
  public String toString() {
    int[] widths = widths();
    StringBuilder text = new StringBuilder();
    appendRow(text, rows.get(0), widths);
    for (int width : widths) {
      text.append('|').append("-".repeat(width + 2));
    }
    text.append("|\n");
    rows.subList(1, rows.size()).forEach(row -> appendRow(text, row, widths));
    return text.toString();
  }

  private int[] widths() {
    int[] widths = new int[aligns.size()];
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
      text.append(aligns.get(i) == Align.RIGHT ? padding + cell : cell + padding).append(' ');
    }
    text.append("|\n");
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  // a name must not end its cell or its line
  private static String escape(String cell) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (c == '|') {
        text.append("\\|");
      } else {
        text.append(Character.isISOControl(c) ? ' ' : c);
      }
    }
    return text.toString();
  }
}
