// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.Rule;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Collects what is wrong with one document while it is read. */
final class Reading {
  // Labels, selector and pod template are needed to judge documents, but no count depends on them.
  private static final Pattern NO_NUMBERS =
      Pattern.compile("spec\\.(selector|template|workloadRef)|metadata\\.(labels|annotations)");

  private final YamlDocument document;
  private final Findings findings;
  private boolean plannable = true;

  Reading(YamlDocument document) {
    this.document = document;
    this.findings = Findings.in(document);
  }

  /**
   * Returns all that reading gave.
   *
   * @param draft the Rollout as far as it could be read
   */
  RolloutReading result(Optional<Rollout> draft) {
    return new RolloutReading(
        plannable ? draft : Optional.empty(), draft, findings.unreadable(), findings.all());
  }

  /** Returns the fields whose value is not known and was replaced by a harmless one. */
  Set<FieldPath> unreadable() {
    return findings.unreadable();
  }

  /** Returns a finding at the field's value. */
  Finding finding(Rule rule, FieldPath path, String message, String hint) {
    return Finding.of(rule, path, message).at(document.range(path)).withHint(hint);
  }

  /** Reports something that leaves the field's value known. */
  void report(Rule rule, FieldPath path, String message, String hint) {
    findings.add(rule, path, message, hint);
  }

  /** Adds a finding at a key rather than at its value. */
  void reportAt(YamlScalar key, Finding finding) {
    findings.add(key.range().map(finding::at).orElse(finding));
  }

  /** Reports that a field's value is not known. */
  void unreadable(Rule rule, FieldPath path, String message, String hint) {
    unreadable(finding(rule, path, message, hint));
  }

  /**
   * As {@link #unreadable(Finding)}, for one of the controller's rules, which has its own field
   * path.
   */
  void refused(Rule rule, FieldPath path, String message, String hint) {
    unreadable(Refusal.of(rule, path, message, hint));
  }

  /** Reports that a field's value is not known, and so perhaps nothing can be planned. */
  void unreadable(Finding finding) {
    unknown(finding);
    plannable &= NO_NUMBERS.matcher(finding.path().toString()).lookingAt();
  }

  /** Reports that a value is not known on which no number depends. */
  void unknown(Finding finding) {
    findings.addUnreadable(finding);
  }

  void wrongType(YamlNode found, FieldPath path, String expected) {
    wrongType(found, path, expected, expected);
  }

  /** Reports another type; {@code right} is what to write instead. */
  void wrongType(YamlNode found, FieldPath path, String expected, String right) {
    unreadable(
        RolloutRules.WRONG_TYPE,
        path,
        "found " + describe(found) + " where " + expected + " is expected",
        "write " + path + " as " + right);
  }

  /** Returns a node in a few words: {@code "2"}, {@code the quoted text "2"}, {@code a list}. */
  static String describe(YamlNode node) {
    if (!(node instanceof YamlScalar scalar)) {
      return node instanceof YamlMapping ? "a mapping" : "a list";
    }
    boolean nothing = scalar.isNull() && scalar.text().isEmpty();
    return nothing
        ? "nothing"
        : (scalar.isPlain() ? "" : "the quoted text ") + Quotation.of(scalar.text());
  }
}
