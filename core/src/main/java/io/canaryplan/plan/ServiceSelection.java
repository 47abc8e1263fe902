// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

/**
 * Which version a Service of a Rollout selects.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param role what the Service is for, as the strategy's field says: {@code activeService}
 * @param service its name
 * @param version the version, 1 for the one before the update, 2 for the one that it brings, larger
 *     numbers for those that come while it is on its way; 0 if it selects none
 */
public record ServiceSelection(String role, String service, int version) {
  /** Checks for null. */
  public ServiceSelection {
    requireNonNull(role, "role");
    requireNonNull(service, "service");
  }
}
