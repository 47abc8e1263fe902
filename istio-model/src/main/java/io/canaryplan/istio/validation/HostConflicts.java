// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import io.canaryplan.finding.Quotation;
import io.canaryplan.istio.validation.Inventory.Resource;
import io.canaryplan.istio.validation.IstioAnalysis.Sink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds hosts that two VirtualServices have in the mesh (IST0109). */
final class HostConflicts {
  private final Inventory inventory;
  private final Sink sink;

  HostConflicts(Inventory inventory, Sink sink) {
    this.inventory = inventory;
    this.sink = sink;
  }

  void check() {
    Map<String, Resource> firsts = new HashMap<>();
    for (Resource service : inventory.virtualServices()) {
      if (isInMesh(service.spec().get("gateways"))) {
        for (Place host : service.spec().get("hosts").items()) {
          for (String scope : scopes(service)) {
            String name = Inventory.fullName(host.text(), service.namespace());
            Resource first = firsts.putIfAbsent(scope + "/" + name, service);
            if (first != null && !first.equals(service)) {
              report(first, service, host);
              break;
            }
          }
        }
      }
    }
  }

  static boolean isInMesh(Place gateways) {
    return !gateways.hasItems()
        || gateways.items().stream().anyMatch(gateway -> gateway.text().equals("mesh"));
  }

  private static List<String> scopes(Resource service) {
    Place exportTo = service.spec().get("exportTo");
    return exportTo.hasItems()
        ? exportTo.items().stream()
            .map(Place::text)
            .map(scope -> scope.equals(".") ? service.namespace() : scope)
            .distinct()
            .toList()
        : List.of("*");
  }

  private void report(Resource first, Resource service, Place host) {
    sink.add(
        AnalysisRules.ISTIO_HOST_TWICE,
        service,
        host,
        "the host "
            + Quotation.of(host.text())
            + " belongs to the VirtualService "
            + first.namespace()
            + "/"
            + first.name()
            + " already; which one counts is not defined",
        "merge the two VirtualServices");
  }
}
