// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.escape.Escaper;
import com.google.common.escape.Escapers;
import io.canaryplan.comparison.Comparison;
import io.canaryplan.comparison.Comparisons;
import java.io.IOException;

/** Comparisons as Markdown. What the input says is escaped, so that none of it becomes markup. */
final class ComparisonMarkdown {
  // a name of a workload or a step is in the text; the bar is escaped by the table
  private static final Escaper PLAIN =
      Escapers.builder()
          .addEscape('&', "&amp;")
          .addEscape('<', "&lt;")
          .addEscape('>', "&gt;")
          .addEscape('*', "\\*")
          .addEscape('_', "\\_")
          .addEscape('`', "\\`")
          .addEscape('[', "\\[")
          .addEscape('!', "\\!")
          .build();

  private ComparisonMarkdown() {}

  static void print(Comparisons comparisons, Appendable out) throws IOException {
    String separator = "";
    for (Comparison comparison : comparisons.comparisons()) {
      out.append(separator);
      ComparisonReport report = ComparisonReport.of(comparison);
      out.append("### ").append(PLAIN.escape(report.line())).append("\n\n");
      StringBuilder table = new StringBuilder();
      TextTable.print(report.grid(), table);
      out.append(PLAIN.escape(table.toString()));
      out.append('\n').append(PLAIN.escape(report.decides())).append('\n');
      if (!report.notes().isEmpty()) {
        out.append('\n');
      }
      for (String note : report.notes()) {
        out.append("- ").append(PLAIN.escape(note)).append('\n');
      }
      separator = "\n";
    }
    for (Uncompared workload : Uncompared.of(comparisons)) {
      out.append(separator).append("- ").append(PLAIN.escape(workload.line())).append('\n');
      separator = "";
    }
  }
}
