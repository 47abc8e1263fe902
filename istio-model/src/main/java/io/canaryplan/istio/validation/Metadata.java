// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import io.canaryplan.finding.Quotation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the webhook reads outside the spec, and the namespaces that share the object.
 *
 * @param name place of the name
 * @param namespace the namespace; {@code default} if none is written
 * @param annotations place of the annotations
 */
record Metadata(Place name, String namespace, Place annotations) {
  private static final Set<String> RESERVED =
      Set.of(
          "internal.istio.io/webhook-always-reject",
          "internal.istio.io/parents",
          "internal.istio.io/parent-namespace",
          "istio.io/dry-run");

  static Metadata of(Place root) {
    Place metadata = root.get("metadata");
    String namespace = metadata.get("namespace").text();
    return new Metadata(
        metadata.get("name"),
        namespace.isEmpty() ? "default" : namespace,
        metadata.get("annotations"));
  }

  /** Returns whether no annotation is reserved; one is refused and hides all other refusals. */
  boolean areAnnotationsAllowed(Report report) {
    for (Place annotation : annotations.entries()) {
      if (RESERVED.contains(annotation.key())) {
        report.webhook(
            VirtualServiceRules.ISTIO_ANNOTATION_RESERVED,
            annotation,
            "the annotation " + annotation.key() + " may not be set on this object",
            "remove it");
        return false;
      }
    }
    return true;
  }

  /**
   * Returns whether destinations are those of the Kubernetes Gateway API, which are not checked.
   */
  boolean hasGatewaySemantics() {
    return annotations.get("internal.istio.io/route-semantics").text().equals("gateway");
  }

  /** Returns whether a Gateway was made of one of the Gateway API; its name may have dots. */
  boolean isOfGatewayApi() {
    return annotations.get("internal.istio.io/gateway-semantics").text().equals("gateway");
  }

  /**
   * Checks the namespaces that an object is shown to.
   *
   * @param ownOnly whether only its own namespace is allowed (a DestinationRule with a selector)
   */
  void checkExportTo(Place exportTo, boolean ownOnly, Report report) {
    List<Place> entries = exportTo.items();
    Set<String> valid = new HashSet<>();
    for (Place entry : entries) {
      String target = entry.text().equals(".") ? namespace : entry.text();
      if (valid.contains(target)) {
        report(entry, Quotation.of(entry.text()) + " stands twice in exportTo", report);
      } else if (target.equals("~")) {
        report(entry, "exportTo must not be ~", report);
      } else if (!target.equals("*") && !HostNames.isLabel(target)) {
        report(entry, Quotation.of(target) + " in exportTo is no namespace", report);
      } else {
        valid.add(target);
      }
    }
    boolean own = valid.size() == 1 && valid.contains(namespace);
    if (ownOnly && !valid.isEmpty() && !own) {
      report(exportTo, "with a workloadSelector exportTo must name the own namespace only", report);
    } else if (valid.contains("*") && entries.size() > 1) {
      report(exportTo, "exportTo has other entries beside *", report);
    }
  }

  private static void report(Place place, String message, Report report) {
    report.webhook(VirtualServiceRules.ISTIO_EXPORT_TO, place, message);
  }
}
