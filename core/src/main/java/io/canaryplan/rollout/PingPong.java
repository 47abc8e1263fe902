// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Two Services that swap the roles of stable and canary at each promotion. Both must be named and
 * differ (istio.md 3.3).
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param pingService one Service, possibly empty as written
 * @param pongService the other one, possibly empty as written
 * @param stablePingPong {@code status.canary.stablePingPong} as written, {@code ping} or {@code
 *     pong}; absent in a Rollout without a status
 */
public record PingPong(String pingService, String pongService, Optional<String> stablePingPong) {
  /** Checks that nothing is missing; an empty role counts as not written. */
  public PingPong {
    requireNonNull(pingService, "pingService");
    requireNonNull(pongService, "pongService");
    stablePingPong = EmptyText.dropped(stablePingPong, "stablePingPong");
  }

  /** Takes a pair without a status, so that ping is stable. */
  public PingPong(String pingService, String pongService) {
    this(pingService, pongService, Optional.empty());
  }

  /**
   * Returns whether ping is the stable Service before the update: the status says so, or there is
   * none and the Rollout has been installed only (canary.md 10.4). Any other role than ping means
   * pong (istio.md 1.4).
   */
  public boolean isPingStable() {
    return stablePingPong.orElse("ping").equals("ping");
  }

  /** Returns the Service that is stable before the update. */
  public String stableService() {
    return isPingStable() ? pingService : pongService;
  }

  /** Returns the Service that becomes the canary's with the update. */
  public String canaryService() {
    return isPingStable() ? pongService : pingService;
  }

  /** Returns the pair with this role from the status. */
  PingPong withStatus(Optional<String> role) {
    return new PingPong(pingService, pongService, role);
  }
}
