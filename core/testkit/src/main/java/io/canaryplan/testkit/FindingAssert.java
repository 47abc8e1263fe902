// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit;

import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Position;
import io.canaryplan.finding.Severity;
import java.util.Optional;

/**
 * Assertions about one finding.
 *
 * <p>Not for use by several threads.
 */
public class FindingAssert extends KitAssert<FindingAssert, Finding> {
  /** Starts assertions; {@link PlannedRolloutAssert#hasFinding} does. */
  public FindingAssert(Finding actual) {
    super(actual, FindingAssert.class);
  }

  /** Verifies the line that it is about, from 1. */
  public FindingAssert at(int line) {
    Optional<Position> place = actual.position();
    return check(
        place.filter(found -> found.line() == line).isPresent(), () -> failure("at line " + line));
  }

  /** Verifies the line and column that it is about, both from 1. */
  public FindingAssert at(int line, int column) {
    Optional<Position> place = actual.position();
    return check(
        place.filter(found -> found.line() == line && found.column() == column).isPresent(),
        () -> failure("at %d:%d".formatted(line, column)));
  }

  /** Verifies how bad it is. */
  public FindingAssert hasSeverity(Severity severity) {
    return check(actual.severity() == severity, () -> failure("of severity " + severity.label()));
  }

  /** Verifies the field it is about, as {@code spec.strategy.canary.steps[0].setWeight}. */
  public FindingAssert isAbout(String path) {
    return check(actual.path().toString().equals(path), () -> failure("about " + path));
  }

  /** Verifies that its message has these words. */
  public FindingAssert says(String words) {
    return check(actual.message().contains(words), () -> failure("that says '" + words + "'"));
  }

  /** Verifies that its hint has these words. */
  public FindingAssert advises(String words) {
    return check(
        actual.hint().filter(hint -> hint.contains(words)).isPresent(),
        () -> failure("that advises '" + words + "'"));
  }

  private String failure(String expected) {
    return "expected a finding %s but it is\n\n%s".formatted(expected, FindingText.of(actual));
  }
}
