// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.kubernetes;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Rule;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place in a document whose shape is checked. All places of a document report to one list. Not
 * for use by several threads at once.
 */
public final class Shape {
  private final Findings findings;
  private final YamlNode node;
  // Paths are made only where something is wrong: most documents are sound.
  private final @Nullable Shape parent;
  private final @Nullable String key;
  private final int index;

  /** Makes the place of the whole document. */
  public Shape(YamlDocument document) {
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

  /** Returns what stands here; null of YAML if there is nothing. */
  public YamlNode node() {
    return node;
  }

  /** Returns everything that was reported about the document. */
  public List<Finding> findings() {
    return findings.all();
  }

  /** Returns the place of a field, which may be absent. */
  public Shape child(String name) {
    return new Shape(findings, Fields.get(node, name), this, name, 0);
  }

  private List<Shape> items() {
    List<Shape> items = new ArrayList<>();
    for (YamlNode item : Fields.items(node)) {
      items.add(new Shape(findings, item, this, null, items.size()));
    }
    return items;
  }

  /** Returns the way from the root to this place. */
  public FieldPath path() {
    if (parent == null) {
      return FieldPath.root();
    }
    return key == null ? parent.path().index(index) : parent.path().child(key);
  }

  /** Reports something about this place. */
  public void report(Rule rule, String message, String hint) {
    findings.add(rule, path(), message, hint);
  }

  /** Returns the document's id, or empty after reporting why there is none. */
  public Optional<ObjectId> id(String expectedKind) {
    if (!isMapping("a " + expectedKind)) {
      return Optional.empty();
    }
    String kind = Fields.text(node, "kind").orElse("");
    if (!kind.equals(expectedKind)) {
      child("kind")
          .report(
              ObjectRules.ISTIO_KIND_MISMATCH,
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

  /** Reports that this place should be a name and is none. */
  public void nameMissing(String message) {
    report(ObjectRules.ISTIO_NAME_MISSING, message, "add " + path());
  }

  /** Reports what was found elsewhere. */
  public void addAll(List<Finding> others) {
    findings.addAll(others);
  }

  /** Returns the items of a list below; reports a value that is there but is not a list. */
  public List<Shape> list(String name) {
    Shape list = child(name);
    if (list.isPresent() && !Fields.isList(list.node)) {
      list.expected(ObjectRules.ISTIO_LIST_EXPECTED, "a list is expected", name + " as a list");
    }
    return list.items();
  }

  /** Returns a mapping below; reports a value that is there but is not a mapping. */
  public Shape mapping(String name, String what) {
    Shape mapping = child(name);
    if (mapping.isPresent()) {
      mapping.isMapping(what);
    }
    return mapping;
  }

  /** Returns whether this is a mapping; reports it if not. */
  public boolean isMapping(String what) {
    if (node instanceof YamlMapping) {
      return true;
    }
    expected(
        ObjectRules.ISTIO_MAPPING_EXPECTED,
        what + " is expected, which is a mapping",
        parent == null ? "a mapping" : path() + " as a mapping, or remove it");
    return false;
  }

  /** Reports a value below that is there but is not a whole number. */
  public void number(String name) {
    Shape number = child(name);
    if (number.isPresent() && Fields.integer(number.node).isEmpty()) {
      number.expected(
          ObjectRules.ISTIO_NUMBER_EXPECTED,
          "a whole number is expected",
          name + " as a whole number without quotes");
    }
  }

  /** Returns whether anything but null stands here. */
  public boolean isPresent() {
    return Fields.isPresent(node);
  }

  private void expected(Rule rule, String what, String hint) {
    String found = isPresent() ? node.describe() : "null";
    report(rule, "found " + found + " where " + what, "write " + hint);
  }
}
