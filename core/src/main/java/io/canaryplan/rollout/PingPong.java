// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static java.util.Objects.requireNonNull;

/**
 * Two Services that swap the roles of stable and canary at each promotion. Both must be named and
 * differ (istio.md 3.3).
 *
 * @param pingService one Service, possibly empty as written
 * @param pongService the other one, possibly empty as written
 */
public record PingPong(String pingService, String pongService) {
  /** Checks that nothing is missing. */
  public PingPong {
    requireNonNull(pingService, "pingService");
    requireNonNull(pongService, "pongService");
  }
}
