// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit;

import io.canaryplan.PlannedRollout;
import io.canaryplan.RuleCatalogue;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Severity;
import io.canaryplan.plan.CanaryPlan;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;

/**
 * Assertions about the answer for one Rollout: what was found, its plan, and the documents of each
 * state.
 *
 * <p>Not for use by several threads.
 */
public class PlannedRolloutAssert extends KitAssert<PlannedRolloutAssert, PlannedRollout> {
  private static final Kind<FindingAssert, Finding> FINDING =
      Kind.of(FindingAssert.class, Finding.class, FindingAssert::new);
  private static final Kind<CanaryPlanAssert, CanaryPlan> PLAN =
      Kind.of(CanaryPlanAssert.class, CanaryPlan.class, CanaryPlanAssert::new);
  private static final Kind<StateDocumentsAssert, StateDocuments> DOCUMENTS =
      Kind.of(StateDocumentsAssert.class, StateDocuments.class, StateDocumentsAssert::new);

  /** Starts assertions; {@link CanaryPlanAssertions#assertThat(PlannedRollout)} does. */
  public PlannedRolloutAssert(PlannedRollout actual) {
    super(actual, PlannedRolloutAssert.class);
  }

  /** Verifies that nothing was found, notes included. */
  public PlannedRolloutAssert hasNoFindings() {
    return hasNone(Severity.NOTE, "no findings");
  }

  /** Verifies that no error was found; warnings and notes may be. */
  public PlannedRolloutAssert hasNoErrors() {
    return hasNone(Severity.ERROR, "no errors");
  }

  /** Verifies that neither an error nor a warning was found; notes may be. */
  public PlannedRolloutAssert hasNoWarnings() {
    return hasNone(Severity.WARNING, "no errors and no warnings");
  }

  private PlannedRolloutAssert hasNone(Severity least, String expected) {
    isNotNull();
    List<Finding> found = FindingText.atLeast(least, actual.findings());
    return check(
        found.isEmpty(), () -> "expected " + expected + " but found\n\n" + FindingText.of(found));
  }

  /**
   * Goes on to the first finding of a rule, by position; fails if there is none.
   *
   * @param rule id of the rule, as {@code unreachable-weight}
   */
  public FindingAssert hasFinding(String rule) {
    isNotNull();
    Optional<Finding> first =
        actual.findings().stream().filter(finding -> finding.rule().id().equals(rule)).findFirst();
    Finding instead = FindingText.none(RuleCatalogue.all().get(0));
    return partOf(
        first.orElse(null), instead, () -> FindingText.missing(rule, actual.findings()), FINDING);
  }

  /**
   * Verifies that a rule found nothing; fails too if no rule has that id, since nothing ever would
   * be found then.
   *
   * @param rule id of the rule, as {@code unreachable-weight}
   */
  public PlannedRolloutAssert hasNoFinding(String rule) {
    isNotNull();
    List<Finding> found =
        actual.findings().stream().filter(finding -> finding.rule().id().equals(rule)).toList();
    check(FindingText.isRule(rule), () -> "there is no rule '" + rule + "'");
    return check(
        found.isEmpty(), () -> "expected no " + rule + " but found\n\n" + FindingText.of(found));
  }

  /** Goes on to everything found, with what AssertJ offers for lists. */
  public ListAssert<Finding> findings() {
    isNotNull();
    return Assertions.assertThat(actual.findings());
  }

  /**
   * Goes on to the plan. Fails with the findings if there is none, or anything found is an error,
   * since the controller would not do what the plan says.
   */
  public CanaryPlanAssert plan() {
    isNotNull();
    return partOf(
        sound().orElse(null),
        NoRollout.PLAN,
        () -> "expected a plan without errors but found\n\n" + FindingText.of(actual.findings()),
        PLAN);
  }

  private Optional<CanaryPlan> sound() {
    return actual.plan().hasErrors() ? Optional.empty() : actual.plan().value();
  }

  /** Goes on to the state of a step, as {@link CanaryPlanAssert#step}, by way of the plan. */
  public PlannedStateAssert step(int number) {
    return plan().step(number);
  }

  /**
   * Goes on to one document in each state that the update comes to; fails if there is none of that
   * kind and name, or no plan without errors.
   *
   * @param kind {@code VirtualService}, {@code DestinationRule} or {@code Service}
   * @param name its {@code metadata.name}
   */
  public StateDocumentsAssert documents(String kind, String name) {
    isNotNull();
    Optional<CanaryPlan> plan = sound();
    Optional<StateDocuments> documents =
        plan.map(made -> StateDocuments.of(actual, made, kind, name))
            .filter(found -> !found.documents().isEmpty());
    return partOf(
        documents.orElse(null),
        new StateDocuments(plan.orElse(NoRollout.PLAN), List.of(), List.of()),
        () ->
            plan.isEmpty()
                ? "expected a plan without errors but found\n\n" + FindingText.of(actual.findings())
                : "there is no %s '%s' among the documents: %s"
                    .formatted(kind, name, known(plan.get())),
        DOCUMENTS);
  }

  private List<String> known(CanaryPlan plan) {
    return actual.documents(plan.states().get(0)).stream()
        .map(document -> document.id().kind() + " '" + document.id().name() + "'")
        .toList();
  }

  /**
   * Verifies that everything is as in a snapshot of the test's name: findings, plan with aborts,
   * and what changes in the documents from state to state. See {@link Snapshots} for where it
   * stands and how it is written.
   */
  public PlannedRolloutAssert matchesSnapshot() {
    isNotNull();
    return matches(Snapshots.ofCaller());
  }

  /** Verifies as {@link #matchesSnapshot()}, for a test that has more than one. */
  public PlannedRolloutAssert matchesSnapshot(String name) {
    isNotNull();
    return matches(Snapshots.ofCaller(name));
  }

  private PlannedRolloutAssert matches(Snapshots snapshot) {
    Optional<String> difference = snapshot.differenceTo(SnapshotText.of(actual));
    return check(difference.isEmpty(), difference::orElseThrow);
  }
}
