// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import io.canaryplan.finding.Rule;
import io.canaryplan.finding.Severity;

/** Rules about the inputs as a whole. */
public enum InputRule implements Rule {
  /** There is nothing to plan. */
  NO_ROLLOUT(Severity.ERROR),
  /** Two Rollouts share one name and namespace: only one of them can exist. */
  DUPLICATE_ROLLOUT(Severity.ERROR);

  private final Severity severity;

  InputRule(Severity severity) {
    this.severity = severity;
  }

  @Override
  public Severity severity() {
    return severity;
  }
}
