// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.kubernetes;

import io.canaryplan.finding.Checked;
import io.canaryplan.yaml.YamlDocument;
import java.util.Map;
import java.util.Optional;

/**
 * A Kubernetes Namespace: whether its pods get a sidecar.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class Namespace extends ObjectView {
  private Namespace(ObjectId id, YamlDocument document) {
    super(id, document);
  }

  /**
   * Reads a Namespace.
   *
   * @return the view and the findings; no value if the document is not a Namespace at all
   */
  public static Checked<Namespace> from(YamlDocument document) {
    FieldReader root = Reading.ofShape(document, "a Namespace").root();
    Optional<ObjectId> id = root.id("Namespace");
    return id.isPresent()
        ? Checked.of(new Namespace(id.get(), document), root.reading().findings())
        : Checked.failed(root.reading().findings());
  }

  /** Returns metadata.labels in the order written. */
  public Map<String, String> labels() {
    return metadata("labels");
  }

  /**
   * Returns whether Istio injects its sidecar here: {@code istio-injection: enabled}, or a revision
   * by {@code istio.io/rev} where istio-injection does not say otherwise.
   */
  public boolean isInjected() {
    Map<String, String> labels = labels();
    String injection = labels.get("istio-injection");
    return injection == null
        ? !labels.getOrDefault("istio.io/rev", "").isEmpty()
        : injection.equals("enabled");
  }
}
