// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Position;
import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.Range;
import io.canaryplan.finding.Severity;
import java.io.IOException;
import java.util.List;

/**
 * Findings as workflow commands of GitHub Actions, which puts them beside the lines of a change:
 * {@code ::error file=shop.yaml,line=3,col=5,title=rule::message}.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class FindingsGitHub {
  private FindingsGitHub() {}

  /**
   * Prints a command on a line for each finding; nothing if nothing was found.
   *
   * @throws IOException if {@code out} throws it
   */
  public static void print(List<Finding> findings, Appendable out) throws IOException {
    for (Finding finding : findings) {
      out.append("::").append(command(finding.severity())).append(' ');
      if (finding.range().isPresent()) {
        place(finding.range().get(), out);
      }
      out.append("title=").append(property(finding.rule().id())).append("::");
      out.append(data(finding.message()));
      if (finding.hint().isPresent()) {
        out.append("%0A= hint: ").append(data(finding.hint().get()));
      }
      out.append('\n');
    }
  }

  private static void place(Range range, Appendable out) throws IOException {
    Position start = range.start();
    Position end = range.end();
    out.append("file=").append(property(start.file()));
    out.append(",line=").append(String.valueOf(start.line()));
    out.append(",endLine=").append(String.valueOf(end.line()));
    out.append(",col=").append(String.valueOf(start.column()));
    // the command knows columns of one line only
    if (end.line() == start.line() && end.column() > start.column()) {
      out.append(",endColumn=").append(String.valueOf(end.column()));
    }
    out.append(',');
  }

  private static String command(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case NOTE -> "notice";
    };
  }

  // what the command's own syntax would end at, and what a log must not hold raw
  private static String data(String text) {
    return Quotation.visible(text).replace("%", "%25");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
