// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import io.canaryplan.istio.validation.Inventory.Resource;
import io.canaryplan.istio.validation.IstioAnalysis.Sink;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds Gateways of the same pods and port that let in the same hosts (IST0145). */
final class GatewayConflicts {
  private static final int NAMED = 3;

  /**
   * The hosts of one port of all Gateways that select the same pods; of a Gateway that has the port
   * twice the last server counts, as in Istio.
   */
  private static final class Shared {
    private final Map<Resource, List<Place>> hosts = new LinkedHashMap<>();
    private final Map<String, Set<Resource>> exact = new HashMap<>();
    private final Map<String, Set<Resource>> wildcards = new LinkedHashMap<>();

    void index() {
      hosts.forEach(
          (gateway, list) ->
              list.forEach(
                  host ->
                      (host.text().startsWith("*") ? wildcards : exact)
                          .computeIfAbsent(host.text(), text -> new LinkedHashSet<>())
                          .add(gateway)));
    }

    /** Returns the Gateways, other than {@code own}, that let in a host. */
    Set<Resource> with(String host, Resource own) {
      Set<Resource> others = new LinkedHashSet<>();
      if (host.startsWith("*")) {
        exact.forEach((other, gateways) -> addIf(host, other, gateways, others));
      } else {
        others.addAll(exact.getOrDefault(host, Set.of()));
      }
      wildcards.forEach((other, gateways) -> addIf(host, other, gateways, others));
      others.remove(own);
      return others;
    }

    private static void addIf(
        String host, String other, Collection<Resource> gateways, Set<Resource> others) {
      if (HostNames.overlap(host, other)) {
        others.addAll(gateways);
      }
    }
  }

  private final Inventory inventory;
  private final Sink sink;
  private final Map<String, Shared> ports = new HashMap<>();

  GatewayConflicts(Inventory inventory, Sink sink) {
    this.inventory = inventory;
    this.sink = sink;
  }

  void check() {
    for (Resource gateway : inventory.gateways()) {
      for (Place server : gateway.spec().get("servers").items()) {
        ports
            .computeIfAbsent(key(gateway, server), key -> new Shared())
            .hosts
            .put(gateway, server.get("hosts").items());
      }
    }
    ports.values().forEach(Shared::index);
    for (Resource gateway : inventory.gateways()) {
      for (Place server : gateway.spec().get("servers").items()) {
        check(gateway, server, ports.get(key(gateway, server)));
      }
    }
  }

  private static String key(Resource gateway, Place server) {
    return new TreeMap<>(Inventory.labels(gateway.spec().get("selector")))
        + "~"
        + server.get("port").get("number").integer();
  }

  private void check(Resource gateway, Place server, Shared shared) {
    Set<Resource> others = new LinkedHashSet<>();
    for (Place host : server.get("hosts").items()) {
      others.addAll(shared.with(host.text(), gateway));
    }
    if (others.isEmpty()) {
      return;
    }
    List<String> names = new ArrayList<>();
    others.stream().limit(NAMED).map(Resource::key).forEach(names::add);
    sink.add(
        AnalysisRules.ISTIO_GATEWAYS_CONFLICT,
        gateway,
        server,
        server
            + " has the pods, the port and a host of the Gateway "
            + String.join(", ", names)
            + (others.size() > NAMED ? " and " + (others.size() - NAMED) + " more" : ""),
        "give them different hosts, or put the servers into one Gateway");
  }
}
