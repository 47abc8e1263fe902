// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an update of a workload will do, whatever its strategy: the states it goes through and what
 * they come to. Plans are values: equal inputs give equal plans. They are immutable and safe for
 * use by several threads.
 */
public sealed interface Plan permits CanaryPlan, BlueGreenPlan, RollingUpdatePlan {
  /** The ways from one version to the next. */
  enum Strategy {
    /** A Rollout's canary. */
    CANARY("canary"),
    /** A Rollout's blue-green update. */
    BLUE_GREEN("blueGreen"),
    /** A Deployment's rolling update. */
    ROLLING_UPDATE("rollingUpdate"),
    /** A Deployment that stops all pods before it starts any. */
    RECREATE("recreate");

    private final String written;

    Strategy(String written) {
      this.written = written;
    }

    /** Returns the name that JSON has: {@code canary}, {@code blueGreen}. */
    @Override
    public String toString() {
      return written;
    }
  }

  /** Returns how the new version comes. */
  Strategy strategy();

  /** Returns what the workload is called. */
  String name();

  /** Returns what the plan was made with, a few words each: {@code controller 1.9}. */
  List<String> terms();

  /** Returns the hashes that the documents carry; absent if the strategy writes none. */
  default Optional<PlanHashes> hashes() {
    return Optional.empty();
  }

  /** Returns the pods planned with. */
  int replicas();

  /** Returns the states of the update in their order, the initial one first. */
  List<? extends UpdateState> states();

  /**
   * Returns the update in a state, to see what follows when somebody does something then.
   *
   * @param state position in {@link #states}, from 0; for a canary that is the number of the step
   * @throws IndexOutOfBoundsException if there is no such state
   * @throws IllegalArgumentException if the state is not reachable
   */
  UpdateMoment at(int state);

  /** Returns the extremes over all passes. */
  UpdateEnvelope envelope();

  /** Returns the most pods asked for at one time; those still terminating are not among them. */
  default long peakPods() {
    return envelope().most().pods();
  }

  /** Returns the fewest available pods at one time, before new pods of a pass are ready. */
  default long lowestAvailablePods() {
    return envelope().fewestAvailable().pods();
  }

  /**
   * Returns the seconds of all pauses and delays; absent when some are open. The time that pods
   * need to start is not in it.
   */
  OptionalLong seconds();

  /** Returns why the update does not end with the new version alone, if so. */
  Optional<Standstill> standstill();

  /**
   * Returns what progressDeadlineSeconds does, or has done, where the update stands still; empty if
   * it does not.
   */
  default Optional<ProgressDeadline> progressDeadline() {
    List<? extends UpdateState> states = states();
    for (int i = 0; i < states.size(); i++) {
      UpdateState state = states.get(i);
      if (state.reachable() && !state.reached() && state.standstill().isPresent()) {
        return Optional.of(at(i).progressDeadline());
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the new version's share of what the users' Service gets in a state, once the pods asked
   * for have moved; a share of nothing when no pod could answer.
   *
   * @throws IllegalArgumentException if the state is of another strategy
   */
  Ratio trafficShare(UpdateState state);

  /**
   * Returns the same share after a pass of this plan.
   *
   * @throws IllegalArgumentException if the pass is of another strategy
   */
  Ratio trafficShare(UpdatePass pass);

  /** Returns what the Services of the strategy select in a state; empty if none is moved as one. */
  default List<ServiceSelection> services(UpdateState state) {
    return List.of();
  }

  /** Returns what the Services select after a pass of this plan, as in a state. */
  default List<ServiceSelection> services(UpdatePass pass) {
    return List.of();
  }
}
