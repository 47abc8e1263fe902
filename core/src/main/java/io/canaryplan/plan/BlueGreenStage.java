// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A state of a blue-green update.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param kind which state
 * @param passes the passes that lead to it from the state before; empty for the initial one
 * @param moment the Rollout in this state, to go on from
 * @param durationSeconds how long it lasts: 0 when it goes on by itself, absent when that is open,
 *     as for a pause until a person promotes or for an analysis
 * @param reasons why it is as it is, one sentence each
 * @param standstill why the update does not go on from here, or does not end as it should
 */
public record BlueGreenStage(
    Kind kind,
    List<BlueGreenView> passes,
    BlueGreenMoment moment,
    OptionalLong durationSeconds,
    List<String> reasons,
    Optional<Standstill> standstill)
    implements UpdateState {
  /**
   * The states of a blue-green update, in their order; all but the first and last may be missing.
   */
  public enum Kind {
    /** Before the update. */
    INITIAL,
    /** The new version has been given its pods, and the preview Service selects it. */
    PREVIEW_UP,
    /** prePromotionAnalysis runs. */
    PRE_ANALYSIS,
    /** It waits for a person, or for autoPromotionSeconds. */
    PAUSED,
    /** The active Service selects the new version; the old pods are still there. */
    SWITCHED,
    /** postPromotionAnalysis runs. */
    POST_ANALYSIS,
    /** The new version is the stable one, and nothing happens any more. */
    PROMOTED,
    /**
     * It came to no end within progressDeadlineSeconds and aborted itself (progressDeadlineAbort);
     * the pods of the new version are gone, unless they are kept for ever.
     */
    ABORTED
  }

  /** Copies the lists. */
  public BlueGreenStage {
    requireNonNull(kind, "kind");
    passes = ImmutableList.copyOf(passes);
    requireNonNull(moment, "moment");
    requireNonNull(durationSeconds, "durationSeconds");
    reasons = ImmutableList.copyOf(reasons);
    requireNonNull(standstill, "standstill");
  }

  /** Returns the name in lower case with blanks: {@code preview up}. */
  @Override
  public String name() {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  @Override
  public long newPods() {
    return view().size(BlueGreenPlan.UPDATE);
  }

  @Override
  public long oldPods() {
    return view().total() - newPods();
  }

  @Override
  public long availablePods() {
    return view().available();
  }

  /** Returns the pods and Services in this state. */
  public BlueGreenView view() {
    return moment.view();
  }
}
