// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import io.canaryplan.plan.AdditionalWeight;
import io.canaryplan.plan.Phase;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.HeaderMatch;
import io.canaryplan.rollout.IstioVirtualServiceRef;
import io.canaryplan.rollout.MirrorMatch;
import io.canaryplan.rollout.StringMatch;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import io.canaryplan.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The controller's edits a second time, as istio.md 1.3 to 1.11 tells them: on plain maps and
 * lists, in place, one pass after the other.
 */
final class SlowController {
  private final MeshNames names;
  private final IstioVirtualServiceRef reference;
  private final String canaryHost;

  SlowController(MeshNames names, IstioVirtualServiceRef reference, String canaryHost) {
    this.names = names;
    this.reference = reference;
    this.canaryHost = canaryHost;
  }

  /** Returns a tree of maps, lists and texts; the type of a scalar shows in its text. */
  static Object plain(YamlNode node) {
    if (node instanceof YamlMapping mapping) {
      Map<String, Object> map = new LinkedHashMap<>();
      mapping.entries().forEach(entry -> map.put(entry.key().text(), plain(entry.value())));
      return map;
    }
    if (node instanceof YamlSequence sequence) {
      List<Object> list = new ArrayList<>();
      sequence.items().forEach(item -> list.add(plain(item)));
      return list;
    }
    return ((YamlScalar) node).text();
  }

  /** Goes through the states, changing {@code service} in place. */
  void run(Map<String, Object> service, List<RoutingState> path) {
    Map<String, Object> spec = map(service.get("spec"));
    List<CanaryStep> present = new ArrayList<>();
    for (RoutingState state : path) {
      if (state.phase() != Phase.PROGRESSING) {
        present.clear();
      }
      for (String name : names.managedRoutes()) {
        if (present.stream().noneMatch(step -> nameOf(step).equals(name))
            || state.managedRoutes().stream().noneMatch(step -> nameOf(step).equals(name))) {
          remove(list(spec.get("http")), name);
        }
      }
      present.retainAll(state.managedRoutes());
      for (CanaryStep step : state.managedRoutes()) {
        if (!present.contains(step)) {
          add(list(spec.get("http")), step);
          present.add(step);
        }
      }
      weigh(spec, state);
      order(list(spec.get("http")));
    }
  }

  private void add(List<Object> http, CanaryStep step) {
    remove(http, nameOf(step));
    Map<String, Object> first = map(choose(http, reference.routes()).get(0));
    Object port = map(map(list(first.get("route")).get(0)).get("destination")).get("port");
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("name", nameOf(step));
    List<Object> matches = new ArrayList<>();
    rule.put("match", matches);
    Map<String, Object> canary = new LinkedHashMap<>();
    canary.put("host", canaryHost);
    if (port != null) {
      canary.put("port", port);
    }
    names.canarySubset().ifPresent(subset -> canary.put("subset", subset));
    if (step instanceof CanaryStep.SetHeaderRoute header) {
      for (HeaderMatch match : header.match()) {
        matches.add(Map.of("headers", Map.of(match.headerName(), matcher(match.headerValue()))));
      }
      rule.put("route", List.of(Map.of("destination", canary, "weight", "100")));
      http.add(rule);
    } else if (step instanceof CanaryStep.SetMirrorRoute mirror) {
      for (MirrorMatch match : mirror.match()) {
        Map<String, Object> item = new LinkedHashMap<>();
        match.method().ifPresent(method -> item.put("method", matcher(method)));
        match.path().ifPresent(uri -> item.put("uri", matcher(uri)));
        matches.add(item);
      }
      List<Object> copies = new ArrayList<>();
      for (Object destination : list(first.get("route"))) {
        copies.add(copy(map(destination)));
      }
      rule.put("route", copies);
      rule.put("mirror", canary);
      rule.put("mirrorPercentage", Map.of("value", mirror.percentage().orElse(100) + ""));
      http.add(0, rule);
    }
  }

  private static Map<String, Object> copy(Map<String, Object> destination) {
    Map<String, Object> copy = new LinkedHashMap<>();
    copy.put("destination", destination.get("destination"));
    if (weight(destination) != 0) {
      copy.put("weight", destination.get("weight"));
    }
    return copy;
  }

  private static Map<String, Object> matcher(StringMatch match) {
    Map<String, Object> matcher = new LinkedHashMap<>();
    match.exact().ifPresent(text -> matcher.put("exact", text));
    match.prefix().ifPresent(text -> matcher.put("prefix", text));
    match.regex().ifPresent(text -> matcher.put("regex", text));
    return matcher;
  }

  private void weigh(Map<String, Object> spec, RoutingState state) {
    List<Object> http = list(spec.get("http"));
    List<String> wanted = new ArrayList<>(reference.routes());
    for (Object rule : http) {
      String name = String.valueOf(map(rule).get("name"));
      if (map(rule).containsKey("mirror") && names.managedRoutes().contains(name)) {
        wanted.add(name);
      }
    }
    for (Object rule : choose(http, wanted)) {
      weigh(list(map(rule).get("route")), state);
    }
    for (String protocol : List.of("tls", "tcp")) {
      if (spec.get(protocol) != null && !list(spec.get(protocol)).isEmpty()) {
        weigh(list(map(list(spec.get(protocol)).get(0)).get("route")), state);
      }
    }
  }

  private static List<Object> choose(List<Object> http, List<String> wanted) {
    List<Object> chosen = new ArrayList<>();
    for (String name : wanted) {
      for (Object rule : http) {
        if (name.equals(map(rule).get("name"))) {
          chosen.add(rule);
          break;
        }
      }
    }
    if (!wanted.isEmpty()) {
      return chosen;
    }
    if (http.size() == 1) {
      return List.of(http.get(0));
    }
    for (Object rule : http) {
      if (map(rule).get("name") == null) {
        return List.of(rule);
      }
    }
    return List.of();
  }

  private void weigh(List<Object> route, RoutingState state) {
    int stable = 100 - state.canaryWeight();
    TreeMap<String, Integer> waiting = new TreeMap<>();
    for (AdditionalWeight experiment : state.experiments()) {
      stable -= experiment.weight();
      waiting.put(experiment.service(), experiment.weight());
    }
    List<String> additional =
        names.subsets().map(subsets -> subsets.additionalSubsetNames()).orElse(List.of());
    for (Object item : route) {
      stable -= additional.contains(subset(map(item))) ? weight(map(item)) : 0;
    }
    stable = Math.max(stable, 0);
    Optional<String> stableSubset = names.subsets().map(subsets -> subsets.stableSubsetName());
    List<Integer> deleted = new ArrayList<>();
    for (int i = 0; i < route.size(); i++) {
      Map<String, Object> item = map(route.get(i));
      String host = host(item);
      if (isOf(item, host, names.canaryService(), names.canarySubset())) {
        set(item, state.canaryWeight());
      } else if (isOf(item, host, names.stableService(), stableSubset)) {
        set(item, stable);
      } else if (waiting.containsKey(host)) {
        set(item, waiting.remove(host));
      } else if (!additional.contains(subset(item)) && weight(item) != 0) {
        deleted.add(0, i);
      }
    }
    waiting.forEach(
        (service, weight) -> {
          if (weight != 0) {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("destination", new LinkedHashMap<>(Map.of("host", service)));
            item.put("weight", weight + "");
            route.add(item);
          }
        });
    deleted.forEach(index -> route.remove((int) index));
  }

  private static boolean isOf(
      Map<String, Object> item, String host, String service, Optional<String> subset) {
    return host.equals(service) || (subset.isPresent() && subset(item).equals(subset.get()));
  }

  private static void set(Map<String, Object> item, int weight) {
    if (weight(item) != weight) {
      item.put("weight", weight + "");
    }
  }

  private void order(List<Object> http) {
    List<Object> managed = new ArrayList<>();
    for (String name : names.managedRoutes()) {
      for (Object rule : http) {
        if (name.equals(map(rule).get("name"))) {
          managed.add(rule);
        }
      }
    }
    http.removeAll(managed);
    http.addAll(0, managed);
  }

  private static void remove(List<Object> http, String name) {
    http.removeIf(rule -> name.equals(map(rule).get("name")));
  }

  private static String nameOf(CanaryStep step) {
    return ((CanaryStep.ManagedRoute) step).name();
  }

  private static String host(Map<String, Object> item) {
    return ShortHost.of(String.valueOf(map(item.get("destination")).get("host")));
  }

  private static String subset(Map<String, Object> item) {
    Object subset = map(item.get("destination")).get("subset");
    return subset == null ? "" : subset.toString();
  }

  private static int weight(Map<String, Object> item) {
    Object weight = item.get("weight");
    return weight == null ? 0 : Integer.parseInt(weight.toString());
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  static List<Object> list(Object value) {
    return (List<Object>) value;
  }
}
