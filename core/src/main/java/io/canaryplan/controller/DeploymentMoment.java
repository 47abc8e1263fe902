// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.DeploymentSpec;
import io.canaryplan.plan.PodPace;
import io.canaryplan.plan.RollingCourse;
import io.canaryplan.plan.RollingMoment;
import io.canaryplan.plan.RollingPass.VersionSize;
import io.canaryplan.plan.RollingStretch;
import java.util.List;
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
    DeploymentWalk walk = DeploymentWalk.toRest(state, pace);
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
    return new DeploymentMoment(DeploymentWalk.along(state, pace, passes).end(), pace);
  }

  @Override
  public RollingMoment asked(DeploymentSpec spec, int version) {
    if (version < 0) {
      throw new IllegalArgumentException("version must not be negative but was " + version);
    }
    return new DeploymentMoment(state.asked(spec, version), pace);
  }

  // a pass that waited came minReadySeconds after the pods that it needed, and those came with the
  // passes since the last wait (rolling.md 7.1); so did the end
  private OptionalLong seconds(DeploymentWalk walk) {
    if (!walk.end().isComplete() || pace.readiness().podsPerPass().isPresent()) {
      return OptionalLong.empty();
    }
    ImmutableList<RollingStretch> stretches = walk.stretches();
    long waits = stretches.stream().mapToLong(DeploymentMoment::waits).sum();
    if (!stretches.isEmpty()) {
      RollingStretch end = stretches.get(stretches.size() - 1);
      List<VersionSize> sets = end.last().get(end.last().size() - 1).sets();
      waits += sets.stream().anyMatch(set -> set.next() > set.available()) ? 1 : 0;
    }
    return OptionalLong.of(waits * state.spec().minReadySeconds());
  }

  private static long waits(RollingStretch stretch) {
    return stretch.first().stream().filter(pass -> pass.waited()).count() * stretch.times();
  }
}
