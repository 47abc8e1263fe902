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
import java.util.Map;
import java.util.Optional;

/** A Kubernetes Service: which pods it selects and which ports it offers. */
public final class KubernetesService {
  private final ObjectId id;
  private final YamlDocument document;

  private KubernetesService(ObjectId id, YamlDocument document) {
    this.id = requireNonNull(id, "id");
    this.document = requireNonNull(document, "document");
  }

  /**
   * Reads a Service and reports what is wrong with its shape.
   *
   * @return the view and the findings; no value if the document is not a Service at all
   */
  public static Checked<KubernetesService> from(YamlDocument document) {
    Shape shape = new Shape(document);
    Optional<ObjectId> id = shape.id("Service");
    if (id.isEmpty()) {
      return Checked.failed(shape.findings());
    }
    FieldPath path = FieldPath.of("spec");
    shape.mappingIfPresent(document.root(), FieldPath.root(), "spec", "the spec");
    YamlNode spec = Fields.get(document.root(), "spec").orElseGet(YamlMapping::empty);
    shape.mappingIfPresent(spec, path, "selector", "the selector");
    List<YamlNode> ports = shape.list(spec, path, "ports");
    for (int i = 0; i < ports.size(); i++) {
      FieldPath at = path.child("ports").index(i);
      if (shape.mapping(ports.get(i), at, "a port")) {
        shape.numberIfPresent(ports.get(i), at, "port");
      }
    }
    return Checked.of(new KubernetesService(id.get(), document), shape.findings());
  }

  /** Returns what the object is called. */
  public ObjectId id() {
    return id;
  }

  /** Returns the selector in the order written; empty if there is none. */
  public Map<String, String> selector() {
    return Fields.textMap(spec(), "selector");
  }

  /** Returns the ports in order; items that are not mappings are left out. */
  public List<ServicePort> ports() {
    return Fields.items(spec(), "ports").stream()
        .filter(YamlMapping.class::isInstance)
        .map(KubernetesService::port)
        .collect(ImmutableList.toImmutableList());
  }

  private static ServicePort port(YamlNode port) {
    return new ServicePort(
        Fields.text(port, "name"), Fields.integer(port, "port"), Fields.text(port, "targetPort"));
  }

  /** Returns metadata.annotations in the order written; empty if there are none. */
  public Map<String, String> annotations() {
    return Fields.textMap(Fields.mapping(document.root(), "metadata"), "annotations");
  }

  /** Returns this Service with one key of the selector set; the same if it is set already. */
  public KubernetesService withSelector(String key, String value) {
    if (value.equals(selector().get(key))) {
      return this;
    }
    YamlMapping selector = Fields.mapping(spec(), "selector").with(key, YamlScalar.of(value));
    YamlMapping root = Fields.orEmpty(document.root());
    YamlMapping changed = root.with("spec", spec().with("selector", selector));
    return new KubernetesService(id, document.withRoot(changed));
  }

  /** Returns this Service with an annotation set; the same if it is set already. */
  public KubernetesService withAnnotation(String key, String value) {
    return new KubernetesService(id, KubernetesObject.withAnnotation(document, key, value));
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
