// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.finding;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.Comparators;
import com.google.common.collect.ComparisonChain;
import java.util.Comparator;
import java.util.Optional;

/**
 * One thing a person should know about a document, found by a rule.
 *
 * <p>Findings are ordered by position (those without one first), then path, then rule.
 *
 * @param rule stable id of the rule in kebab case
 * @param severity how bad it is
 * @param path the field it is about, from the root of its document
 * @param controllerPath the path under which the controller reports the same problem, where that
 *     differs from {@code path} (istio.md 3.0.4)
 * @param position where the field, or the nearest thing above it, stands in the text; absent when
 *     the value did not come from text
 * @param message one sentence: what is wrong, with the offending value in quotes
 * @param hint what to change; names the field
 */
public record Finding(
    String rule,
    Severity severity,
    FieldPath path,
    Optional<String> controllerPath,
    Optional<Position> position,
    String message,
    Optional<String> hint)
    implements Comparable<Finding> {
  /**
   * Checks that nothing is missing.
   *
   * @throws IllegalArgumentException if rule or message is empty
   */
  public Finding {
    requireNonNull(severity, "severity");
    requireNonNull(path, "path");
    requireNonNull(controllerPath, "controllerPath");
    requireNonNull(position, "position");
    requireNonNull(hint, "hint");
    if (rule.isEmpty() || message.isEmpty()) {
      throw new IllegalArgumentException("rule and message must not be empty");
    }
  }

  /** Returns a finding of {@code rule} without position, controller path or hint. */
  public static Finding of(Rule rule, FieldPath path, String message) {
    return new Finding(
        rule.id(),
        rule.severity(),
        path,
        Optional.empty(),
        Optional.empty(),
        message,
        Optional.empty());
  }

  /** Returns this finding at {@code newPosition}. */
  public Finding at(Position newPosition) {
    return new Finding(
        rule, severity, path, controllerPath, Optional.of(newPosition), message, hint);
  }

  /** Returns this finding with a hint that says what to change. */
  public Finding withHint(String newHint) {
    return new Finding(
        rule, severity, path, controllerPath, position, message, Optional.of(newHint));
  }

  /** Returns this finding with the path under which the controller would report it. */
  public Finding withControllerPath(String newControllerPath) {
    return new Finding(
        rule, severity, path, Optional.of(newControllerPath), position, message, hint);
  }

  /** Returns whether the severity is {@link Severity#ERROR}. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  @Override
  public int compareTo(Finding other) {
    int byPosition =
        Comparators.emptiesFirst(Comparator.<Position>naturalOrder())
            .compare(position, other.position);
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
    String place = position.isPresent() ? position.get().toString() : path.toString();
    String head = place.isEmpty() ? "" : place + ": ";
    return Quotation.line(head + severity.label() + ": " + message + " [" + rule + "]");
  }
}
