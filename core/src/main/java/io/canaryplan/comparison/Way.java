// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.comparison;

/**
 * A way from one version to the next.
 *
 * <p>Immutable and safe for use by several threads.
 */
public enum Way {
  /** A Deployment's rolling update. */
  ROLLING_UPDATE("rollingUpdate"),
  /** A Deployment that stops all pods before it starts any; compared only where it is written. */
  RECREATE("recreate"),
  /** A Rollout's blue-green update. */
  BLUE_GREEN("blueGreen"),
  /** A Rollout's canary without traffic routing: the pods share the traffic by their number. */
  CANARY("canary"),
  /** A Rollout's canary with traffic routing: a router shares the traffic by weight. */
  ROUTED_CANARY("routedCanary");

  private final String written;

  Way(String written) {
    this.written = written;
  }

  /** Returns the name that JSON has: {@code rollingUpdate}, {@code routedCanary}. */
  @Override
  public String toString() {
    return written;
  }
}
