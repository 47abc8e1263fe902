// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlMapping;
import java.util.Optional;

/** Reads the pod template of the workload that a {@code workloadRef} names. */
public final class WorkloadReader {
  private WorkloadReader() {}

  /**
   * Returns the pod template of a Deployment, ReplicaSet or PodTemplate; absent if the document has
   * none or one that cannot be read. What is wrong with it is not reported: it is no Rollout.
   *
   * @param workload the document that the reference means
   */
  public static Optional<PodTemplate> template(YamlDocument workload) {
    if (!(workload.root() instanceof YamlMapping mapping)) {
      return Optional.empty();
    }
    Reading reading = new Reading(workload);
    FieldReader root = new FieldReader(reading, mapping, FieldPath.root());
    // A PodTemplate has its template at the top, the others below spec.
    FieldReader above = root.has("template") ? root : root.inner("spec");
    Optional<PodTemplate> template = above.inner("template", PodReader::template);
    return reading.unreadable().isEmpty() ? template : Optional.empty();
  }
}
