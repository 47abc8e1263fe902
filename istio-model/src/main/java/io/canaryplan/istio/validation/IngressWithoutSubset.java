// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import io.canaryplan.finding.Quotation;
import io.canaryplan.istio.validation.Inventory.Resource;
import io.canaryplan.istio.validation.IstioAnalysis.Sink;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds routes of a gateway to a host without a subset where a VirtualService for that very host
 * has subsets (IST0140). Hosts are compared as written.
 */
final class IngressWithoutSubset {
  private final Inventory inventory;
  private final Sink sink;

  IngressWithoutSubset(Inventory inventory, Sink sink) {
    this.inventory = inventory;
    this.sink = sink;
  }

  void check() {
    SetMultimap<String, Resource> subsets = LinkedHashMultimap.create();
    for (Resource service : inventory.virtualServices()) {
      Set<String> own = new HashSet<>();
      service.spec().get("hosts").items().forEach(host -> own.add(host.text()));
      for (Place destination : destinations(service)) {
        String host = destination.get("host").text();
        if (!destination.get("subset").text().isEmpty() && own.contains(host)) {
          subsets.put(host, service);
        }
      }
    }
    if (subsets.isEmpty()) {
      return;
    }
    for (Resource service : inventory.virtualServices()) {
      if (service.spec().get("gateways").hasItems()) {
        check(service, subsets);
      }
    }
  }

  private void check(Resource service, SetMultimap<String, Resource> subsets) {
    Set<String> told = new HashSet<>();
    for (Place destination : destinations(service)) {
      Place host = destination.get("host");
      boolean bare = destination.get("subset").text().isEmpty();
      if (bare && subsets.containsKey(host.text()) && told.add(host.text())) {
        Resource other = subsets.get(host.text()).iterator().next();
        sink.add(
            AnalysisRules.ISTIO_INGRESS_WITHOUT_SUBSET,
            service,
            host,
            "requests of the gateway go to "
                + Quotation.of(host.text())
                + " without a subset; the subsets and weights of the VirtualService "
                + other.namespace()
                + "/"
                + other.name()
                + " are for callers in the mesh only",
            "route to the subsets here too");
      }
    }
  }

  private static List<Place> destinations(Resource service) {
    List<Place> destinations = new ArrayList<>();
    for (Place rule : service.spec().get("http").items()) {
      for (Place route : rule.get("route").items()) {
        destinations.add(route.get("destination"));
      }
    }
    return destinations;
  }
}
