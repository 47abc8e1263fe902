// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.review;

import com.google.common.collect.ImmutableList;
import io.canaryplan.ReviewRules;
import io.canaryplan.RolloutName;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.Severity;
import io.canaryplan.hash.FieldDifference;
import io.canaryplan.hash.HashPrediction;
import io.canaryplan.hash.HashPrediction.NotPredictable;
import io.canaryplan.hash.PodTemplateHash;
import io.canaryplan.hash.TemplateEdit;
import io.canaryplan.hash.TemplateSource;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.kubernetes.HorizontalPodAutoscaler;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.Plan;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.routing.FieldChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reviews a Rollout that both revisions have. */
final class RolloutComparison {
  private static final FieldPath SPEC = FieldPath.of("spec");
  private static final FieldPath TEMPLATE = SPEC.child("template");
  private static final FieldPath REFERENCE = SPEC.child("workloadRef");
  private static final FieldPath STRATEGY = SPEC.child("strategy");
  private static final FieldPath REPLICAS = SPEC.child("replicas");

  private final RolloutName name;
  private final Side before;
  private final Side after;
  private final Scalers scalers;
  private final ControllerVersion controller;
  private final List<FieldChange> changes;
  private final List<String> sentences = new ArrayList<>();

  private RolloutComparison(
      RolloutName name, Side before, Side after, Scalers scalers, ControllerVersion controller) {
    this.name = name;
    this.controller = controller;
    this.scalers = scalers;
    this.before = before;
    this.after = after;
    changes = FieldChange.between(before.root(), after.root());
  }

  /**
   * Reviews one.
   *
   * @param scalers what sets the replicas of the new revision
   */
  static RolloutReview of(
      RolloutName name, Side before, Side after, Scalers scalers, ControllerVersion controller) {
    return new RolloutComparison(name, before, after, scalers, controller).review();
  }

  private RolloutReview review() {
    Optional<TemplateEdit> edit = after.planned().templateEdit();
    List<String> surprises = edit.map(this::surprises).orElse(ImmutableList.of());
    Verdict verdict = verdict(edit, surprises);
    describe(verdict, edit, surprises);
    return new RolloutReview(
        name,
        verdict,
        edit.flatMap(both -> both.before().label()),
        edit.flatMap(both -> both.after().label()),
        edit,
        surprises,
        sentences,
        plans());
  }

  private List<String> surprises(TemplateEdit edit) {
    TemplateSource template = after.template().template().orElseThrow();
    return edit.startsRollout()
        ? Surprises.of(edit.differences(), template.template(), template.path())
        : ImmutableList.of();
  }

  private Verdict verdict(Optional<TemplateEdit> edit, List<String> surprises) {
    if (edit.isEmpty()) {
      // the same reference to a workload that is not among the inputs
      return Verdict.UNKNOWN;
    }
    return switch (edit.get().effect()) {
      case UNKNOWN -> Verdict.UNKNOWN;
      case NEW_VERSION -> {
        if (isBack(edit.get())) {
          yield Verdict.ROLLBACK;
        }
        yield surprises.isEmpty() ? Verdict.NEW_VERSION : Verdict.SURPRISE;
      }
      case LABEL_STAYS -> Verdict.LABEL_STAYS;
      case NONE -> withoutRollout();
    };
  }

  /** An older template uses its ReplicaSet again (hash.md 9, N6). */
  private boolean isBack(TemplateEdit edit) {
    Optional<String> stable = statusOfBase("stableRS");
    return stable.isPresent()
        && stable.equals(edit.after().label())
        && currentHash().filter(label -> !label.equals(stable.get())).isPresent();
  }

  private Verdict withoutRollout() {
    if (changes(STRATEGY)) {
      return Verdict.STRATEGY;
    }
    if (replicas(before) != replicas(after)) {
      return Verdict.REPLICAS;
    }
    boolean other =
        changes.stream()
            .map(FieldChange::path)
            .anyMatch(path -> !path.startsWith(TEMPLATE) && !path.startsWith(REPLICAS));
    return other ? Verdict.OTHER : Verdict.NONE;
  }

  private boolean changes(FieldPath part) {
    return changes.stream()
        .anyMatch(change -> change.path().startsWith(part) || part.startsWith(change.path()));
  }

  private static int replicas(Side side) {
    return side.rollout().map(Rollout::replicasOrDefault).orElse(1);
  }

  private void describe(Verdict verdict, Optional<TemplateEdit> edit, List<String> surprises) {
    switch (verdict) {
      case NEW_VERSION, SURPRISE ->
          sentences.add("a new version starts: " + hashes(edit.orElseThrow()) + byController());
      case ROLLBACK ->
          sentences.add(
              "the template is that of status.stableRS of base again, %s%s: no new version starts, the stable ReplicaSet takes over, and no step is gone through"
                  .formatted(hashes(edit.orElseThrow()), byController()));
      case LABEL_STAYS ->
          sentences.add(
              "no rollout starts, although the hash changes, %s%s: both templates mean the same once the defaults of pods are in, and the label %s stays in use"
                  .formatted(
                      hashes(edit.orElseThrow()),
                      byController(),
                      currentHash().orElseGet(() -> hash(edit.get().before()))));
      case UNKNOWN -> unknown(edit);
      case NONE -> {
        if (isWrittenOtherwise()) {
          sentences.add("the template is written otherwise, and its hash is the same");
        }
      }
      case STRATEGY, REPLICAS, OTHER ->
          sentences.add(
              "no rollout starts: the hash stays "
                  + hash(edit.orElseThrow().after())
                  + byController());
      case ADDED, REMOVED -> throw new IllegalStateException("both revisions have " + name);
    }
    edit.ifPresent(this::labelInUse);
    surprises.forEach(reason -> sentences.add("perhaps unexpected: " + reason));
    steps(verdict);
    scaling();
    WorkloadScaling.of(before, after).ifPresent(sentences::add);
    if (changes(REFERENCE) && verdict != Verdict.UNKNOWN) {
      sentences.add("the template is that of another workload");
    }
  }

  private String byController() {
    return " (controller " + controller + ")";
  }

  /** A ReplicaSet keeps the label of the controller that made it (hash.md 9, N7 and N8). */
  private void labelInUse(TemplateEdit edit) {
    currentHash()
        .filter(label -> !edit.before().label().map(label::equals).orElse(true))
        .ifPresent(
            label ->
                sentences.add(
                    "status.currentPodHash of base says "
                        + label
                        + ", not "
                        + hash(edit.before())
                        + ": a ReplicaSet keeps the label that it got when it was made"));
  }

  private Optional<String> currentHash() {
    return statusOfBase("currentPodHash");
  }

  private Optional<String> statusOfBase(String field) {
    return Fields.text(before.root(), "status", field).filter(PodTemplateHash::isLabel);
  }

  private boolean isWrittenOtherwise() {
    return !before
        .template()
        .template()
        .map(TemplateSource::template)
        .equals(after.template().template().map(TemplateSource::template));
  }

  private void unknown(Optional<TemplateEdit> edit) {
    sentences.add("whether a rollout starts is not known");
    if (edit.isPresent()) {
      reason("base", edit.get().before());
      reason("head", edit.get().after());
    } else {
      missing("base", before);
      missing("head", after);
    }
  }

  private void reason(String revision, HashPrediction prediction) {
    if (prediction instanceof NotPredictable not) {
      sentences.add("the template of " + revision + " has no hash: " + not.message());
    }
  }

  private void missing(String revision, Side side) {
    if (side.template().template().isEmpty()) {
      sentences.add(
          side.template().source()
              + ", whose template counts, is not among the inputs of "
              + revision);
    }
  }

  private static String hashes(TemplateEdit edit) {
    return hash(edit.before()) + " → " + hash(edit.after());
  }

  private static String hash(HashPrediction prediction) {
    return prediction.label().orElse("not known");
  }

  /** A change of the steps starts them again, whatever else changes (canary.md 3.4). */
  private void steps(Verdict verdict) {
    if (!steps(before).equals(steps(after)) && !verdict.startsRollout()) {
      sentences.add(
          "the steps change: a rollout under way begins again at the first one; at rest that moves no pod");
    } else if (verdict == Verdict.STRATEGY) {
      boolean alone = changes.stream().allMatch(change -> change.path().startsWith(STRATEGY));
      // replicas or restartAt may change with it
      sentences.add(
          alone
              ? "only the strategy changes: no pod moves at rest"
              : "the strategy changes: that moves no pod at rest");
    }
  }

  private static List<CanaryStep> steps(Side side) {
    return side.rollout()
        .flatMap(Rollout::canary)
        .map(CanaryStrategy::steps)
        .orElse(ImmutableList.of());
  }

  private void scaling() {
    int old = replicas(before);
    int young = replicas(after);
    if (old != young) {
      String numbers = "scales from " + old + " to " + young + (young == 1 ? " pod" : " pods");
      sentences.add(
          after
              .rollout()
              .flatMap(scalers::of)
              .map(scaler -> scaled(scaler, numbers))
              .orElse(numbers));
    }
  }

  private String scaled(HorizontalPodAutoscaler scaler, String numbers) {
    String named = "the HorizontalPodAutoscaler " + Quotation.of(scaler.id().name());
    // an apply takes away only what nobody else owns
    return after.rollout().map(Rollout::replicas).orElseThrow().isPresent()
        ? "an apply " + numbers + ", until " + named + " sets the number again"
        : named + " sets the number of pods; taking spec.replicas away may set 1 in between";
  }

  private Optional<PlanComparison> plans() {
    Optional<? extends Plan> old = before.planned().update().value();
    Optional<? extends Plan> young = after.planned().update().value();
    return old.isPresent() && young.isPresent()
        ? Optional.of(PlanComparison.of(old.get(), young.get()))
        : Optional.empty();
  }

  /** Returns the warning that a rollout is perhaps not expected. */
  static Optional<Finding> finding(RolloutReview review, Side head) {
    if (review.verdict() != Verdict.SURPRISE) {
      return Optional.empty();
    }
    FieldDifference first = review.template().orElseThrow().differences().get(0);
    TemplateSource template = head.template().template().orElseThrow();
    boolean deliberate =
        review.template().get().differences().stream()
            .allMatch(field -> field.path().startsWith(template.path().child("metadata")));
    Finding finding =
        Finding.of(
                ReviewRules.UNEXPECTED_ROLLOUT,
                first.path(),
                "a new version starts, perhaps unexpected: "
                    + String.join("; ", review.surprises()))
            .at(head.template().origin().orElse(head.template().rollout()).position(first.path()));
    // people write a checksum or a time there to start a rollout
    return Optional.of(deliberate ? finding.withSeverity(Severity.NOTE) : finding);
  }
}
