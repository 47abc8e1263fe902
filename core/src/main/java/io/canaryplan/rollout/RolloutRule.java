// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import io.canaryplan.finding.Rule;
import io.canaryplan.finding.Severity;

/** The rules under which reading a Rollout reports. */
public enum RolloutRule implements Rule {
  /** The document is not a mapping, or of another kind than Rollout. */
  NOT_A_ROLLOUT(Severity.ERROR),
  /** The apiVersion is not {@code argoproj.io/v1alpha1}. */
  ROLLOUT_VERSION_UNKNOWN(Severity.WARNING),
  /** The Rollout has no {@code metadata.name}. */
  ROLLOUT_NAME_MISSING(Severity.ERROR),
  /** A field holds another type than its schema says. */
  WRONG_TYPE(Severity.ERROR),
  /** A number does not fit its field: outside of 32 bits, or negative where that has no meaning. */
  NUMBER_OUT_OF_RANGE(Severity.ERROR),
  /** A field that the schema requires is missing (istio.md 3.1). */
  REQUIRED_FIELD_MISSING(Severity.ERROR),
  /** A plain scalar that YAML parsers type differently, or not as its field needs it (P30). */
  READ_DIFFERENTLY(Severity.WARNING),
  /** {@code spec.replicas} is negative (G-1). */
  REPLICAS_NEGATIVE(Severity.ERROR),
  /** Neither canary nor blueGreen is given (G-8). */
  STRATEGY_MISSING(Severity.ERROR),
  /** Both canary and blueGreen are given (G-9). */
  STRATEGY_AMBIGUOUS(Severity.ERROR),
  /** A step has none of the eight kinds (S-3). */
  STEP_EMPTY(Severity.ERROR),
  /** A setWeight is outside of 0 to the maximum weight (S-4). */
  SET_WEIGHT_OUT_OF_RANGE(Severity.ERROR),
  /** A pause's duration cannot be read or is negative (S-5). */
  PAUSE_DURATION_INVALID(Severity.ERROR),
  /** An experiment's duration is no Go duration. */
  EXPERIMENT_DURATION_INVALID(Severity.WARNING),
  /** {@code maxTrafficWeight} is below 1: there is nothing to share. */
  MAX_TRAFFIC_WEIGHT_BELOW_ONE(Severity.ERROR);

  private final Severity severity;

  RolloutRule(Severity severity) {
    this.severity = severity;
  }

  @Override
  public Severity severity() {
    return severity;
  }
}
