// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.finding;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.Comparators;
import com.google.common.collect.ComparisonChain;
import java.io.Serializable;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing a person should know about a document, found by a rule.
 *
 * <p>Findings are ordered by position (those without one first), then path, then rule.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param rule what it was found by; prints as its id
 * @param severity how bad it is, which for some rules depends on the case
 * @param path the field it is about, from the root of its document
 * @param controllerPath the path under which the controller reports the same problem, where that
 *     differs from {@code path} (istio.md 3.0)
 * @param range where the field, or the nearest thing above it, stands in the text; absent when the
 *     value did not come from text
 * @param message one sentence: what is wrong, with the offending value in quotes
 * @param hint what to change; names the field
 */
public record Finding(
    Rule rule,
    Severity severity,
    FieldPath path,
    Optional<String> controllerPath,
    Optional<Range> range,
    String message,
    Optional<String> hint)
    implements Comparable<Finding>, Serializable {
  /**
   * Checks that nothing is missing.
   *
   * @throws IllegalArgumentException if the message is empty
   */
  public Finding {
    requireNonNull(rule, "rule");
    requireNonNull(severity, "severity");
    requireNonNull(path, "path");
    requireNonNull(controllerPath, "controllerPath");
    requireNonNull(range, "range");
    requireNonNull(hint, "hint");
    if (message.isEmpty()) {
      throw new IllegalArgumentException("the message must not be empty");
    }
  }

  /** Returns a finding of {@code rule} without range, controller path or hint. */
  public static Finding of(Rule rule, FieldPath path, String message) {
    return new Finding(
        rule, rule.severity(), path, Optional.empty(), Optional.empty(), message, Optional.empty());
  }

  /** Returns this finding at {@code newRange}. */
  public Finding at(Range newRange) {
    return new Finding(rule, severity, path, controllerPath, Optional.of(newRange), message, hint);
  }

  /** Returns this finding at a mere place. */
  public Finding at(Position place) {
    return at(Range.at(place));
  }

  /** Returns this finding with a hint that says what to change. */
  public Finding withHint(String newHint) {
    return new Finding(rule, severity, path, controllerPath, range, message, Optional.of(newHint));
  }

  /** Returns this finding with another severity than its rule's. */
  public Finding withSeverity(Severity newSeverity) {
    return new Finding(rule, newSeverity, path, controllerPath, range, message, hint);
  }

  /** Returns this finding with the path under which the controller would report it. */
  public Finding withControllerPath(String newControllerPath) {
    return new Finding(rule, severity, path, Optional.of(newControllerPath), range, message, hint);
  }

  /** Returns where the range starts. */
  public Optional<Position> position() {
    return range.map(Range::start);
  }

  /** Returns whether the severity is {@link Severity#ERROR}. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  @Override
  public int compareTo(Finding other) {
    int byPosition =
        Comparators.emptiesFirst(Comparator.<Position>naturalOrder())
            .compare(position(), other.position());
    if (byPosition != 0) {
      return byPosition;
    }
    return ComparisonChain.start()
        .compare(path.toString(), other.path.toString())
        .compare(rule, other.rule)
        .compare(message, other.message)
        .result();
  }

  /**
   * Returns the one-line form {@code file:line:column: severity: message [rule]}; without a
   * position the field path stands in its place. Line breaks and control characters are spaces.
   */
  @Override
  public String toString() {
    String place = position().map(Position::toString).orElseGet(path::toString);
    String head = place.isEmpty() ? "" : place + ": ";
    return Quotation.line(head + severity.label() + ": " + message + " [" + rule + "]");
  }

  private Object writeReplace() {
    return new Written(
        rule,
        severity,
        path,
        controllerPath.orElse(null),
        range.orElse(null),
        message,
        hint.orElse(null));
  }

  /** A finding as it is serialized: an Optional cannot be. */
  private record Written(
      Rule rule,
      Severity severity,
      FieldPath path,
      @Nullable String controllerPath,
      @Nullable Range range,
      String message,
      @Nullable String hint)
      implements Serializable {
    private Object readResolve() {
      return new Finding(
          rule,
          severity,
          path,
          Optional.ofNullable(controllerPath),
          Optional.ofNullable(range),
          message,
          Optional.ofNullable(hint));
    }
  }
}
