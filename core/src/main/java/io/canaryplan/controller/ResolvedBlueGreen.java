// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import io.canaryplan.kubernetes.WorkloadDefaults;
import io.canaryplan.plan.Capability;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.ProgressDeadline;
import io.canaryplan.rollout.AnalysisSpec;
import io.canaryplan.rollout.BlueGreenStrategy;
import io.canaryplan.rollout.Rollout;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What decides the passes of a blue-green Rollout and stays as it is: the strategy with its
 * defaults (bluegreen.md 1.1), and what its pods and analyses do.
 *
 * @param rollout the Rollout as written
 * @param strategy its strategy
 * @param controller whose passes they are
 * @param podSeconds seconds until pods of a version are available, the last number for all further
 *     versions; if empty all are at once
 * @param podsPerPass pods of a ReplicaSet that become available between two passes at most
 * @param pre what each run of prePromotionAnalysis comes to, the last one for all further ones; if
 *     empty all succeed at once
 * @param post the same of postPromotionAnalysis
 */
record ResolvedBlueGreen(
    Rollout rollout,
    BlueGreenStrategy strategy,
    ControllerVersion controller,
    ImmutableList<Long> podSeconds,
    int podsPerPass,
    ImmutableList<Outcome> pre,
    ImmutableList<Outcome> post) {
  /** Seconds until a pod is available that never is. */
  static final long NEVER = Long.MAX_VALUE;

  /** Pods of the version before the update are available at once, those after it never. */
  static final ImmutableList<Long> BROKEN_UPDATE = ImmutableList.of(0L, 0L, NEVER);

  /** What an analysis run comes to, and after how many seconds. */
  record Outcome(BlueGreenRun.Phase phase, long seconds) {
    static final Outcome SUCCESS = new Outcome(BlueGreenRun.Phase.SUCCESSFUL, 0);
  }

  /** Returns the same while no pod becomes available. */
  ResolvedBlueGreen withoutNewPods() {
    return new ResolvedBlueGreen(rollout, strategy, controller, podSeconds, 0, pre, post);
  }

  boolean has(Capability capability) {
    return controller.has(capability);
  }

  boolean hasPreview() {
    return strategy.previewService().isPresent();
  }

  OptionalInt previewCount() {
    return strategy.previewReplicaCount();
  }

  boolean promotesItself() {
    return strategy.autoPromotionEnabled().orElse(true);
  }

  int autoPromotionSeconds() {
    return strategy.autoPromotionSeconds().orElse(0);
  }

  boolean wantsPause() {
    return !promotesItself() || autoPromotionSeconds() > 0;
  }

  int scaleDownDelay() {
    return strategy.scaleDownDelaySeconds().orElse(WorkloadDefaults.SCALE_DOWN_DELAY_SECONDS);
  }

  int scaleDownLimit() {
    return strategy.scaleDownDelayRevisionLimit().orElse(Integer.MAX_VALUE);
  }

  int abortDelay() {
    return strategy.abortScaleDownDelaySeconds().orElse(WorkloadDefaults.SCALE_DOWN_DELAY_SECONDS);
  }

  int historyLimit() {
    return rollout.revisionHistoryLimit().orElse(WorkloadDefaults.REVISION_HISTORY_LIMIT);
  }

  int window() {
    return rollout.rollbackWindowRevisions().orElse(0);
  }

  int progressDeadline() {
    return rollout.progressDeadlineSeconds().orElse(WorkloadDefaults.PROGRESS_DEADLINE_SECONDS);
  }

  /** Returns whether the controller refuses the deadline; nothing is planned with it then. */
  boolean isDeadlineRefused() {
    return ProgressDeadline.isRefused(progressDeadline(), rollout.minReadySeconds().orElse(0));
  }

  /** Returns the analysis at a gate. */
  Optional<AnalysisSpec> analysis(boolean before) {
    return before ? strategy.prePromotionAnalysis() : strategy.postPromotionAnalysis();
  }

  boolean hasEmptyAnalysis(boolean before) {
    return analysis(before).filter(spec -> spec.templates().isEmpty()).isPresent();
  }

  /** Returns what the run of that number at a gate comes to. */
  Outcome outcome(boolean before, int run) {
    ImmutableList<Outcome> outcomes = before ? pre : post;
    return outcomes.isEmpty() ? Outcome.SUCCESS : outcomes.get(Math.min(run, outcomes.size() - 1));
  }

  /** Returns the time when pods asked for now become available. */
  long readyAt(int version, long now) {
    if (podSeconds.isEmpty()) {
      return now;
    }
    long seconds = podSeconds.get(Math.min(version, podSeconds.size() - 1));
    return seconds == NEVER ? NEVER : now + seconds;
  }
}
