// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import io.canaryplan.istio.RouteDestination;

/** All of a destination's host that Argo Rollouts compares with the name of a Service. */
public final class ShortHost {
  private ShortHost() {}

  /**
   * Returns the text before the first dot of a host: the whole text without a dot, and the empty
   * text if it starts with one (istio.md 1.4).
   */
  public static String of(String host) {
    int dot = host.indexOf('.');
    return dot < 0 ? host : host.substring(0, dot);
  }

  /** Returns the short host of a destination; empty if it has no host. */
  public static String of(RouteDestination destination) {
    return of(destination.host().orElse(""));
  }
}
