// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ListMultimap;
import io.canaryplan.istio.validation.Inventory.Resource;
import io.canaryplan.istio.validation.IstioAnalysis.Sink;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds Gateways of the same pods and port that let in the same hosts (IST0145). */
final class GatewayConflicts {
  private static final int NAMED = 3;

  /**
   * The hosts of one port of all Gateways that select the same pods, with the places of the
   * Gateways in the inventory; of a Gateway that has the port twice the last server counts, as in
   * Istio.
   */
  private static final class Shared {
    private final Map<Integer, List<Place>> hosts = new LinkedHashMap<>();
    private final ListMultimap<String, Integer> exact = ArrayListMultimap.create();
    private final ListMultimap<String, Integer> wildcards = ArrayListMultimap.create();

    void index() {
      hosts.forEach(
          (gateway, list) ->
              list.forEach(
                  host ->
                      (host.text().startsWith("*") ? wildcards : exact).put(host.text(), gateway)));
    }

    /** Adds the Gateways that let in a host. */
    void addWith(String host, BitSet gateways) {
      if (host.startsWith("*")) {
        addOverlapping(host, exact, gateways);
      } else {
        exact.get(host).forEach(gateways::set);
      }
      addOverlapping(host, wildcards, gateways);
    }

    private static void addOverlapping(
        String host, ListMultimap<String, Integer> others, BitSet gateways) {
      for (String other : others.keySet()) {
        if (HostNames.overlap(host, other)) {
          others.get(other).forEach(gateways::set);
        }
      }
    }
  }

  /** A server of the Gateway at a place in the inventory. */
  private record Server(int gateway, Place place, Shared shared) {}

  private final List<Resource> gateways;
  private final Sink sink;

  GatewayConflicts(Inventory inventory, Sink sink) {
    this.gateways = ImmutableList.copyOf(inventory.gateways());
    this.sink = sink;
  }

  void check() {
    Map<String, Shared> ports = new HashMap<>();
    List<Server> servers = new ArrayList<>();
    for (int i = 0; i < gateways.size(); i++) {
      Resource gateway = gateways.get(i);
      for (Place server : gateway.spec().get("servers").items()) {
        Shared shared = ports.computeIfAbsent(key(gateway, server), key -> new Shared());
        shared.hosts.put(i, server.get("hosts").items());
        servers.add(new Server(i, server, shared));
      }
    }
    ports.values().forEach(Shared::index);
    servers.forEach(this::check);
  }

  private static String key(Resource gateway, Place server) {
    return new TreeMap<>(Inventory.labels(gateway.spec().get("selector")))
        + "~"
        + server.get("port").get("number").integer();
  }

  private void check(Server server) {
    BitSet others = new BitSet();
    for (Place host : server.place().get("hosts").items()) {
      server.shared().addWith(host.text(), others);
    }
    others.clear(server.gateway());
    if (others.isEmpty()) {
      return;
    }
    int more = others.cardinality() - NAMED;
    sink.add(
        AnalysisRules.ISTIO_GATEWAYS_CONFLICT,
        gateways.get(server.gateway()),
        server.place(),
        server.place()
            + " has the pods, the port and a host of the Gateway "
            + others.stream()
                .limit(NAMED)
                .mapToObj(other -> gateways.get(other).key())
                .collect(joining(", "))
            + (more > 0 ? " and " + more + " more" : ""),
        "give them different hosts, or put the servers into one Gateway");
  }
}
