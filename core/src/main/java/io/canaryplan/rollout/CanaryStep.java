// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.StringJoiner;

/**
 * One step of a canary rollout (canary.md 1.6). {@code toString} is the step's short YAML, for
 * example {@code setWeight: 5} or {@code pause: {}}.
 */
public sealed interface CanaryStep {
  /** Returns the name of the step's field: {@code setWeight}, {@code pause}, … */
  String kind();

  /** Returns the kinds this step consists of, in the order written; itself unless combined. */
  default List<CanaryStep> parts() {
    return ImmutableList.of(this);
  }

  /** Returns this step's part of that kind, if it has one; {@link Combined} looks inside. */
  default <T extends CanaryStep> Optional<T> part(Class<T> type) {
    for (CanaryStep part : parts()) {
      if (type.isInstance(part)) {
        return Optional.of(type.cast(part));
      }
    }
    return Optional.empty();
  }

  /**
   * Sets the share of the canary from this step on: of the traffic, or of the pods without traffic
   * routing.
   *
   * @param weight 0 or more; the strategy bounds it by its maximum weight (S-4)
   */
  record SetWeight(int weight) implements CanaryStep {
    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if the weight is negative
     */
    public SetWeight {
      requireNotNegative("weight", OptionalInt.of(weight));
    }

    @Override
    public String kind() {
      return "setWeight";
    }

    @Override
    public String toString() {
      return "setWeight: " + weight;
    }
  }

  /**
   * Waits.
   *
   * @param duration how long; absent waits until a person resumes the rollout
   */
  record Pause(Optional<PauseDuration> duration) implements CanaryStep {
    /** Checks that nothing is missing. */
    public Pause {
      requireNonNull(duration, "duration");
    }

    /** Returns a pause of so many seconds. */
    public static Pause ofSeconds(int seconds) {
      return new Pause(Optional.of(PauseDuration.ofSeconds(seconds)));
    }

    /** Returns a pause that lasts until a person resumes the rollout. */
    public static Pause untilResumed() {
      return new Pause(Optional.empty());
    }

    @Override
    public String kind() {
      return "pause";
    }

    @Override
    public String toString() {
      return "pause: " + (duration.isPresent() ? duration.get() : "{}");
    }
  }

  /**
   * Pins the size of the canary from this step on; needs traffic routing. {@code
   * matchTrafficWeight} wins over {@code replicas}, which wins over {@code weight}; with nothing at
   * all the size follows the traffic again.
   *
   * @param replicas pods, 0 or more, not bounded by {@code spec.replicas}
   * @param weight percent of {@code spec.replicas}, 0 or more, not bounded by 100
   * @param matchTrafficWeight whether the size follows the traffic weight again
   */
  record SetCanaryScale(OptionalInt replicas, OptionalInt weight, boolean matchTrafficWeight)
      implements CanaryStep {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number is negative
     */
    public SetCanaryScale {
      requireNotNegative("replicas", replicas);
      requireNotNegative("weight", weight);
    }

    /** Returns a step that pins the canary at so many pods. */
    public static SetCanaryScale ofReplicas(int replicas) {
      return new SetCanaryScale(OptionalInt.of(replicas), OptionalInt.empty(), false);
    }

    /** Returns a step that pins the canary at a percentage of the replicas. */
    public static SetCanaryScale ofWeight(int weight) {
      return new SetCanaryScale(OptionalInt.empty(), OptionalInt.of(weight), false);
    }

    /** Returns a step that lets the canary follow the traffic weight again. */
    public static SetCanaryScale matchingTraffic() {
      return new SetCanaryScale(OptionalInt.empty(), OptionalInt.empty(), true);
    }

    /** Returns whether a size is given; without one the canary follows the traffic weight. */
    public boolean isPinned() {
      return !matchTrafficWeight && (replicas.isPresent() || weight.isPresent());
    }

    @Override
    public String kind() {
      return "setCanaryScale";
    }

    @Override
    public String toString() {
      StringJoiner fields = new StringJoiner(", ", "setCanaryScale: {", "}");
      if (replicas.isPresent()) {
        fields.add("replicas: " + replicas.getAsInt());
      }
      if (weight.isPresent()) {
        fields.add("weight: " + weight.getAsInt());
      }
      if (matchTrafficWeight) {
        fields.add("matchTrafficWeight: true");
      }
      return fields.toString();
    }
  }

  /**
   * Runs further ReplicaSets beside canary and stable.
   *
   * @param templates what to run, in order
   * @param duration how long, as a Go duration; absent runs until its analyses end, or for ever
   * @param analyses names of the analyses that run with it, in order
   * @param scaleDownDelaySeconds seconds its pods stay after it
   */
  record Experiment(
      List<ExperimentTemplate> templates,
      Optional<PauseDuration> duration,
      List<String> analyses,
      OptionalInt scaleDownDelaySeconds)
      implements CanaryStep {
    /** Copies the lists. */
    public Experiment {
      templates = ImmutableList.copyOf(templates);
      requireNonNull(duration, "duration");
      analyses = ImmutableList.copyOf(analyses);
      requireNonNull(scaleDownDelaySeconds, "scaleDownDelaySeconds");
    }

    @Override
    public String kind() {
      return "experiment";
    }

    @Override
    public String toString() {
      return "experiment: " + templates.stream().map(ExperimentTemplate::name).toList();
    }
  }

  /**
   * Waits for an analysis to succeed.
   *
   * @param analysis what to run
   */
  record Analysis(AnalysisSpec analysis) implements CanaryStep {
    /** Checks that nothing is missing. */
    public Analysis {
      requireNonNull(analysis, "analysis");
    }

    @Override
    public String kind() {
      return "analysis";
    }

    @Override
    public String toString() {
      return "analysis: "
          + analysis.templates().stream().map(AnalysisSpec.TemplateRef::templateName).toList();
    }
  }

  /**
   * Sends the requests that match to the canary, or removes that route.
   *
   * @param name name of the managed route; possibly empty
   * @param match any of these conditions suffices; empty removes the route
   */
  record SetHeaderRoute(String name, List<HeaderMatch> match) implements CanaryStep {
    /** Copies the conditions. */
    public SetHeaderRoute {
      requireNonNull(name, "name");
      match = ImmutableList.copyOf(match);
    }

    @Override
    public String kind() {
      return "setHeaderRoute";
    }

    @Override
    public String toString() {
      return "setHeaderRoute: " + name;
    }
  }

  /**
   * Copies the requests that match to the canary, or removes that route.
   *
   * @param name name of the managed route
   * @param match any of these conditions suffices; empty removes the route
   * @param percentage share of the requests that is copied, 100 when absent; not checked
   */
  record SetMirrorRoute(String name, List<MirrorMatch> match, OptionalInt percentage)
      implements CanaryStep {
    /** Copies the conditions. */
    public SetMirrorRoute {
      requireNonNull(name, "name");
      match = ImmutableList.copyOf(match);
      requireNonNull(percentage, "percentage");
    }

    @Override
    public String kind() {
      return "setMirrorRoute";
    }

    @Override
    public String toString() {
      return "setMirrorRoute: " + name;
    }
  }

  /**
   * A step that a plugin carries out; its configuration stays in the document.
   *
   * @param name name of the plugin
   */
  record Plugin(String name) implements CanaryStep {
    /** Checks that nothing is missing. */
    public Plugin {
      requireNonNull(name, "name");
    }

    @Override
    public String kind() {
      return "plugin";
    }

    @Override
    public String toString() {
      return "plugin: " + name;
    }
  }

  /**
   * Several kinds in one step; all act at its index. More than one of setWeight, pause, experiment
   * and analysis is refused by the controller (S-1).
   *
   * @param parts at least two steps of different kinds, none of them combined
   */
  record Combined(List<CanaryStep> parts) implements CanaryStep {
    /**
     * Copies the parts.
     *
     * @throws IllegalArgumentException if there are fewer than two, two of one kind, or one that is
     *     combined itself
     */
    public Combined {
      parts = ImmutableList.copyOf(parts);
      Set<String> kinds = new HashSet<>();
      boolean nested = false;
      for (CanaryStep part : parts) {
        kinds.add(part.kind());
        nested |= part instanceof Combined;
      }
      if (nested || parts.size() < 2 || kinds.size() < parts.size()) {
        throw new IllegalArgumentException(
            "a combined step needs two or more different kinds but was " + parts);
      }
    }

    /** Returns the kinds joined by {@code +}, for example {@code setWeight+setCanaryScale}. */
    @Override
    public String kind() {
      StringJoiner kinds = new StringJoiner("+");
      for (CanaryStep part : parts) {
        kinds.add(part.kind());
      }
      return kinds.toString();
    }

    @Override
    public String toString() {
      return Joiner.on(", ").join(parts);
    }
  }

  private static void requireNotNegative(String what, OptionalInt value) {
    if (value.orElse(0) < 0) {
      throw new IllegalArgumentException(
          what + " must not be negative but was " + value.getAsInt());
    }
  }
}
