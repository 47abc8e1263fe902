// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import static java.util.Objects.requireNonNull;

import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import java.util.Map;
import java.util.Optional;

/** One subset of a DestinationRule: a name and the labels of its pods. Other keys are kept. */
public final class Subset {
  private final YamlNode node;

  private Subset(YamlNode node) {
    this.node = requireNonNull(node, "node");
  }

  /** Returns the view over one item of {@code spec.subsets}. */
  public static Subset from(YamlNode node) {
    return new Subset(node);
  }

  /** Returns a new subset with these labels, written in the order of the map. */
  public static Subset of(String name, Map<String, String> labels) {
    Subset subset = new Subset(YamlMapping.empty().with("name", YamlScalar.of(name)));
    for (Map.Entry<String, String> label : labels.entrySet()) {
      subset = subset.withLabel(label.getKey(), label.getValue());
    }
    return subset;
  }

  /** Returns the name; empty if there is none. */
  public String name() {
    return Fields.text(node, "name").orElse("");
  }

  /** Returns the labels in the order written; empty if there are none. */
  public Map<String, String> labels() {
    return Fields.textMap(node, "labels");
  }

  /** Returns one label's value; absent if there is no such label. */
  public Optional<String> label(String key) {
    return Fields.get(node, "labels").flatMap(labels -> Fields.text(labels, key));
  }

  /** Returns whether there is any key besides name and labels, such as trafficPolicy. */
  public boolean hasOtherKeys() {
    return node instanceof YamlMapping mapping
        && mapping.entries().stream()
            .map(entry -> entry.key().text())
            .anyMatch(key -> !key.equals("name") && !key.equals("labels"));
  }

  /** Returns this subset with a label set. */
  public Subset withLabel(String key, String value) {
    if (label(key).equals(Optional.of(value))) {
      return this;
    }
    YamlMapping labels = Fields.mapping(node, "labels").with(key, YamlScalar.of(value));
    return new Subset(Fields.orEmpty(node).with("labels", labels));
  }

  /** Returns this subset without a label; the same if it has no such label. */
  public Subset withoutLabel(String key) {
    if (label(key).isEmpty()) {
      return this;
    }
    YamlMapping labels = Fields.mapping(node, "labels").without(key);
    return new Subset(Fields.orEmpty(node).with("labels", labels));
  }

  /** Returns the node behind this view. */
  public YamlNode node() {
    return node;
  }

  /** Returns whether the other view shows an equal node. */
  @Override
  public boolean equals(Object object) {
    return this == object || (object instanceof Subset other && node.equals(other.node));
  }

  @Override
  public int hashCode() {
    return node.hashCode();
  }

  /** Returns name and labels. */
  @Override
  public String toString() {
    return name() + labels();
  }
}
