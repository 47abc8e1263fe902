// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import java.util.List;

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

  /** Returns the pods planned with. */
  int replicas();

  /** Returns the states of the update in their order, the initial one first. */
  List<? extends UpdateState> states();

  /** Returns the most pods asked for at one time; those still terminating are not among them. */
  long peakPods();

  /** Returns the fewest available pods at one time, before new pods of a pass are ready. */
  long lowestAvailablePods();
}
