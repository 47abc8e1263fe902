// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.comparison;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Plan;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.Ratio;
import io.canaryplan.plan.TrafficShare;
import io.canaryplan.rollout.CanaryStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many users meet the new version, and when.
 *
 * <p>Shares are those of the users' Service once the pods asked for have started: by weight where a
 * router shares the traffic, else by the number of pods.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param first the first moment at which any user has the new version; absent if none ever has
 * @param shares the shares of all passes and states in their order, each as long as it lasts once;
 *     of more than {@value #MOST_SHARES} the first ones and the last
 * @param beforeStop the largest share up to and including the {@code gate}, which is the first
 *     point at which a person has the time to stop the update; without a gate the largest of all:
 *     it goes on to all users as fast as pods start. For a rolling update that is everybody; for a
 *     blue-green one with {@code autoPromotionEnabled: false} nobody
 * @param gate where the update first waits for something else than pods; absent if it never does
 * @param byHeader whether up to there a header route sends the requests that match to the new
 *     version besides: how many those are is not known
 * @param narrowed whether the shares are those of the clients of {@code stableService}, whom a
 *     canary without a router keeps on the stable version until the promotion (istio.md 6.2)
 * @param mixed whether at any time some of a Service's requests reach the new version and some the
 *     old one, so that a session can see both, unless something keeps its requests on one pod
 */
public record Exposure(
    Optional<UserMoment> first,
    List<Ratio> shares,
    Ratio beforeStop,
    Optional<Gate> gate,
    boolean byHeader,
    boolean narrowed,
    boolean mixed) {
  /** Shares that are listed at most. */
  public static final int MOST_SHARES = 100;

  /** Copies the list. */
  public Exposure {
    requireNonNull(first, "first");
    shares = ImmutableList.copyOf(shares);
    requireNonNull(beforeStop, "beforeStop");
    requireNonNull(gate, "gate");
  }

  /** Counts over the passes of a plan. */
  public static Exposure of(Plan plan) {
    Optional<Gate> gate = Gate.first(plan);
    int last = gate.map(Gate::state).orElse(Integer.MAX_VALUE);
    Ratio largest =
        UserMoment.of(plan)
            .takeWhile(moment -> moment.state() <= last)
            .map(UserMoment::share)
            .reduce((one, other) -> other.compareTo(one) > 0 ? other : one)
            .orElseThrow();
    return new Exposure(
        UserMoment.of(plan).filter(moment -> moment.share().part() > 0).findFirst(),
        shares(plan),
        largest,
        gate,
        states(plan).limit(last + 1L).anyMatch(Exposure::routesByHeader),
        plan instanceof CanaryPlan canary
            && canary.trafficBasis() == TrafficShare.Basis.STABLE_SERVICE,
        states(plan).anyMatch(Exposure::routesByHeader)
            || UserMoment.of(plan).anyMatch(UserMoment::isMixed));
  }

  // 100/100 by weight and 2/2 by pods are the same share
  private static List<Ratio> shares(Plan plan) {
    List<Ratio> shares = new ArrayList<>();
    for (UserMoment moment : (Iterable<UserMoment>) UserMoment.of(plan)::iterator) {
      int size = shares.size();
      if (size == 0 || shares.get(size - 1).compareTo(moment.share()) != 0) {
        if (size == MOST_SHARES) {
          shares.remove(size - 1);
        }
        shares.add(moment.share());
      }
    }
    return shares;
  }

  private static Stream<PlannedState> states(Plan plan) {
    return plan instanceof CanaryPlan canary
        ? canary.states().stream().takeWhile(PlannedState::reachable)
        : Stream.empty();
  }

  private static boolean routesByHeader(PlannedState state) {
    return state.routing().managedRoutes().stream()
        .anyMatch(route -> route instanceof CanaryStep.SetHeaderRoute);
  }
}
