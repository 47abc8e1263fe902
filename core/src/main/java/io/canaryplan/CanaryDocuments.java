// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.canaryplan.plan.AbortPlan;
import io.canaryplan.plan.CanaryMoment;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Course;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.routing.DocumentRouter;
import io.canaryplan.routing.RoutedDocuments;
import io.canaryplan.routing.StateDocument;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The documents along a canary plan and the courses that leave it. */
final class CanaryDocuments {
  private final CanaryPlan plan;
  private final DocumentRouter router;
  private final Supplier<List<RoutedDocuments>> documents;

  CanaryDocuments(CanaryPlan plan, DocumentRouter router) {
    this.plan = plan;
    this.router = router;
    documents = Suppliers.memoize(this::alongStates);
  }

  List<StateDocument> of(PlannedState state) {
    return state.reachable() ? at(state).documents() : ImmutableList.of();
  }

  List<List<StateDocument>> onTheWay(PlannedState state) {
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

  List<StateDocument> of(AbortPlan abort) {
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

  List<StateDocument> of(PlannedState from, Course course) {
    return at(from).then(course.routingChanges()).settled(course.routing()).documents();
  }

  List<StateDocument> of(CanaryMoment moment) {
    return at(plan.states().get(moment.origin())).then(moment.written()).documents();
  }

  List<StateDocument> ofInitialDeploy() {
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
}
