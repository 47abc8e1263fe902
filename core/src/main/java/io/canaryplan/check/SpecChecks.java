// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Quotation;
import io.canaryplan.kubernetes.LabelSelector;
import io.canaryplan.kubernetes.PodMetadata;
import io.canaryplan.kubernetes.WorkloadDefaults;
import io.canaryplan.rollout.Refusal;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.rollout.WorkloadRef;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What the controller refuses in the general part of a spec (istio.md 3.2); strategy and replicas
 * are judged in reading.
 */
final class SpecChecks {
  private static final FieldPath SELECTOR = Paths.SPEC.child("selector");
  private static final FieldPath TEMPLATE = Paths.SPEC.child("template");
  private static final FieldPath METADATA = TEMPLATE.child("metadata");
  static final FieldPath LABELS = METADATA.child("labels");
  private static final FieldPath DEADLINE = Paths.SPEC.child("progressDeadlineSeconds");

  private static final FieldPath WORKLOAD = Paths.SPEC.child("workloadRef");
  private static final FieldPath WORKLOAD_KIND = WORKLOAD.child("kind");
  private static final FieldPath WORKLOAD_VERSION = WORKLOAD.child("apiVersion");

  /** What the controller takes where progressDeadlineSeconds is absent. */
  private SpecChecks() {}

  static void run(Subject subject, Findings findings) {
    Rollout rollout = subject.rollout();
    selector(rollout, findings);
    template(rollout, findings);
    rollout.workloadRef().ifPresent(workload -> workloadKind(workload, findings));
    notNegative("minReadySeconds", rollout.minReadySeconds(), findings);
    notNegative("revisionHistoryLimit", rollout.revisionHistoryLimit(), findings);
    notNegative("progressDeadlineSeconds", rollout.progressDeadlineSeconds(), findings);
    deadline(rollout, findings);
  }

  private static void selector(Rollout rollout, Findings findings) {
    boolean ownPods = rollout.workloadRef().isEmpty();
    if (rollout.selector().isEmpty()) {
      rollout.workloadRef().ifPresent(workload -> selectorOf(workload, findings));
      if (ownPods) {
        findings.add(
            Refusal.of(
                SpecRules.SELECTOR_MISSING,
                SELECTOR,
                "%s missing; a Rollout without workloadRef needs one".formatted(missing(rollout)),
                whereFrom(rollout)));
      }
      return;
    }
    LabelSelector selector = rollout.selector().get();
    // beside workloadRef an empty selector is taken, and matches the pods of any workload
    if (selector.isEmpty() && ownPods) {
      findings.add(
          Refusal.of(
              SpecRules.SELECTOR_INVALID,
              SELECTOR,
              "the selector \"{}\" is empty; it needs at least one label",
              "add spec.selector.matchLabels"));
    }
    for (LabelSyntax.Problem problem : LabelSyntax.problems(SELECTOR, selector)) {
      Finding finding =
          Refusal.of(
              SpecRules.SELECTOR_INVALID,
              problem.path(),
              problem.message(),
              "change %s".formatted(problem.path()));
      // beside workloadRef the controller looks only whether it is a selector at all
      findings.add(ownPods ? finding : finding.withControllerPath(SELECTOR.toString()));
    }
  }

  // the other kinds have a selector that is taken over
  private static void selectorOf(WorkloadRef workload, Findings findings) {
    if (workload.kind().equals("PodTemplate") && !workload.isNeverResolved()) {
      findings.add(
          Finding.of(
                  SpecRules.SELECTOR_MISSING,
                  SELECTOR,
                  "\"selector\" is missing; a PodTemplate has none that could be taken over")
              .withHint("add spec.selector with labels of the pods of the PodTemplate")
              .withControllerPath(LABELS.toString()));
    }
  }

  private static String missing(Rollout rollout) {
    return rollout.template().isPresent() ? "\"selector\" is" : "\"selector\" and \"template\" are";
  }

  // without both it may be a patch, whose other part has them
  private static String whereFrom(Rollout rollout) {
    return rollout.template().isPresent()
        ? "add spec.selector with labels of spec.template"
        : "add spec.selector and spec.template; if this is a patch of Kustomize, render it first:"
            + " kubectl kustomize FOLDER | canaryplan check -";
  }

  private static void template(Rollout rollout, Findings findings) {
    if (rollout.workloadRef().isPresent()) {
      if (rollout.template().isPresent()) {
        findings.add(
            Refusal.of(
                SpecRules.TEMPLATE_BESIDE_WORKLOAD_REF,
                TEMPLATE,
                "both \"template\" and \"workloadRef\" are given; the pods come from exactly one",
                "remove spec.template or spec.workloadRef"));
      }
      return;
    }
    rollout.template().ifPresent(template -> labelNames(template.metadata(), findings));
    if (rollout.selector().isEmpty()) {
      return;
    }
    LabelSelector selector = rollout.selector().get();
    Map<String, String> labels =
        rollout.template().isPresent() ? rollout.template().get().metadata().labels() : Map.of();
    // An empty selector matches everything.
    if (!selector.matches(labels)
        && LabelSyntax.isSound(selector)
        && !findings.isUnreadable(SELECTOR.child("matchLabels"))
        && !findings.isUnreadable(SELECTOR.child("matchExpressions"))
        && !findings.hasUnreadableBelow(LABELS)) {
      findings.add(
          Refusal.of(
              SpecRules.SELECTOR_NOT_IN_TEMPLATE,
              LABELS,
              """
              the labels "%s" are not matched by spec.selector; the Rollout would not find its own \
              pods"""
                  .formatted(Texts.labels(labels)),
              "give spec.template.metadata.labels what spec.selector asks for"));
    }
  }

  // the controller's paths leave out metadata, and the key (Argo Rollouts 1.9.1)
  private static void labelNames(PodMetadata pods, Findings findings) {
    for (LabelSyntax.Problem problem : LabelSyntax.problems(METADATA, pods)) {
      String place = problem.path().startsWith(LABELS) ? "labels" : "annotations";
      findings.add(
          SpecRules.TEMPLATE_LABEL_INVALID,
          problem.path(),
          TEMPLATE.child(place).toString(),
          problem.message(),
          "change %s".formatted(problem.path()));
    }
  }

  private static void workloadKind(WorkloadRef workload, Findings findings) {
    if (workload.isNeverResolved() && findings.knows(WORKLOAD)) {
      boolean kindIsRight = WorkloadRef.resolvedKinds().contains(workload.kind());
      findings.add(
          SpecRules.WORKLOAD_KIND_UNRESOLVED,
          kindIsRight ? WORKLOAD_VERSION : WORKLOAD_KIND,
          kindIsRight ? otherGroup(workload) : otherKind(workload),
          "name a Deployment of apps/v1 in spec.workloadRef");
    }
  }

  private static String otherKind(WorkloadRef workload) {
    return "the kind %s is never resolved; a Rollout takes its pods from one of %s"
        .formatted(Quotation.of(workload.kind()), String.join(", ", WorkloadRef.resolvedKinds()));
  }

  private static String otherGroup(WorkloadRef workload) {
    return "a %s of the apiVersion %s is never resolved; Deployment and ReplicaSet are of apps/v1, PodTemplate is of v1"
        .formatted(workload.kind(), Quotation.of(workload.apiVersion()));
  }

  private static void notNegative(String field, OptionalInt value, Findings findings) {
    if (value.orElse(0) < 0) {
      findings.add(
          Refusal.of(
              SpecRules.NUMBER_NEGATIVE,
              Paths.SPEC.child(field),
              "\"%s\" is negative; %s is 0 or more".formatted(value.getAsInt(), field),
              "change spec.%s".formatted(field)));
    }
  }

  private static void deadline(Rollout rollout, Findings findings) {
    int deadline =
        rollout.progressDeadlineSeconds().orElse(WorkloadDefaults.PROGRESS_DEADLINE_SECONDS);
    int minReady = rollout.minReadySeconds().orElse(0);
    if (deadline <= minReady && !findings.isUnreadable(Paths.SPEC.child("minReadySeconds"))) {
      findings.add(
          Refusal.of(
              SpecRules.DEADLINE_NOT_ABOVE_MIN_READY,
              DEADLINE,
              """
              progressDeadlineSeconds "%s"%s is not above minReadySeconds, which is %s; no pod \
              could become available in time"""
                  .formatted(
                      deadline,
                      rollout.progressDeadlineSeconds().isEmpty() ? " (the default)" : "",
                      minReady),
              "raise spec.progressDeadlineSeconds above %s, or lower spec.minReadySeconds"
                  .formatted(minReady)));
    }
  }
}
