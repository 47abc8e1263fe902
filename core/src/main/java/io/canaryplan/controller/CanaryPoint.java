// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import io.canaryplan.controller.Progress.Mode;
import io.canaryplan.plan.Act;
import io.canaryplan.plan.CanaryMoment;
import io.canaryplan.plan.Goal;
import io.canaryplan.plan.PodGroup;
import io.canaryplan.plan.ProgressDeadline;
import io.canaryplan.plan.Ratio;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.plan.Standstill;
import io.canaryplan.plan.TrafficWeights;
import io.canaryplan.plan.UpdateCourse;
import io.canaryplan.plan.UpdateMoment;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A canary at some moment, and what people can do to it (canary.md 5).
 *
 * @param rules what stays as it is
 * @param state what the controller finds
 * @param step the step that it stands at, from 0; -1 before the update, the number of steps after
 *     all of them
 * @param paused whether {@code spec.paused} is set: nothing is scaled and no step completes
 * @param origin the position of the state that all began in
 * @param written what was written into the mesh since then
 */
record CanaryPoint(
    ResolvedCanary rules,
    ControllerState state,
    int step,
    boolean paused,
    int origin,
    List<RoutingState> written)
    implements CanaryMoment {

  static CanaryPoint at(ResolvedCanary rules, int position, ControllerState state) {
    return new CanaryPoint(rules, state, position - 1, false, position, ImmutableList.of());
  }

  @Override
  public List<PodGroup> pods() {
    ImmutableList.Builder<PodGroup> pods = ImmutableList.builder();
    state.olderReplicaSets().forEach(set -> pods.add(group(set)));
    state.separateStableReplicaSet().ifPresent(set -> pods.add(group(set)));
    return pods.add(group(state.newReplicaSet())).build();
  }

  private static PodGroup group(VersionPods set) {
    return new PodGroup(
        PodGroup.nameOf(set.version()),
        set.desired(),
        OptionalLong.of(set.available()),
        set.hasDeadline() ? OptionalLong.of(set.deadline()) : OptionalLong.empty());
  }

  @Override
  public long availablePods() {
    return state.available();
  }

  @Override
  public int version() {
    return state.newReplicaSet().version();
  }

  @Override
  public Ratio trafficShare() {
    if (!state.isUpdating()) {
      return new Ratio(1, 1);
    }
    if (rules.driven()) {
      return new Ratio(state.weights().canary(), state.weights().total());
    }
    long own = serving(state.newReplicaSet());
    long all = own + serving(state.stableReplicaSet());
    for (VersionPods set : state.olderReplicaSets()) {
      all += serving(set);
    }
    boolean narrowed = rules.rollout().canary().orElseThrow().namesStableService();
    return new Ratio(narrowed ? 0 : own, all);
  }

  // pods that are never available get no traffic, all others do sooner or later
  private long serving(VersionPods set) {
    boolean broken = rules.settings().readiness().isNever() && set.version() > VersionPods.STABLE;
    return broken ? 0 : set.desired();
  }

  @Override
  public RoutingState routing() {
    return RoutingStates.numbered(rules).at(state);
  }

  @Override
  public OptionalInt stepIndex() {
    boolean open = state.isUpdating() && !rules.steps().isDone(step);
    return open ? OptionalInt.of(Math.max(0, step)) : OptionalInt.empty();
  }

  @Override
  public ProgressDeadline progressDeadline() {
    return CanaryDeadline.of(this).told();
  }

  @Override
  public Optional<String> refusal(Act act) {
    if (act.kind() == Act.Kind.TIME_OUT) {
      ProgressDeadline deadline = progressDeadline();
      return deadline.acts() ? Optional.empty() : Optional.of(deadline.message());
    }
    boolean waits =
        switch (act.kind()) {
          case RESUME, PROMOTE, PROMOTE_FULL, PAUSE -> false;
          default -> paused;
        };
    return waits
        ? Optional.of("the Rollout is paused; what follows is planned once it is resumed")
        : Optional.empty();
  }

  @Override
  public UpdateCourse act(Act act) {
    if (act.kind() == Act.Kind.TIME_OUT) {
      refuse(act);
      return CanaryDeadline.of(this).course(act);
    }
    Next next = next(act);
    if (next.rests()) {
      Optional<Standstill> why =
          next.point().paused
              ? Optional.of(
                  Standstill.of(
                      Standstill.Reason.PAUSED,
                      "the Rollout is paused: nothing is scaled, and no step completes until it is"
                          + " resumed"))
              : Optional.empty();
      return new UpdateCourse(this, act, ImmutableList.of(), next.point(), OptionalLong.of(0), why);
    }
    CanaryPoint start = next.point();
    Walk walk = next.walk();
    return new UpdateCourse(
        this,
        act,
        walk.passes(),
        start.after(walk),
        OptionalLong.of(walk.seconds()),
        start.standstill(walk));
  }

  @Override
  public UpdateMoment during(Act act, int passes) {
    if (passes < 0) {
      throw new IllegalArgumentException("passes must not be negative but were " + passes);
    }
    if (act.kind() == Act.Kind.TIME_OUT) {
      refuse(act);
      return CanaryDeadline.of(this).during(passes);
    }
    Next next = next(act);
    if (next.rests() || passes == 0) {
      return next.point();
    }
    CanaryPoint start = next.point();
    return start.after(Walk.first(start.rules, start.state, start.step, next.scales(), passes));
  }

  /**
   * What an act makes of the update before any pass.
   *
   * @param point the update
   * @param rests whether nothing follows
   * @param scales whether the first pass only scales
   */
  private record Next(CanaryPoint point, boolean rests, boolean scales) {
    Walk walk() {
      return scales
          ? Walk.scaled(point.rules, point.state, point.step)
          : Walk.to(point.rules, point.state, point.step);
    }
  }

  private void refuse(Act act) {
    refusal(act)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
  }

  private Next next(Act act) {
    refuse(act);
    int last = rules.steps().size();
    return switch (act.kind()) {
      case ABORT -> state.isUpdating() ? going(state.drivenBy(Mode.ABORT), last) : resting(this);
      case RETRY -> state.progress().isAborted() ? going(atStep(0), 0) : resting(this);
      case PROMOTE -> promoted();
      case PROMOTE_FULL ->
          state.isUpdating() ? going(state.drivenBy(Mode.PROMOTE_FULL), last) : resting(this);
      case ROLLBACK -> rolledBack();
      case NEW_VERSION -> going(state.updated(newest() + 1), 0);
      case PAUSE -> resting(new CanaryPoint(rules, state, step, true, origin, written));
      case RESUME -> resumed();
      case SCALE -> scaled(act.replicas());
      case TIME_OUT -> throw new IllegalArgumentException("nobody does a " + act);
    };
  }

  private Next going(ControllerState from, int toStep) {
    return new Next(new CanaryPoint(rules, from, toStep, false, origin, written), false, false);
  }

  private static Next resting(CanaryPoint point) {
    return new Next(point, true, false);
  }

  private ControllerState atStep(int index) {
    return state.withProgress(Progress.at(index));
  }

  private Next promoted() {
    if (!state.isUpdating() || state.progress().isAborted()) {
      return resting(new CanaryPoint(rules, state, step, false, origin, written));
    }
    int following = Math.min(step + 1, rules.steps().size());
    return going(state.withProgress(state.progress().promotedTo(following)), following);
  }

  private Next resumed() {
    if (paused) {
      return going(state, current());
    }
    boolean waits = state.isUpdating() && !rules.steps().isDone(step) && rules.steps().waits(step);
    return waits ? promoted() : resting(this);
  }

  private Next rolledBack() {
    int last = rules.steps().size();
    if (state.isUpdating()) {
      return going(state.rolledBack(last), last);
    }
    int before = Math.max(VersionPods.FORMER, version() - 1);
    boolean window = rules.rollout().rollbackWindowRevisions().orElse(0) > 0;
    return window ? going(state.returned(before, last), last) : going(state.updated(before), 0);
  }

  private Next scaled(int replicas) {
    ResolvedCanary other = rules.with(rules.settings().withReplicas(replicas));
    return new Next(new CanaryPoint(other, state, current(), false, origin, written), false, true);
  }

  // a step that is complete is behind the update, which stands at the next one
  private int current() {
    boolean stepwise = state.isUpdating() && state.progress().isStepwise();
    return stepwise ? state.progress().index() : rules.steps().size();
  }

  // after a return to the version before, the stable one is newer than the one asked for
  private int newest() {
    return state.olderReplicaSets().stream()
        .mapToInt(VersionPods::version)
        .reduce(Math.max(version(), state.stableReplicaSet().version()), Math::max);
  }

  CanaryPoint after(Walk walk) {
    RoutingStates routing = RoutingStates.numbered(rules);
    List<RoutingState> more =
        ImmutableList.<RoutingState>builder()
            .addAll(written)
            .addAll(routing.all(walk.routingChanges()))
            .add(routing.at(walk.end()))
            .build();
    return new CanaryPoint(rules, walk.end(), step, false, origin, more);
  }

  Optional<Standstill> standstill(Walk walk) {
    if (state.progress().isAborted()) {
      return Standstills.atAbort(rules, walk);
    }
    if (rules.steps().isDone(step)) {
      return Standstills.atEnd(rules, walk);
    }
    Goal goal = SettledStates.goal(rules, step, Optional.of(walk));
    return Standstills.atStep(rules, walk, step, goal);
  }

  /** Returns the pods and the step in a few words. */
  @Override
  public String toString() {
    TrafficWeights weights = state.weights();
    return pods() + " at " + weights + (paused ? " paused" : "");
  }
}
