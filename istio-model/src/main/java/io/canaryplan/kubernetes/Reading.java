// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.kubernetes;

import com.google.common.collect.ImmutableSet;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.Rule;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The reading of one document: what all its {@link FieldReader}s report to. Not for use by several
 * threads at once.
 */
public final class Reading {
  private final YamlDocument document;
  private final String words;
  private final Wording wording;
  private final Findings findings;
  private final Set<FieldPath> gaps = new LinkedHashSet<>();

  private Reading(YamlDocument document, String words, Wording wording) {
    this.document = document;
    this.words = words;
    this.wording = wording;
    this.findings = Findings.in(document);
  }

  /**
   * Starts to read the values of a document.
   *
   * @param words the document in words, for example {@code a Rollout}
   */
  public static Reading ofValues(YamlDocument document, String words) {
    return new Reading(document, words, Wording.VALUES);
  }

  /**
   * Starts to look at the shape of a document whose values are read, and edited, where they stand.
   *
   * @param words the document in words, for example {@code a VirtualService}
   */
  public static Reading ofShape(YamlDocument document, String words) {
    return new Reading(document, words, Wording.SHAPE);
  }

  /** Returns the reader of the whole document. */
  public FieldReader root() {
    return new FieldReader(this, document.root());
  }

  /** Returns the document in words. */
  String words() {
    return words;
  }

  Wording wording() {
    return wording;
  }

  /** Returns everything found, in the order it was met. */
  public List<Finding> findings() {
    return findings.all();
  }

  /** Returns the fields whose value is not known, in the order they were met. */
  public Set<FieldPath> unreadable() {
    return findings.unreadable();
  }

  /** Returns those of the unreadable fields whose value is needed, not only refused. */
  public Set<FieldPath> gaps() {
    return ImmutableSet.copyOf(gaps);
  }

  /** Reports what was found elsewhere. */
  public void addAll(List<Finding> others) {
    findings.addAll(others);
  }

  /** Reports something that leaves the field's value known. */
  public void report(Rule rule, FieldPath path, String message, String hint) {
    findings.add(rule, path, message, hint);
  }

  /** Reports what leaves the field's value known. */
  public void report(Finding finding) {
    findings.add(finding);
  }

  /** Reports a value that is known, but with which nothing can be planned. */
  public void unplannable(Finding finding) {
    findings.add(finding);
    gaps.add(finding.path());
  }

  /** Adds a finding at a key rather than at its value. */
  void reportAt(YamlScalar key, Finding finding) {
    findings.add(key.range().map(finding::at).orElse(finding));
  }

  /** Reports that a field's value is not known. */
  public void unreadable(Rule rule, FieldPath path, String message, String hint) {
    unreadable(Finding.of(rule, path, message).withHint(hint));
  }

  /** Reports that a field's value is not known. */
  public void unreadable(Finding finding) {
    unknown(finding);
    gaps.add(finding.path());
  }

  /** Reports that a value is not known that nobody needs, such as a name nothing depends on. */
  public void unknown(Finding finding) {
    findings.addUnreadable(finding);
  }

  /** Returns a node in a few words: {@code "2"}, {@code the quoted text "2"}, {@code a list}. */
  public static String describe(YamlNode node) {
    if (!(node instanceof YamlScalar scalar)) {
      return node instanceof YamlMapping ? "a mapping" : "a list";
    }
    boolean nothing = scalar.isNull() && scalar.text().isEmpty();
    return nothing
        ? "nothing"
        : (scalar.isPlain() ? "" : "the quoted text ") + Quotation.of(scalar.text());
  }
}
