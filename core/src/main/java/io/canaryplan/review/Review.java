// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.review;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.CanaryPlanner;
import io.canaryplan.FindingFilter;
import io.canaryplan.InputRules;
import io.canaryplan.Manifests;
import io.canaryplan.PlannedManifests;
import io.canaryplan.PlannedRollout;
import io.canaryplan.PlannerOptions;
import io.canaryplan.RolloutName;
import io.canaryplan.TemplateOfRollout;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.FindingLimit;
import io.canaryplan.finding.Severity;
import io.canaryplan.plan.ControllerVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a change of the manifests does: to each Rollout, to the findings, and to the documents.
 *
 * <pre>{@code
 * Review review = Review.of(base, head, PlannerOptions.DEFAULT);
 * if (review.startsRollout()) { ... }
 * }</pre>
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param rollouts one for each Rollout by namespace and name, in the order of the new revision,
 *     then those that are gone
 * @param deployments the Deployments whose pod template differs or may differ, in the order of the
 *     new revision; without those that are new, gone, or a Rollout's
 * @param findings what is found in the new revision beside what was found in the old one; what the
 *     review finds about the change itself is new
 * @param documents the objects that differ: edited ones, then new ones, then those that are gone
 */
public record Review(
    List<RolloutReview> rollouts,
    List<DeploymentReview> deployments,
    FindingsComparison findings,
    List<ObjectChange> documents) {
  /** Copies the lists. */
  public Review {
    rollouts = ImmutableList.copyOf(rollouts);
    deployments = ImmutableList.copyOf(deployments);
    requireNonNull(findings, "findings");
    documents = ImmutableList.copyOf(documents);
  }

  /**
   * Reviews a change. Never throws for what a user wrote: what cannot be read is a finding, and
   * what cannot be told is {@link Verdict#UNKNOWN}.
   *
   * @param base the revision that runs
   * @param head the revision that is to be applied
   * @param options what both plans are made with
   */
  public static Review of(Manifests base, Manifests head, PlannerOptions options) {
    return of(base, head, options, Optional.empty());
  }

  /**
   * Reviews a change as {@link #of(Manifests, Manifests, PlannerOptions)} does, without what is
   * ignored: neither revision has a finding of it, and annotations count in the revision they are
   * written in. A finding that only the new revision ignores is gone.
   *
   * @param ignored what is left out of the findings of both revisions
   */
  public static Review of(
      Manifests base, Manifests head, PlannerOptions options, FindingFilter ignored) {
    return of(base, head, options, Optional.of(ignored));
  }

  private static Review of(
      Manifests base, Manifests head, PlannerOptions options, Optional<FindingFilter> ignored) {
    PlannedManifests before = CanaryPlanner.plan(base, options);
    PlannedManifests after = CanaryPlanner.plan(base, head, options);
    Map<RolloutName, Side> old = sides(base, before);
    Map<RolloutName, Side> young = sides(head, after);
    ControllerVersion controller = options.controller().orElse(ControllerVersion.DEFAULT);
    Scalers scalers = new Scalers(head);
    DocumentComparison documents = new DocumentComparison(base, head, after);
    ImmutableList.Builder<RolloutReview> rollouts = ImmutableList.builder();
    List<Finding> found =
        new ArrayList<>(WeightEdits.unite(judged(after), documents.findings(), head));
    Set<RolloutName> names = new LinkedHashSet<>(young.keySet());
    names.addAll(old.keySet());
    for (RolloutName name : names) {
      Optional<Side> was = Optional.ofNullable(old.get(name));
      Optional<Side> is = Optional.ofNullable(young.get(name));
      RolloutReview review = review(name, was, is, base, head, scalers, controller);
      rollouts.add(review);
      is.flatMap(side -> RolloutComparison.finding(review, side)).ifPresent(found::add);
    }
    return new Review(
        rollouts.build(),
        DeploymentTemplates.between(before, after),
        FindingsComparison.of(
            kept(judged(before), base, ignored),
            new ObjectPlaces(base),
            kept(FindingLimit.of(found), head, ignored),
            new ObjectPlaces(head)),
        documents.changes());
  }

  private static List<Finding> kept(
      List<Finding> findings, Manifests manifests, Optional<FindingFilter> ignored) {
    return ignored.map(filter -> filter.apply(findings, manifests).findings()).orElse(findings);
  }

  private static Map<RolloutName, Side> sides(Manifests manifests, PlannedManifests planned) {
    List<TemplateOfRollout> templates = TemplateOfRollout.all(manifests.documents());
    List<PlannedRollout> rollouts = planned.rollouts();
    Map<RolloutName, Side> sides = new LinkedHashMap<>();
    for (int i = 0; i < templates.size(); i++) {
      Side side = new Side(templates.get(i), rollouts.get(i), false);
      sides.merge(
          RolloutName.of(side.template().rollout()), side, (first, second) -> first.again());
    }
    return sides;
  }

  /** A revision without any Rollout is no error here: it may be the one that removes or adds it. */
  private static List<Finding> judged(PlannedManifests planned) {
    return planned.allFindings().stream()
        .map(
            finding ->
                finding.rule().equals(InputRules.NO_ROLLOUT)
                    ? finding.withSeverity(Severity.NOTE)
                    : finding)
        .toList();
  }

  private static RolloutReview review(
      RolloutName name,
      Optional<Side> was,
      Optional<Side> is,
      Manifests base,
      Manifests head,
      Scalers scalers,
      ControllerVersion controller) {
    if (was.map(Side::twice).orElse(false) || is.map(Side::twice).orElse(false)) {
      return new RolloutReview(
          name,
          Verdict.UNKNOWN,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          ImmutableList.of(),
          ImmutableList.of("the name stands for more than one Rollout, so nothing is compared"),
          Optional.empty());
    }
    if (was.isEmpty()) {
      return new OneSided(name, was, is, controller)
          .review(
              isBroken(base),
              Verdict.ADDED,
              "base cannot be read in whole, so it is not known whether the Rollout is new",
              "the Rollout is new: its first version starts with all pods at once, without steps");
    }
    if (is.isEmpty()) {
      return new OneSided(name, was, is, controller)
          .review(
              isBroken(head),
              Verdict.REMOVED,
              "head cannot be read in whole, so it is not known whether the Rollout is gone",
              "the Rollout is gone: where it is deleted, so are its pods");
    }
    return RolloutComparison.of(name, was.get(), is.get(), scalers, controller);
  }

  /** Returns whether a document of a revision cannot be read. */
  static boolean isBroken(Manifests manifests) {
    return manifests.findings().stream().anyMatch(Finding::isError);
  }

  /** Returns whether any Rollout gets a new version. */
  public boolean startsRollout() {
    return rollouts.stream().anyMatch(rollout -> rollout.verdict().startsRollout());
  }

  /** Returns whether nothing at all changes in meaning. */
  public boolean changesNothing() {
    return documents.isEmpty()
        && rollouts.stream().allMatch(rollout -> rollout.verdict() == Verdict.NONE)
        && findings.introduced().isEmpty()
        && findings.gone().isEmpty();
  }
}
