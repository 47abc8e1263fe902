// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import io.canaryplan.check.Subject;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Findings;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.kubernetes.HorizontalPodAutoscaler;
import io.canaryplan.kubernetes.KubernetesObject;
import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.References;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.rollout.WorkloadRef;
import io.canaryplan.yaml.YamlDocument;
import java.util.Optional;
import java.util.Set;

/**
 * What of the Rollout's own document Argo CD would show or undo (gitops.md 5), and of the
 * Deployment whose pods it takes over.
 */
final class RolloutChecks {
  private static final FieldPath PAUSED = FieldPath.of("spec", "paused");
  private static final FieldPath REPLICAS = FieldPath.of("spec", "replicas");
  private static final FieldPath STEPS = FieldPath.of("spec", "strategy", "canary", "steps");
  private static final Set<String> SHRINKING = Set.of("onsuccess", "progressively");

  private final Subject subject;
  private final Subject.Inputs inputs;
  private final YamlDocument document;
  private final ArgoCd argo;
  private final Findings findings;

  private RolloutChecks(
      ArgoCd argo,
      Subject subject,
      Subject.Inputs inputs,
      YamlDocument document,
      Findings findings) {
    this.subject = subject;
    this.inputs = inputs;
    this.document = document;
    this.argo = argo;
    this.findings = findings;
  }

  static void run(ArgoCd argo, Subject subject, Findings findings) {
    if (subject.inputs().isEmpty() || subject.document().isEmpty() || !argo.isUsed()) {
      return;
    }
    RolloutChecks checks =
        new RolloutChecks(
            argo, subject, subject.inputs().get(), subject.document().get(), findings);
    checks.zeroValues();
    checks.replicas();
    checks.takenOver();
    checks.experiments();
  }

  private void zeroValues() {
    Ignored ignored = ignored(document);
    for (FieldPath path : ZeroValues.of(document.root())) {
      if (ignored.covers(document.root(), path)) {
        continue;
      }
      if (path.equals(PAUSED)) {
        findings.add(
            SyncRules.GITOPS_PAUSED_FALSE,
            path,
            """
            "paused: false" is in git: a pause by hand sets it to true, which Argo CD shows as a \
            difference, and self-heal sets it back, so that the update goes on""",
            "remove %s; where git is silent a pause stays".formatted(path));
      }
      findings.add(
          SyncRules.GITOPS_ZERO_VALUE,
          path,
          """
          "%s" is %s in git, which the controller drops from the Rollout at each revision; Argo CD \
          then shows the Rollout as OutOfSync"""
              .formatted(OwnedFields.lastKey(path), document.at(path).orElseThrow()),
          "remove %s, which means the same".formatted(path));
    }
  }

  /** Returns what the Application of an object ignores of git's document; nothing if unknown. */
  private Ignored ignored(YamlDocument of) {
    Optional<ObjectId> id = KubernetesObject.idOf(of.root());
    return id.flatMap(named -> argo.of(named, of).map(app -> Ignored.of(argo.ignored(app, named))))
        .orElse(Ignored.NOTHING);
  }

  private void replicas() {
    Rollout rollout = subject.rollout();
    if (rollout.replicas().isEmpty() || ignored(document).covers(document.root(), REPLICAS)) {
      return;
    }
    inputs.objects().all(HorizontalPodAutoscaler.class).stream()
        .filter(scaler -> isFor(scaler, rollout))
        .findFirst()
        .ifPresent(
            scaler ->
                findings.add(
                    SyncRules.GITOPS_REPLICAS_IN_GIT,
                    REPLICAS,
                    """
                    the Rollout "%s" has spec.replicas in git and the HorizontalPodAutoscaler "%s" \
                    changes it: Argo CD shows a difference whenever the two are not the same, and \
                    a sync sets git's number"""
                        .formatted(rollout.name(), scaler.id().name()),
                    "remove spec.replicas, or ignore the pointer /spec/replicas"));
  }

  private static boolean isFor(HorizontalPodAutoscaler scaler, Rollout rollout) {
    return References.isScaledBy(scaler, "Rollout", rollout.name(), rollout.namespace());
  }

  /** The Deployment of a workloadRef is scaled to 0 only where scaleDown says so (GT-18). */
  private void takenOver() {
    Optional<WorkloadRef> workload =
        subject
            .rollout()
            .workloadRef()
            .filter(ref -> ref.kind().equals("Deployment") && !ref.isNeverResolved())
            .filter(ref -> ref.scaleDown().map(SHRINKING::contains).orElse(false));
    workload.flatMap(this::deployment).ifPresent(found -> takenOver(workload.get(), found));
  }

  private Optional<YamlDocument> deployment(WorkloadRef workload) {
    return inputs.documents().named("Deployment", workload.name()).stream()
        .filter(
            candidate ->
                KubernetesObject.idOf(candidate.root())
                    .filter(id -> id.group().equals("apps") && isNextTo(id))
                    .isPresent())
        .findFirst();
  }

  private boolean isNextTo(ObjectId id) {
    return References.areTo(id, id.name(), Optional.empty(), subject.rollout().namespace());
  }

  private void takenOver(WorkloadRef workload, YamlDocument deployment) {
    if (!Fields.isPresent(deployment.root(), "spec", "replicas")
        || ignored(deployment).covers(deployment.root(), REPLICAS)) {
      return;
    }
    findings
        .about(deployment)
        .add(
            SyncRules.GITOPS_REPLICAS_IN_GIT,
            REPLICAS,
            """
            the Deployment "%s" has spec.replicas in git and "scaleDown: %s" of the Rollout "%s" \
            takes it to 0: Argo CD shows a difference, and a sync starts the old pods again"""
                .formatted(
                    workload.name(), workload.scaleDown().orElseThrow(), subject.rollout().name()),
            "remove spec.replicas, or ignore the pointer /spec/replicas");
  }

  private void experiments() {
    Optional<ObjectId> id = KubernetesObject.idOf(document.root());
    Optional<Application> app = id.flatMap(named -> argo.of(named, document));
    boolean onServer =
        app.map(known -> argo.mode(known, document) != ComparisonMode.CLIENT_SIDE).orElse(false);
    if (!onServer || subject.canary().isEmpty()) {
      return;
    }
    Ignored ignored = ignored(document);
    int index = 0;
    for (CanaryStep step : subject.canary().get().steps()) {
      FieldPath path = STEPS.index(index++);
      if (step instanceof CanaryStep.Experiment && !ignored.covers(document.root(), path)) {
        findings.add(
            SyncRules.GITOPS_EXPERIMENT_STEP,
            path,
            """
            with %s of %s the Rollout is always OutOfSync: the controller adds empty fields to the \
            experiment step"""
                .formatted(argo.mode(app.get(), document), app.get().words()),
            "ignore the pointer /spec/strategy/canary/steps, which hides edits of the steps");
        return;
      }
    }
  }
}
