// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * A condition in the status of a blue-green Rollout (bluegreen.md 9).
 *
 * @param type which condition
 * @param value whether it holds
 * @param reason why
 * @param message what is said of it; empty if nothing
 * @param changed when it was written last, in seconds
 */
record BlueGreenCondition(
    ConditionType type, Value value, Reason reason, String message, long changed) {
  /** The conditions. */
  enum ConditionType {
    PROGRESSING,
    PAUSED,
    HEALTHY,
    AVAILABLE,
    COMPLETED
  }

  /** Whether a condition holds. */
  enum Value {
    TRUE,
    FALSE,
    UNKNOWN
  }

  /** Why a condition holds, by the names that the status has. */
  enum Reason {
    NEW_REPLICA_SET_CREATED("NewReplicaSetCreated"),
    REPLICA_SET_UPDATED("ReplicaSetUpdated"),
    REPLICA_SET_NOT_AVAILABLE("ReplicaSetNotAvailable"),
    NEW_REPLICA_SET_AVAILABLE("NewReplicaSetAvailable"),
    ROLLOUT_PAUSED("RolloutPaused"),
    ROLLOUT_RESUMED("RolloutResumed"),
    ROLLOUT_RETRY("RolloutRetry"),
    ROLLOUT_ABORTED("RolloutAborted"),
    PROGRESS_DEADLINE_EXCEEDED("ProgressDeadlineExceeded"),
    ROLLOUT_HEALTHY("RolloutHealthy"),
    AVAILABLE("AvailableReason"),
    ROLLOUT_COMPLETED("RolloutCompleted");

    private final String written;

    Reason(String written) {
      this.written = written;
    }

    @Override
    public String toString() {
      return written;
    }
  }

  static Optional<BlueGreenCondition> find(
      ImmutableList<BlueGreenCondition> all, ConditionType type) {
    for (BlueGreenCondition condition : all) {
      if (condition.type() == type) {
        return Optional.of(condition);
      }
    }
    return Optional.empty();
  }

  /** Returns the conditions with this one, at the end, unless it is there for the same reason. */
  ImmutableList<BlueGreenCondition> setIn(ImmutableList<BlueGreenCondition> all) {
    boolean same =
        find(all, type).filter(old -> old.value() == value && old.reason() == reason).isPresent();
    return same ? all : replacedIn(all);
  }

  /** Returns the conditions with this one, at the end, in place of the old one. */
  ImmutableList<BlueGreenCondition> replacedIn(ImmutableList<BlueGreenCondition> all) {
    ImmutableList.Builder<BlueGreenCondition> rest = ImmutableList.builder();
    for (BlueGreenCondition condition : all) {
      if (condition.type() != type) {
        rest.add(condition);
      }
    }
    return rest.add(this).build();
  }
}
