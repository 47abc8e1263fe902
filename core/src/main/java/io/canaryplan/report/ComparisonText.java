// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import io.canaryplan.comparison.Comparison;
import io.canaryplan.comparison.Comparisons;
import java.io.IOException;

/** Comparisons as text for people. */
final class ComparisonText {
  private ComparisonText() {}

  static void print(Comparisons comparisons, Appendable out) throws IOException {
    String separator = "";
    for (Comparison comparison : comparisons.comparisons()) {
      out.append(separator);
      ComparisonReport report = ComparisonReport.of(comparison);
      out.append(report.line()).append("\n\n");
      TextTable.print(report.grid(), out);
      out.append('\n').append(report.decides()).append('\n');
      for (String note : report.notes()) {
        out.append(note).append('\n');
      }
      separator = "\n";
    }
    for (Uncompared workload : Uncompared.of(comparisons)) {
      out.append(separator).append(workload.line()).append('\n');
      separator = "";
    }
  }
}
