// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.kubernetes;

import io.canaryplan.finding.Checked;
import io.canaryplan.yaml.YamlDocument;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A HorizontalPodAutoscaler: whose replicas it sets, and between which numbers.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class HorizontalPodAutoscaler extends ObjectView {
  private HorizontalPodAutoscaler(ObjectId id, YamlDocument document) {
    super(id, document);
  }

  /**
   * Reads a HorizontalPodAutoscaler of any version.
   *
   * @return the view and the findings; no value if the document is none at all
   */
  public static Checked<HorizontalPodAutoscaler> from(YamlDocument document) {
    FieldReader root = Reading.ofShape(document, "a HorizontalPodAutoscaler").root();
    Optional<ObjectId> id = root.id("HorizontalPodAutoscaler");
    FieldReader spec = root.mapping("spec", "the spec");
    spec.number("minReplicas");
    spec.number("maxReplicas");
    return id.isPresent()
        ? Checked.of(new HorizontalPodAutoscaler(id.get(), document), root.reading().findings())
        : Checked.failed(root.reading().findings());
  }

  /** Returns {@code spec.scaleTargetRef.kind}; empty if there is none. */
  public String targetKind() {
    return Fields.text(root(), "spec", "scaleTargetRef", "kind").orElse("");
  }

  /** Returns {@code spec.scaleTargetRef.name}; empty if there is none. */
  public String targetName() {
    return Fields.text(root(), "spec", "scaleTargetRef", "name").orElse("");
  }

  /** Returns {@code spec.minReplicas}, 1 when absent or no number. */
  public int minReplicas() {
    return Fields.integer(root(), "spec", "minReplicas").orElse(1);
  }

  /** Returns {@code spec.maxReplicas}; absent if it is missing or no number. */
  public OptionalInt maxReplicas() {
    return Fields.integer(root(), "spec", "maxReplicas");
  }
}
