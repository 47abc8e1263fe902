// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.kubernetes;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Checked;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Kubernetes Service: which pods it selects and which ports it offers.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class KubernetesService extends ObjectView {
  private KubernetesService(ObjectId id, YamlDocument document) {
    super(id, document);
  }

  /**
   * Reads a Service and reports what is wrong with its root.
   *
   * @return the view and the findings; no value if the document is not a Service at all
   */
  public static Checked<KubernetesService> from(YamlDocument document) {
    FieldReader root = Reading.ofShape(document, "a Service").root();
    Optional<ObjectId> id = root.id("Service");
    if (id.isEmpty()) {
      return Checked.failed(root.reading().findings());
    }
    FieldReader spec = root.mapping("spec", "the spec");
    spec.mapping("selector", "the selector").warnOfTexts();
    for (FieldReader port : spec.list("ports")) {
      if (port.isMapping("a port")) {
        port.number("port");
        port.at("name").warnOfText();
      }
    }
    return Checked.of(new KubernetesService(id.get(), document), root.reading().findings());
  }

  /**
   * Returns the selector in the order written; empty if there is none. A value that is null is the
   * empty text, as the API server reads it.
   */
  public Map<String, String> selector() {
    Map<String, String> selector = new LinkedHashMap<>();
    for (YamlMapping.Entry entry :
        Fields.orEmpty(Fields.get(root(), "spec", "selector")).entries()) {
      String key = entry.key().text();
      if (entry.value() instanceof YamlScalar scalar && scalar.isNull()) {
        selector.put(key, "");
      } else {
        Fields.text(entry.value()).ifPresent(value -> selector.put(key, value));
      }
    }
    return Collections.unmodifiableMap(selector);
  }

  /** Returns the ports in order; items that are not mappings are left out. */
  public List<ServicePort> ports() {
    ImmutableList.Builder<ServicePort> ports = ImmutableList.builder();
    for (YamlNode port : Fields.items(root(), "spec", "ports")) {
      if (port instanceof YamlMapping) {
        ports.add(ServicePort.from(port));
      }
    }
    return ports.build();
  }

  /** Returns metadata.annotations in the order written; empty if there are none. */
  public Map<String, String> annotations() {
    return metadata("annotations");
  }

  /** Returns this Service with one key of the selector set; the same if it is set already. */
  public KubernetesService withSelector(String key, String value) {
    return value.equals(selector().get(key))
        ? this
        : new KubernetesService(id(), with(YamlScalar.of(value), "spec", "selector", key));
  }

  /** Returns this Service with an annotation set; its text is the same if it is set already. */
  public KubernetesService withAnnotation(String key, String value) {
    return new KubernetesService(id(), annotated(key, value));
  }

  /** Returns the document's text: the source with only the changed places changed. */
  public String text() {
    return document().text();
  }
}
