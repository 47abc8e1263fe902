// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.routing.StateDocument;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import io.canaryplan.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The documents of a trace as they were last written, to be compared with those of a plan. */
final class WalkDocuments {
  // their order is random
  private final Set<String> experiments;
  // by name
  private final Map<Object, Object> virtualServices = new TreeMap<>();
  private final Map<Object, Object> destinationRules = new TreeMap<>();
  private final Map<Object, Object> services = new TreeMap<>();

  private WalkDocuments(Set<String> experiments) {
    this.experiments = experiments;
  }

  /** Returns the documents of a trace of which nothing is known yet. */
  static WalkDocuments of(CanaryPlan plan) {
    Set<String> services = new TreeSet<>();
    for (PlannedState state : plan.states()) {
      state.weights().additional().forEach(weight -> services.add(weight.service()));
    }
    return new WalkDocuments(services);
  }

  /** Takes over what a pass has written, as far as it has. */
  void write(
      Optional<Map<?, ?>> someVirtualServices,
      Optional<Map<?, ?>> someDestinationRules,
      Optional<Map<?, ?>> someServices) {
    someVirtualServices.ifPresent(virtualServices::putAll);
    someDestinationRules.ifPresent(destinationRules::putAll);
    someServices.ifPresent(services::putAll);
  }

  /** Returns how documents of the plan differ from those of the trace. */
  List<String> differences(String state, List<StateDocument> documents) {
    List<String> differences = new ArrayList<>();
    for (StateDocument document : documents) {
      ObjectId id = document.id();
      String name = state + ": " + id.kind() + " " + id.name();
      Map<?, ?> written = (Map<?, ?>) tree(document.document().root());
      Map<?, ?> spec = (Map<?, ?>) written.get("spec");
      if (id.kind().equals("Service")) {
        Object hash = ((Map<?, ?>) spec.get("selector")).get("rollouts-pod-template-hash");
        compare(name, services.get(id.name()), hash == null ? "" : hash, differences);
        continue;
      }
      Object real =
          (id.kind().equals("VirtualService") ? virtualServices : destinationRules).get(id.name());
      compare(name, sorted(texts(Json.get(real, "spec"))), sorted(spec), differences);
      Object ours = ((Map<?, ?>) written.get("metadata")).get("annotations");
      Object annotations = Json.get(real, "annotations");
      compare(
          name + " annotations",
          annotations == null ? Map.of() : texts(annotations),
          ours == null ? Map.of() : ours,
          differences);
    }
    return differences;
  }

  private static void compare(String what, Object real, Object ours, List<String> differences) {
    if (!real.equals(ours)) {
      differences.add(what + "\n    real " + real + "\n    plan " + ours);
    }
  }

  // Destinations and subsets of experiments stand last, in random order (istio.md 0.5, 1.5, 2.1);
  // which of several leaves a weight of 0 behind depends on it (1.6).
  private Object sorted(Object tree) {
    if (tree instanceof Map<?, ?> map) {
      Map<String, Object> copy = new TreeMap<>();
      map.forEach((key, value) -> copy.put((String) key, sorted(value)));
      return copy;
    }
    if (!(tree instanceof List<?> list)) {
      return tree;
    }
    List<Object> users = new ArrayList<>();
    List<Object> others = new ArrayList<>();
    for (Object item : list) {
      String name = experiment(item);
      if (name.isEmpty()) {
        users.add(sorted(item));
      } else {
        others.add(
            experiments.size() > 1 && "0".equals(((Map<?, ?>) item).get("weight"))
                ? "one of the experiment's, weight 0"
                : item);
      }
    }
    others.sort(Comparator.comparing(Object::toString));
    users.addAll(others);
    return users;
  }

  // the name of an experiment's Service that a destination or a subset has, or nothing
  private String experiment(Object item) {
    if (!(item instanceof Map<?, ?> map)) {
      return "";
    }
    Object host = map.get("destination") instanceof Map<?, ?> to ? to.get("host") : map.get("name");
    return host instanceof String name && experiments.contains(name) ? name : "";
  }

  private static Object tree(YamlNode node) {
    if (node instanceof YamlMapping mapping) {
      Map<String, Object> map = new TreeMap<>();
      mapping.entries().forEach(entry -> map.put(entry.key().text(), tree(entry.value())));
      return map;
    }
    return node instanceof YamlSequence sequence
        ? sequence.items().stream().map(WalkDocuments::tree).toList()
        // hashes of experiments have other names there
        : ((YamlScalar) node).text().replaceFirst("^(e[0-9]+)-hash$", "exp-$1");
  }

  // numbers as their texts, which is how a tree has them
  private static Object texts(Object json) {
    if (json instanceof Map<?, ?> map) {
      Map<String, Object> copy = new TreeMap<>();
      map.forEach((key, value) -> copy.put((String) key, texts(value)));
      return copy;
    }
    return json instanceof List<?> list
        ? list.stream().map(WalkDocuments::texts).toList()
        : json.toString();
  }
}
