// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.finding;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;

/**
 * A value together with everything that was found while making it. The value is absent when none
 * could be made; it may be present although some findings are errors.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param <T> type of the value
 * @param value the value, if there is one
 * @param findings all findings in the order they were met
 */
public record Checked<T>(Optional<T> value, List<Finding> findings) {
  /**
   * Copies the findings.
   *
   * @throws IllegalArgumentException if there is no value and no error that says why
   */
  public Checked {
    requireNonNull(value, "value");
    findings = ImmutableList.copyOf(findings);
    if (value.isEmpty() && findings.stream().noneMatch(Finding::isError)) {
      throw new IllegalArgumentException("a missing value must be explained by an error");
    }
  }

  /** Returns a value and its findings. */
  public static <T> Checked<T> of(T value, List<Finding> findings) {
    return new Checked<>(Optional.of(value), findings);
  }

  /** Returns no value and the findings that say why, at least one of them an error. */
  public static <T> Checked<T> failed(List<Finding> findings) {
    return new Checked<>(Optional.empty(), findings);
  }

  /** Returns whether any finding is an error. */
  public boolean hasErrors() {
    return findings.stream().anyMatch(Finding::isError);
  }

  /**
   * Returns the value if there is one and no finding is an error.
   *
   * @throws InvalidDocumentException with all findings otherwise
   */
  public T orElseThrow() {
    if (value.isEmpty() || hasErrors()) {
      throw new InvalidDocumentException(findings);
    }
    return value.get();
  }
}
