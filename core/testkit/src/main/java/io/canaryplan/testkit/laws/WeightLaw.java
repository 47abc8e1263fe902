// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit.laws;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSet;
import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.plan.Rounding;
import io.canaryplan.plan.ScaleLimits;
import java.util.Optional;
import java.util.Set;

/**
 * One law of the weight arithmetic, to be checked on any function.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class WeightLaw {
  /** Replicas up to which {@link #verify} tries every number; above, some that are large. */
  private static final int EVERY = 60;

  private static final int[] LARGE = {99, 100, 101, 199, 1000, 10_007, 1 << 24, Integer.MAX_VALUE};

  private static final int[] SURGES = {0, 1, 3};

  private final String name;
  private final String sentence;
  private final ImmutableSet<Rounding> roundings;
  private final Condition condition;

  WeightLaw(String name, String sentence, Set<Rounding> roundings, Condition condition) {
    this.name = requireNonNull(name, "name");
    this.sentence = requireNonNull(sentence, "sentence");
    this.roundings = ImmutableSet.copyOf(roundings);
    this.condition = condition;
  }

  /** Whether a law holds for one input of a function. */
  @FunctionalInterface
  interface Condition {
    boolean holds(WeightFunction function, int replicas, int weight, ScaleLimits limits);
  }

  /** Returns the name, in lower case with hyphens. */
  public String name() {
    return name;
  }

  /** Returns the law in one sentence. */
  public String sentence() {
    return sentence;
  }

  /** Returns the roundings that keep it; both for laws that any sensible arithmetic keeps. */
  public Set<Rounding> roundings() {
    return roundings;
  }

  /**
   * Checks one input.
   *
   * @param replicas pods asked for, 0 or more
   * @param weight share of the new version of 100, 0 to 100
   * @return what breaks the law, or nothing
   * @throws IllegalArgumentException if replicas or weight are out of range
   */
  public Optional<String> violation(
      WeightFunction function, int replicas, int weight, ScaleLimits limits) {
    if (replicas < 0 || weight < 0 || weight > 100) {
      throw new IllegalArgumentException(
          "no law is about %d replicas at weight %d".formatted(replicas, weight));
    }
    if (condition.holds(function, replicas, weight, limits)) {
      return Optional.empty();
    }
    ReplicaCounts counts = function.counts(replicas, weight, limits);
    return Optional.of(
        "%s: %s; but %d replicas at weight %d with maxSurge %d are %d canary and %d stable pods"
            .formatted(
                name,
                sentence,
                replicas,
                weight,
                limits.maxSurge(),
                counts.canary(),
                counts.stable()));
  }

  /**
   * Checks all weights for every number of replicas up to 60 and some large ones, without and with
   * surge: some twenty thousand inputs, in a fixed order.
   *
   * @throws AssertionError with the first input that breaks the law
   */
  public void verify(WeightFunction function) {
    for (int replicas = 0; replicas <= EVERY; replicas++) {
      verify(function, replicas);
    }
    for (int replicas : LARGE) {
      verify(function, replicas);
    }
  }

  private void verify(WeightFunction function, int replicas) {
    for (int surge : SURGES) {
      for (int weight = 0; weight <= 100; weight++) {
        Optional<String> violation =
            violation(function, replicas, weight, new ScaleLimits(surge, 0));
        if (violation.isPresent()) {
          throw new AssertionError(violation.get());
        }
      }
    }
  }

  /** Returns the name. */
  @Override
  public String toString() {
    return name;
  }
}
