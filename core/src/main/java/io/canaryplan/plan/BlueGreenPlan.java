// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.BlueGreenStage.Kind;
import io.canaryplan.rollout.BlueGreenStrategy;
import io.canaryplan.rollout.Rollout;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a blue-green Rollout will do: the states it goes through, with the pods of every version and
 * what both Services select (bluegreen.md 3 to 6).
 *
 * <p>For example 4 replicas with {@code autoPromotionEnabled: false}; versions 1 and 2:
 *
 * <table>
 *   <caption>pods of both versions and what the Services select</caption>
 *   <tr><th>state</th><th>pods</th><th>active</th><th>preview</th><th>lasts</th></tr>
 *   <tr><td>initial</td><td>4 + 0</td><td>1</td><td>1</td><td></td></tr>
 *   <tr><td>preview up</td><td>4 + 4</td><td>1</td><td>2</td><td>0 s</td></tr>
 *   <tr><td>paused</td><td>4 + 4</td><td>1</td><td>2</td><td>open</td></tr>
 *   <tr><td>switched</td><td>4 + 4</td><td>2</td><td>2</td><td>30 s</td></tr>
 *   <tr><td>promoted</td><td>0 + 4</td><td>2</td><td>2</td><td></td></tr>
 * </table>
 *
 * <p>A plan depends on nothing but its arguments.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class BlueGreenPlan implements Plan {
  /** The version that runs before the update. */
  public static final int BEFORE = 1;

  /** The version that the update brings. */
  public static final int UPDATE = 2;

  private final Rollout rollout;
  private final PlanSettings settings;
  private final ImmutableList<BlueGreenStage> stages;
  private final Optional<Standstill> standstill;
  private final BlueGreenEnvelope envelope;

  private BlueGreenPlan(
      Rollout rollout,
      PlanSettings settings,
      ImmutableList<BlueGreenStage> stages,
      Optional<Standstill> standstill) {
    this.rollout = rollout;
    this.settings = settings;
    this.stages = stages;
    this.standstill = standstill;
    envelope = BlueGreenEnvelope.of(stages);
  }

  /**
   * Returns the plan of states that a simulation has gone through.
   *
   * @param stages the initial one first
   * @param standstill why the last one is not the promoted one, if so
   */
  public static BlueGreenPlan of(
      Rollout rollout,
      PlanSettings settings,
      List<BlueGreenStage> stages,
      Optional<Standstill> standstill) {
    requireNonNull(rollout, "rollout");
    requireNonNull(settings, "settings");
    requireNonNull(standstill, "standstill");
    return new BlueGreenPlan(rollout, settings, ImmutableList.copyOf(stages), standstill);
  }

  /** Returns the Rollout as written. */
  public Rollout rollout() {
    return rollout;
  }

  /** Returns what the plan was made with. */
  public PlanSettings settings() {
    return settings;
  }

  @Override
  public Optional<PlanHashes> hashes() {
    return Optional.of(settings().hashes());
  }

  @Override
  public Strategy strategy() {
    return Strategy.BLUE_GREEN;
  }

  @Override
  public int replicas() {
    return stages.get(0).moment().replicas();
  }

  @Override
  public String name() {
    return rollout.name();
  }

  @Override
  public List<String> terms() {
    return ImmutableList.of("controller " + settings.controller());
  }

  @Override
  public List<BlueGreenStage> states() {
    return stages;
  }

  @Override
  public Optional<Standstill> standstill() {
    return standstill;
  }

  /** Returns the same of the state before, where it is the deadline that aborts the update. */
  @Override
  public Optional<ProgressDeadline> progressDeadline() {
    int last = stages.size() - 1;
    return stages.get(last).kind() == Kind.ABORTED
        ? Optional.of(at(last - 1).progressDeadline())
        : Plan.super.progressDeadline();
  }

  /**
   * Returns a state to do something at. Where the active Service has been switched that is after
   * the passes that follow at once: the pods before have their deadline then, and a rollback finds
   * it (bluegreen.md 5.5).
   */
  @Override
  public UpdateMoment at(int state) {
    BlueGreenStage stage = stages.get(state);
    BlueGreenMoment moment = stage.moment();
    return new BlueGreenActs(this, stage.kind() == Kind.SWITCHED ? moment.settled() : moment);
  }

  /**
   * Returns the Rollout in a state, to go on from.
   *
   * @throws IllegalArgumentException if the update does not go through that state
   */
  public BlueGreenMoment at(Kind kind) {
    return stages.stream()
        .filter(stage -> stage.kind() == kind)
        .map(BlueGreenStage::moment)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no state " + kind + " in this plan"));
  }

  @Override
  public BlueGreenEnvelope envelope() {
    return envelope;
  }

  /** Returns all or nothing: the active Service selects one version (bluegreen.md 2). */
  @Override
  public Ratio trafficShare(UpdateState state) {
    return stage(state).view().trafficShare(UPDATE);
  }

  /** Returns all or nothing: the active Service selects one version (bluegreen.md 2). */
  @Override
  public Ratio trafficShare(UpdatePass pass) {
    return view(pass).trafficShare(UPDATE);
  }

  @Override
  public List<ServiceSelection> services(UpdateState state) {
    return services(stage(state).view());
  }

  /** Returns what the Services select after a pass, of a course as well. */
  @Override
  public List<ServiceSelection> services(UpdatePass pass) {
    BlueGreenView view = view(pass);
    BlueGreenStrategy strategy = rollout.blueGreen().orElseThrow();
    ImmutableList.Builder<ServiceSelection> services = ImmutableList.builder();
    strategy
        .activeService()
        .ifPresent(
            name -> services.add(new ServiceSelection("activeService", name, view.active())));
    strategy
        .previewService()
        .ifPresent(
            name -> services.add(new ServiceSelection("previewService", name, view.preview())));
    return services.build();
  }

  private static BlueGreenView view(UpdatePass pass) {
    if (pass instanceof BlueGreenView view) {
      return view;
    }
    throw new IllegalArgumentException("'" + pass + "' is no pass of a blue-green update");
  }

  private static BlueGreenStage stage(UpdateState state) {
    if (state instanceof BlueGreenStage stage) {
      return stage;
    }
    throw new IllegalArgumentException("'" + state.name() + "' is no state of a blue-green update");
  }

  /** Returns the seconds of all pauses and delays; absent when some are open. */
  @Override
  public OptionalLong seconds() {
    boolean open = stages.stream().anyMatch(stage -> stage.durationSeconds().isEmpty());
    long end = stages.get(stages.size() - 1).view().seconds();
    return open ? OptionalLong.empty() : OptionalLong.of(end);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BlueGreenPlan that
        && rollout.equals(that.rollout)
        && settings.equals(that.settings)
        && stages.equals(that.stages)
        && standstill.equals(that.standstill);
  }

  @Override
  public int hashCode() {
    return stages.hashCode();
  }

  /** Returns the replicas and the states in a few words. */
  @Override
  public String toString() {
    return "blue-green of " + replicas() + " " + stages.stream().map(BlueGreenStage::kind).toList();
  }
}
