// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit.laws;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.plan.Rounding;
import io.canaryplan.plan.ScaleLimits;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;

/**
 * The laws that weights and pods keep without traffic routing (canary.md 2.2 to 2.4 and 9).
 *
 * <pre>{@code
 * for (WeightLaw law : WeightLaws.of(Rounding.CLOSEST)) {
 *   law.verify((replicas, weight, limits) -> myTool.counts(replicas, weight, limits.maxSurge()));
 * }
 * }</pre>
 *
 * <p>They are worded and computed apart from the planner. The laws of a rounding together leave
 * exactly one answer for each input.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class WeightLaws {
  private static final BigInteger HUNDRED = BigInteger.valueOf(100);
  private static final Set<Rounding> BOTH = ImmutableSet.copyOf(Rounding.values());
  private static final Set<Rounding> CEILING = ImmutableSet.of(Rounding.CEILING);
  private static final Set<Rounding> CLOSEST = ImmutableSet.of(Rounding.CLOSEST);

  private static final ImmutableList<WeightLaw> ALL =
      ImmutableList.of(
          new WeightLaw(
              "no-weight-no-canary",
              "at weight 0 all replicas are stable",
              BOTH,
              (function, replicas, weight, limits) ->
                  weight != 0 || is(function.counts(replicas, weight, limits), 0, replicas)),
          new WeightLaw(
              "all-weight-all-canary",
              "at weight 100 all replicas are canary",
              BOTH,
              (function, replicas, weight, limits) ->
                  weight != 100 || is(function.counts(replicas, weight, limits), replicas, 0)),
          new WeightLaw(
              "one-pod-more-at-most",
              "there are as many pods as replicas, or one more",
              BOTH,
              (function, replicas, weight, limits) -> {
                long more = function.counts(replicas, weight, limits).total() - replicas;
                return more == 0 || more == 1;
              }),
          new WeightLaw(
              "how-much-surge-does-not-matter",
              "whether there is surge may matter, how much does not",
              BOTH,
              (function, replicas, weight, limits) ->
                  function
                      .counts(replicas, weight, limits)
                      .equals(
                          function.counts(
                              replicas,
                              weight,
                              new ScaleLimits(
                                  Math.min(limits.maxSurge(), 1), limits.maxUnavailable())))),
          new WeightLaw(
              "unavailable-does-not-matter",
              "where a weight settles does not depend on maxUnavailable",
              BOTH,
              (function, replicas, weight, limits) ->
                  function
                      .counts(replicas, weight, limits)
                      .equals(
                          function.counts(
                              replicas, weight, new ScaleLimits(limits.maxSurge(), 1)))),
          new WeightLaw(
              "least-canary",
              "the canary has the fewest pods that reach the weight's share of the replicas",
              CEILING,
              (function, replicas, weight, limits) ->
                  isLeast(function.counts(replicas, weight, limits).canary(), replicas, weight)),
          new WeightLaw(
              "least-stable",
              "stable has the fewest pods that reach what the weight leaves of the replicas",
              CEILING,
              (function, replicas, weight, limits) ->
                  isLeast(
                      function.counts(replicas, weight, limits).stable(), replicas, 100 - weight)),
          new WeightLaw(
              "more-weight-never-fewer-canaries",
              "one more of weight never takes a pod from the canary",
              CEILING,
              (function, replicas, weight, limits) ->
                  weight == 100
                      || function.counts(replicas, weight + 1, limits).canary()
                          >= function.counts(replicas, weight, limits).canary()),
          new WeightLaw(
              "no-pod-more-without-surge",
              "without surge there are as many pods as replicas",
              CLOSEST,
              (function, replicas, weight, limits) ->
                  limits.maxSurge() > 0
                      || function.counts(replicas, weight, limits).total() == replicas),
          new WeightLaw(
              "closest-split",
              """
              of the splits of the replicas, or of one pod more with surge, whose canary is the \
              share rounded up or down, it is the first that is closest to the weight: fewer pods \
              before more, rounded up before down; unless 0 and 100 or a single pod allow it, no \
              version is without pods, a split into exact halves is never rounded down, and where \
              no split is left there is no canary""",
              CLOSEST,
              (function, replicas, weight, limits) ->
                  function
                      .counts(replicas, weight, limits)
                      .equals(closest(replicas, weight, limits.maxSurge() > 0))),
          new WeightLaw(
              "five-holes",
              """
              without surge 75 of 2, 90 of 5, 95 of 10, 98 of 25 and 99 of 50 have no canary at \
              all, and no other weight from 1 to 99 of two or more replicas""",
              CLOSEST,
              (function, replicas, weight, limits) -> {
                boolean between = weight > 0 && weight < 100 && replicas > 1;
                boolean hole =
                    limits.maxSurge() == 0 && (long) replicas * (100 - weight) == 50 && weight > 50;
                return !between
                    || (function.counts(replicas, weight, limits).canary() == 0) == hole;
              }));

  private WeightLaws() {}

  /** Returns all laws: those of both roundings, then those of one. */
  public static List<WeightLaw> all() {
    return ALL;
  }

  /** Returns the laws that a rounding keeps. */
  public static List<WeightLaw> of(Rounding rounding) {
    return ALL.stream().filter(law -> law.roundings().contains(rounding)).toList();
  }

  private static boolean is(ReplicaCounts counts, int canary, int stable) {
    return counts.canary() == canary && counts.stable() == stable;
  }

  // pods · 100 reach replicas · weight, and one pod fewer does not
  private static boolean isLeast(int pods, int replicas, int weight) {
    BigInteger over =
        HUNDRED
            .multiply(BigInteger.valueOf(pods))
            .subtract(BigInteger.valueOf(replicas).multiply(BigInteger.valueOf(weight)));
    return over.signum() >= 0 && over.compareTo(HUNDRED) < 0;
  }

  /**
   * Tries the splits in the order that decides ties, with fractions of big integers: slow, and
   * written from the study, not from the planner.
   */
  private static ReplicaCounts closest(int replicas, int weight, boolean surge) {
    if (replicas == 0) {
      return new ReplicaCounts(0, 0);
    }
    BigInteger[] share =
        BigInteger.valueOf(replicas)
            .multiply(BigInteger.valueOf(weight))
            .divideAndRemainder(HUNDRED);
    long down = share[0].longValueExact();
    long up = share[1].signum() == 0 ? down : down + 1;
    boolean zeroAllowed = weight == 0 || weight == 100 || (replicas == 1 && !surge);
    long[] totals = surge ? new long[] {replicas, replicas + 1L} : new long[] {replicas};
    long canary = -1;
    long of = 0;
    for (long total : totals) {
      for (long pods : new long[] {up, down}) {
        boolean allowed =
            pods == up
                ? total > replicas || up < replicas || zeroAllowed
                : !isHalf(total, weight) && (down != 0 || zeroAllowed);
        if (allowed && (canary < 0 || isCloser(pods, total, canary, of, weight))) {
          canary = pods;
          of = total;
        }
      }
    }
    return canary < 0
        ? new ReplicaCounts(0, replicas)
        : new ReplicaCounts(Math.toIntExact(canary), Math.toIntExact(of - canary));
  }

  private static boolean isHalf(long total, int weight) {
    return BigInteger.valueOf(total)
            .multiply(BigInteger.valueOf(weight))
            .mod(HUNDRED)
            .intValueExact()
        == 50;
  }

  private static boolean isCloser(long pods, long total, long canary, long of, int weight) {
    return error(pods, total, weight)
            .multiply(BigInteger.valueOf(of))
            .compareTo(error(canary, of, weight).multiply(BigInteger.valueOf(total)))
        < 0;
  }

  // |pods · 100 − weight · total|
  private static BigInteger error(long pods, long total, int weight) {
    return BigInteger.valueOf(pods)
        .multiply(HUNDRED)
        .subtract(BigInteger.valueOf(weight).multiply(BigInteger.valueOf(total)))
        .abs();
  }
}
