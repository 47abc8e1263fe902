// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.Severity;
import io.canaryplan.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;

/**
 * Says what does not fit together across documents, as {@code istioctl analyze} does in a cluster
 * (istio.md 4.7, istio-validation.md 1.2), but from the documents alone: hosts, ports, subsets and
 * gateways that are not there, hosts given twice, subsets without pods.
 *
 * <p>Each document is also checked by {@link IstioValidation}; nothing it says is repeated here.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class IstioAnalysis {
  /** How much of the cluster the documents are. */
  public enum Extent {
    /** They hold everything: what is not among them is not there. */
    WHOLE,
    /** The cluster may hold more: what is not among them is unknown, which is a note. */
    PART
  }

  private IstioAnalysis() {}

  /** Returns what is found, by document in the order given. */
  public static List<Finding> check(
      List<YamlDocument> documents, IstioVersion version, Extent extent) {
    Inventory inventory = Inventory.of(documents, version);
    Sink sink = new Sink(extent);
    new HostConflicts(inventory, sink).check();
    for (Inventory.Resource service : inventory.virtualServices()) {
      new ReferenceCheck(inventory, sink).check(service);
    }
    for (Inventory.Resource rule : inventory.destinationRules()) {
      new SubsetCheck(inventory, sink).check(rule);
    }
    return List.copyOf(sink.findings);
  }

  /** Collects the findings. */
  static final class Sink {
    private final Extent extent;
    private final List<Finding> findings = new ArrayList<>();

    private Sink(Extent extent) {
      this.extent = extent;
    }

    Extent extent() {
      return extent;
    }

    /** Adds a finding that holds whatever else the cluster has. */
    void add(Rule rule, Inventory.Resource owner, Place place, String message, String hint) {
      Finding finding = Finding.of(rule, place.path(), message).withHint(hint);
      findings.add(finding.at(owner.document().range(place.path())));
    }

    /** Adds a finding about something that is not among the documents. */
    void unknown(Rule rule, Inventory.Resource owner, Place place, String message, String hint) {
      boolean whole = extent == Extent.WHOLE;
      String words = whole ? message : message + " in the input";
      Finding finding = Finding.of(rule, place.path(), words).withHint(hint);
      finding = whole ? finding : finding.withSeverity(Severity.NOTE);
      findings.add(finding.at(owner.document().range(place.path())));
    }
  }
}
