// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.AbortPlan;
import io.canaryplan.plan.Act;
import io.canaryplan.plan.BlueGreenActs;
import io.canaryplan.plan.BlueGreenPlan;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.UpdateCourse;
import io.canaryplan.plan.UpdateMoment;
import io.canaryplan.plan.UpdateState;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.routing.BlueGreenDocuments;
import io.canaryplan.routing.CanaryDocuments;
import io.canaryplan.routing.StateDocument;
import java.util.List;
import java.util.Optional;

/**
 * What stands in the cluster when a state of a plan, or what follows an abort in it, has settled.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param state position of the state in {@link io.canaryplan.plan.Plan#states}, from 0
 * @param abort whether it is the end of an abort in that state
 * @param name what the state is called on its own: {@code initial}, {@code setWeight: 25}
 * @param step the step that is current then; absent without one, and after an abort
 * @param documents the documents that the controller writes, in the order of the plan's documents
 */
public record LiveState(
    int state,
    boolean abort,
    String name,
    Optional<CanaryStep> step,
    List<StateDocument> documents) {
  /**
   * Copies the documents.
   *
   * @throws IllegalArgumentException if the position is negative
   */
  public LiveState {
    if (state < 0) {
      throw new IllegalArgumentException("a state has a position from 0 but " + state);
    }
    requireNonNull(name, "name");
    requireNonNull(step, "step");
    documents = ImmutableList.copyOf(documents);
  }

  /**
   * Returns the states that a canary comes to, in their order, then the ends of its aborts.
   *
   * @param documents the documents along that plan
   */
  static List<LiveState> of(CanaryPlan plan, CanaryDocuments documents) {
    ImmutableList.Builder<LiveState> all = ImmutableList.builder();
    List<PlannedState> states = plan.states();
    for (int i = 0; i < states.size(); i++) {
      PlannedState state = states.get(i);
      if (state.reachable()) {
        all.add(new LiveState(i, false, name(state), state.step(), documents.of(state)));
      }
    }
    for (AbortPlan abort : plan.aborts()) {
      int from = abort.fromStepIndex() + 1;
      if (states.get(from).reachable()) {
        all.add(
            new LiveState(
                from, true, name(states.get(from)), Optional.empty(), documents.of(abort)));
      }
    }
    return all.build();
  }

  private static String name(PlannedState state) {
    return state.step().map(Object::toString).orElseGet(() -> state.kind().toString());
  }

  /** Returns the states of a blue-green update, in their order, then the ends of its aborts. */
  static List<LiveState> of(BlueGreenPlan plan, BlueGreenDocuments documents) {
    ImmutableList.Builder<LiveState> states = ImmutableList.builder();
    ImmutableList.Builder<LiveState> aborts = ImmutableList.builder();
    for (int i = 0; i < plan.states().size(); i++) {
      String name = plan.states().get(i).name();
      UpdateMoment moment = plan.at(i);
      states.add(new LiveState(i, false, name, Optional.empty(), written(moment, documents)));
      if (moment.refusal(Act.of(Act.Kind.ABORT)).isEmpty()) {
        UpdateCourse course = moment.abort();
        if (course.endsAborted()) {
          aborts.add(
              new LiveState(i, true, name, Optional.empty(), written(course.end(), documents)));
        }
      }
    }
    return ImmutableList.<LiveState>builder().addAll(states.build()).addAll(aborts.build()).build();
  }

  private static List<StateDocument> written(UpdateMoment moment, BlueGreenDocuments documents) {
    return moment instanceof BlueGreenActs acts
        ? documents.of(acts.moment().view())
        : ImmutableList.of();
  }

  /** Returns the states of an update whose controller writes no document that git has. */
  static List<LiveState> without(List<? extends UpdateState> states) {
    ImmutableList.Builder<LiveState> all = ImmutableList.builder();
    for (int i = 0; i < states.size(); i++) {
      if (states.get(i).reachable()) {
        all.add(
            new LiveState(i, false, states.get(i).name(), Optional.empty(), ImmutableList.of()));
      }
    }
    return all.build();
  }

  /** Returns the state in a few words: {@code setWeight: 25}, {@code abort at setWeight: 25}. */
  @Override
  public String toString() {
    return abort ? "abort at " + name : name;
  }
}
