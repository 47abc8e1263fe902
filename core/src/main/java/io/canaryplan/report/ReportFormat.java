// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import io.canaryplan.PlannedManifests;
import java.io.IOException;
import java.util.Set;

/**
 * The formats that the plans of a set of manifests are printed in.
 *
 * <p>Immutable and safe for use by several threads.
 */
public enum ReportFormat {
  /** A table for people, in Markdown that lines up in a terminal; see {@link PlanTable}. */
  TABLE {
    @Override
    void print(Report report, Set<PlanDetail> details, Appendable out) throws IOException {
      PlanTable.print(report, details, out);
    }
  },
  /** The contract for other tools; see {@link PlanJson}. */
  JSON {
    @Override
    void print(Report report, Set<PlanDetail> details, Appendable out) throws IOException {
      PlanJson.print(report, out);
    }
  },
  /** What changes in the documents from state to state; see {@link DocumentDiff}. */
  DIFF {
    @Override
    void print(Report report, Set<PlanDetail> details, Appendable out) throws IOException {
      DocumentDiff.print(report, DocumentDiff.Base.PREVIOUS, out);
    }
  };

  abstract void print(Report report, Set<PlanDetail> details, Appendable out) throws IOException;

  /**
   * Prints the plans, piece by piece. Text ends with a line feed unless it is empty.
   *
   * @param details what is printed besides the settled states, by formats that leave a choice
   * @throws IOException if {@code out} throws it
   */
  public void print(PlannedManifests planned, Appendable out, PlanDetail... details)
      throws IOException {
    print(Report.of(planned), ImmutableSet.copyOf(details), out);
  }

  /** Returns what {@link #print} prints. */
  public String text(PlannedManifests planned, PlanDetail... details) {
    return Printer.text(out -> print(planned, out, details));
  }

  /** Returns the lower-case name: {@code table}, {@code json}, {@code diff}. */
  @Override
  public String toString() {
    return Ascii.toLowerCase(name());
  }
}
