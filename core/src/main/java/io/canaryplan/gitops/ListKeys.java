// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which lists of a kind are merged item by item, and which maps only as a whole. Custom resources
 * of Istio 1.30.3 and Argo Rollouts have no such list (gitops.md GT-21).
 */
final class ListKeys {
  private static final String POD = "spec.template.spec.";
  private static final ImmutableSet<String> WORKLOADS =
      ImmutableSet.of("Deployment", "ReplicaSet", "StatefulSet", "DaemonSet");
  private static final ListKeys NONE = new ListKeys(ImmutableMap.of(), ImmutableSet.of(), false);

  private static final ImmutableMap<String, List<String>> SERVICE =
      ImmutableMap.of("spec.ports", ImmutableList.of("port", "protocol"));
  private static final ImmutableMap<String, List<String>> WORKLOAD = workload();

  private final ImmutableMap<String, List<String>> keys;
  private final ImmutableSet<String> atomicMaps;
  private final boolean isBuiltIn;

  private ListKeys(
      ImmutableMap<String, List<String>> keys, ImmutableSet<String> atomicMaps, boolean isBuiltIn) {
    this.keys = keys;
    this.atomicMaps = atomicMaps;
    this.isBuiltIn = isBuiltIn;
  }

  /** Returns the lists as a client-side apply merges them: by the first key only. */
  static ListKeys clientSide(Json.Fields object) {
    ListKeys all = serverSide(object);
    ImmutableMap.Builder<String, List<String>> first = ImmutableMap.builder();
    all.keys.forEach((path, names) -> first.put(path, names.subList(0, 1)));
    return new ListKeys(first.buildOrThrow(), ImmutableSet.of(), all.isBuiltIn);
  }

  /** Returns the lists as a server-side apply merges them. */
  static ListKeys serverSide(Json.Fields object) {
    String version = object.text("apiVersion");
    if (version.equals("v1") && object.text("kind").equals("Service")) {
      return new ListKeys(SERVICE, ImmutableSet.of("spec.selector"), true);
    }
    if (version.equals("apps/v1") && WORKLOADS.contains(object.text("kind"))) {
      return new ListKeys(WORKLOAD, ImmutableSet.of("spec.selector", POD + "nodeSelector"), true);
    }
    return NONE;
  }

  /** Returns whether the kind is one of Kubernetes itself, whose types Argo CD knows. */
  boolean isBuiltIn() {
    return isBuiltIn;
  }

  /** Returns the fields that tell the items of the list at {@code path} apart; empty if none do. */
  List<String> of(String path) {
    return keys.getOrDefault(path, ImmutableList.of());
  }

  /** Returns whether the map at {@code path} is only replaced as a whole. */
  boolean isAtomicMap(String path) {
    return atomicMaps.contains(path);
  }

  /**
   * Returns what tells an item from others, as managed fields write it; empty if it lacks a key.
   */
  static String of(Json item, List<String> names) {
    if (!(item instanceof Json.Fields fields)) {
      return "";
    }
    return names.stream()
        .sorted()
        .map(name -> "\"" + name + "\":" + key(fields.get(name), name))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String key(@Nullable Json value, String name) {
    if (value instanceof Json.Num number) {
      return number.value().toPlainString();
    }
    if (value instanceof Json.Text text) {
      return "\"" + text.value() + "\"";
    }
    // A port without a protocol is one for TCP.
    return name.equals("protocol") ? "\"TCP\"" : "null";
  }

  private static ImmutableMap<String, List<String>> workload() {
    ImmutableMap.Builder<String, List<String>> keys = ImmutableMap.builder();
    ImmutableList<String> byName = ImmutableList.of("name");
    for (String list : List.of("containers", "initContainers", "ephemeralContainers")) {
      String container = POD + list;
      keys.put(container, byName);
      keys.put(container + ".env", byName);
      keys.put(container + ".ports", ImmutableList.of("containerPort", "protocol"));
      keys.put(container + ".volumeMounts", ImmutableList.of("mountPath"));
      keys.put(container + ".volumeDevices", ImmutableList.of("devicePath"));
    }
    keys.put(POD + "volumes", byName);
    keys.put(POD + "imagePullSecrets", byName);
    keys.put(POD + "hostAliases", ImmutableList.of("ip"));
    keys.put(
        POD + "topologySpreadConstraints", ImmutableList.of("topologyKey", "whenUnsatisfiable"));
    return keys.buildOrThrow();
  }
}
