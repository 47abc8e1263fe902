// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import io.canaryplan.controller.BlueGreenCondition.ConditionType;
import io.canaryplan.controller.BlueGreenCondition.Reason;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The status of a blue-green Rollout, as far as its controller reads it again (bluegreen.md 1.3).
 *
 * @param stable the stable version; {@link #NONE} before the first
 * @param current the version whose pod template was seen last
 * @param active the version that the active Service selected
 * @param preview the version that the preview Service selected
 * @param checkpoint whether the preview is to get all pods
 * @param pauseStart since when it is paused before the switch, in seconds
 * @param inconclusive whether an inconclusive analysis pauses it
 * @param controllerPause whether the controller began a pause
 * @param abort whether the update is aborted
 * @param abortedAt whether the time of an abort is kept
 * @param promoteFull whether somebody asked for the full promotion
 * @param pre the run of prePromotionAnalysis
 * @param post the run of postPromotionAnalysis
 * @param conditions the conditions, the one written last at the end
 * @param phase the phase and its message
 * @param generation the edit of the Rollout that was seen last
 * @param updated pods of the new version
 * @param total pods of all versions
 * @param available available pods of the active version
 * @param pods pods of the active version
 */
record BlueGreenStatus(
    int stable,
    int current,
    int active,
    int preview,
    boolean checkpoint,
    OptionalLong pauseStart,
    boolean inconclusive,
    boolean controllerPause,
    boolean abort,
    boolean abortedAt,
    boolean promoteFull,
    Optional<BlueGreenRun> pre,
    Optional<BlueGreenRun> post,
    ImmutableList<BlueGreenCondition> conditions,
    BlueGreenPhase phase,
    long generation,
    int updated,
    long total,
    long available,
    long pods) {
  /** No version. */
  static final int NONE = 0;

  static final BlueGreenStatus EMPTY =
      new BlueGreenStatus(
          NONE,
          NONE,
          NONE,
          NONE,
          false,
          OptionalLong.empty(),
          false,
          false,
          false,
          false,
          false,
          Optional.empty(),
          Optional.empty(),
          ImmutableList.of(),
          BlueGreenPhase.NONE,
          0,
          0,
          0,
          0,
          0);

  boolean isPaused() {
    return pauseStart.isPresent() || inconclusive;
  }

  Optional<BlueGreenRun> run(boolean before) {
    return before ? pre : post;
  }

  Optional<BlueGreenCondition> condition(ConditionType type) {
    return BlueGreenCondition.find(conditions, type);
  }

  boolean progresses(Reason reason) {
    return condition(ConditionType.PROGRESSING)
        .filter(found -> found.reason() == reason)
        .isPresent();
  }

  /** Returns this with what the controller writes at the beginning of a pass. */
  BlueGreenStatus noted(
      ImmutableList<BlueGreenCondition> newConditions,
      BlueGreenPhase newPhase,
      long newGeneration) {
    return new BlueGreenStatus(
        stable,
        current,
        active,
        preview,
        checkpoint,
        pauseStart,
        inconclusive,
        controllerPause,
        abort,
        abortedAt,
        promoteFull,
        pre,
        post,
        newConditions,
        newPhase,
        newGeneration,
        updated,
        total,
        available,
        pods);
  }

  /** Returns this with other analysis runs. */
  BlueGreenStatus withRuns(Optional<BlueGreenRun> newPre, Optional<BlueGreenRun> newPost) {
    return new BlueGreenStatus(
        stable,
        current,
        active,
        preview,
        checkpoint,
        pauseStart,
        inconclusive,
        controllerPause,
        abort,
        abortedAt,
        promoteFull,
        newPre,
        newPost,
        conditions,
        phase,
        generation,
        updated,
        total,
        available,
        pods);
  }

  /** Returns this when a person aborts, tries again, or promotes. */
  BlueGreenStatus told(boolean newAbort, boolean full, boolean resumed) {
    return new BlueGreenStatus(
        stable,
        current,
        active,
        preview,
        checkpoint,
        resumed ? OptionalLong.empty() : pauseStart,
        !resumed && inconclusive,
        controllerPause,
        newAbort,
        abortedAt,
        promoteFull || full,
        pre,
        post,
        conditions,
        phase,
        generation,
        updated,
        total,
        available,
        pods);
  }
}
