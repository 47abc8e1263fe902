// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import io.canaryplan.hash.PodSpecs;
import io.canaryplan.kubernetes.WorkloadDefaults;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The defaults of the API server for Services and Deployments, which Argo CD puts into both sides
 * of a comparison. Custom resources have none there.
 */
final class Defaults {
  private static final String TYPE = "type";

  private Defaults() {}

  /** Returns the object with the fields that the API server would add. */
  static Json.Fields of(Json.Fields object) {
    return switch (object.text("apiVersion") + "/" + object.text("kind")) {
      case "v1/Service" -> with(object, "spec", service(object.below("spec")));
      case "apps/v1/Deployment" -> with(object, "spec", deployment(object.below("spec")));
      default -> object;
    };
  }

  private static Json.Fields service(Json.Fields spec) {
    Map<String, Json> result = new LinkedHashMap<>(spec.values());
    fill(result, "sessionAffinity", "None");
    fill(result, TYPE, "ClusterIP");
    String type = result.get(TYPE) instanceof Json.Text text ? text.value() : "";
    boolean outside = type.equals("NodePort") || type.equals("LoadBalancer");
    if (outside || type.equals("ClusterIP")) {
      fill(result, "internalTrafficPolicy", "Cluster");
    }
    if (outside) {
      fill(result, "externalTrafficPolicy", "Cluster");
    }
    if (type.equals("LoadBalancer")) {
      result.putIfAbsent("allocateLoadBalancerNodePorts", Json.Bool.TRUE);
    }
    if (spec.get("ports") instanceof Json.Items ports) {
      List<Json> filled = new ArrayList<>();
      for (Json port : ports.values()) {
        filled.add(port instanceof Json.Fields fields ? port(fields) : port);
      }
      result.put("ports", new Json.Items(filled));
    }
    return new Json.Fields(result);
  }

  private static Json port(Json.Fields port) {
    Map<String, Json> result = new LinkedHashMap<>(port.values());
    fill(result, "protocol", "TCP");
    Json number = port.get("port");
    if (number != null) {
      result.putIfAbsent("targetPort", number);
    }
    return new Json.Fields(result);
  }

  private static Json.Fields deployment(Json.Fields spec) {
    Map<String, Json> result = new LinkedHashMap<>(spec.values());
    result.putIfAbsent("replicas", Json.Num.of(1));
    result.putIfAbsent(
        "revisionHistoryLimit", Json.Num.of(WorkloadDefaults.REVISION_HISTORY_LIMIT));
    result.putIfAbsent(
        "progressDeadlineSeconds", Json.Num.of(WorkloadDefaults.PROGRESS_DEADLINE_SECONDS));
    Map<String, Json> strategy = new LinkedHashMap<>(spec.below("strategy").values());
    fill(strategy, TYPE, "RollingUpdate");
    if (new Json.Text("RollingUpdate").equals(strategy.get(TYPE))) {
      Json.Fields given = spec.below("strategy").below("rollingUpdate");
      Map<String, Json> rolling = new LinkedHashMap<>(given.values());
      fill(rolling, "maxUnavailable", WorkloadDefaults.LIMIT.written());
      fill(rolling, "maxSurge", WorkloadDefaults.LIMIT.written());
      strategy.put("rollingUpdate", new Json.Fields(rolling));
    }
    result.put("strategy", new Json.Fields(strategy));
    Json.Fields template = spec.below("template");
    Json.Fields pod = template.below("spec");
    if (!pod.values().isEmpty()) {
      JsonReader reader = new JsonReader();
      Json filled =
          PodSpecs.withDefaults(JsonNodes.of(pod))
              .map(defaulted -> filled(pod, reader.value(defaulted)))
              .orElse(pod);
      result.put("template", with(template, "spec", (Json.Fields) filled));
    }
    return new Json.Fields(result);
  }

  /** Returns {@code value} with what only {@code defaulted} has. */
  private static Json filled(Json value, Json defaulted) {
    if (value instanceof Json.Fields fields && defaulted instanceof Json.Fields more) {
      Map<String, Json> result = new LinkedHashMap<>(fields.values());
      more.values()
          .forEach(
              (key, below) -> {
                Json old = result.get(key);
                if (old != null) {
                  result.put(key, filled(old, below));
                } else if (!key.equals("resources")) {
                  // Resources are written always, whether or not anything is in them.
                  result.put(key, below);
                }
              });
      return new Json.Fields(result);
    }
    if (value instanceof Json.Items items
        && defaulted instanceof Json.Items more
        && items.values().size() == more.values().size()) {
      List<Json> result = new ArrayList<>();
      for (int i = 0; i < items.values().size(); i++) {
        result.add(filled(items.values().get(i), more.values().get(i)));
      }
      return new Json.Items(result);
    }
    return value;
  }

  static Json.Fields with(Json.Fields fields, String key, Json.Fields value) {
    if (value.values().isEmpty()) {
      return fields;
    }
    Map<String, Json> result = new LinkedHashMap<>(fields.values());
    result.put(key, value);
    return new Json.Fields(result);
  }

  private static void fill(Map<String, Json> fields, String key, String value) {
    fields.putIfAbsent(key, new Json.Text(value));
  }
}
