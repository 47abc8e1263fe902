// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import com.google.common.collect.ImmutableSet;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.Severity;
import io.canaryplan.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Says what does not fit together across documents, as {@code istioctl analyze} does in a cluster
 * (istio.md 4.7, istio-validation.md 1.2), but from the documents alone: hosts, ports, subsets and
 * gateways that are not there, hosts given twice, subsets without pods, gateways that conflict.
 *
 * <p>Each document is also checked by {@link IstioValidation}; nothing it says is repeated here.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class IstioAnalysis {
  /** How much of the cluster the documents are. */
  public enum Extent {
    /**
     * They hold everything: what is not among them is not there. A finding is as bad as for {@code
     * istioctl analyze}.
     */
    WHOLE,
    /**
     * The cluster may hold more: what is not among them is unknown, which is a note. What does not
     * fit whatever else there is, nobody refuses all the same, so that it is a warning.
     */
    PART
  }

  /**
   * What the caller asks for itself: that the documents do not hold it is not said.
   *
   * @param hosts hosts in full, such as {@code shop.default.svc.cluster.local}
   * @param subsets names of subsets, of any host
   */
  public record Elsewhere(Set<String> hosts, Set<String> subsets) {
    /** Nothing. */
    public static final Elsewhere NOTHING = new Elsewhere(ImmutableSet.of(), ImmutableSet.of());

    /** Copies the sets. */
    public Elsewhere {
      hosts = ImmutableSet.copyOf(hosts);
      subsets = ImmutableSet.copyOf(subsets);
    }
  }

  private IstioAnalysis() {}

  /** Returns what is found, by document in the order given. */
  public static List<Finding> check(
      List<YamlDocument> documents, IstioVersion version, Extent extent) {
    return check(documents, version, extent, Elsewhere.NOTHING);
  }

  /** As {@link #check(List, IstioVersion, Extent)}, without what is asked for elsewhere. */
  public static List<Finding> check(
      List<YamlDocument> documents, IstioVersion version, Extent extent, Elsewhere elsewhere) {
    Inventory inventory = Inventory.of(documents, version);
    Sink sink = new Sink(extent);
    new HostConflicts(inventory, sink).check();
    for (Inventory.Resource service : inventory.virtualServices()) {
      new ReferenceCheck(inventory, elsewhere, sink).check(service);
    }
    for (Inventory.Resource rule : inventory.destinationRules()) {
      new SubsetCheck(inventory, elsewhere, sink).check(rule);
    }
    new GatewayConflicts(inventory, sink).check();
    new IngressWithoutSubset(inventory, sink).check();
    return List.copyOf(sink.findings);
  }

  /** Collects the findings. */
  static final class Sink {
    private final Extent extent;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> told = new HashSet<>();

    private Sink(Extent extent) {
      this.extent = extent;
    }

    Extent extent() {
      return extent;
    }

    /**
     * Returns whether it has not been told that something is unknown: once for each object of a
     * whole cluster, as Istio does, and once for all of an input that is part of one.
     */
    boolean isNews(Inventory.Resource owner, String name) {
      Place root = owner.root();
      String where = extent == Extent.WHOLE ? root.get("kind").text() + " " + owner.key() : "";
      return told.add(where + " " + name);
    }

    /** Adds a finding that holds whatever else the cluster has, though nobody refuses it. */
    void add(Rule rule, Inventory.Resource owner, Place place, String message, String hint) {
      Finding finding = Finding.of(rule, place.path(), message).withHint(hint);
      finding = extent == Extent.PART ? finding.withSeverity(Severity.WARNING) : finding;
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
