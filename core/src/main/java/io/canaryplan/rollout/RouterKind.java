// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

/**
 * The kinds of traffic routers, in the order in which the controller drives them (canary.md 1.5).
 * There is one for each type of {@link TrafficRouter}.
 *
 * <p>Immutable and safe for use by several threads.
 */
public enum RouterKind {
  /** {@link IstioTrafficRouting}. */
  ISTIO("istio"),
  /** {@link TrafficRouter.Nginx}. */
  NGINX("nginx"),
  /** {@link TrafficRouter.Alb}. */
  ALB("alb"),
  /** {@link TrafficRouter.Smi}. */
  SMI("smi"),
  /** {@link TrafficRouter.Ambassador}. */
  AMBASSADOR("ambassador"),
  /** {@link TrafficRouter.AppMesh}. */
  APP_MESH("appMesh"),
  /** {@link TrafficRouter.Traefik}. */
  TRAEFIK("traefik"),
  /** {@link TrafficRouter.Apisix}. */
  APISIX("apisix"),
  /** {@link TrafficRouter.Plugin}; the only kind of which there can be several. */
  PLUGIN("plugins");

  private final String field;

  RouterKind(String field) {
    this.field = field;
  }

  /** Returns the name of its field below trafficRouting, for example {@code appMesh}. */
  public String field() {
    return field;
  }

  /** Returns the name of the field. */
  @Override
  public String toString() {
    return field;
  }
}
