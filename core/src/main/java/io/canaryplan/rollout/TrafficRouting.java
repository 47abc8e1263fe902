// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How traffic is split. Its presence, even empty, switches from the pods' ratio to traffic-routed
 * counts. Several routers may be set and are then driven with the same weight.
 *
 * @param maxTrafficWeight what all weights add up to, 1 or more; 100 when absent. Legal only with
 *     Nginx or a plugin (C-13)
 * @param managedRoutes names of the routes that the controller owns, in order of precedence; empty
 *     means not written, since the controller drops an empty list
 * @param istio Istio
 * @param nginx ingress-nginx
 * @param alb AWS load balancer controller
 * @param smi Service Mesh Interface
 * @param ambassador Ambassador
 * @param appMesh AWS App Mesh
 * @param traefik Traefik
 * @param apisix Apache APISIX
 * @param plugins names of traffic router plugins; their configuration stays in the document
 */
public record TrafficRouting(
    OptionalInt maxTrafficWeight,
    List<String> managedRoutes,
    Optional<IstioTrafficRouting> istio,
    Optional<OtherRouters.Nginx> nginx,
    Optional<OtherRouters.Alb> alb,
    Optional<OtherRouters.Smi> smi,
    Optional<OtherRouters.Ambassador> ambassador,
    Optional<OtherRouters.AppMesh> appMesh,
    Optional<OtherRouters.Traefik> traefik,
    Optional<OtherRouters.Apisix> apisix,
    List<String> plugins) {
  /** What weights add up to unless {@code maxTrafficWeight} says otherwise. */
  public static final int DEFAULT_MAX_WEIGHT = 100;

  /**
   * Checks the range of the maximum and copies the lists.
   *
   * @throws IllegalArgumentException if {@code maxTrafficWeight} is below 1: shares of 0 parts do
   *     not exist
   */
  public TrafficRouting {
    if (maxTrafficWeight.orElse(1) < 1) {
      throw new IllegalArgumentException(
          "maxTrafficWeight must be at least 1 but was " + maxTrafficWeight.getAsInt());
    }
    managedRoutes = ImmutableList.copyOf(managedRoutes);
    requireNonNull(istio, "istio");
    requireNonNull(nginx, "nginx");
    requireNonNull(alb, "alb");
    requireNonNull(smi, "smi");
    requireNonNull(ambassador, "ambassador");
    requireNonNull(appMesh, "appMesh");
    requireNonNull(traefik, "traefik");
    requireNonNull(apisix, "apisix");
    plugins = ImmutableList.copyOf(plugins);
  }

  /** Returns traffic routing without any router: traffic-routed counts, nothing routed. */
  public static TrafficRouting empty() {
    return of(Optional.empty(), ImmutableList.of());
  }

  /** Returns traffic routing by Istio, and the routes the controller owns. */
  public static TrafficRouting of(IstioTrafficRouting istio, String... managedRoutes) {
    return of(Optional.of(istio), ImmutableList.copyOf(managedRoutes));
  }

  private static TrafficRouting of(
      Optional<IstioTrafficRouting> istio, List<String> managedRoutes) {
    return new TrafficRouting(
        OptionalInt.empty(),
        managedRoutes,
        istio,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        ImmutableList.of());
  }

  /** Returns what all weights add up to: {@code maxTrafficWeight}, or 100. */
  public int maxWeight() {
    return maxTrafficWeight.orElse(DEFAULT_MAX_WEIGHT);
  }

  /**
   * Returns the names of the routers that are set, in the order the controller drives them: {@code
   * istio}, {@code nginx}, {@code alb}, {@code smi}, {@code ambassador}, {@code appMesh}, {@code
   * traefik}, {@code apisix}, {@code plugins}.
   */
  public List<String> routers() {
    ImmutableList.Builder<String> names = ImmutableList.builder();
    addIfSet(names, "istio", istio);
    addIfSet(names, "nginx", nginx);
    addIfSet(names, "alb", alb);
    addIfSet(names, "smi", smi);
    addIfSet(names, "ambassador", ambassador);
    addIfSet(names, "appMesh", appMesh);
    addIfSet(names, "traefik", traefik);
    addIfSet(names, "apisix", apisix);
    if (!plugins.isEmpty()) {
      names.add("plugins");
    }
    return names.build();
  }

  private static void addIfSet(
      ImmutableList.Builder<String> names, String name, Optional<?> router) {
    if (router.isPresent()) {
      names.add(name);
    }
  }
}
