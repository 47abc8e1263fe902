// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.kubernetes.IntOrPercent;
import io.canaryplan.kubernetes.PodMetadata;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * {@code spec.strategy.canary} as written (canary.md 1.2). Absent stays absent: defaults and
 * percentages are resolved by the plan.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param maxSurge extra pods, 25 % when absent; used only without traffic routing
 * @param maxUnavailable pods that may be missing, 25 % when absent; with traffic routing it only
 *     slows the removal of old pods
 * @param canaryService Service of the new version
 * @param stableService Service of the stable version
 * @param steps the steps; empty goes to the new version at once
 * @param trafficRouting present switches to traffic-routed counts, even if empty
 * @param scaleDownDelaySeconds seconds the old pods stay after promotion; 30 when absent with
 *     traffic routing, 0 means never removed
 * @param scaleDownDelayRevisionLimit how many old ReplicaSets may linger; no limit when absent
 * @param abortScaleDownDelaySeconds seconds the canary pods stay after an abort; absent, 0 and more
 *     are three different behaviours (5.1)
 * @param dynamicStableScale whether stable shrinks as traffic leaves it
 * @param minPodsPerReplicaSet floor for any ReplicaSet that is not empty, with traffic routing
 *     only; no floor when absent
 * @param replicaProgressThreshold how much of the canary is enough; all of it when absent
 * @param pingPong two Services that swap roles instead of canary and stable Service
 * @param canaryMetadata labels and annotations for the new version's pods
 * @param stableMetadata labels and annotations for the stable version's pods
 * @param antiAffinity keeps new pods off the nodes of stable ones
 * @param analysis background analysis
 */
public record CanaryStrategy(
    Optional<IntOrPercent> maxSurge,
    Optional<IntOrPercent> maxUnavailable,
    Optional<String> canaryService,
    Optional<String> stableService,
    List<CanaryStep> steps,
    Optional<TrafficRouting> trafficRouting,
    OptionalInt scaleDownDelaySeconds,
    OptionalInt scaleDownDelayRevisionLimit,
    OptionalInt abortScaleDownDelaySeconds,
    boolean dynamicStableScale,
    OptionalInt minPodsPerReplicaSet,
    Optional<ReplicaProgressThreshold> replicaProgressThreshold,
    Optional<PingPong> pingPong,
    Optional<PodMetadata> canaryMetadata,
    Optional<PodMetadata> stableMetadata,
    Optional<AntiAffinity> antiAffinity,
    Optional<AnalysisSpec> analysis) {
  /**
   * Copies the steps and drops empty Service names, which count as not written.
   *
   * @throws IllegalArgumentException if a setWeight is above {@link #maxWeight}
   */
  public CanaryStrategy {
    requireNonNull(maxSurge, "maxSurge");
    requireNonNull(maxUnavailable, "maxUnavailable");
    canaryService = EmptyText.dropped(canaryService, "canaryService");
    stableService = EmptyText.dropped(stableService, "stableService");
    steps = ImmutableList.copyOf(steps);
    requireNonNull(trafficRouting, "trafficRouting");
    requireNonNull(scaleDownDelaySeconds, "scaleDownDelaySeconds");
    requireNonNull(scaleDownDelayRevisionLimit, "scaleDownDelayRevisionLimit");
    requireNonNull(abortScaleDownDelaySeconds, "abortScaleDownDelaySeconds");
    requireNonNull(minPodsPerReplicaSet, "minPodsPerReplicaSet");
    requireNonNull(replicaProgressThreshold, "replicaProgressThreshold");
    requireNonNull(pingPong, "pingPong");
    requireNonNull(canaryMetadata, "canaryMetadata");
    requireNonNull(stableMetadata, "stableMetadata");
    requireNonNull(antiAffinity, "antiAffinity");
    requireNonNull(analysis, "analysis");
    requireWeightsUpTo(maxWeight(trafficRouting), steps);
  }

  private static void requireWeightsUpTo(int max, List<CanaryStep> steps) {
    for (CanaryStep step : steps) {
      Optional<CanaryStep.SetWeight> part = step.part(CanaryStep.SetWeight.class);
      if (part.isPresent() && part.get().weight() > max) {
        throw new IllegalArgumentException(
            "setWeight must not be above " + max + " but was " + part.get().weight());
      }
    }
  }

  static int maxWeight(Optional<TrafficRouting> trafficRouting) {
    return trafficRouting.isPresent()
        ? trafficRouting.get().maxWeight()
        : TrafficRouting.DEFAULT_MAX_WEIGHT;
  }

  /** Returns what all weights add up to: 100, unless traffic routing says otherwise. */
  public int maxWeight() {
    return maxWeight(trafficRouting);
  }

  /** Returns whether traffic routing is there, even if empty. */
  public boolean isRouted() {
    return trafficRouting.isPresent();
  }

  /**
   * Returns whether a Service is kept on the stable version: {@code stableService}, or the one of a
   * ping-pong pair that has this role.
   */
  public boolean namesStableService() {
    return pingPong.isPresent() || stableService.isPresent();
  }

  /** Returns a builder with no fields set, and no steps. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder with all of this strategy's fields set. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Makes a {@link CanaryStrategy} field by field. */
  public static final class Builder {
    private Optional<IntOrPercent> maxSurge = Optional.empty();
    private Optional<IntOrPercent> maxUnavailable = Optional.empty();
    private Optional<String> canaryService = Optional.empty();
    private Optional<String> stableService = Optional.empty();
    private List<CanaryStep> steps = ImmutableList.of();
    private Optional<TrafficRouting> trafficRouting = Optional.empty();
    private OptionalInt scaleDownDelaySeconds = OptionalInt.empty();
    private OptionalInt scaleDownDelayRevisionLimit = OptionalInt.empty();
    private OptionalInt abortScaleDownDelaySeconds = OptionalInt.empty();
    private boolean dynamicStableScale;
    private OptionalInt minPodsPerReplicaSet = OptionalInt.empty();
    private Optional<ReplicaProgressThreshold> replicaProgressThreshold = Optional.empty();
    private Optional<PingPong> pingPong = Optional.empty();
    private Optional<PodMetadata> canaryMetadata = Optional.empty();
    private Optional<PodMetadata> stableMetadata = Optional.empty();
    private Optional<AntiAffinity> antiAffinity = Optional.empty();
    private Optional<AnalysisSpec> analysis = Optional.empty();

    private Builder() {}

    private Builder(CanaryStrategy from) {
      maxSurge = from.maxSurge;
      maxUnavailable = from.maxUnavailable;
      canaryService = from.canaryService;
      stableService = from.stableService;
      steps = from.steps;
      trafficRouting = from.trafficRouting;
      scaleDownDelaySeconds = from.scaleDownDelaySeconds;
      scaleDownDelayRevisionLimit = from.scaleDownDelayRevisionLimit;
      abortScaleDownDelaySeconds = from.abortScaleDownDelaySeconds;
      dynamicStableScale = from.dynamicStableScale;
      minPodsPerReplicaSet = from.minPodsPerReplicaSet;
      replicaProgressThreshold = from.replicaProgressThreshold;
      pingPong = from.pingPong;
      canaryMetadata = from.canaryMetadata;
      stableMetadata = from.stableMetadata;
      antiAffinity = from.antiAffinity;
      analysis = from.analysis;
    }

    /** Sets {@code maxSurge}. */
    public Builder maxSurge(IntOrPercent value) {
      maxSurge = Optional.of(value);
      return this;
    }

    /** Sets {@code maxUnavailable}. */
    public Builder maxUnavailable(IntOrPercent value) {
      maxUnavailable = Optional.of(value);
      return this;
    }

    /** Sets {@code canaryService}. */
    public Builder canaryService(String value) {
      canaryService = Optional.of(value);
      return this;
    }

    /** Sets {@code stableService}. */
    public Builder stableService(String value) {
      stableService = Optional.of(value);
      return this;
    }

    /** Sets the steps. */
    public Builder steps(List<? extends CanaryStep> value) {
      steps = ImmutableList.copyOf(value);
      return this;
    }

    /** Sets the steps. */
    public Builder steps(CanaryStep... value) {
      steps = ImmutableList.copyOf(value);
      return this;
    }

    /** Sets {@code trafficRouting}. */
    public Builder trafficRouting(TrafficRouting value) {
      trafficRouting = Optional.of(value);
      return this;
    }

    /** Removes {@code trafficRouting}. */
    public Builder withoutTrafficRouting() {
      trafficRouting = Optional.empty();
      return this;
    }

    /** Sets {@code scaleDownDelaySeconds}. */
    public Builder scaleDownDelaySeconds(int value) {
      scaleDownDelaySeconds = OptionalInt.of(value);
      return this;
    }

    /** Sets {@code scaleDownDelayRevisionLimit}. */
    public Builder scaleDownDelayRevisionLimit(int value) {
      scaleDownDelayRevisionLimit = OptionalInt.of(value);
      return this;
    }

    /** Sets {@code abortScaleDownDelaySeconds}. */
    public Builder abortScaleDownDelaySeconds(int value) {
      abortScaleDownDelaySeconds = OptionalInt.of(value);
      return this;
    }

    /** Sets {@code dynamicStableScale}. */
    public Builder dynamicStableScale(boolean value) {
      dynamicStableScale = value;
      return this;
    }

    /** Sets {@code minPodsPerReplicaSet}. */
    public Builder minPodsPerReplicaSet(int value) {
      minPodsPerReplicaSet = OptionalInt.of(value);
      return this;
    }

    /** Sets {@code replicaProgressThreshold}. */
    public Builder replicaProgressThreshold(ReplicaProgressThreshold value) {
      replicaProgressThreshold = Optional.of(value);
      return this;
    }

    /** Sets {@code pingPong}. */
    public Builder pingPong(PingPong value) {
      pingPong = Optional.of(value);
      return this;
    }

    /** Sets {@code canaryMetadata}. */
    public Builder canaryMetadata(PodMetadata value) {
      canaryMetadata = Optional.of(value);
      return this;
    }

    /** Sets {@code stableMetadata}. */
    public Builder stableMetadata(PodMetadata value) {
      stableMetadata = Optional.of(value);
      return this;
    }

    /** Sets {@code antiAffinity}. */
    public Builder antiAffinity(AntiAffinity value) {
      antiAffinity = Optional.of(value);
      return this;
    }

    /** Sets {@code analysis}. */
    public Builder analysis(AnalysisSpec value) {
      analysis = Optional.of(value);
      return this;
    }

    /**
     * Returns the strategy.
     *
     * @throws IllegalArgumentException if a setWeight is above the maximum weight
     */
    public CanaryStrategy build() {
      return new CanaryStrategy(
          maxSurge,
          maxUnavailable,
          canaryService,
          stableService,
          steps,
          trafficRouting,
          scaleDownDelaySeconds,
          scaleDownDelayRevisionLimit,
          abortScaleDownDelaySeconds,
          dynamicStableScale,
          minPodsPerReplicaSet,
          replicaProgressThreshold,
          pingPong,
          canaryMetadata,
          stableMetadata,
          antiAffinity,
          analysis);
    }
  }
}
