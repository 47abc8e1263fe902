// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The extremes of a plan over all its passes, without aborts.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param peak most pods at one time
 * @param lowest fewest pods at one time
 * @param lowestAvailable fewest available pods at one time, right after a pass and before its new
 *     pods are ready
 * @param leastAvailable pods that maxUnavailable wants available: {@code replicas −
 *     maxUnavailable}. With traffic routing the controller does not hold it
 * @param addedAtOnce for each state of the plan the most pods that one pass on the way to it adds,
 *     0 or more
 * @param seconds seconds of all pauses and delays; absent when some are open. The time that pods
 *     need is not in it
 * @param openSteps indexes of the steps whose duration is open, from 0: pauses until somebody
 *     resumes, analyses, plugins
 * @param overload where canary or stable has the most traffic for its pods, up to the pass that
 *     promotes; absent without a router, where the pods' share is the traffic's
 */
public record Envelope(
    Extreme peak,
    Extreme lowest,
    Extreme lowestAvailable,
    int leastAvailable,
    List<Long> addedAtOnce,
    OptionalLong seconds,
    List<Integer> openSteps,
    Optional<Overload> overload)
    implements UpdateEnvelope {
  /** Copies the lists. */
  public Envelope {
    requireNonNull(peak, "peak");
    requireNonNull(lowest, "lowest");
    requireNonNull(lowestAvailable, "lowestAvailable");
    addedAtOnce = ImmutableList.copyOf(addedAtOnce);
    requireNonNull(seconds, "seconds");
    openSteps = ImmutableList.copyOf(openSteps);
    requireNonNull(overload, "overload");
  }

  @Override
  public Point most() {
    return peak.point();
  }

  @Override
  public Point fewestAvailable() {
    return lowestAvailable.point();
  }

  /**
   * A moment of a plan.
   *
   * @param state position in {@link CanaryPlan#states}
   * @param pass position in that state's passes; absent before the update
   */
  public record Moment(int state, OptionalInt pass) {
    /** Checks for null. */
    public Moment {
      requireNonNull(pass, "pass");
    }
  }

  /**
   * A number of pods and the first moment it occurs.
   *
   * @param pods 0 or more
   * @param moment when
   */
  public record Extreme(long pods, Moment moment) {
    /** Checks for null. */
    public Extreme {
      requireNonNull(moment, "moment");
    }

    Point point() {
      OptionalInt pass = moment.pass();
      return new Point(
          pods,
          moment.state(),
          pass.isPresent() ? OptionalLong.of(pass.getAsInt()) : OptionalLong.empty());
    }
  }

  /**
   * How much traffic a version has for its pods. The replicas of the Rollout are taken to carry all
   * traffic, so that a version of which half of them run carries half of it, however many pods the
   * other version has.
   *
   * @param canary whether it is the new version; else the stable one
   * @param factor the version's share of the traffic over its pods' share of the replicas; 1 when
   *     it has just the pods it needs, infinite when traffic goes to a version without pods
   * @param moment the first moment it occurs
   */
  public record Overload(boolean canary, Ratio factor, Moment moment) {
    /** What pods are taken to bear for a while: more is an overload. */
    private static final Ratio TOLERATED = new Ratio(3, 2);

    /** Checks for null. */
    public Overload {
      requireNonNull(factor, "factor");
      requireNonNull(moment, "moment");
    }
  }

  /** Returns the overload, if it is one: more than 1.5 times what the pods are there for. */
  public Optional<Overload> notableOverload() {
    return overload.filter(load -> load.factor().compareTo(Overload.TOLERATED) > 0);
  }

  /** Returns whether fewer pods are available at some time than maxUnavailable allows. */
  public boolean isShort() {
    return lowestAvailable.pods() < leastAvailable;
  }
}
