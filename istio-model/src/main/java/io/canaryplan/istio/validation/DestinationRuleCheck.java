// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import io.canaryplan.finding.Quotation;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The webhook's rules for a DestinationRule (istio.md 4.7, istio-validation.md 1.2 and 1.3). */
final class DestinationRuleCheck {
  private final Place spec;
  private final Metadata metadata;
  private final Unchanged unchanged;
  private final Report report;

  DestinationRuleCheck(Place spec, Metadata metadata, Unchanged unchanged, Report report) {
    this.spec = spec;
    this.metadata = metadata;
    this.unchanged = unchanged;
    this.report = report;
  }

  void check() {
    Place host = spec.get("host");
    report.complaint(PolicyRules.ISTIO_RULE_HOST, host, HostNames.wildcardComplaint(host.text()));
    new TrafficPolicyCheck(metadata, report, true).check(spec.get("trafficPolicy"));
    checkSubsets();
    Place selector = spec.get("workloadSelector");
    metadata.checkExportTo(spec.get("exportTo"), selector.isPresent(), report);
    if (selector.isPresent()) {
      checkSelector(selector);
    }
  }

  private void checkSubsets() {
    Set<String> names = new HashSet<>();
    for (Place subset : spec.get("subsets").items()) {
      Place name = subset.get("name");
      if (!HostNames.isLabel(name.text())) {
        report.webhook(
            PolicyRules.ISTIO_SUBSET_NAME,
            name,
            Quotation.of(name.text()) + " is no name of a subset",
            "use 1 to 63 letters, digits and inner hyphens");
      }
      if (!names.add(name.text())) {
        report.webhook(
            PolicyRules.ISTIO_SUBSET_DUPLICATE,
            subset,
            "the subset " + Quotation.of(name.text()) + " stands twice",
            "rename or remove one of them");
      }
      if (unchanged.has(subset.node())) {
        continue;
      }
      Optional<String> complaint = LabelSyntax.complaint(subset.get("labels"));
      if (complaint.isPresent()) {
        report.webhook(PolicyRules.ISTIO_SUBSET_LABELS, subset.get("labels"), complaint.get());
      }
      // Istio loses the warnings of policies in subsets
      new TrafficPolicyCheck(metadata, report, false).check(subset.get("trafficPolicy"));
    }
  }

  private void checkSelector(Place selector) {
    Place labels = selector.get("matchLabels");
    if (labels.entries().isEmpty()) {
      report.warning(
          PolicyRules.ISTIO_SELECTOR_EMPTY,
          selector,
          "the workloadSelector has no labels",
          "add matchLabels, or remove workloadSelector");
    }
  }
}
