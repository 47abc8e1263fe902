// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.UnknownField;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A place in a document whose shape is checked. All places of a document report to one list. */
final class Shape {
  private final Findings findings;
  private final YamlNode node;
  // Paths are made only where something is wrong: most documents are sound.
  private final @Nullable Shape parent;
  private final @Nullable String key;
  private final int index;

  /** Makes the place of the whole document. */
  Shape(YamlDocument document) {
    this(Findings.in(document), document.root(), null, null, 0);
  }

  private Shape(
      Findings findings, YamlNode node, @Nullable Shape parent, @Nullable String key, int index) {
    this.findings = findings;
    this.node = node;
    this.parent = parent;
    this.key = key;
    this.index = index;
  }

  YamlNode node() {
    return node;
  }

  /** Returns everything that was reported about the document. */
  List<Finding> findings() {
    return findings.all();
  }

  /** Returns the place of a field, which may be absent. */
  Shape child(String name) {
    return new Shape(findings, Fields.get(node, name), this, name, 0);
  }

  private List<Shape> items() {
    List<Shape> items = new ArrayList<>();
    for (YamlNode item : Fields.items(node)) {
      items.add(new Shape(findings, item, this, null, items.size()));
    }
    return items;
  }

  private FieldPath path() {
    if (parent == null) {
      return FieldPath.root();
    }
    return key == null ? parent.path().index(index) : parent.path().child(key);
  }

  void report(Rule rule, String message, String hint) {
    findings.add(rule, path(), message, hint);
  }

  /** Returns the document's id, or empty after reporting why there is none. */
  Optional<ObjectId> id(String expectedKind) {
    if (!isMapping("a " + expectedKind)) {
      return Optional.empty();
    }
    String kind = Fields.text(node, "kind").orElse("");
    if (!kind.equals(expectedKind)) {
      child("kind")
          .report(
              IstioRules.ISTIO_KIND_MISMATCH,
              "the kind is \"" + kind + "\"; expected is " + expectedKind,
              "set kind to " + expectedKind);
      return Optional.empty();
    }
    String apiVersion = child("apiVersion").required();
    String name = child("metadata").child("name").required();
    return Optional.of(KubernetesObject.idOf(node, apiVersion, kind, name));
  }

  private String required() {
    Optional<String> text = Fields.name(node);
    if (text.isEmpty()) {
      nameMissing(path() + " is missing; every object needs one");
    }
    return text.orElse("");
  }

  void nameMissing(String message) {
    report(IstioRules.ISTIO_NAME_MISSING, message, "add " + path());
  }

  /** Reports a host of {@code owner} that is absent or empty. */
  void requireHost(String owner) {
    if (Fields.name(node).isEmpty()) {
      report(
          IstioRules.ISTIO_HOST_MISSING,
          owner + " has no host; Istio requires one",
          "write the name of a Service as " + path());
    }
  }

  /** Returns whether the views know the version; reports one of Istio's group if they do not. */
  boolean isIstioVersion(ObjectId id) {
    boolean known =
        id.group().equals("networking.istio.io")
            && List.of("v1", "v1beta1", "v1alpha3").contains(id.version());
    if (!known && !id.apiVersion().isEmpty()) {
      child("apiVersion")
          .report(
              IstioRules.ISTIO_VERSION_UNKNOWN,
              "the apiVersion is \""
                  + id.apiVersion()
                  + "\"; known are networking.istio.io/v1, v1beta1 and v1alpha3",
              "set apiVersion to networking.istio.io/v1");
    }
    return known;
  }

  /**
   * Reports the fields that {@code schema} does not have, in the order written; a place of another
   * type than the schema's is passed over.
   *
   * @param words the document in words, for example {@code a VirtualService}
   */
  void unknownFields(String words, FieldSchema schema) {
    for (YamlMapping.Entry entry : Fields.orEmpty(node).entries()) {
      String name = entry.key().text();
      FieldSchema inner = schema.inner(name);
      if (inner == null) {
        unknownField(entry.key(), words, schema);
      } else if (inner != FieldSchema.FREE) {
        Shape field = child(name);
        field.unknownFields(words, inner);
        for (Shape item : field.items()) {
          item.unknownFields(words, inner);
        }
      }
    }
  }

  private void unknownField(YamlScalar name, String words, FieldSchema schema) {
    Finding finding = UnknownField.of(path(), words, name.text(), schema.names());
    findings.add(name.range().map(finding::at).orElse(finding));
  }

  /** Returns the items of a list below; reports a value that is there but is not a list. */
  List<Shape> list(String name) {
    Shape list = child(name);
    if (list.isPresent() && !Fields.isList(list.node)) {
      list.expected(IstioRules.ISTIO_LIST_EXPECTED, "a list is expected", name + " as a list");
    }
    return list.items();
  }

  /** Returns a mapping below; reports a value that is there but is not a mapping. */
  Shape mapping(String name, String what) {
    Shape mapping = child(name);
    if (mapping.isPresent()) {
      mapping.isMapping(what);
    }
    return mapping;
  }

  /** Returns whether this is a mapping; reports it if not. */
  boolean isMapping(String what) {
    if (node instanceof YamlMapping) {
      return true;
    }
    expected(
        IstioRules.ISTIO_MAPPING_EXPECTED,
        what + " is expected, which is a mapping",
        parent == null ? "a mapping" : path() + " as a mapping, or remove it");
    return false;
  }

  /** Reports a value below that is there but is not a whole number. */
  void number(String name) {
    Shape number = child(name);
    if (number.isPresent() && Fields.integer(number.node).isEmpty()) {
      number.expected(
          IstioRules.ISTIO_NUMBER_EXPECTED,
          "a whole number is expected",
          name + " as a whole number without quotes");
    }
  }

  boolean isPresent() {
    return Fields.isPresent(node);
  }

  private void expected(Rule rule, String what, String hint) {
    String found = isPresent() ? node.describe() : "null";
    report(rule, "found " + found + " where " + what, "write " + hint);
  }
}
