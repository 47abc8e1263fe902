// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/**
 * The extremes of a blue-green update over all its passes (bluegreen.md 4.5).
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param most most pods asked for at one time
 * @param fewestAvailable fewest available pods at one time, right after a pass
 */
public record BlueGreenEnvelope(Point most, Point fewestAvailable) implements UpdateEnvelope {
  /** Checks for null. */
  public BlueGreenEnvelope {
    requireNonNull(most, "most");
    requireNonNull(fewestAvailable, "fewestAvailable");
  }

  static BlueGreenEnvelope of(List<BlueGreenStage> stages) {
    return new BlueGreenEnvelope(
        extreme(stages, BlueGreenView::total, 1), extreme(stages, BlueGreenView::available, -1));
  }

  // the first of the largest numbers, or with sign -1 of the smallest
  private static Point extreme(
      List<BlueGreenStage> stages, ToLongFunction<BlueGreenView> pods, int sign) {
    long most = pods.applyAsLong(stages.get(0).view());
    Point found = new Point(most, 0, OptionalLong.empty());
    for (int state = 0; state < stages.size(); state++) {
      List<BlueGreenView> passes = stages.get(state).passes();
      for (int pass = 0; pass < passes.size(); pass++) {
        long here = pods.applyAsLong(passes.get(pass));
        if (sign * here > sign * most) {
          most = here;
          found = new Point(here, state, OptionalLong.of(pass));
        }
      }
    }
    return found;
  }
}
