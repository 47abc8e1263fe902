// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.comparison;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.canaryplan.rollout.CanaryStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Steps to try a canary with: weights in percent, each followed by a pause until a person goes on.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param weights from 0 to 100, each above the one before; empty to try none
 */
public record TrialSteps(List<Integer> weights) {
  /** No steps to try: canaries have those that are written, or none. */
  public static final TrialSteps NONE = new TrialSteps(ImmutableList.of());

  private static final int MOST = 100;

  private static final int DIGITS = 3;

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if a weight is not from 0 to 100, or not above the one before
   */
  public TrialSteps {
    weights = ImmutableList.copyOf(weights);
    int before = -1;
    for (int weight : weights) {
      if (weight <= before || weight > MOST) {
        throw new IllegalArgumentException(
            "weights must be from 0 to 100, each above the one before, but were " + weights);
      }
      before = weight;
    }
  }

  /**
   * Returns the steps of a text such as {@code 5,25,50}: whole numbers of at most three digits,
   * with commas and nothing else between them.
   *
   * @return empty if the text is something else, or {@link #weights} cannot be so
   */
  public static Optional<TrialSteps> parse(String text) {
    List<Integer> weights = new ArrayList<>();
    int before = -1;
    for (String part : Splitter.on(',').split(text)) {
      boolean digits = !part.isEmpty() && part.length() <= DIGITS;
      for (int i = 0; i < part.length(); i++) {
        digits = digits && part.charAt(i) >= '0' && part.charAt(i) <= '9';
      }
      int weight = digits ? Integer.parseInt(part) : -1;
      if (weight <= before || weight > MOST) {
        return Optional.empty();
      }
      weights.add(weight);
      before = weight;
    }
    return Optional.of(new TrialSteps(weights));
  }

  /** Returns whether there is anything to try. */
  public boolean isEmpty() {
    return weights.isEmpty();
  }

  /** Returns the canary's steps: {@code setWeight} and {@code pause: {}} for each weight. */
  public List<CanaryStep> canarySteps() {
    ImmutableList.Builder<CanaryStep> steps = ImmutableList.builder();
    for (int weight : weights) {
      steps.add(new CanaryStep.SetWeight(weight)).add(CanaryStep.Pause.untilResumed());
    }
    return steps.build();
  }
}
