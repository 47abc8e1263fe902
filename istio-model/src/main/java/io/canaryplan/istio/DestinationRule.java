// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Checked;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;

/**
 * A DestinationRule of any version of networking.istio.io; traffic policies are kept as written.
 */
public final class DestinationRule {
  private final ObjectId id;
  private final YamlDocument document;

  private DestinationRule(ObjectId id, YamlDocument document) {
    this.id = requireNonNull(id, "id");
    this.document = requireNonNull(document, "document");
  }

  /**
   * Reads a DestinationRule and reports what is wrong with its shape.
   *
   * @return the view and the findings; no value if the document is not a DestinationRule at all
   */
  public static Checked<DestinationRule> from(YamlDocument document) {
    Shape shape = new Shape(document);
    Optional<ObjectId> id = shape.id("DestinationRule");
    if (id.isEmpty()) {
      return Checked.failed(shape.findings());
    }
    shape.istioVersion(id.get());
    shape.unknownFields(id.get(), DestinationRuleSchema.DOCUMENT);
    shape.mappingIfPresent(document.root(), FieldPath.root(), "spec", "the spec");
    check(shape, Fields.get(document.root(), "spec").orElseGet(YamlMapping::empty));
    return Checked.of(new DestinationRule(id.get(), document), shape.findings());
  }

  private static void check(Shape shape, YamlNode spec) {
    FieldPath path = FieldPath.of("spec");
    if (Fields.text(spec, "host").filter(text -> !text.isEmpty()).isEmpty()) {
      shape.report(
          IstioRule.ISTIO_HOST_MISSING,
          path.child("host"),
          "the DestinationRule has no host; Istio requires one",
          "write the name of a Service as spec.host");
    }
    List<YamlNode> subsets = shape.list(spec, path, "subsets");
    for (int i = 0; i < subsets.size(); i++) {
      FieldPath at = path.child("subsets").index(i);
      YamlNode subset = subsets.get(i);
      if (!shape.mapping(subset, at, "a subset")) {
        continue;
      }
      if (Fields.text(subset, "name").filter(text -> !text.isEmpty()).isEmpty()) {
        shape.report(
            IstioRule.ISTIO_NAME_MISSING,
            at.child("name"),
            "a subset has no name; every subset needs one",
            "add " + at.child("name"));
      }
      shape.mappingIfPresent(subset, at, "labels", "the labels");
    }
  }

  /** Returns what the object is called. */
  public ObjectId id() {
    return id;
  }

  /** Returns the host whose traffic the rule is about; absent if there is none. */
  public Optional<String> host() {
    return Fields.text(spec(), "host").filter(text -> !text.isEmpty());
  }

  /** Returns the subsets, one for each item of the list; empty if there is none. */
  public List<Subset> subsets() {
    return Fields.items(spec(), "subsets").stream()
        .map(Subset::from)
        .collect(ImmutableList.toImmutableList());
  }

  /** Returns the first subset of this name; absent if there is none. */
  public Optional<Subset> subset(String name) {
    return subsets().stream().filter(subset -> subset.name().equals(name)).findFirst();
  }

  /** Returns this rule with other subsets; kept and moved ones keep their text. */
  public DestinationRule withSubsets(List<Subset> subsets) {
    List<YamlNode> items = subsets.stream().map(Subset::node).toList();
    return withSpec(Fields.withItems(spec(), "subsets", items));
  }

  /** Returns this rule for another host. */
  public DestinationRule withHost(String host) {
    return withSpec(spec().with("host", YamlScalar.of(host)));
  }

  /** Returns this rule with an annotation set. */
  public DestinationRule withAnnotation(String key, String value) {
    return new DestinationRule(id, KubernetesObject.withAnnotation(document, key, value));
  }

  private DestinationRule withSpec(YamlMapping spec) {
    YamlMapping root = Fields.orEmpty(document.root());
    return new DestinationRule(id, document.withRoot(root.with("spec", spec)));
  }

  private YamlMapping spec() {
    return Fields.mapping(document.root(), "spec");
  }

  /** Returns the document behind this view. */
  public YamlDocument document() {
    return document;
  }

  /** Returns the document's text: the source with only the changed places changed. */
  public String text() {
    return document.text();
  }

  /** Returns {@link ObjectId#toString()}. */
  @Override
  public String toString() {
    return id.toString();
  }
}
