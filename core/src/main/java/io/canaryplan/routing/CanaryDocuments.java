// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.canaryplan.plan.AbortPlan;
import io.canaryplan.plan.CanaryMoment;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Course;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.RoutingState;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The documents along a canary plan and the courses that leave it.
 *
 * <p>Makes them when they are asked for, and remembers those of the states; safe for use by several
 * threads.
 */
public final class CanaryDocuments {
  private final CanaryPlan plan;
  private final DocumentRouter router;
  private final Supplier<List<RoutedDocuments>> documents;

  /**
   * Takes a plan.
   *
   * @param router what writes it into documents
   */
  public CanaryDocuments(CanaryPlan plan, DocumentRouter router) {
    this.plan = plan;
    this.router = router;
    documents = Suppliers.memoize(this::alongStates);
  }

  /**
   * Returns the documents of a state; none if the plan does not come to it.
   *
   * @throws IllegalArgumentException if the state is not one of this plan
   */
  public List<StateDocument> of(PlannedState state) {
    return state.reachable() ? at(state).documents() : ImmutableList.of();
  }

  /**
   * Returns the documents after each pass on the way to a state that writes anything.
   *
   * @throws IllegalArgumentException if the state is not one of this plan
   */
  public List<List<StateDocument>> onTheWay(PlannedState state) {
    if (!state.reachable() || state.kind() == PlannedState.Kind.INITIAL) {
      return ImmutableList.of();
    }
    ImmutableList.Builder<List<StateDocument>> all = ImmutableList.builder();
    RoutedDocuments at = documents.get().get(place(state) - 1);
    for (RoutingState next : state.routingChanges()) {
      at = at.then(next);
      all.add(at.documents());
    }
    return all.build();
  }

  /**
   * Returns the documents at the end of an abort.
   *
   * @throws IllegalArgumentException if the abort is not one of this plan
   */
  public List<StateDocument> of(AbortPlan abort) {
    if (abort.fromStepIndex() >= plan.states().size() - 1) {
      throw new IllegalArgumentException("not an abort of this plan");
    }
    return documents
        .get()
        .get(abort.fromStepIndex() + 1)
        .then(abort.routingChanges())
        .settled(abort.routing())
        .documents();
  }

  /**
   * Returns the documents at the end of a course that leaves a state.
   *
   * @throws IllegalArgumentException if the state is not one of this plan
   */
  public List<StateDocument> of(PlannedState from, Course course) {
    return at(from).then(course.routingChanges()).settled(course.routing()).documents();
  }

  /** Returns the documents at a moment of the plan or of a course that leaves it. */
  public List<StateDocument> of(CanaryMoment moment) {
    return at(plan.states().get(moment.origin())).then(moment.written()).documents();
  }

  /** Returns the documents after the first deploy of the Rollout. */
  public List<StateDocument> ofInitialDeploy() {
    Course course = plan.initialDeploy();
    return router
        .begin(Iterables.getFirst(course.routingChanges(), course.routing()))
        .then(course.routingChanges())
        .settled(course.routing())
        .documents();
  }

  private RoutedDocuments at(PlannedState state) {
    return documents.get().get(place(state));
  }

  private int place(PlannedState state) {
    List<PlannedState> states = plan.states();
    int index =
        switch (state.kind()) {
          case INITIAL -> 0;
          case STEP -> state.stepIndex().getAsInt() + 1;
          case PROMOTED -> states.size() - 1;
        };
    if (index >= states.size() || !states.get(index).equals(state)) {
      throw new IllegalArgumentException("'" + state + "' is not a state of this plan");
    }
    return index;
  }

  /** Follows the documents through all states, once. */
  private List<RoutedDocuments> alongStates() {
    ImmutableList.Builder<RoutedDocuments> all = ImmutableList.builder();
    Optional<RoutedDocuments> last = Optional.empty();
    for (PlannedState state : plan.states()) {
      RoutedDocuments next =
          last.isPresent()
              ? last.get().then(state.routingChanges()).settled(state.routing())
              : router.begin(state.routing());
      all.add(next);
      last = Optional.of(next);
    }
    return all.build();
  }

  /** Returns what they are the documents of. */
  @Override
  public String toString() {
    return "documents of " + plan;
  }
}
