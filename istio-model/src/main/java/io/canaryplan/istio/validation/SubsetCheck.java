// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import io.canaryplan.finding.Quotation;
import io.canaryplan.istio.validation.Inventory.Pods;
import io.canaryplan.istio.validation.Inventory.Resource;
import io.canaryplan.istio.validation.IstioAnalysis.Elsewhere;
import io.canaryplan.istio.validation.IstioAnalysis.Extent;
import io.canaryplan.istio.validation.IstioAnalysis.Sink;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks for the Service of a DestinationRule and for the pods of its subsets. */
final class SubsetCheck {
  // added by the controller to the labels in the cluster
  private static final String HASH = "rollouts-pod-template-hash";

  private final Inventory inventory;
  private final Elsewhere elsewhere;
  private final Sink sink;

  SubsetCheck(Inventory inventory, Elsewhere elsewhere, Sink sink) {
    this.elsewhere = elsewhere;
    this.inventory = inventory;
    this.sink = sink;
  }

  void check(Resource rule) {
    Place host = rule.spec().get("host");
    String name = Inventory.fullName(host.text(), rule.namespace());
    Optional<Resource> service = inventory.service(name);
    if (service.isPresent()) {
      checkSubsets(rule, service.get());
    } else if (!host.text().isEmpty()
        && !host.text().startsWith("*")
        && !inventory.isKnown(name)
        && !elsewhere.hosts().contains(name)
        && sink.isNews(rule, name)) {
      sink.unknown(
          AnalysisRules.ISTIO_POLICY_HOST_UNKNOWN,
          rule,
          host,
          "there is no Service or ServiceEntry for " + Quotation.of(host.text()),
          "add the Service, or correct " + host);
    }
  }

  private void checkSubsets(Resource rule, Resource service) {
    boolean whole = sink.extent() == Extent.WHOLE;
    if (whole && rule.spec().get("host").text().contains(".")) {
      return; // istioctl looks for pods of short hosts only
    }
    Map<String, String> selector = labels(service.spec().get("selector"));
    if (selector.isEmpty()) {
      return; // the pods may be elsewhere
    }
    List<Pods> pods =
        inventory.pods(service.namespace(), selector).stream()
            .filter(pod -> !whole || !pod.isTemplate())
            .toList();
    if (pods.isEmpty()) {
      return; // likewise
    }
    for (Place subset : rule.spec().get("subsets").items()) {
      Map<String, String> labels = labels(subset.get("labels"));
      if (pods.stream().noneMatch(pod -> pod.labels().entrySet().containsAll(labels.entrySet()))) {
        sink.add(
            AnalysisRules.ISTIO_SUBSET_WITHOUT_PODS,
            rule,
            subset.get("labels"),
            "no pod of the Service "
                + service.name()
                + " has the labels of the subset "
                + Quotation.of(subset.get("name").text()),
            "use labels of the pods");
      }
    }
  }

  /** Returns labels without the hash, unless the pods of the cluster itself are there. */
  private Map<String, String> labels(Place place) {
    Map<String, String> labels = Inventory.labels(place);
    if (sink.extent() == Extent.PART) {
      labels.remove(HASH);
    }
    return labels;
  }
}
