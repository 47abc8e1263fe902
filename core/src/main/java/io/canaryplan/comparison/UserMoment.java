// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.comparison;

import static java.util.Objects.requireNonNull;

import io.canaryplan.plan.BlueGreenPlan;
import io.canaryplan.plan.BlueGreenView;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Pass;
import io.canaryplan.plan.PassEvent;
import io.canaryplan.plan.Plan;
import io.canaryplan.plan.Ratio;
import io.canaryplan.plan.RollingPass;
import io.canaryplan.plan.TrafficShare;
import io.canaryplan.plan.UpdatePass;
import io.canaryplan.plan.UpdateState;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Users and pods at one moment of an update: after a pass or in a state.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param state position in {@link Plan#states} of the state, or of the one that the pass leads to
 * @param share the new version's share of the users, as {@link Plan#trafficShare(UpdateState)} and
 *     {@link Plan#trafficShare(UpdatePass)} have it, also after the promotion of a canary; nothing
 *     while the new version has no pods
 * @param newPods pods asked for of the new version, 0 or more
 * @param pods pods asked for of all versions, 0 or more
 */
public record UserMoment(int state, Ratio share, long newPods, long pods) {
  private static final Ratio ALL = new Ratio(1, 1);

  /** Checks for null. */
  public UserMoment {
    requireNonNull(share, "share");
    share = newPods == 0 ? new Ratio(0, share.whole()) : share;
  }

  /** Returns whether some users have the new version and some another one. */
  boolean isMixed() {
    return share.part() > 0 && share.compareTo(ALL) < 0;
  }

  /**
   * Goes through the moments of a plan in their order. Of very many passes of a Deployment only the
   * first ones are there, and its end.
   */
  static Stream<UserMoment> of(Plan plan) {
    List<? extends UpdateState> states = plan.states();
    return IntStream.range(0, states.size())
        .boxed()
        .takeWhile(state -> states.get(state).reachable())
        .flatMap(state -> to(plan, state, states.get(state)));
  }

  private static Stream<UserMoment> to(Plan plan, int position, UpdateState state) {
    Ratio share = plan.trafficShare(state);
    long pods = state.newPods() + state.oldPods();
    List<? extends UpdatePass> passes = state.passes();
    int promoted = promotion(passes);
    return Stream.concat(
        IntStream.range(0, passes.size())
            .mapToObj(
                i ->
                    i > promoted && plan instanceof CanaryPlan canary
                        ? promoted(canary, position, (Pass) passes.get(i))
                        : after(plan, position, passes.get(i))),
        Stream.of(new UserMoment(position, share, state.newPods(), pods)));
  }

  /** Returns the position of the pass that promotes a canary; of the last pass if none does. */
  static int promotion(List<? extends UpdatePass> passes) {
    for (int i = 0; i < passes.size(); i++) {
      if (passes.get(i) instanceof Pass pass && pass.has(PassEvent.PROMOTED)) {
        return i;
      }
    }
    return passes.size() - 1;
  }

  // the new version is the stable one, and the Service of the stable version, if named, selects it
  private static UserMoment promoted(CanaryPlan plan, int position, Pass pass) {
    Ratio share =
        plan.trafficBasis() == TrafficShare.Basis.PODS
            ? new Ratio(pass.stable(), pass.total())
            : ALL;
    return new UserMoment(position, share, pass.stable(), pass.total());
  }

  private static UserMoment after(Plan plan, int position, UpdatePass pass) {
    return new UserMoment(position, plan.trafficShare(pass), newPods(pass), pass.total());
  }

  private static long newPods(UpdatePass pass) {
    if (pass instanceof Pass canary) {
      return canary.canary();
    }
    if (pass instanceof BlueGreenView view) {
      return view.size(BlueGreenPlan.UPDATE);
    }
    return ((RollingPass) pass).newPods();
  }
}
