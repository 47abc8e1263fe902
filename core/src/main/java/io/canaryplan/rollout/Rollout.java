// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static java.util.Objects.requireNonNull;

import io.canaryplan.kubernetes.LabelSelector;
import io.canaryplan.kubernetes.PodTemplate;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An Argo Rollout as written (canary.md 1.1). Absent stays absent; {@code replicasOrDefault} and
 * the plan resolve defaults.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param name {@code metadata.name}, not empty
 * @param namespace {@code metadata.namespace}
 * @param replicas pods wanted, 0 or more; 1 when absent
 * @param minReadySeconds seconds a pod must be ready to count as available; 0 when absent
 * @param progressDeadlineSeconds seconds without progress until a timeout is reported; 600 when
 *     absent
 * @param progressDeadlineAbort whether that timeout aborts the rollout
 * @param rollbackWindowRevisions how many revisions back a rollback may skip steps; off when absent
 * @param revisionHistoryLimit how many old ReplicaSets are kept; 10 when absent
 * @param paused whether scaling and steps are frozen
 * @param selector labels of the pods; required unless there is a {@code workloadRef}
 * @param template pod template
 * @param workloadRef workload whose template is used instead
 * @param canary the canary strategy
 * @param blueGreen the blue-green strategy; exactly one of the two is present
 */
public record Rollout(
    String name,
    Optional<String> namespace,
    OptionalInt replicas,
    OptionalInt minReadySeconds,
    OptionalInt progressDeadlineSeconds,
    boolean progressDeadlineAbort,
    OptionalInt rollbackWindowRevisions,
    OptionalInt revisionHistoryLimit,
    boolean paused,
    Optional<LabelSelector> selector,
    Optional<PodTemplate> template,
    Optional<WorkloadRef> workloadRef,
    Optional<CanaryStrategy> canary,
    Optional<BlueGreenStrategy> blueGreen) {
  /**
   * Checks what could never be planned.
   *
   * @throws IllegalArgumentException if the name is empty, {@code replicas} is negative, or not
   *     exactly one strategy is given
   */
  public Rollout {
    requireNonNull(namespace, "namespace");
    requireNonNull(minReadySeconds, "minReadySeconds");
    requireNonNull(progressDeadlineSeconds, "progressDeadlineSeconds");
    requireNonNull(rollbackWindowRevisions, "rollbackWindowRevisions");
    requireNonNull(revisionHistoryLimit, "revisionHistoryLimit");
    requireNonNull(selector, "selector");
    requireNonNull(template, "template");
    requireNonNull(workloadRef, "workloadRef");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("name must not be empty");
    }
    if (replicas.orElse(0) < 0) {
      throw new IllegalArgumentException(
          "replicas must not be negative but were " + replicas.getAsInt());
    }
    if (canary.isPresent() == blueGreen.isPresent()) {
      throw new IllegalArgumentException("exactly one of canary and blueGreen must be given");
    }
  }

  /** Returns the pods wanted: {@code replicas}, or the controller's default of 1. */
  public int replicasOrDefault() {
    return replicas.orElse(1);
  }

  /** Returns a builder of a canary rollout. */
  public static Builder builder(String name, CanaryStrategy canary) {
    return new Builder(name, Optional.of(canary), Optional.empty());
  }

  /** Returns a builder of a blue-green rollout. */
  public static Builder builder(String name, BlueGreenStrategy blueGreen) {
    return new Builder(name, Optional.empty(), Optional.of(blueGreen));
  }

  /** Returns a builder with all of this rollout's fields set. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Makes a {@link Rollout} field by field. */
  public static final class Builder {
    private String name;
    private Optional<CanaryStrategy> canary;
    private Optional<BlueGreenStrategy> blueGreen;
    private Optional<String> namespace = Optional.empty();
    private OptionalInt replicas = OptionalInt.empty();
    private OptionalInt minReadySeconds = OptionalInt.empty();
    private OptionalInt progressDeadlineSeconds = OptionalInt.empty();
    private boolean progressDeadlineAbort;
    private OptionalInt rollbackWindowRevisions = OptionalInt.empty();
    private OptionalInt revisionHistoryLimit = OptionalInt.empty();
    private boolean paused;
    private Optional<LabelSelector> selector = Optional.empty();
    private Optional<PodTemplate> template = Optional.empty();
    private Optional<WorkloadRef> workloadRef = Optional.empty();

    private Builder(
        String name, Optional<CanaryStrategy> canary, Optional<BlueGreenStrategy> blueGreen) {
      this.name = requireNonNull(name, "name");
      this.canary = canary;
      this.blueGreen = blueGreen;
    }

    private Builder(Rollout from) {
      this(from.name, from.canary, from.blueGreen);
      namespace = from.namespace;
      replicas = from.replicas;
      minReadySeconds = from.minReadySeconds;
      progressDeadlineSeconds = from.progressDeadlineSeconds;
      progressDeadlineAbort = from.progressDeadlineAbort;
      rollbackWindowRevisions = from.rollbackWindowRevisions;
      revisionHistoryLimit = from.revisionHistoryLimit;
      paused = from.paused;
      selector = from.selector;
      template = from.template;
      workloadRef = from.workloadRef;
    }

    /** Sets {@code metadata.name}. */
    public Builder name(String value) {
      name = requireNonNull(value, "name");
      return this;
    }

    /** Sets the canary strategy and removes a blue-green one. */
    public Builder canary(CanaryStrategy value) {
      canary = Optional.of(value);
      blueGreen = Optional.empty();
      return this;
    }

    /** Sets the blue-green strategy and removes a canary one. */
    public Builder blueGreen(BlueGreenStrategy value) {
      blueGreen = Optional.of(value);
      canary = Optional.empty();
      return this;
    }

    /** Sets {@code namespace}. */
    public Builder namespace(String value) {
      namespace = Optional.of(value);
      return this;
    }

    /** Sets {@code replicas}. */
    public Builder replicas(int value) {
      replicas = OptionalInt.of(value);
      return this;
    }

    /** Sets {@code minReadySeconds}. */
    public Builder minReadySeconds(int value) {
      minReadySeconds = OptionalInt.of(value);
      return this;
    }

    /** Sets {@code progressDeadlineSeconds}. */
    public Builder progressDeadlineSeconds(int value) {
      progressDeadlineSeconds = OptionalInt.of(value);
      return this;
    }

    /** Sets {@code progressDeadlineAbort}. */
    public Builder progressDeadlineAbort(boolean value) {
      progressDeadlineAbort = value;
      return this;
    }

    /** Sets {@code rollbackWindowRevisions}. */
    public Builder rollbackWindowRevisions(int value) {
      rollbackWindowRevisions = OptionalInt.of(value);
      return this;
    }

    /** Sets {@code revisionHistoryLimit}. */
    public Builder revisionHistoryLimit(int value) {
      revisionHistoryLimit = OptionalInt.of(value);
      return this;
    }

    /** Sets {@code paused}. */
    public Builder paused(boolean value) {
      paused = value;
      return this;
    }

    /** Sets {@code selector}. */
    public Builder selector(LabelSelector value) {
      selector = Optional.of(value);
      return this;
    }

    /** Sets {@code template}. */
    public Builder template(PodTemplate value) {
      template = Optional.of(value);
      return this;
    }

    /** Sets {@code workloadRef}. */
    public Builder workloadRef(WorkloadRef value) {
      workloadRef = Optional.of(value);
      return this;
    }

    /**
     * Returns the rollout.
     *
     * @throws IllegalArgumentException if the name is empty or {@code replicas} is negative
     */
    public Rollout build() {
      return new Rollout(
          name,
          namespace,
          replicas,
          minReadySeconds,
          progressDeadlineSeconds,
          progressDeadlineAbort,
          rollbackWindowRevisions,
          revisionHistoryLimit,
          paused,
          selector,
          template,
          workloadRef,
          canary,
          blueGreen);
    }
  }
}
