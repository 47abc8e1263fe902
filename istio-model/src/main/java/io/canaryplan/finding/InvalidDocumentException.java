// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.finding;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * Thrown by {@link Checked#orElseThrow()}: a document has errors. Carries all findings, also
 * through serialization.
 *
 * <p>Safe for use by several threads.
 */
public final class InvalidDocumentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ImmutableList<Finding> findings;

  /**
   * Makes the exception for findings of which at least one is an error.
   *
   * @throws IllegalArgumentException if none is an error
   */
  public InvalidDocumentException(List<Finding> findings) {
    super(message(findings));
    this.findings = ImmutableList.copyOf(findings);
  }

  /** Returns all findings, errors and others, in the order they were met. */
  public List<Finding> findings() {
    return findings;
  }

  private static String message(List<Finding> findings) {
    List<Finding> errors = findings.stream().filter(Finding::isError).toList();
    if (errors.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one error");
    }
    String more = errors.size() == 1 ? "" : " and " + (errors.size() - 1) + " more";
    return errors.get(0) + more;
  }
}
