// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import static java.util.Objects.requireNonNull;

/**
 * What is said of one sync option of an Application, and why (gitops.md 7).
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param option the option as {@code spec.syncPolicy.syncOptions} lists it
 * @param wanted whether it should be there
 * @param reason why, in one sentence without a full stop
 */
public record SyncAdvice(String option, boolean wanted, String reason) {
  /** Checks that nothing is missing. */
  public SyncAdvice {
    requireNonNull(option, "option");
    requireNonNull(reason, "reason");
  }
}
