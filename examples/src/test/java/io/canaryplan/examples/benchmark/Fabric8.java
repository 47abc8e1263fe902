// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples.benchmark;

import io.canaryplan.plan.PlannedState;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The same documents by hand, with fabric8's generic resources: the input read, then for each state
 * the weights and hashes set and each VirtualService and DestinationRule written. Weights and
 * hashes are given; nothing is checked and comments are lost.
 */
final class Fabric8 {
  private final KubernetesSerialization serialization = new KubernetesSerialization();

  /** Reads the input and hands each document of each state on. */
  void documents(String text, List<PlannedState> states, Consumer<String> use) {
    List<?> input = serialization.unmarshal(text);
    for (PlannedState state : states) {
      for (Object one : input) {
        if (one instanceof GenericKubernetesResource resource && set(resource, state)) {
          use.accept(serialization.asYaml(resource));
        }
      }
    }
  }

  private static boolean set(GenericKubernetesResource resource, PlannedState state) {
    switch (resource.getKind()) {
      case "VirtualService" -> {
        for (Map<String, Object> rule : list(resource.get("spec", "http"))) {
          for (Map<String, Object> route : list(rule.get("route"))) {
            route.put("weight", weight(route, state));
          }
        }
        return true;
      }
      case "DestinationRule" -> {
        for (Map<String, Object> subset : list(resource.get("spec", "subsets"))) {
          map(subset.get("labels")).put("rollouts-pod-template-hash", "hash-of-the-state");
        }
        return true;
      }
      default -> {
        return false;
      }
    }
  }

  private static int weight(Map<String, Object> route, PlannedState state) {
    return map(route.get("destination")).get("subset").equals("canary")
        ? state.weights().canary()
        : state.weights().stable();
  }

  @SuppressWarnings("unchecked") // what a YAML mapping is read as
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked") // what a YAML sequence of mappings is read as
  private static List<Map<String, Object>> list(Object value) {
    return (List<Map<String, Object>>) value;
  }
}
