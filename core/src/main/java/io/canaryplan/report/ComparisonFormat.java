// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.base.Ascii;
import io.canaryplan.comparison.Comparisons;
import java.io.IOException;

/**
 * The formats that comparisons are printed in. Findings are in JSON alone; text and Markdown leave
 * them to whoever prints findings.
 *
 * <p>Immutable and safe for use by several threads.
 */
public enum ComparisonFormat {
  /** A table for people for each workload, and below it what decides. */
  TABLE {
    @Override
    public void print(Comparisons comparisons, Appendable out) throws IOException {
      ComparisonText.print(comparisons, out);
    }
  },
  /** One object for other tools, {@code canaryplan/compare/v1}. */
  JSON {
    @Override
    public void print(Comparisons comparisons, Appendable out) throws IOException {
      ComparisonJson.print(comparisons, out);
    }
  },
  /** The tables for a page or a pull request, a heading above each. */
  MARKDOWN {
    @Override
    public void print(Comparisons comparisons, Appendable out) throws IOException {
      ComparisonMarkdown.print(comparisons, out);
    }
  };

  /**
   * Prints comparisons; the text ends with a line feed unless it is empty.
   *
   * @throws IOException if {@code out} throws it
   */
  public abstract void print(Comparisons comparisons, Appendable out) throws IOException;

  /** Returns what {@link #print} prints. */
  public String text(Comparisons comparisons) {
    return Printer.text(out -> print(comparisons, out));
  }

  /** Returns the lower-case name: {@code table}, {@code json}, {@code markdown}. */
  @Override
  public String toString() {
    return Ascii.toLowerCase(name());
  }
}
