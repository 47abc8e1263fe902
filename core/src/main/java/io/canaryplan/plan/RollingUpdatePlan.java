// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.RollingPass.VersionSize;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a new version of a Deployment will do to its pods, with RollingUpdate or Recreate
 * (rolling.md 3 and 4).
 *
 * <p>For example 10 replicas with the default limits, which are 3 more and 2 fewer pods:
 *
 * <table>
 *   <caption>pods after each pass; the share is that of the new version once its pods are ready</caption>
 *   <tr><th>pass</th><th>old</th><th>new</th><th>available</th><th>share</th></tr>
 *   <tr><td>before</td><td>10</td><td>0</td><td>10</td><td>0/10</td></tr>
 *   <tr><td>1</td><td>8</td><td>3</td><td>8</td><td>3/11</td></tr>
 *   <tr><td>2</td><td>8</td><td>5</td><td>11</td><td>5/13</td></tr>
 *   <tr><td>3</td><td>3</td><td>5</td><td>8</td><td>5/8</td></tr>
 *   <tr><td>4</td><td>3</td><td>10</td><td>8</td><td>10/13</td></tr>
 *   <tr><td>5</td><td>0</td><td>10</td><td>10</td><td>10/10</td></tr>
 * </table>
 *
 * <p>A plan holds for one number of replicas and needs no memory in proportion to it.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class RollingUpdatePlan implements Plan {
  /** The version that runs before the update. */
  public static final int BEFORE = 0;

  /** The version that the update brings. */
  public static final int UPDATE = 1;

  private final RollingMoment settled;
  private final RollingCourse course;
  private final RollingEnvelope envelope;
  private final PodPace pace;

  private RollingUpdatePlan(RollingMoment settled, RollingCourse course, PodPace pace) {
    this.settled = settled;
    this.course = course;
    this.pace = pace;
    envelope = course.envelope();
  }

  /**
   * Returns the plan of an update.
   *
   * @param settled the Deployment at rest, with the pods of the version before
   * @param spec what is asked for with the new version
   * @param pace how pods come and go
   */
  public static RollingUpdatePlan of(RollingMoment settled, DeploymentSpec spec, PodPace pace) {
    requireNonNull(pace, "pace");
    return new RollingUpdatePlan(settled, settled.asked(spec, UPDATE).course(), pace);
  }

  /** Returns what is asked for. */
  public DeploymentSpec spec() {
    return start().spec();
  }

  @Override
  public Strategy strategy() {
    return spec().strategy() == DeploymentSpec.Strategy.RECREATE
        ? Strategy.RECREATE
        : Strategy.ROLLING_UPDATE;
  }

  @Override
  public int replicas() {
    return spec().replicas();
  }

  /** Returns the Deployment before the update and at its end; what is between are its passes. */
  @Override
  public List<RollingState> states() {
    String end = course.isComplete() ? "promoted" : "stopped";
    return ImmutableList.of(
        new RollingState("initial", settled, ImmutableList.of(), Optional.empty()),
        new RollingState(end, course.end(), course.listed(), course.standstill()));
  }

  /** Returns the Deployment before the update (0) or at its end (1). */
  @Override
  public UpdateMoment at(int state) {
    return new RollingActs(states().get(state).moment());
  }

  /**
   * Returns the new version's share of the available pods: every pod of a Service gets the same
   * (rolling.md 8.3).
   */
  @Override
  public Ratio trafficShare(UpdateState state) {
    if (!(state instanceof RollingState rolling)) {
      throw new IllegalArgumentException("'" + state.name() + "' is no state of a Deployment");
    }
    return new Ratio(
        rolling.moment().sets().stream()
            .filter(set -> set.version() == UPDATE)
            .mapToLong(VersionSize::next)
            .sum(),
        rolling.moment().sets().stream().mapToLong(VersionSize::next).sum());
  }

  /**
   * Returns the wanted version's share after a pass, as {@link RollingPass#trafficShare} has it.
   */
  @Override
  public Ratio trafficShare(UpdatePass pass) {
    if (pass instanceof RollingPass rolling) {
      return rolling.trafficShare();
    }
    throw new IllegalArgumentException("'" + pass + "' is no pass of a Deployment");
  }

  /** Returns {@code Deployment}: a plan is made without a name. */
  @Override
  public String name() {
    return "Deployment";
  }

  @Override
  public List<String> terms() {
    return strategy() == Strategy.RECREATE
        ? ImmutableList.of()
        : ImmutableList.of(
            "maxSurge " + limits().surge(), "maxUnavailable " + limits().unavailableOf(replicas()));
  }

  /** Returns maxSurge and maxUnavailable in pods. */
  public DeploymentLimits limits() {
    return spec().limits();
  }

  /** Returns how pods come and go between passes. */
  public PodPace pace() {
    return pace;
  }

  /** Returns the Deployment before the new version is asked for. */
  public RollingMoment settled() {
    return settled;
  }

  /** Returns the Deployment when the new version is asked for and nothing has happened yet. */
  public RollingMoment start() {
    return course.start();
  }

  /** Returns the passes of the update, and where they end. */
  public RollingCourse course() {
    return course;
  }

  /** Returns the passes of the update, those in even strides together. */
  public List<RollingStretch> stretches() {
    return course.stretches();
  }

  /** Returns why the new version does not get all pods, if so. */
  @Override
  public Optional<Standstill> standstill() {
    return course.standstill();
  }

  /** Returns the least time of the update in seconds, as {@link RollingCourse#seconds} has it. */
  @Override
  public OptionalLong seconds() {
    return course.seconds();
  }

  /** Returns the extremes over all passes. */
  @Override
  public RollingEnvelope envelope() {
    return envelope;
  }

  /**
   * Returns the pods that can exist at one time when removed ones take long to terminate: no more
   * than all old ones and all new ones (rolling.md 8.4); with Recreate, which waits for them, no
   * more than there are.
   */
  public long mostWithTerminating() {
    boolean waits = spec().strategy() == DeploymentSpec.Strategy.RECREATE;
    long before = settled.spec().replicas();
    return waits ? Math.max(before, replicas()) : Math.max(before, replicas()) + replicas();
  }

  /**
   * Returns what follows when the version before is applied again.
   *
   * @param passes after how many passes of the update, 0 or more
   */
  public RollingCourse rollback(long passes) {
    return start().after(passes).asked(spec(), BEFORE).course();
  }

  /**
   * Returns what follows when a third version is applied.
   *
   * @param passes after how many passes of the update, 0 or more
   */
  public RollingCourse newVersion(long passes) {
    return start().after(passes).asked(spec(), UPDATE + 1).course();
  }

  /**
   * Returns what follows when replicas change.
   *
   * @param passes after how many passes of the update, 0 or more
   * @param replicas 0 or more
   * @throws IllegalArgumentException if replicas and maxSurge are above 2³¹−1 together
   */
  public RollingCourse scale(long passes, int replicas) {
    return start().after(passes).asked(spec().withReplicas(replicas), UPDATE).course();
  }

  /**
   * Returns what follows when the update is paused: no version moves to the other any more, but
   * pods are still added or removed (rolling.md 5.4).
   *
   * @param passes after how many passes of the update, 0 or more
   */
  public RollingCourse pause(long passes) {
    return start().after(passes).asked(spec().withPaused(true), UPDATE).course();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RollingUpdatePlan that
        && settled.equals(that.settled)
        && course.equals(that.course)
        && pace.equals(that.pace);
  }

  @Override
  public int hashCode() {
    return course.hashCode();
  }

  /** Returns the strategy, the replicas and the passes in a few words. */
  @Override
  public String toString() {
    return spec().strategy() + " of " + replicas() + " in " + course.passes() + " passes";
  }
}
