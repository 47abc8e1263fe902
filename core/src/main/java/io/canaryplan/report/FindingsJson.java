// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/**
 * Findings as one JSON object: {@code findings}, each as in {@link PlanJson}, and {@code counts} by
 * severity.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class FindingsJson {
  private FindingsJson() {}

  /**
   * Prints the object, with a line feed at its end.
   *
   * @throws IOException if {@code out} throws it
   */
  public static void print(List<Finding> findings, Appendable out) throws IOException {
    print(findings, 0, out);
  }

  /**
   * As {@link #print(List, Appendable)}, with the number of findings that were left out as {@code
   * ignored}; the field is missing where none were.
   *
   * @param ignored 0 or more
   */
  public static void print(List<Finding> findings, int ignored, Appendable out) throws IOException {
    try {
      JsonWriter json = new JsonWriter(out);
      json.beginObject();
      new JsonParts(json).addFindings(findings);
      json.beginObject("counts");
      for (Severity severity : Severity.values()) {
        long count = findings.stream().filter(one -> one.severity() == severity).count();
        json.field(severity.name().toLowerCase(Locale.ROOT), count);
      }
      json.endObject();
      if (ignored > 0) {
        json.field("ignored", ignored);
      }
      json.endObject();
      out.append('\n');
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
