// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import io.canaryplan.kubernetes.FieldReader;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import java.util.Map;
import java.util.Optional;

/**
 * One subset of a DestinationRule: a name and the labels of its pods. Other keys are kept.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class Subset extends NodeView {
  private Subset(YamlNode node) {
    super(node);
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
    return Fields.text(node, "labels", key);
  }

  /** Returns whether there is any key besides name and labels, such as trafficPolicy. */
  public boolean hasOtherKeys() {
    return !Fields.orEmpty(node).without("name").without("labels").isEmpty();
  }

  /** Returns this subset with a label set. */
  public Subset withLabel(String key, String value) {
    return label(key).equals(Optional.of(value))
        ? this
        : new Subset(Fields.with(node, YamlScalar.of(value), "labels", key));
  }

  /** Returns this subset without a label; the same if it has no such label. */
  public Subset withoutLabel(String key) {
    if (label(key).isEmpty()) {
      return this;
    }
    YamlMapping labels = Fields.orEmpty(Fields.get(node, "labels")).without(key);
    return new Subset(Fields.with(node, labels, "labels"));
  }

  static void check(FieldReader subset) {
    if (subset.isMapping("a subset")) {
      if (Fields.name(subset.value(), "name").isEmpty()) {
        subset.at("name").nameMissing("a subset has no name; every subset needs one");
      }
      subset.mapping("labels", "the labels");
    }
  }

  /** Returns name and labels. */
  @Override
  public String toString() {
    return name() + labels();
  }
}
