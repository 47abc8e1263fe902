// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.Findings;

/**
 * Looks at one concern of a Rollout, of its plan or of the documents beside it. All checks are
 * listed in {@link Checks}.
 */
@FunctionalInterface
interface Check {
  /** Reports what it finds; nothing if the subject lacks what the check is about. */
  void run(Subject subject, Findings findings);
}
