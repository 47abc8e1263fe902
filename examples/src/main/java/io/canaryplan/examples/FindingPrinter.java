// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Position;
import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.Range;
import io.canaryplan.finding.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Prints findings: one line each as tools read it, the hint below it, and between them for people
 * the line of the manifest with a mark under what is meant.
 */
final class FindingPrinter {
  private static final Pattern LINE_BREAK = Pattern.compile("\\R");
  // What is shown of a long line, and how much of that before what is meant.
  private static final int WIDTH = 120;
  private static final int BEFORE = 60;
  private static final String RESET = "\u001b[0m";
  private static final String BOLD = "\u001b[1m";

  private final Output out;
  private final Function<String, Optional<byte[]>> sources;
  private final boolean lines;
  // Findings are ordered by file: the lines of one are enough.
  private String file = "";
  private String[] split = {};

  /**
   * Makes a printer.
   *
   * @param sources the bytes of the files that positions are in, by name
   * @param lines whether lines of the manifest are shown, in colors
   */
  FindingPrinter(Output out, Function<String, Optional<byte[]>> sources, boolean lines) {
    this.out = out;
    this.sources = sources;
    this.lines = lines;
  }

  void print(List<Finding> findings) throws IOException {
    for (Finding finding : findings) {
      out.append(lines ? color(finding.severity()) + finding + RESET : finding.toString());
      out.append('\n');
      if (lines && finding.range().isPresent()) {
        printLine(finding.range().get());
      }
      if (finding.hint().isPresent()) {
        out.append("  = hint: " + Quotation.line(finding.hint().get()) + "\n");
      }
    }
  }

  private void printLine(Range range) throws IOException {
    Position start = range.start();
    Optional<String> found = line(start);
    if (found.isEmpty() || found.get().isBlank()) {
      return;
    }
    int[] line = found.get().codePoints().toArray();
    int column = Math.min(start.column() - 1, line.length);
    boolean onOneLine = range.end().line() == start.line();
    int end =
        Math.max(
            onOneLine ? Math.min(range.end().column() - 1, line.length) : line.length, column + 1);
    int from =
        line.length <= WIDTH ? 0 : Math.max(0, Math.min(column - BEFORE, line.length - WIDTH));
    int to = Math.min(line.length, from + WIDTH);
    String number = String.valueOf(start.line());
    String margin = " ".repeat(number.length());
    String shown = new String(line, from, to - from).replace('\t', ' ');
    out.append(" " + number + " | " + Quotation.line(shown) + "\n");
    out.append(" " + margin + " | " + " ".repeat(columns(line, from, column)));
    out.append(
        BOLD + "^".repeat(Math.max(1, columns(line, column, Math.min(end, to)))) + RESET + "\n");
  }

  private Optional<String> line(Position position) {
    if (!position.file().equals(file)) {
      file = position.file();
      byte[] source = sources.apply(file).orElse(new byte[0]);
      split = LINE_BREAK.split(new String(source, StandardCharsets.UTF_8), -1);
    }
    boolean inside = position.line() <= split.length;
    return inside
        ? Optional.of(split[position.line() - 1].replace("\uFEFF", ""))
        : Optional.empty();
  }

  /** Returns how many columns of a terminal the characters take as they are printed. */
  private static int columns(int[] line, int from, int to) {
    int columns = 0;
    for (int i = from; i < to && i < line.length; i++) {
      String printed = Quotation.line(Character.toString(line[i]));
      columns +=
          printed.codePointCount(0, printed.length()) == 1 && isWide(line[i])
              ? 2
              : printed.length();
    }
    return columns;
  }

  private static boolean isWide(int c) {
    return (c >= 0x1100 && c <= 0x115F)
        || (c >= 0x2E80 && c <= 0xA4CF)
        || (c >= 0xAC00 && c <= 0xD7A3)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0xFE30 && c <= 0xFE6F)
        || (c >= 0xFF00 && c <= 0xFF60)
        || (c >= 0x1F300 && c <= 0x1FAFF)
        || (c >= 0x20000 && c <= 0x3FFFD);
  }

  private static String color(Severity severity) {
    return switch (severity) {
      case ERROR -> "\u001b[31m";
      case WARNING -> "\u001b[33m";
      case NOTE -> "\u001b[36m";
    };
  }
}
