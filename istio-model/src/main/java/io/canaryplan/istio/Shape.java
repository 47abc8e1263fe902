// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import io.canaryplan.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what is wrong with the shape of one document. */
final class Shape {
  private final YamlDocument document;
  private final List<Finding> findings = new ArrayList<>();

  Shape(YamlDocument document) {
    this.document = document;
  }

  List<Finding> findings() {
    return findings;
  }

  void report(IstioRule rule, FieldPath path, String message, String hint) {
    findings.add(Finding.of(rule, path, message).at(document.position(path)).withHint(hint));
  }

  /** Returns the document's id, or empty after reporting why there is none. */
  Optional<ObjectId> id(String expectedKind) {
    YamlNode root = document.root();
    if (!(root instanceof YamlMapping)) {
      mappingExpected(FieldPath.root(), root, "a " + expectedKind);
      return Optional.empty();
    }
    String kind = Fields.text(root, "kind").orElse("");
    if (!kind.equals(expectedKind)) {
      report(
          IstioRule.ISTIO_KIND_MISMATCH,
          FieldPath.of("kind"),
          "the kind is \"" + kind + "\"; expected is " + expectedKind,
          "set kind to " + expectedKind);
      return Optional.empty();
    }
    String apiVersion = required(root, FieldPath.root(), "apiVersion");
    String name =
        required(
            Fields.get(root, "metadata").orElse(YamlMapping.empty()),
            FieldPath.of("metadata"),
            "name");
    return Optional.of(KubernetesObject.idOf(root, apiVersion, kind, name));
  }

  /** Reports an apiVersion of Istio's group that the views do not know. */
  void istioVersion(ObjectId id) {
    if (!isKnownVersion(id) && !id.apiVersion().isEmpty()) {
      report(
          IstioRule.ISTIO_VERSION_UNKNOWN,
          FieldPath.of("apiVersion"),
          "the apiVersion is \""
              + id.apiVersion()
              + "\"; known are networking.istio.io/v1, v1beta1 and v1alpha3",
          "set apiVersion to networking.istio.io/v1");
    }
  }

  /**
   * Reports the fields that {@code schema} does not have, if it is about the document's version.
   */
  void unknownFields(ObjectId id, FieldSchema schema) {
    if (isKnownVersion(id)) {
      findings.addAll(UnknownFields.of(document, "a " + id.kind(), schema));
    }
  }

  private static boolean isKnownVersion(ObjectId id) {
    return id.group().equals("networking.istio.io")
        && List.of("v1", "v1beta1", "v1alpha3").contains(id.version());
  }

  private String required(YamlNode node, FieldPath path, String key) {
    Optional<String> text = Fields.text(node, key).filter(value -> !value.isEmpty());
    if (text.isEmpty()) {
      FieldPath missing = path.child(key);
      report(
          IstioRule.ISTIO_NAME_MISSING,
          missing,
          missing + " is missing; every object needs one",
          "add " + missing);
    }
    return text.orElse("");
  }

  /** Returns the items below {@code key}; reports a value that is there but is not a list. */
  List<YamlNode> list(YamlNode node, FieldPath path, String key) {
    Optional<YamlNode> value = Fields.get(node, key);
    if (value.isPresent() && !(value.get() instanceof YamlSequence)) {
      FieldPath at = path.child(key);
      report(
          IstioRule.ISTIO_LIST_EXPECTED,
          at,
          "found " + value.get().describe() + " where a list is expected",
          "write " + key + " as a list");
    }
    return Fields.items(node, key);
  }

  /** Returns whether {@code node} is a mapping; reports it if not. */
  boolean mapping(YamlNode node, FieldPath path, String what) {
    if (node instanceof YamlMapping) {
      return true;
    }
    mappingExpected(path, node, what);
    return false;
  }

  private void mappingExpected(FieldPath path, YamlNode node, String what) {
    String found = node instanceof YamlScalar scalar && scalar.isNull() ? "null" : node.describe();
    report(
        IstioRule.ISTIO_MAPPING_EXPECTED,
        path,
        "found " + found + " where " + what + " is expected, which is a mapping",
        path.isRoot() ? "write a mapping" : "write " + path + " as a mapping, or remove it");
  }

  /** Reports a field that is there but is not a mapping. */
  void mappingIfPresent(YamlNode node, FieldPath path, String key, String what) {
    Fields.get(node, key).ifPresent(value -> mapping(value, path.child(key), what));
  }

  /** Reports a field that is there but is not a whole number. */
  void numberIfPresent(YamlNode node, FieldPath path, String key) {
    Optional<YamlNode> value = Fields.get(node, key);
    if (value.isPresent() && Fields.integer(value.get()).isEmpty()) {
      FieldPath at = path.child(key);
      report(
          IstioRule.ISTIO_NUMBER_EXPECTED,
          at,
          "found " + value.get().describe() + " where a whole number is expected",
          "write " + key + " as a whole number without quotes");
    }
  }
}
