// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Quotation;
import io.canaryplan.kubernetes.KubernetesObject;
import io.canaryplan.kubernetes.NamedDocuments;
import io.canaryplan.kubernetes.PodTemplate;
import io.canaryplan.rollout.References;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.rollout.RolloutReader;
import io.canaryplan.rollout.WorkloadRef;
import io.canaryplan.yaml.YamlDocument;
import java.util.Map;
import java.util.Optional;

/**
 * The labels that the pods of a Rollout have, from its own template or from the workload that
 * {@code workloadRef} names.
 *
 * @param template the template of the pods
 * @param where where its labels stand, for people
 */
record PodLabels(PodTemplate template, String where) {
  /** Returns the labels. */
  Map<String, String> labels() {
    return template.metadata().labels();
  }

  /** Returns the labels; empty if they are not known, which is a note for a missing workload. */
  static Optional<PodLabels> of(Rollout rollout, NamedDocuments documents, Findings findings) {
    if (rollout.template().isPresent()) {
      return findings.knows(SpecChecks.LABELS)
          ? of(rollout.template(), SpecChecks.LABELS.toString())
          : Optional.empty();
    }
    FieldPath path = Paths.SPEC.child("workloadRef");
    if (rollout.workloadRef().isEmpty() || !findings.knows(path)) {
      return Optional.empty();
    }
    WorkloadRef workload = rollout.workloadRef().get();
    if (workload.isNeverResolved()) {
      // its document would tell nothing
      return Optional.empty();
    }
    String words = "the %s %s".formatted(workload.kind(), Quotation.of(workload.name()));
    Optional<YamlDocument> document = document(rollout, workload, documents);
    if (document.isPresent()) {
      return of(RolloutReader.templateOf(document.get()), "the labels of the pods of " + words);
    }
    findings.add(
        ServiceRules.WORKLOAD_UNKNOWN,
        path,
        "%s is not among the inputs; which labels the pods have is not known".formatted(words),
        "add its document to the inputs, or correct %s".formatted(path));
    return Optional.empty();
  }

  /** Returns the document that a workloadRef names, if it is among the inputs. */
  static Optional<YamlDocument> document(
      Rollout rollout, WorkloadRef workload, NamedDocuments documents) {
    return documents.named(workload.kind(), workload.name()).stream()
        .filter(
            document ->
                KubernetesObject.idOf(document.root())
                    .filter(
                        id ->
                            References.areTo(
                                id, workload.name(), Optional.empty(), rollout.namespace()))
                    .isPresent())
        .findFirst();
  }

  private static Optional<PodLabels> of(Optional<PodTemplate> template, String where) {
    return template.map(pods -> new PodLabels(pods, where));
  }
}
