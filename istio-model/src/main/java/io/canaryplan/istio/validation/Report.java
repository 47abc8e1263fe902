// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.Rule;
import io.canaryplan.yaml.YamlDocument;
import java.util.List;
import java.util.Optional;

/**
 * Collects what is found in one document and says who refuses it. What the API server refuses at a
 * place, Istio's webhook often refuses a second time: of one cause only the first is told.
 */
final class Report {
  private static final String HINT = "correct ";

  private final Findings findings;

  Report(YamlDocument document) {
    this.findings = Findings.in(document);
  }

  /** Adds a refusal by the API server; of the place and below it nothing else is told. */
  void schema(Rule rule, FieldPath path, String message, String hint) {
    String whole = message + "; the API server refuses it";
    findings.addUnreadable(Finding.of(rule, path, whole).withHint(hint));
  }

  /** As {@link #schema}, for fields that contradict each other: each of them is still checked. */
  void conflict(Rule rule, FieldPath path, String message, String hint) {
    findings.add(rule, path, message + "; the API server refuses it", hint);
  }

  /** Adds a refusal by Istio's webhook, unless the API server refuses the place already. */
  void webhook(Rule rule, Place place, String message, String hint) {
    findings.add(rule, place.path(), message + "; Istio's webhook refuses it", hint);
  }

  /** As {@link #webhook(Rule, Place, String, String)} with the hint to correct the place. */
  void webhook(Rule rule, Place place, String message) {
    webhook(rule, place, message, HINT + place);
  }

  /** Adds a refusal if there is a complaint: the end of a sentence about the place's text. */
  void complaint(Rule rule, Place place, Optional<String> complaint) {
    if (complaint.isPresent()) {
      webhook(rule, place, place + " " + Quotation.of(place.text()) + " " + complaint.get());
    }
  }

  /** Adds a warning of Istio. */
  void warning(Rule rule, Place place, String message, String hint) {
    findings.add(rule, place.path(), message, hint);
  }

  /** Adds a finding made elsewhere. */
  void add(Finding finding) {
    findings.add(finding);
  }

  List<Finding> findings() {
    return findings.all();
  }
}
