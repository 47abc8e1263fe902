// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.comparison;

import static java.util.Objects.requireNonNull;

import io.canaryplan.plan.Act;
import io.canaryplan.plan.BlueGreenActs;
import io.canaryplan.plan.BlueGreenMoment;
import io.canaryplan.plan.BlueGreenPlan;
import io.canaryplan.plan.BlueGreenView;
import io.canaryplan.plan.CanaryMoment;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Pass;
import io.canaryplan.plan.PassEvent;
import io.canaryplan.plan.Plan;
import io.canaryplan.plan.Ratio;
import io.canaryplan.plan.RollingUpdatePlan;
import io.canaryplan.plan.Standstill;
import io.canaryplan.plan.UpdateCourse;
import io.canaryplan.plan.UpdateMoment;
import io.canaryplan.plan.UpdatePass;
import io.canaryplan.plan.UpdateState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How the users get back to the version before, as the courses of the plan have it.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param act what a person does: an abort, or where that does not exist or comes too late, the
 *     version before applied again
 * @param state position in {@link Plan#states} of the state in which it is done
 * @param share the new version's share of the users then
 * @param podsToStart pods of the version before that are missing from {@code replicas} then, or go
 *     before the users are back, 0 or more; they have to start again
 * @param seconds seconds of all delays until no user has the new version, and in a Deployment until
 *     all pods of the version before are available, 0 or more; absent when that is open, not known
 *     or never comes. What pods need to start is not in it; that they have to be ready for
 *     minReadySeconds is, except in a canary
 * @param throughSteps whether the version before goes through all steps of the canary, as every
 *     version does
 * @param within seconds from then for which it holds, until the old pods of a blue-green update go;
 *     later it is an update like the first. Absent where it holds without an end
 * @param never why it never comes by itself, if so
 */
public record WayBack(
    Act.Kind act,
    int state,
    Ratio share,
    long podsToStart,
    OptionalLong seconds,
    boolean throughSteps,
    OptionalLong within,
    Optional<Standstill> never) {
  /** Checks for null. */
  public WayBack {
    requireNonNull(act, "act");
    requireNonNull(share, "share");
    requireNonNull(seconds, "seconds");
    requireNonNull(within, "within");
    requireNonNull(never, "never");
  }

  /** Returns the way back from the first gate; empty if the update never waits. */
  public static Optional<WayBack> fromGate(Plan plan) {
    Act.Kind act = plan instanceof RollingUpdatePlan ? Act.Kind.ROLLBACK : Act.Kind.ABORT;
    return Gate.first(plan)
        .map(gate -> of(plan, gate.state(), plan.at(gate.state()).act(Act.of(act))));
  }

  /**
   * Returns the way back once all users have the new version: of a blue-green update right after
   * the switch, when the delay of its old pods has begun, of all others at the end; empty if that
   * never comes.
   */
  public static Optional<WayBack> fromFull(Plan plan) {
    TimeToFull full = TimeToFull.of(plan);
    if (full.state().isEmpty()) {
      return Optional.empty();
    }
    if (plan instanceof BlueGreenPlan blueGreen) {
      int state = full.state().getAsInt();
      return Optional.of(of(plan, state, switched(blueGreen, state).rollback()));
    }
    int last = plan.states().size() - 1;
    return plan.states().get(last).reachable()
        ? Optional.of(of(plan, last, plan.at(last).rollback()))
        : Optional.empty();
  }

  // the pass after the switch marks the old pods, and only then a rollback is a fast one
  // (bluegreen.md 4.3, 5.5)
  private static UpdateMoment switched(BlueGreenPlan plan, int state) {
    BlueGreenMoment now = plan.states().get(state).moment();
    BlueGreenMoment marked = now.after(1);
    boolean atOnce = marked.view().seconds() == now.view().seconds();
    return new BlueGreenActs(plan, atOnce ? marked : now);
  }

  private static WayBack of(Plan plan, int state, UpdateCourse course) {
    boolean throughSteps =
        course.act().kind() == Act.Kind.ROLLBACK
            && course.end() instanceof CanaryMoment moment
            && moment.stepIndex().isPresent();
    Ratio share = plan.trafficShare(plan.states().get(state));
    OptionalLong seconds =
        throughSteps
            ? TimeToFull.of(plan).seconds()
            : share.part() == 0 ? OptionalLong.of(0) : usersBack(plan, course);
    return new WayBack(
        course.act().kind(),
        state,
        share,
        Math.max(0, plan.replicas() - fewestOld(plan.states().get(state), course)),
        seconds,
        throughSteps,
        course.start() instanceof BlueGreenActs acts ? delay(acts) : OptionalLong.empty(),
        seconds.isEmpty() && !throughSteps ? course.standstill() : Optional.empty());
  }

  // previewReplicaCount cuts the version before when it comes back as a preview (bluegreen.md 5.5)
  private static long fewestOld(UpdateState state, UpdateCourse course) {
    return course.start() instanceof BlueGreenActs
        ? views(course).stream()
            .takeWhile(view -> view.active() != BlueGreenPlan.BEFORE)
            .mapToLong(view -> view.size(BlueGreenPlan.BEFORE))
            .reduce(state.oldPods(), Math::min)
        : state.oldPods();
  }

  private static OptionalLong delay(BlueGreenActs acts) {
    BlueGreenView view = acts.moment().view();
    return view.sets().stream()
        .filter(set -> set.version() == BlueGreenPlan.BEFORE && set.deadline().isPresent())
        .mapToLong(set -> set.deadline().getAsLong() - view.seconds())
        .findFirst();
  }

  private static OptionalLong usersBack(Plan plan, UpdateCourse course) {
    if (plan instanceof CanaryPlan canary) {
      return usersBack(canary, course);
    }
    if (plan instanceof BlueGreenPlan blueGreen) {
      return usersBack(blueGreen, course);
    }
    if (course.standstill().isPresent()) {
      return OptionalLong.empty();
    }
    boolean ready = ReadyTime.of(plan).minReadySeconds() == 0;
    return ready ? OptionalLong.of(0) : course.seconds();
  }

  // after a rollback the version before comes as the canary, and has all users once it is promoted
  private static OptionalLong usersBack(CanaryPlan plan, UpdateCourse course) {
    boolean aborted = course.act().kind() == Act.Kind.ABORT;
    long seconds = 0;
    for (UpdatePass each : course.passes()) {
      Pass pass = (Pass) each;
      seconds += pass.afterSeconds().orElse(0);
      boolean back = aborted ? plan.trafficShare(pass).part() == 0 : pass.has(PassEvent.PROMOTED);
      if (back) {
        return OptionalLong.of(seconds);
      }
    }
    return OptionalLong.empty();
  }

  private static OptionalLong usersBack(BlueGreenPlan plan, UpdateCourse course) {
    UpdateState before = plan.states().get(0);
    boolean starts = fewestOld(before, course) < before.oldPods();
    ReadyTime ready = ReadyTime.of(plan);
    if (starts && ready.seconds().isEmpty()) {
      return OptionalLong.empty();
    }
    long wait = starts ? ready.minReadySeconds() : 0;
    long end = ((BlueGreenActs) course.end()).moment().view().seconds();
    long start = end - course.seconds().orElse(0);
    for (BlueGreenView view : views(course)) {
      if (view.trafficShare(BlueGreenPlan.UPDATE).part() == 0) {
        return OptionalLong.of(view.seconds() - start + wait);
      }
    }
    return OptionalLong.empty();
  }

  private static List<BlueGreenView> views(UpdateCourse course) {
    return course.passes().stream().map(BlueGreenView.class::cast).toList();
  }
}
