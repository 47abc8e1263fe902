// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static java.util.Objects.requireNonNull;

import io.canaryplan.plan.DeploymentSpec;
import io.canaryplan.plan.PodPace;
import io.canaryplan.plan.RollingMoment;
import io.canaryplan.plan.RollingUpdatePlan;

/**
 * The Deployment controller of Kubernetes v1.37.2, followed pass by pass without a cluster. Those
 * from v1.34 on make the same passes (rolling.md 0.1).
 *
 * <p>It is followed as if the status of a ReplicaSet were true whenever it is read. On a cluster it
 * lags by a time that nobody knows beforehand; then there are more passes that take smaller steps,
 * between the same extremes (rolling.md 14 and 15).
 */
public final class DeploymentController {
  private DeploymentController() {}

  /**
   * Plans a new version of a Deployment that is at rest.
   *
   * @param spec what is asked for, before and with the new version
   * @param pace how pods come and go
   * @throws IllegalArgumentException if the limits have no pods, or if replicas and maxSurge are
   *     above 2³¹−1 together: the controller would never start a pod (rolling.md 5.5)
   */
  public static RollingUpdatePlan plan(DeploymentSpec spec, PodPace pace) {
    return plan(spec, spec, pace);
  }

  /**
   * Plans a new version that comes together with other changes; other replicas first go to the pods
   * of the old version (rolling.md 5.6).
   *
   * @param before what was asked for until now
   * @param spec what is asked for with the new version
   * @param pace how pods come and go
   * @throws IllegalArgumentException as {@link #plan(DeploymentSpec, PodPace)}
   */
  public static RollingUpdatePlan plan(DeploymentSpec before, DeploymentSpec spec, PodPace pace) {
    return RollingUpdatePlan.of(settled(before, pace), spec, pace);
  }

  /**
   * Returns a Deployment at rest, all of its pods of version 0.
   *
   * @throws IllegalArgumentException as {@link #plan(DeploymentSpec, PodPace)}
   */
  public static RollingMoment settled(DeploymentSpec spec, PodPace pace) {
    requireNonNull(spec, "spec");
    requireNonNull(pace, "pace");
    return new DeploymentMoment(DeploymentState.settled(spec, pace), pace);
  }
}
