// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

/**
 * How much of the traffic reaches the new version, as an exact fraction, once the pods that are
 * asked for are available. {@link TrafficWeights} hold what was asked; without a router the two
 * differ wherever pods cannot be shared as asked: 1 of 2 pods gives 50 %, whatever setWeight says.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param basis what shares the traffic
 * @param canary weight or pods of the new version, 0 or more
 * @param total all weights, or the pods among which the traffic is shared, 0 or more; no pods: then
 *     there is nobody to answer
 */
public record TrafficShare(Basis basis, long canary, long total) {
  /** What shares the traffic. */
  public enum Basis {
    /** A router, by its weights. */
    WEIGHTS,
    /**
     * A Service that selects the pods of all versions, by their number: every pod gets the same.
     */
    PODS,
    /**
     * Nobody: without a router the controller narrows the stable Service to the pods of the stable
     * version, and clients of that Service reach no other (istio.md 6.2).
     */
    STABLE_SERVICE
  }

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is negative
   */
  public TrafficShare {
    requireNonNull(basis, "basis");
    if (canary < 0 || total < 0) {
      throw new IllegalArgumentException("no share of " + canary + " in " + total);
    }
  }

  /** Returns the fraction. */
  public Ratio ratio() {
    return new Ratio(canary, total);
  }

  /** Returns the percentage and where it comes from, for example {@code 50 % (1/2 pods)}. */
  @Override
  public String toString() {
    String from = basis == Basis.WEIGHTS ? " by weight" : " pods";
    return ratio().percent() + " % (" + ratio() + from + ")";
  }
}
