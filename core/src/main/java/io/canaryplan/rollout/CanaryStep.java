// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.StringJoiner;

/**
 * One step of a canary rollout (canary.md 1.6): a {@link Part} of one kind, or several of them
 * {@link Combined}. {@code toString} is the step's short YAML, for example {@code setWeight: 5} or
 * {@code pause: {}}.
 *
 * <p>All steps are immutable values and safe for use by several threads.
 */
public sealed interface CanaryStep {
  /** Returns what this step consists of, in the order written; itself unless combined. */
  List<Part> parts();

  /** Returns the kinds of its parts, in the order written; one unless combined. */
  default List<StepKind> kinds() {
    return parts().stream().map(Part::kind).toList();
  }

  /** Returns this step's part of that type, if it has one; {@link Combined} looks inside. */
  default <T extends CanaryStep> Optional<T> part(Class<T> type) {
    return parts().stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  /** A step of one kind; what is written below one field. */
  sealed interface Part extends CanaryStep {
    /** Returns the kind; there is one for each type. */
    StepKind kind();

    @Override
    default List<Part> parts() {
      return ImmutableList.of(this);
    }

    // asked for of every step in every pass: without a stream
    @Override
    default <T extends CanaryStep> Optional<T> part(Class<T> type) {
      return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
    }
  }

  /**
   * A route that the controller adds to the VirtualServices for chosen requests, or removes again:
   * by header, or as a mirror (istio.md 1.8, 1.9).
   */
  sealed interface ManagedRoute extends Part {
    /** Returns the name of the route; possibly empty, which the controller refuses. */
    String name();

    /** Returns whether the step removes the route: it has no match. */
    boolean removes();
  }

  /**
   * Sets the share of the canary from this step on: of the traffic, or of the pods without traffic
   * routing.
   *
   * @param weight 0 or more; the strategy bounds it by its maximum weight (istio.md 3.4)
   */
  record SetWeight(int weight) implements Part {
    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if the weight is negative
     */
    public SetWeight {
      requireNotNegative("weight", OptionalInt.of(weight));
    }

    @Override
    public StepKind kind() {
      return StepKind.SET_WEIGHT;
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
  record Pause(Optional<PauseDuration> duration) implements Part {
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
    public StepKind kind() {
      return StepKind.PAUSE;
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
      implements Part {
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
    public StepKind kind() {
      return StepKind.SET_CANARY_SCALE;
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
   * @param duration how long, as a Go duration; absent runs until the required analyses succeed, or
   *     for ever
   * @param analyses names of the analyses that run with it, in order
   * @param scaleDownDelaySeconds seconds its pods stay after it
   * @param endsWithAnalyses whether {@code requiredForCompletion} is set on any of the analyses, so
   *     that the success of all such analyses ends it
   */
  record Experiment(
      List<ExperimentTemplate> templates,
      Optional<PauseDuration> duration,
      List<String> analyses,
      OptionalInt scaleDownDelaySeconds,
      boolean endsWithAnalyses)
      implements Part {
    /** Copies the lists. */
    public Experiment {
      templates = ImmutableList.copyOf(templates);
      requireNonNull(duration, "duration");
      analyses = ImmutableList.copyOf(analyses);
      requireNonNull(scaleDownDelaySeconds, "scaleDownDelaySeconds");
    }

    /** Takes an experiment none of whose analyses is required for its completion. */
    public Experiment(
        List<ExperimentTemplate> templates,
        Optional<PauseDuration> duration,
        List<String> analyses,
        OptionalInt scaleDownDelaySeconds) {
      this(templates, duration, analyses, scaleDownDelaySeconds, false);
    }

    /** Returns whether it can succeed without a person who terminates it (canary.md 4.1). */
    public boolean ends() {
      return duration.isPresent() || endsWithAnalyses;
    }

    @Override
    public StepKind kind() {
      return StepKind.EXPERIMENT;
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
  record Analysis(AnalysisSpec analysis) implements Part {
    /** Checks that nothing is missing. */
    public Analysis {
      requireNonNull(analysis, "analysis");
    }

    @Override
    public StepKind kind() {
      return StepKind.ANALYSIS;
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
  record SetHeaderRoute(String name, List<HeaderMatch> match) implements ManagedRoute {
    /** Copies the conditions. */
    public SetHeaderRoute {
      requireNonNull(name, "name");
      match = ImmutableList.copyOf(match);
    }

    @Override
    public StepKind kind() {
      return StepKind.SET_HEADER_ROUTE;
    }

    @Override
    public boolean removes() {
      return match.isEmpty();
    }

    @Override
    public String toString() {
      return "setHeaderRoute: " + name + (match.isEmpty() ? " (remove)" : "");
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
      implements ManagedRoute {
    /** Copies the conditions. */
    public SetMirrorRoute {
      requireNonNull(name, "name");
      match = ImmutableList.copyOf(match);
      requireNonNull(percentage, "percentage");
    }

    @Override
    public StepKind kind() {
      return StepKind.SET_MIRROR_ROUTE;
    }

    @Override
    public boolean removes() {
      return match.isEmpty();
    }

    @Override
    public String toString() {
      return "setMirrorRoute: " + name + (match.isEmpty() ? " (remove)" : "");
    }
  }

  /**
   * A step that a plugin carries out; its configuration stays in the document.
   *
   * @param name name of the plugin
   */
  record Plugin(String name) implements Part {
    /** Checks that nothing is missing. */
    public Plugin {
      requireNonNull(name, "name");
    }

    @Override
    public StepKind kind() {
      return StepKind.PLUGIN;
    }

    @Override
    public String toString() {
      return "plugin: " + name;
    }
  }

  /**
   * Several kinds in one step; all act at its index. More than one of setWeight, pause, experiment
   * and analysis is refused by the controller (istio.md 3.4).
   *
   * @param parts at least two, of different kinds
   */
  record Combined(List<Part> parts) implements CanaryStep {
    /**
     * Copies the parts.
     *
     * @throws IllegalArgumentException if there are fewer than two, or two of one kind
     */
    public Combined {
      parts = ImmutableList.copyOf(parts);
      if (parts.size() < 2 || parts.stream().map(Part::kind).distinct().count() < parts.size()) {
        throw new IllegalArgumentException(
            "a combined step needs two or more different kinds but was " + parts);
      }
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
