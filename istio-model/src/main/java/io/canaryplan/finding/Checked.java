// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.finding;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A value together with everything that was found while making it. The value is absent when none
 * could be made; it may be present although some findings are errors.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param <T> type of the value
 */
public final class Checked<T> {
  private final Optional<T> value;
  // what is found about a value costs more than the value, and not everybody asks
  private final Supplier<ImmutableList<Finding>> findings;

  private Checked(Optional<T> value, Supplier<ImmutableList<Finding>> findings) {
    this.value = requireNonNull(value, "value");
    this.findings = findings;
  }

  /**
   * Copies the findings.
   *
   * @param value the value, if there is one
   * @param findings all findings in the order they were met
   * @throws IllegalArgumentException if there is no value and no error that says why
   */
  public Checked(Optional<T> value, List<Finding> findings) {
    this(value, Suppliers.ofInstance(ImmutableList.copyOf(findings)));
    if (value.isEmpty() && !hasErrors()) {
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

  /**
   * Returns a value whose findings are made when they are first asked for, once.
   *
   * @param findings gives equal findings whenever it is called
   */
  public static <T> Checked<T> later(T value, Supplier<List<Finding>> findings) {
    return new Checked<>(
        Optional.of(value), Suppliers.memoize(() -> ImmutableList.copyOf(findings.get())));
  }

  /** Returns the value, if there is one. */
  public Optional<T> value() {
    return value;
  }

  /** Returns all findings in the order they were met. */
  public List<Finding> findings() {
    return findings.get();
  }

  /** Returns whether any finding is an error. */
  public boolean hasErrors() {
    return findings().stream().anyMatch(Finding::isError);
  }

  /**
   * Returns the value if there is one and no finding is an error.
   *
   * @throws InvalidDocumentException with all findings otherwise
   */
  public T orElseThrow() {
    if (value.isEmpty() || hasErrors()) {
      throw new InvalidDocumentException(findings());
    }
    return value.get();
  }

  /** Returns whether both have equal values and findings. */
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Checked<?> checked
            && value.equals(checked.value)
            && findings().equals(checked.findings()));
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(value);
  }

  /** Returns the value and the findings. */
  @Override
  public String toString() {
    return "Checked[value=" + value + ", findings=" + findings() + "]";
  }
}
