// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.canaryplan.finding.Checked;
import io.canaryplan.finding.Finding;
import io.canaryplan.plan.AbortPlan;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Course;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.routing.DocumentRouter;
import io.canaryplan.routing.RoutedDocuments;
import io.canaryplan.routing.StateDocument;
import io.canaryplan.yaml.YamlDocument;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The answer for one Rollout: its plan, the documents of each state, and what was found.
 *
 * <p>There is a plan whenever the numbers it needs are known, also when the controller would refuse
 * the Rollout for another reason; the findings say so. {@code plan().orElseThrow()} gives a plan
 * only if nothing found is an error.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class PlannedRollout {
  private final Optional<YamlDocument> source;
  private final Optional<Rollout> rollout;
  private final Checked<CanaryPlan> plan;
  private final PlannerOptions options;
  private final DocumentRouter router;
  private final Supplier<List<RoutedDocuments>> documents;

  PlannedRollout(
      Optional<YamlDocument> source,
      Optional<Rollout> rollout,
      Checked<CanaryPlan> plan,
      DocumentRouter router,
      PlannerOptions options) {
    this.source = source;
    this.rollout = rollout;
    this.plan = plan;
    this.router = router;
    this.options = options;
    this.documents = Suppliers.memoize(this::alongStates);
  }

  /** Returns the Rollout's own document as given; absent for a Rollout made in code. */
  public Optional<YamlDocument> source() {
    return source;
  }

  /** Returns the Rollout as written; absent if it could not be read. */
  public Optional<Rollout> rollout() {
    return rollout;
  }

  /** Returns the plan, if there is one, and everything found about this Rollout by position. */
  public Checked<CanaryPlan> plan() {
    return plan;
  }

  /** Returns everything found about this Rollout, by position. */
  public List<Finding> findings() {
    return plan.findings();
  }

  /** Returns what the plan was made with. */
  public PlannerOptions options() {
    return options;
  }

  /**
   * Returns the documents that the controller would have written when {@code state} has settled:
   * VirtualServices, the DestinationRule, Services, unchanged ones too. Empty without traffic
   * routing by Istio.
   *
   * @throws IllegalArgumentException if the state is not one of this plan
   */
  public List<StateDocument> documents(PlannedState state) {
    return state.reachable() ? at(state).documents() : ImmutableList.of();
  }

  /**
   * Returns the documents at the end of an abort, as {@link #documents(PlannedState)}.
   *
   * @throws IllegalArgumentException if the abort is not one of this plan
   */
  public List<StateDocument> documents(AbortPlan abort) {
    if (abort.fromStepIndex() >= states().size() - 1) {
      throw new IllegalArgumentException("not an abort of this plan");
    }
    return documents
        .get()
        .get(abort.fromStepIndex() + 1)
        .then(abort.routingChanges())
        .then(abort.routing())
        .documents();
  }

  /**
   * Returns the documents at the end of what follows when somebody intervenes: a promotion, a
   * rollback, another version and the like, as {@link #documents(PlannedState)}.
   *
   * <pre>{@code
   * rollout.documents(state, plan.promoteFull(state));
   * }</pre>
   *
   * @param from the state in which somebody intervenes
   * @param course what follows from there, by one of the methods of {@link CanaryPlan} that take
   *     the state
   * @throws IllegalArgumentException if the state is not one of this plan
   */
  public List<StateDocument> documents(PlannedState from, Course course) {
    return at(from).then(course.routingChanges()).then(course.routing()).documents();
  }

  /**
   * Returns the documents after the first deploy of the Rollout, {@link CanaryPlan#initialDeploy},
   * before which nothing is written into them.
   */
  public List<StateDocument> documentsOfInitialDeploy() {
    return plan.value()
        .map(CanaryPlan::initialDeploy)
        .map(
            course ->
                router
                    .begin(Iterables.getFirst(course.routingChanges(), course.routing()))
                    .then(course.routingChanges())
                    .then(course.routing())
                    .documents())
        .orElse(ImmutableList.of());
  }

  private RoutedDocuments at(PlannedState state) {
    int index =
        switch (state.kind()) {
          case INITIAL -> 0;
          case STEP -> state.stepIndex().getAsInt() + 1;
          case PROMOTED -> states().size() - 1;
        };
    if (index >= states().size() || !states().get(index).equals(state)) {
      throw new IllegalArgumentException("'" + state + "' is not a state of this plan");
    }
    return documents.get().get(index);
  }

  /** Follows the documents through all states, once. */
  private List<RoutedDocuments> alongStates() {
    ImmutableList.Builder<RoutedDocuments> all = ImmutableList.builder();
    Optional<RoutedDocuments> last = Optional.empty();
    for (PlannedState state : states()) {
      RoutedDocuments next =
          last.isPresent()
              ? last.get().then(state.routingChanges()).then(state.routing())
              : router.begin(state.routing());
      all.add(next);
      last = Optional.of(next);
    }
    return all.build();
  }

  private List<PlannedState> states() {
    return plan.value().map(CanaryPlan::states).orElse(ImmutableList.of());
  }

  /** Returns whether both are answers for equal inputs, and so say the same. */
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof PlannedRollout answer
            && options.equals(answer.options)
            && rollout.equals(answer.rollout)
            && plan.equals(answer.plan)
            && inputs().equals(answer.inputs()));
  }

  @Override
  public int hashCode() {
    return Objects.hash(options, plan);
  }

  private List<String> inputs() {
    return Stream.concat(
            source.stream(),
            documents.get().stream()
                .limit(1)
                .flatMap(first -> first.documents().stream())
                .map(StateDocument::source))
        .map(YamlDocument::text)
        .toList();
  }

  /** Returns the plan in a few words, or how much was found. */
  @Override
  public String toString() {
    return plan.value()
        .map(CanaryPlan::toString)
        .orElseGet(() -> "no plan, " + findings().size() + " findings");
  }
}
