// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import io.canaryplan.kubernetes.IntOrPercent;
import io.canaryplan.kubernetes.WorkloadDefaults;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * maxSurge and maxUnavailable of a Deployment in pods: here 25 % becomes pods (rolling.md 1.4).
 *
 * <p>25 % and 25 % of 10 are 3 and 2, of 1 they are 1 and 0, of 0 both are 0.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param surge pods allowed above replicas, 0 or more; never capped
 * @param unavailable pods that may be missing, 0 or more; it may be above replicas
 */
public record DeploymentLimits(int surge, int unavailable) {
  /** No pod more and none less: what Recreate has. */
  public static final DeploymentLimits NONE = new DeploymentLimits(0, 0);

  private static final Pattern PERCENTAGE = Pattern.compile("[0-9]++%");

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is negative
   */
  public DeploymentLimits {
    if (surge < 0 || unavailable < 0) {
      throw new IllegalArgumentException(
          "limits must not be negative but were " + surge + " and " + unavailable);
    }
  }

  /**
   * Returns whether the API server takes a limit: an integer of 0 or more, or a text of digits and
   * one {@code %} (rolling.md 1.3). An Argo Rollout takes more.
   */
  public static boolean isPlain(IntOrPercent limit) {
    return limit.isText()
        ? PERCENTAGE.matcher(limit.written()).matches()
        : limit.number().orElseThrow() >= 0;
  }

  /**
   * Returns whether the API server takes both limits together: each {@link #isPlain}, not both zero
   * as written, and no more than 100 % unavailable (rolling.md 1.5). It asks nothing about
   * replicas.
   *
   * @param maxSurge as written; absent means 25 %
   * @param maxUnavailable as written; absent means 25 %
   */
  public static boolean isAccepted(
      Optional<IntOrPercent> maxSurge, Optional<IntOrPercent> maxUnavailable) {
    IntOrPercent up = maxSurge.orElse(WorkloadDefaults.LIMIT);
    IntOrPercent down = maxUnavailable.orElse(WorkloadDefaults.LIMIT);
    return isPlain(up)
        && isPlain(down)
        && !(up.validatedNumber() == 0 && down.validatedNumber() == 0)
        && !isAboveAll(down);
  }

  /**
   * Resolves what a Deployment says: a percentage of surge is rounded up and one of unavailable
   * down; if both come out as 0, one pod may be missing, since nothing could move otherwise. What
   * does not fit into 32 bits is cut to them, as the controller does.
   *
   * @param maxSurge as written; absent means 25 %
   * @param maxUnavailable as written; absent means 25 %
   * @param replicas pods that 100 % stands for, 0 or more
   * @throws IllegalArgumentException if replicas are negative, if the API server refuses one of the
   *     limits (it is negative, a text but not a percentage, or more than 100 % unavailable), or if
   *     the controller cannot make pods of maxSurge: a percentage beyond 64 bits, or pods beyond
   *     them or whose 32 bits are negative
   */
  public static DeploymentLimits resolve(
      Optional<IntOrPercent> maxSurge, Optional<IntOrPercent> maxUnavailable, int replicas) {
    IntOrPercent up = plain(maxSurge.orElse(WorkloadDefaults.LIMIT));
    IntOrPercent down = plain(maxUnavailable.orElse(WorkloadDefaults.LIMIT));
    long surge = surge(up, replicas).orElse(Long.MIN_VALUE);
    if (surge == Long.MIN_VALUE || (int) surge < 0) {
      throw new IllegalArgumentException(up + " is too much for the controller to count");
    }
    if (isAboveAll(down)) {
      throw new IllegalArgumentException(down + " is more than all pods");
    }
    long unavailable = down.resolveRoundingDown(replicas).orElseThrow();
    boolean none = surge == 0 && unavailable == 0;
    return new DeploymentLimits((int) surge, none ? 1 : (int) unavailable);
  }

  /**
   * Returns the pods of maxSurge before they are cut to 32 bits; absent for a percentage beyond 64
   * bits, which fails every pass of the controller, and for pods beyond them.
   *
   * @param maxSurge as the API server takes it ({@link #isPlain}); absent means 25 %
   * @param replicas pods that 100 % stands for, 0 or more
   * @throws IllegalArgumentException if replicas are negative
   */
  public static OptionalLong uncutSurge(Optional<IntOrPercent> maxSurge, int replicas) {
    return surge(maxSurge.orElse(WorkloadDefaults.LIMIT), replicas);
  }

  /**
   * Returns whether the controller can count replicas and maxSurge together, in 32 bits (rolling.md
   * 5.5).
   *
   * @param maxSurge as the API server takes it ({@link #isPlain}); absent means 25 %
   * @param replicas pods that 100 % stands for, 0 or more
   * @throws IllegalArgumentException if replicas are negative
   */
  public static boolean isCountable(Optional<IntOrPercent> maxSurge, int replicas) {
    OptionalLong uncut = uncutSurge(maxSurge, replicas);
    int surge = (int) uncut.orElse(-1);
    return surge >= 0 && (long) replicas + surge <= Integer.MAX_VALUE;
  }

  private static OptionalLong surge(IntOrPercent limit, int replicas) {
    if (replicas < 0) {
      throw new IllegalArgumentException("replicas must not be negative but were " + replicas);
    }
    return limit.isText() && limit.number().isPresent()
        ? ScaledPercent.roundedUp(limit.number().getAsLong(), replicas)
        : limit.number();
  }

  /** Returns whether a limit is a percentage above 100, which maxUnavailable must not be. */
  public static boolean isAboveAll(IntOrPercent limit) {
    return limit.isText() && isPlain(limit) && limit.validatedNumber() > 100;
  }

  /** Returns the pods that may be missing from so many replicas, at most all of them. */
  public int unavailableOf(int replicas) {
    return Math.min(unavailable, replicas);
  }

  private static IntOrPercent plain(IntOrPercent limit) {
    if (!isPlain(limit)) {
      throw new IllegalArgumentException(limit + " is neither 0 or more pods nor a percentage");
    }
    return limit;
  }
}
