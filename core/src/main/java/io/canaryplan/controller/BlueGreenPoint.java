// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.plan.BlueGreenCourse;
import io.canaryplan.plan.BlueGreenMoment;
import io.canaryplan.plan.BlueGreenView;
import io.canaryplan.plan.ProgressDeadline;
import java.util.Optional;

/**
 * A state, the rules that it goes on by, and the second from which views of it count.
 *
 * @param rules what stays as it is
 * @param state what the controller finds
 * @param origin the second from which views count
 */
record BlueGreenPoint(ResolvedBlueGreen rules, BlueGreenState state, long origin)
    implements BlueGreenMoment {
  @Override
  public BlueGreenView view() {
    return BlueGreenWalk.view(state, origin, false);
  }

  @Override
  public int version() {
    return state.version();
  }

  @Override
  public int replicas() {
    return state.replicas();
  }

  @Override
  public BlueGreenCourse course() {
    BlueGreenWalk walk = new BlueGreenWalk(rules, state, origin);
    walk.toRest(Integer.MAX_VALUE);
    return new BlueGreenCourse(
        this, walk.views(), with(walk.state()), BlueGreenStandstill.of(rules, walk));
  }

  @Override
  public ProgressDeadline progressDeadline() {
    return BlueGreenDeadline.of(this).told();
  }

  @Override
  public Optional<BlueGreenCourse> untilDeadline(int passes) {
    BlueGreenDeadline deadline = BlueGreenDeadline.of(this);
    return deadline
        .before(passes)
        .map(
            end -> new BlueGreenCourse(this, deadline.passes(passes), with(end), Optional.empty()));
  }

  @Override
  public BlueGreenMoment after(int passes) {
    if (passes < 0) {
      throw new IllegalArgumentException("passes must not be negative but were " + passes);
    }
    BlueGreenWalk walk = new BlueGreenWalk(rules, state, origin);
    walk.toRest(passes);
    return with(walk.state());
  }

  @Override
  public BlueGreenMoment settled() {
    BlueGreenWalk walk = new BlueGreenWalk(rules, state, origin);
    boolean goesOn = true;
    while (goesOn && !walk.isEndless()) {
      goesOn = walk.pass();
    }
    return with(walk.state());
  }

  @Override
  public BlueGreenMoment later(long seconds) {
    if (seconds < 0) {
      throw new IllegalArgumentException("seconds must not be negative but were " + seconds);
    }
    return with(state.later(state.now() + seconds));
  }

  @Override
  public BlueGreenMoment update(int version) {
    if (version < 1) {
      throw new IllegalArgumentException("version must be at least 1 but was " + version);
    }
    BlueGreenState later = state.later(state.now() + 1);
    return with(later.edited(version, state.replicas(), state.paused()));
  }

  @Override
  public BlueGreenMoment scale(int replicas) {
    if (replicas < 0) {
      throw new IllegalArgumentException("replicas must not be negative but were " + replicas);
    }
    return with(state.edited(state.version(), replicas, state.paused()));
  }

  @Override
  public BlueGreenMoment pause() {
    return with(state.edited(state.version(), state.replicas(), true));
  }

  @Override
  public BlueGreenMoment resume() {
    return with(state.edited(state.version(), state.replicas(), false));
  }

  @Override
  public BlueGreenMoment promote() {
    return with(state.promoted());
  }

  @Override
  public BlueGreenMoment promoteFull() {
    return with(state.promotedFully());
  }

  @Override
  public BlueGreenMoment abort() {
    return with(state.aborted());
  }

  @Override
  public BlueGreenMoment retry() {
    return with(state.retried());
  }

  private BlueGreenMoment with(BlueGreenState value) {
    return new BlueGreenPoint(rules, value, origin);
  }
}
