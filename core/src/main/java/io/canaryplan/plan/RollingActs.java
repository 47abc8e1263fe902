// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import io.canaryplan.plan.RollingPass.VersionSize;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What can be done to a Deployment at a moment (rolling.md 5).
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param moment the moment
 */
public record RollingActs(RollingMoment moment) implements UpdateMoment {
  @Override
  public List<PodGroup> pods() {
    return moment.sets().stream().map(VersionSize::group).toList();
  }

  @Override
  public long availablePods() {
    return moment.sets().stream().mapToLong(VersionSize::next).sum();
  }

  @Override
  public int version() {
    return moment.version() + 1;
  }

  @Override
  public Ratio trafficShare() {
    long own =
        moment.sets().stream()
            .filter(set -> set.version() == moment.version())
            .mapToLong(VersionSize::next)
            .sum();
    return new Ratio(own, availablePods());
  }

  @Override
  public Optional<String> refusal(Act act) {
    return switch (act.kind()) {
      case ABORT, RETRY -> Optional.of("a Deployment cannot be aborted; roll it back instead");
      case PROMOTE, PROMOTE_FULL -> Optional.of("a Deployment has nothing to promote");
      case SCALE -> refusedSize(act.replicas());
      case TIME_OUT ->
          progressDeadline().acts() ? Optional.empty() : Optional.of(progressDeadline().message());
      case ROLLBACK, NEW_VERSION, PAUSE, RESUME -> Optional.empty();
    };
  }

  @Override
  public ProgressDeadline progressDeadline() {
    return moment.progressDeadline();
  }

  private Optional<String> refusedSize(int replicas) {
    try {
      moment.asked(moment.spec().withReplicas(replicas), moment.version());
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public UpdateCourse act(Act act) {
    if (act.kind() == Act.Kind.TIME_OUT) {
      return timedOut(act);
    }
    RollingCourse course = done(act).course();
    return new UpdateCourse(
        this,
        act,
        course.listed(),
        new RollingActs(course.end()),
        course.seconds(),
        course.standstill());
  }

  private UpdateCourse timedOut(Act act) {
    refuse(act);
    RollingCourse first = moment.untilDeadline(Long.MAX_VALUE);
    RollingCourse course = first.end().course();
    OptionalLong seconds =
        course.seconds().isPresent()
            ? OptionalLong.of(first.seconds().getAsLong() + course.seconds().getAsLong())
            : OptionalLong.empty();
    return new UpdateCourse(
        this,
        act,
        RollingPassList.of(
            Stream.concat(first.stretches().stream(), course.stretches().stream()).toList(),
            RollingCourse.MOST_LISTED),
        new RollingActs(course.end()),
        seconds,
        course.standstill());
  }

  @Override
  public UpdateMoment during(Act act, int passes) {
    if (passes < 0) {
      throw new IllegalArgumentException("passes must not be negative but were " + passes);
    }
    if (act.kind() == Act.Kind.TIME_OUT) {
      refuse(act);
      RollingCourse first = moment.untilDeadline(passes);
      return new RollingActs(first.end().after(passes - first.passes()));
    }
    return new RollingActs(done(act).after(passes));
  }

  private void refuse(Act act) {
    refusal(act)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
  }

  private RollingMoment done(Act act) {
    refuse(act);
    DeploymentSpec spec = moment.spec();
    int version = moment.version();
    return switch (act.kind()) {
      case ROLLBACK -> moment.asked(spec, Math.max(0, version - 1));
      case NEW_VERSION -> moment.asked(spec, newest() + 1);
      case PAUSE -> moment.asked(spec.withPaused(true), version);
      case RESUME -> moment.asked(spec.withPaused(false), version);
      case SCALE -> moment.asked(spec.withReplicas(act.replicas()), version);
      default -> throw new IllegalArgumentException("no " + act);
    };
  }

  private int newest() {
    return moment.sets().stream()
        .mapToInt(VersionSize::version)
        .reduce(moment.version(), Math::max);
  }
}
