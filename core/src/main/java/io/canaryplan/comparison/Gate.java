// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.comparison;

import static java.util.Objects.requireNonNull;

import io.canaryplan.plan.BlueGreenStage;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Plan;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.UpdateState;
import io.canaryplan.rollout.CanaryStep;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The first state in which an update waits for something else than pods, so that a person has the
 * time to look and to stop it: a pause, an analysis, an experiment, a plugin, or a standstill. That
 * pods start, or have to be ready for minReadySeconds, is no such wait: the update goes on as soon
 * as they are. Nor is the delay before old pods are removed.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param kind what is waited for
 * @param state position in {@link Plan#states}
 * @param seconds how long it waits, above 0; absent when that is open
 */
public record Gate(Kind kind, int state, OptionalLong seconds) {
  /** What an update waits for. */
  public enum Kind {
    /** A person: it does not go on without one. */
    PERSON,
    /** A time, after which it goes on by itself. */
    TIME,
    /** An analysis, an experiment or a plugin, after whose success it goes on by itself. */
    CHECK,
    /** Nothing that would come by itself: it stands still. */
    STANDSTILL;

    /** Returns the lower-case name: {@code person}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks for null. */
  public Gate {
    requireNonNull(kind, "kind");
    requireNonNull(seconds, "seconds");
  }

  /** Returns the first one of a plan; empty if it never waits, as a rolling update. */
  public static Optional<Gate> first(Plan plan) {
    List<? extends UpdateState> states = plan.states();
    for (int i = 0; i < states.size() && states.get(i).reachable(); i++) {
      UpdateState state = states.get(i);
      if (waits(state)) {
        return Optional.of(new Gate(kind(plan, state), i, state.durationSeconds()));
      }
    }
    return Optional.empty();
  }

  private static boolean waits(UpdateState state) {
    if (state instanceof BlueGreenStage stage) {
      return switch (stage.kind()) {
        case PAUSED, PRE_ANALYSIS, POST_ANALYSIS -> true;
        // the switch is over, and what follows is the delay of the old pods
        case SWITCHED, PROMOTED -> false;
        case INITIAL, PREVIEW_UP, ABORTED -> !stage.reached();
      };
    }
    return !state.reached() || state.durationSeconds().orElse(1) > 0;
  }

  private static Kind kind(Plan plan, UpdateState state) {
    if (!state.reached()) {
      return Kind.STANDSTILL;
    }
    if (plan instanceof CanaryPlan && state instanceof PlannedState planned) {
      CanaryStep step = planned.step().orElseThrow();
      return step.part(CanaryStep.Pause.class).isEmpty() ? Kind.CHECK : pause(state);
    }
    boolean paused =
        state instanceof BlueGreenStage stage && stage.kind() == BlueGreenStage.Kind.PAUSED;
    return paused ? pause(state) : Kind.CHECK;
  }

  private static Kind pause(UpdateState state) {
    return state.durationSeconds().isPresent() ? Kind.TIME : Kind.PERSON;
  }
}
