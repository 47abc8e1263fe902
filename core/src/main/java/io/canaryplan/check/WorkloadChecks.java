// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.Severity;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.kubernetes.LabelSelector;
import io.canaryplan.kubernetes.PodTemplate;
import io.canaryplan.rollout.Refusal;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.rollout.RolloutReader;
import io.canaryplan.rollout.WorkloadRef;
import io.canaryplan.yaml.YamlDocument;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a Rollout makes of the workload that workloadRef names (canary.md 1.1, istio.md 3.2): its
 * pod template, and nothing else of it.
 */
final class WorkloadChecks {
  private static final FieldPath WORKLOAD = Paths.SPEC.child("workloadRef");
  private static final FieldPath SELECTOR = Paths.SPEC.child("selector");
  private static final FieldPath SCALE_DOWN = WORKLOAD.child("scaleDown");
  private static final String DEPLOYMENT = "Deployment";

  /** What scaleDown says where the Deployment does shrink. */
  private static final Set<String> SHRINKING = Set.of("onsuccess", "progressively");

  private WorkloadChecks() {}

  static void run(Subject subject, Findings findings) {
    Rollout rollout = subject.rollout();
    Optional<WorkloadRef> workload = rollout.workloadRef();
    if (workload.isEmpty() || workload.get().isNeverResolved() || !findings.knows(WORKLOAD)) {
      return;
    }
    Optional<YamlDocument> document =
        subject
            .inputs()
            .flatMap(inputs -> PodLabels.document(rollout, workload.get(), inputs.documents()));
    document.ifPresent(found -> labels(rollout, workload.get(), found, findings));
    if (workload.get().kind().equals(DEPLOYMENT)) {
      deployment(rollout, workload.get(), document, findings);
    }
  }

  private static void labels(
      Rollout rollout, WorkloadRef workload, YamlDocument document, Findings findings) {
    Optional<PodTemplate> template = RolloutReader.templateOf(document);
    Optional<LabelSelector> selector = rollout.selector().filter(LabelSyntax::isSound);
    if (template.isEmpty() || selector.isEmpty() || !findings.knows(SELECTOR)) {
      return;
    }
    Map<String, String> labels = template.get().metadata().labels();
    if (!selector.get().matches(labels)) {
      findings.add(
          Refusal.of(
                  SpecRules.SELECTOR_NOT_IN_TEMPLATE,
                  SELECTOR,
                  """
                  the labels "%s" of the pods of %s are not matched by spec.selector; the Rollout \
                  would not find its own pods"""
                      .formatted(Texts.labels(labels), words(workload)),
                  "give spec.selector labels that the pods of %s have".formatted(words(workload)))
              .withControllerPath("spec.template.metadata.labels"));
    }
  }

  private static void deployment(
      Rollout rollout, WorkloadRef workload, Optional<YamlDocument> document, Findings findings) {
    int has =
        document.map(found -> Fields.integer(found.root(), "spec", "replicas").orElse(1)).orElse(1);
    boolean unsaid = rollout.replicas().isEmpty() && findings.knows(Paths.SPEC.child("replicas"));
    if (unsaid && document.isEmpty()) {
      findings.add(
          Finding.of(
                  SpecRules.WORKLOAD_REPLICAS_DIFFER,
                  WORKLOAD,
                  "spec.replicas is absent, so the controller writes 1, which is planned; what %s has is not known"
                      .formatted(words(workload)))
              .withSeverity(Severity.NOTE)
              .withHint("add spec.replicas, or the workload to the inputs"));
    } else if (unsaid && has != 1) {
      findings.add(
          SpecRules.WORKLOAD_REPLICAS_DIFFER,
          WORKLOAD,
          "spec.replicas is absent, so the controller writes 1, which is planned; %s has %d"
              .formatted(words(workload), has),
          "add spec.replicas: %d".formatted(has));
    }
    boolean shrinks = workload.scaleDown().filter(SHRINKING::contains).isPresent();
    if (!shrinks && has != 0) {
      findings.add(
          SpecRules.WORKLOAD_KEEPS_RUNNING,
          WORKLOAD,
          "%s keeps %s running beside those of the Rollout"
              .formatted(words(workload), pods(document, has)),
          "set %s to onsuccess or progressively, or scale %s to 0"
              .formatted(SCALE_DOWN, words(workload)));
    }
  }

  private static String pods(Optional<YamlDocument> document, int has) {
    if (document.isEmpty()) {
      return "its own pods";
    }
    return has == 1 ? "its own pod" : "its own %d pods".formatted(has);
  }

  private static String words(WorkloadRef workload) {
    return "the %s %s".formatted(workload.kind(), Quotation.of(workload.name()));
  }
}
