// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import io.canaryplan.finding.Quotation;
import io.canaryplan.istio.validation.Inventory.Resource;
import io.canaryplan.istio.validation.IstioAnalysis.Elsewhere;
import io.canaryplan.istio.validation.IstioAnalysis.Sink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows what a VirtualService names: hosts, ports, subsets and gateways. */
final class ReferenceCheck {
  private final Inventory inventory;
  private final Elsewhere elsewhere;
  private final Sink sink;

  ReferenceCheck(Inventory inventory, Elsewhere elsewhere, Sink sink) {
    this.inventory = inventory;
    this.elsewhere = elsewhere;
    this.sink = sink;
  }

  void check(Resource service) {
    for (Place destination : destinations(service.spec())) {
      checkDestination(service, destination);
    }
    for (Place gateway : service.spec().get("gateways").items()) {
      if (!gateway.text().equals("mesh") && !gateway.text().isEmpty()) {
        checkGateway(service, gateway);
      }
    }
  }

  private static List<Place> destinations(Place spec) {
    List<Place> destinations = new ArrayList<>();
    for (String protocol : List.of("http", "tls", "tcp")) {
      for (Place rule : spec.get(protocol).items()) {
        for (String list : List.of("route", "mirrors")) {
          for (Place item : rule.get(list).items()) {
            destinations.add(item.get("destination"));
          }
        }
        destinations.add(rule.get("mirror"));
      }
    }
    destinations.removeIf(destination -> destination.get("host").text().isEmpty());
    return destinations;
  }

  private void checkDestination(Resource owner, Place destination) {
    Place host = destination.get("host");
    String name = Inventory.fullName(host.text(), owner.namespace());
    Optional<Resource> service = inventory.service(name);
    if (service.isPresent()) {
      checkPort(owner, destination, service.get());
    } else if (!inventory.isKnown(name)
        && !elsewhere.hosts().contains(name)
        && sink.isNews(owner, name)) {
      unknownHost(owner, host);
    }
    Place subset = destination.get("subset");
    if (!subset.text().isEmpty()
        && !hasSubset(name, subset.text())
        && !elsewhere.subsets().contains(subset.text())
        && sink.isNews(owner, name + "/" + subset.text())) {
      String message =
          "no DestinationRule for "
              + Quotation.of(host.text())
              + " has the subset "
              + Quotation.of(subset.text());
      String hint = "add the subset to the DestinationRule of the host";
      if (inventory.rules(name).isEmpty()) {
        sink.unknown(AnalysisRules.ISTIO_SUBSET_UNKNOWN, owner, subset, message, hint);
      } else {
        sink.add(AnalysisRules.ISTIO_SUBSET_UNKNOWN, owner, subset, message, hint);
      }
    }
  }

  private boolean hasSubset(String fullName, String subset) {
    for (Resource rule : inventory.rules(fullName)) {
      for (Place item : rule.spec().get("subsets").items()) {
        if (item.get("name").text().equals(subset)) {
          return true;
        }
      }
    }
    return false;
  }

  private void unknownHost(Resource owner, Place host) {
    Optional<Resource> meant = inventory.meant(host.text());
    if (meant.isPresent()) {
      String full = Inventory.fullName(meant.get().name(), meant.get().namespace());
      sink.add(
          AnalysisRules.ISTIO_HOST_UNKNOWN,
          owner,
          host,
          "Istio completes names without a dot only, so that "
              + Quotation.of(host.text())
              + " is not the Service "
              + meant.get().name(),
          "write " + full);
      return;
    }
    Optional<Resource> other = inventory.elsewhere("Service", host.text(), owner);
    sink.unknown(
        AnalysisRules.ISTIO_HOST_UNKNOWN,
        owner,
        host,
        "there is no Service or ServiceEntry for "
            + Quotation.of(host.text())
            + other.map(same -> " of the namespace " + owner.namespace()).orElse(""),
        other
            .map(
                same ->
                    "write %s if that Service is meant"
                        .formatted(Inventory.fullName(same.name(), same.namespace())))
            .orElse("add the Service, or correct " + host));
  }

  private void checkPort(Resource owner, Place destination, Resource service) {
    List<Long> ports = new ArrayList<>();
    for (Place port : service.spec().get("ports").items()) {
      ports.add(port.get("port").integer());
    }
    Place port = destination.get("port");
    long number = port.get("number").integer();
    if (port.isPresent() && number != 0) {
      if (!ports.contains(number)) {
        sink.add(
            AnalysisRules.ISTIO_HOST_PORT_UNKNOWN,
            owner,
            port,
            "the Service " + service.name() + " has the ports " + ports + ", not " + number,
            "write one of " + ports);
      }
    } else if (ports.size() > 1) {
      sink.add(
          AnalysisRules.ISTIO_HOST_PORT_REQUIRED,
          owner,
          destination,
          "the Service " + service.name() + " has the ports " + ports + "; one must be named",
          "add " + destination + ".port.number");
    }
  }

  private void checkGateway(Resource owner, Place gateway) {
    String name = gateway.text();
    String full = name.contains("/") ? name : owner.namespace() + "/" + name;
    Optional<Resource> found = inventory.gateway(full);
    if (found.isEmpty()) {
      sink.unknown(
          AnalysisRules.ISTIO_GATEWAY_UNKNOWN,
          owner,
          gateway,
          "there is no Gateway " + Quotation.of(full),
          name.contains("/")
              ? "add the Gateway"
              : inventory
                  .elsewhere("Gateway", name, owner)
                  .map(same -> "write %s if that Gateway is meant".formatted(same.key()))
                  .orElse("add the Gateway, or write it as NAMESPACE/NAME"));
    } else if (!letsIn(found.get(), owner)) {
      sink.add(
          AnalysisRules.ISTIO_HOST_NOT_IN_GATEWAY,
          owner,
          gateway,
          "the Gateway " + full + " has none of the hosts of the VirtualService",
          "add a host to a server of the Gateway");
    }
  }

  private static boolean letsIn(Resource gateway, Resource service) {
    for (Place server : gateway.spec().get("servers").items()) {
      for (Place entry : server.get("hosts").items()) {
        int slash = entry.text().indexOf('/');
        String namespace = slash < 0 ? "*" : entry.text().substring(0, slash);
        String host = entry.text().substring(slash + 1);
        String owner = namespace.equals(".") ? gateway.namespace() : namespace;
        if ((owner.equals("*") || owner.equals(service.namespace()))
            && service.spec().get("hosts").items().stream()
                .anyMatch(name -> HostNames.overlap(host, name.text()))) {
          return true;
        }
      }
    }
    return false;
  }
}
