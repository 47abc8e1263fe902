// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What can be done to a blue-green update at a moment (bluegreen.md 5, 8).
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param plan the plan that it belongs to
 * @param moment the moment
 */
public record BlueGreenActs(BlueGreenPlan plan, BlueGreenMoment moment) implements UpdateMoment {
  @Override
  public List<PodGroup> pods() {
    return moment.view().pods();
  }

  @Override
  public long availablePods() {
    return moment.view().available();
  }

  @Override
  public int version() {
    return moment.version();
  }

  @Override
  public Ratio trafficShare() {
    return moment.view().trafficShare(version());
  }

  @Override
  public List<ServiceSelection> services() {
    return plan.services(moment.view());
  }

  @Override
  public Optional<String> refusal(Act act) {
    ProgressDeadline deadline = progressDeadline();
    return act.kind() == Act.Kind.TIME_OUT && !deadline.acts()
        ? Optional.of(deadline.message())
        : Optional.empty();
  }

  @Override
  public ProgressDeadline progressDeadline() {
    return moment.progressDeadline();
  }

  @Override
  public UpdateCourse act(Act act) {
    BlueGreenCourse first = begun(act, Integer.MAX_VALUE);
    BlueGreenCourse course = first.end().course();
    return new UpdateCourse(
        this,
        act,
        ImmutableList.<BlueGreenView>builder()
            .addAll(first.passes())
            .addAll(course.passes())
            .build(),
        new BlueGreenActs(plan, course.end()),
        OptionalLong.of(first.seconds() + course.seconds()),
        course.standstill());
  }

  @Override
  public UpdateMoment during(Act act, int passes) {
    if (passes < 0) {
      throw new IllegalArgumentException("passes must not be negative but were " + passes);
    }
    BlueGreenCourse first = begun(act, passes);
    return new BlueGreenActs(plan, first.end().after(passes - first.passes().size()));
  }

  /** Returns what goes before the course that the act leads to, so many passes at most. */
  private BlueGreenCourse begun(Act act, int passes) {
    if (act.kind() == Act.Kind.TIME_OUT) {
      return moment
          .untilDeadline(passes)
          .orElseThrow(() -> new IllegalArgumentException(progressDeadline().message()));
    }
    BlueGreenMoment start = done(act);
    return new BlueGreenCourse(start, ImmutableList.of(), start, Optional.empty());
  }

  private BlueGreenMoment done(Act act) {
    return switch (act.kind()) {
      case ABORT -> moment.abort();
      case PROMOTE -> moment.promote();
      case PROMOTE_FULL -> moment.promoteFull();
      case RETRY -> moment.retry();
      case ROLLBACK -> moment.update(before());
      case NEW_VERSION -> moment.update(newest() + 1);
      case PAUSE -> moment.pause();
      case RESUME -> moment.resume();
      case SCALE -> moment.scale(act.replicas());
      case TIME_OUT -> throw new IllegalArgumentException("nobody does a " + act);
    };
  }

  private int before() {
    int stable = moment.view().stable();
    boolean updating = stable != 0 && stable != version();
    return updating ? stable : Math.max(1, version() - 1);
  }

  private int newest() {
    return moment.view().sets().stream()
        .mapToInt(BlueGreenView.VersionSet::version)
        .reduce(version(), Math::max);
  }
}
