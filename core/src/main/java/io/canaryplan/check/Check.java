// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.Findings;

/**
 * Looks at one concern of a Rollout, of its plan or of the documents beside it. Those of this
 * package are listed in {@link Checks}; later packages hand theirs over.
 *
 * <p>Implementations have no state; they are safe for use by several threads.
 */
@FunctionalInterface
public interface Check {
  /** Reports what it finds; nothing if the subject lacks what the check is about. */
  void run(Subject subject, Findings findings);
}
