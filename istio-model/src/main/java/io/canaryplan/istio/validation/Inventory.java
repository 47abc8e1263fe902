// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.SetMultimap;
import io.canaryplan.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The documents by what they mean for Istio. Objects without namespace are in {@code default}. */
final class Inventory {
  private static final String SUFFIX = ".svc.cluster.local";
  private static final Set<String> WORKLOADS =
      Set.of("Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Rollout");

  /**
   * An object among the documents.
   *
   * @param root place of the whole document
   * @param spec place of the spec
   */
  record Resource(YamlDocument document, String namespace, String name, Place root, Place spec) {
    /** Returns whether the namespace is written, and not assumed. */
    boolean hasNamespace() {
      return !root.get("metadata").get("namespace").text().isEmpty();
    }

    /** Returns namespace and name. */
    String key() {
      return namespace + "/" + name;
    }
  }

  /**
   * Labels of pods: of a pod, or of the template of a workload.
   *
   * @param isTemplate whether they are the labels of a template
   * @param labels the labels as written
   */
  record Pods(boolean isTemplate, Map<String, String> labels) {}

  private record PodLabel(String namespace, String key, String value) {}

  private final Map<String, Resource> services = new HashMap<>();
  // the first of each kind and name whose namespace is written
  private final Map<String, Resource> byName = new HashMap<>();
  private final ListMultimap<String, Resource> entries = ArrayListMultimap.create();
  private final List<String> wildcards = new ArrayList<>();
  private final Map<String, Resource> gateways = new LinkedHashMap<>();
  private final List<Resource> virtualServices = new ArrayList<>();
  private final List<Resource> destinationRules = new ArrayList<>();
  private final ListMultimap<String, Resource> rulesByHost = ArrayListMultimap.create();
  // pods with the same labels once
  private final SetMultimap<PodLabel, Pods> podsByLabel = LinkedHashMultimap.create();

  private Inventory() {}

  static Inventory of(List<YamlDocument> documents, IstioVersion version) {
    Inventory inventory = new Inventory();
    for (YamlDocument document : documents) {
      inventory.add(document, Place.root(document.root(), version));
    }
    return inventory;
  }

  private void add(YamlDocument document, Place root) {
    String kind = root.get("kind").text();
    boolean istio = root.get("apiVersion").text().startsWith("networking.istio.io/");
    Place spec = istio && Schema.message(kind) != null ? root.spec(kind) : root.get("spec");
    Place metadata = root.get("metadata");
    String written = metadata.get("namespace").text();
    String namespace = written.isEmpty() ? "default" : written;
    Resource resource = new Resource(document, namespace, metadata.get("name").text(), root, spec);
    if (!written.isEmpty() && (kind.equals("Service") || (istio && kind.equals("Gateway")))) {
      byName.putIfAbsent(kind + " " + resource.name(), resource);
    }
    if (istio) {
      addIstio(kind, resource);
    } else if (kind.equals("Service")) {
      services.put(resource.name() + "." + namespace + SUFFIX, resource);
    } else if (kind.equals("Pod")) {
      addPods(namespace, new Pods(false, labels(metadata.get("labels"))));
    } else if (WORKLOADS.contains(kind)) {
      Place template = spec.get("template").get("metadata").get("labels");
      addPods(namespace, new Pods(true, labels(template)));
    }
  }

  private void addPods(String namespace, Pods pods) {
    pods.labels()
        .forEach((key, value) -> podsByLabel.put(new PodLabel(namespace, key, value), pods));
  }

  private void addIstio(String kind, Resource resource) {
    switch (kind) {
      case "VirtualService" -> virtualServices.add(resource);
      case "DestinationRule" -> {
        destinationRules.add(resource);
        String host = fullName(resource.spec().get("host").text(), resource.namespace());
        rulesByHost.put(host, resource);
      }
      case "Gateway" -> gateways.put(resource.key(), resource);
      case "ServiceEntry" -> {
        for (Place host : resource.spec().get("hosts").items()) {
          entries.put(host.text(), resource);
          if (host.text().startsWith("*")) {
            wildcards.add(host.text());
          }
        }
      }
      default -> {}
    }
  }

  static Map<String, String> labels(Place labels) {
    Map<String, String> map = new HashMap<>();
    for (Place label : labels.entries()) {
      map.put(label.key(), label.text());
    }
    return map;
  }

  /** Returns a host completed as Istio does it: only a name without a dot. */
  static String fullName(String host, String namespace) {
    return host.contains(".") || host.equals("*") ? host : host + "." + namespace + SUFFIX;
  }

  /** Returns the Service of a completed host. */
  Optional<Resource> service(String fullName) {
    return Optional.ofNullable(services.get(fullName));
  }

  /** Returns the Service that a name with dots, which Istio does not complete, was meant for. */
  Optional<Resource> meant(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    for (String rest : List.of("", ".cluster.local", SUFFIX)) {
      Resource service = services.get(name + rest);
      if (service != null) {
        return Optional.of(service);
      }
    }
    return Optional.empty();
  }

  /**
   * Returns an object of a name, the first of several, for somebody whom nothing in the own
   * namespace answers; absent where one of both leaves its namespace open.
   */
  Optional<Resource> elsewhere(String kind, String name, Resource from) {
    return from.hasNamespace()
        ? Optional.ofNullable(byName.get(kind + " " + name))
        : Optional.empty();
  }

  /** Returns whether a Service or ServiceEntry has the completed host. */
  boolean isKnown(String fullName) {
    return services.containsKey(fullName)
        || entries.containsKey(fullName)
        || wildcards.stream().anyMatch(wildcard -> HostNames.covers(wildcard, fullName));
  }

  /** Returns the DestinationRules for a completed host, wildcards aside. */
  List<Resource> rules(String fullName) {
    return rulesByHost.get(fullName);
  }

  Optional<Resource> gateway(String namespaceAndName) {
    return Optional.ofNullable(gateways.get(namespaceAndName));
  }

  /** Returns the Gateways, of two of one name the last. */
  Collection<Resource> gateways() {
    return gateways.values();
  }

  List<Resource> virtualServices() {
    return virtualServices;
  }

  List<Resource> destinationRules() {
    return destinationRules;
  }

  /**
   * Returns the pods of a namespace that a selector selects, without going through all of them.
   *
   * @param selector labels, at least one
   */
  List<Pods> pods(String namespace, Map<String, String> selector) {
    Set<Pods> fewest =
        selector.entrySet().stream()
            .map(
                label -> podsByLabel.get(new PodLabel(namespace, label.getKey(), label.getValue())))
            .min(Comparator.comparingInt(Set::size))
            .orElseThrow();
    return fewest.stream()
        .filter(pods -> pods.labels().entrySet().containsAll(selector.entrySet()))
        .toList();
  }
}
