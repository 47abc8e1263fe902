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
import java.util.OptionalInt;
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
      deployment(subject, workload.get(), document, findings);
    }
  }

  private static void labels(
      Rollout rollout, WorkloadRef workload, YamlDocument document, Findings findings) {
    Optional<PodTemplate> template = RolloutReader.templateOf(document);
    if (template.isEmpty() || !findings.knows(SELECTOR)) {
      return;
    }
    Map<String, String> labels = template.get().metadata().labels();
    if (rollout.selector().isEmpty()) {
      ownSelector(workload, document, labels, findings);
      return;
    }
    LabelSelector selector = rollout.selector().get();
    if (LabelSyntax.isSound(selector) && !selector.matches(labels)) {
      findings.add(
          Refusal.of(
                  SpecRules.SELECTOR_NOT_IN_TEMPLATE,
                  SELECTOR,
                  """
                  the labels "%s" of the pods of %s are not matched by spec.selector; the Rollout \
                  would not find its own pods"""
                      .formatted(Texts.labels(labels), words(workload)),
                  "give spec.selector labels that the pods of %s have".formatted(words(workload)))
              .withControllerPath(SpecChecks.LABELS.toString()));
    }
  }

  // the selector that is taken over where the Rollout has none
  private static void ownSelector(
      WorkloadRef workload, YamlDocument document, Map<String, String> labels, Findings findings) {
    Optional<LabelSelector> own = RolloutReader.selectorOf(document).filter(LabelSyntax::isSound);
    if (own.isPresent() && !own.get().matches(labels)) {
      findings.add(
          Finding.of(
                  SpecRules.SELECTOR_NOT_IN_TEMPLATE,
                  WORKLOAD,
                  """
                  the labels "%s" of the pods of %s are not matched by its selector, which the \
                  Rollout takes over; it would not find its own pods"""
                      .formatted(Texts.labels(labels), words(workload)))
              .withHint("give the pods of %s the labels of its selector".formatted(words(workload)))
              .withControllerPath(SpecChecks.LABELS.toString()));
    }
  }

  private static void deployment(
      Subject subject, WorkloadRef workload, Optional<YamlDocument> document, Findings findings) {
    Rollout rollout = subject.rollout();
    OptionalInt written =
        document
            .map(found -> Fields.integer(found.root(), "spec", "replicas"))
            .orElse(OptionalInt.empty());
    int has = written.orElse(1);
    String planned = subject.plan().map(plan -> planned(plan.replicas())).orElse("");
    boolean unsaid = rollout.replicas().isEmpty() && findings.knows(Paths.SPEC.child("replicas"));
    if (unsaid && document.isEmpty()) {
      findings.add(
          Finding.of(
                  SpecRules.WORKLOAD_REPLICAS_DIFFER,
                  WORKLOAD,
                  "spec.replicas is absent, so the controller writes 1%s; what %s has is not known"
                      .formatted(planned, words(workload)))
              .withSeverity(Severity.NOTE)
              .withHint(
                  "add the workload to the inputs, or spec.replicas if no autoscaler owns it"));
    } else if (unsaid && has != 1) {
      findings.add(
          SpecRules.WORKLOAD_REPLICAS_DIFFER,
          WORKLOAD,
          "spec.replicas is absent, so the controller writes 1%s; %s has %d"
              .formatted(planned, words(workload), has),
          "add spec.replicas: %d, unless an autoscaler owns the replicas".formatted(has));
    }
    boolean shrinks = workload.scaleDown().filter(SHRINKING::contains).isPresent();
    if (!shrinks && has != 0) {
      findings.add(
          SpecRules.WORKLOAD_KEEPS_RUNNING,
          WORKLOAD,
          "%s keeps %s running beside those of the Rollout"
              .formatted(words(workload), pods(written)),
          "set %s to onsuccess or progressively, or scale %s to 0 when the Rollout's pods are available"
              .formatted(SCALE_DOWN, words(workload)));
    }
  }

  // --replicas plans with another number than the controller's
  private static String planned(int replicas) {
    return replicas == 1 ? ", which is planned" : ", while %d are planned here".formatted(replicas);
  }

  // where git has no number somebody else may have set one
  private static String pods(OptionalInt written) {
    if (written.isEmpty()) {
      return "its own pods";
    }
    int pods = written.getAsInt();
    return pods == 1 ? "its own pod" : "its own %d pods".formatted(pods);
  }

  private static String words(WorkloadRef workload) {
    return "the %s %s".formatted(workload.kind(), Quotation.of(workload.name()));
  }
}
