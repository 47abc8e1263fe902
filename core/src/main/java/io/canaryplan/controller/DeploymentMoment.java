// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.controller.PodMoves.When;
import io.canaryplan.plan.DeploymentSpec;
import io.canaryplan.plan.PodPace;
import io.canaryplan.plan.ProgressDeadline;
import io.canaryplan.plan.RollingCourse;
import io.canaryplan.plan.RollingMoment;
import io.canaryplan.plan.RollingPass.VersionSize;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A state and the pace of its pods.
 *
 * @param state what the controller finds
 * @param pace how pods come and go
 */
record DeploymentMoment(DeploymentState state, PodPace pace) implements RollingMoment {
  @Override
  public DeploymentSpec spec() {
    return state.spec();
  }

  @Override
  public int version() {
    return state.version();
  }

  @Override
  public List<VersionSize> sets() {
    return state.sets().stream()
        .map(set -> new VersionSize(set.version(), set.size(), set.available(), set.available()))
        .toList();
  }

  @Override
  public RollingCourse course() {
    DeploymentWalk walk = DeploymentWalk.toRest(state, new PodMoves(pace, When.ALWAYS));
    return new RollingCourse(
        this,
        walk.stretches(),
        new DeploymentMoment(walk.end(), pace),
        seconds(walk),
        DeploymentStandstill.of(walk));
  }

  @Override
  public RollingMoment after(long passes) {
    if (passes < 0) {
      throw new IllegalArgumentException("passes must not be negative but were " + passes);
    }
    return new DeploymentMoment(
        DeploymentWalk.along(state, new PodMoves(pace, When.ALWAYS), passes).end(), pace);
  }

  @Override
  public RollingMoment timedOut() {
    return new DeploymentMoment(state.outOfTime(), pace);
  }

  @Override
  public ProgressDeadline progressDeadline() {
    return DeploymentDeadline.of(state, starved(Long.MAX_VALUE));
  }

  @Override
  public RollingCourse untilDeadline(long passes) {
    DeploymentWalk walk = starved(passes);
    DeploymentState end = walk.rests() ? walk.end().outOfTime() : walk.end();
    return new RollingCourse(
        this,
        walk.stretches(),
        new DeploymentMoment(end, pace),
        OptionalLong.of(state.spec().progressDeadlineSeconds() + 1L),
        Optional.empty());
  }

  // while no more pod becomes available
  private DeploymentWalk starved(long passes) {
    return DeploymentWalk.along(state, new PodMoves(pace, When.NEVER), passes);
  }

  @Override
  public RollingMoment asked(DeploymentSpec spec, int version) {
    if (version < 0) {
      throw new IllegalArgumentException("version must not be negative but was " + version);
    }
    return new DeploymentMoment(state.asked(spec, version), pace);
  }

  // each time that nothing is left to do, pods need minReadySeconds to be available (rolling.md
  // 7.1)
  private OptionalLong seconds(DeploymentWalk walk) {
    // with 0 replicas no pod is waited for, however few become available in a pass
    boolean portions = pace.readiness().podsPerPass().isPresent() && state.spec().replicas() > 0;
    if (!walk.end().isComplete() || portions) {
      return OptionalLong.empty();
    }
    long each = state.spec().minReadySeconds();
    return OptionalLong.of(
        each == 0 ? 0 : each * DeploymentWalk.toRest(state, new PodMoves(pace, When.IDLE)).waits());
  }
}
