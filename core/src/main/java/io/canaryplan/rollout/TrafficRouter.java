// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.canaryplan.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What splits the traffic, as written (canary.md 1.5). Its presence decides counts and what is
 * legal; only Istio's documents are planned. All routers are immutable values.
 *
 * <p>Immutable and safe for use by several threads.
 */
public sealed interface TrafficRouter
    permits IstioTrafficRouting,
        TrafficRouter.Nginx,
        TrafficRouter.Alb,
        TrafficRouter.Smi,
        TrafficRouter.Ambassador,
        TrafficRouter.AppMesh,
        TrafficRouter.Traefik,
        TrafficRouter.Apisix,
        TrafficRouter.Plugin {
  /** Returns the kind; there is one for each type. */
  RouterKind kind();

  /**
   * ingress-nginx; exactly one of the two ingress fields is legal.
   *
   * @param stableIngress the singular form
   * @param stableIngresses the plural form; empty means not written
   * @param annotationPrefix {@code nginx.ingress.kubernetes.io} when absent
   * @param additionalIngressAnnotations annotations for the canary ingress, with the prefix added
   * @param canaryIngressAnnotations annotations for the canary ingress, as they are
   */
  record Nginx(
      Optional<String> stableIngress,
      List<String> stableIngresses,
      Optional<String> annotationPrefix,
      Map<String, String> additionalIngressAnnotations,
      Map<String, String> canaryIngressAnnotations)
      implements TrafficRouter {
    /** Copies the collections. */
    public Nginx {
      requireNonNull(stableIngress, "stableIngress");
      stableIngresses = ImmutableList.copyOf(stableIngresses);
      requireNonNull(annotationPrefix, "annotationPrefix");
      additionalIngressAnnotations = ImmutableMap.copyOf(additionalIngressAnnotations);
      canaryIngressAnnotations = ImmutableMap.copyOf(canaryIngressAnnotations);
    }

    @Override
    public RouterKind kind() {
      return RouterKind.NGINX;
    }
  }

  /**
   * AWS load balancer controller; exactly one of the two ingress fields is legal.
   *
   * @param ingress the singular form
   * @param ingresses the plural form; empty means not written
   * @param servicePort port of the Services
   * @param rootService the stable Service when absent
   * @param annotationPrefix prefix of the annotations, if it is not the usual one
   * @param stickiness session stickiness
   */
  record Alb(
      Optional<String> ingress,
      List<String> ingresses,
      OptionalInt servicePort,
      Optional<String> rootService,
      Optional<String> annotationPrefix,
      Optional<Stickiness> stickiness)
      implements TrafficRouter {
    /** Copies the list. */
    public Alb {
      requireNonNull(ingress, "ingress");
      ingresses = ImmutableList.copyOf(ingresses);
      requireNonNull(servicePort, "servicePort");
      requireNonNull(rootService, "rootService");
      requireNonNull(annotationPrefix, "annotationPrefix");
      requireNonNull(stickiness, "stickiness");
    }

    @Override
    public RouterKind kind() {
      return RouterKind.ALB;
    }
  }

  /**
   * Session stickiness of {@link Alb}.
   *
   * @param enabled whether it is on
   * @param durationSeconds legal from 1 to 604800; a number of 64 bits
   */
  record Stickiness(boolean enabled, OptionalLong durationSeconds) {
    /** Checks that nothing is missing. */
    public Stickiness {
      requireNonNull(durationSeconds, "durationSeconds");
    }
  }

  /**
   * Service Mesh Interface.
   *
   * @param rootService the stable Service when absent
   * @param trafficSplitName the Rollout's name when absent
   */
  record Smi(Optional<String> rootService, Optional<String> trafficSplitName)
      implements TrafficRouter {
    /** Checks that nothing is missing. */
    public Smi {
      requireNonNull(rootService, "rootService");
      requireNonNull(trafficSplitName, "trafficSplitName");
    }

    @Override
    public RouterKind kind() {
      return RouterKind.SMI;
    }
  }

  /**
   * Ambassador.
   *
   * @param mappings names of the base mappings
   */
  record Ambassador(List<String> mappings) implements TrafficRouter {
    /** Copies the names. */
    public Ambassador {
      mappings = ImmutableList.copyOf(mappings);
    }

    @Override
    public RouterKind kind() {
      return RouterKind.AMBASSADOR;
    }
  }

  /**
   * AWS App Mesh.
   *
   * @param virtualService name of the virtual service
   * @param routes names of its routes; empty means all
   * @param canaryVirtualNode virtual node of the new version
   * @param stableVirtualNode virtual node of the stable version
   */
  record AppMesh(
      Optional<String> virtualService,
      List<String> routes,
      Optional<String> canaryVirtualNode,
      Optional<String> stableVirtualNode)
      implements TrafficRouter {
    /** Copies the routes. */
    public AppMesh {
      requireNonNull(virtualService, "virtualService");
      routes = ImmutableList.copyOf(routes);
      requireNonNull(canaryVirtualNode, "canaryVirtualNode");
      requireNonNull(stableVirtualNode, "stableVirtualNode");
    }

    @Override
    public RouterKind kind() {
      return RouterKind.APP_MESH;
    }
  }

  /**
   * Traefik.
   *
   * @param weightedTraefikServiceName name of the TraefikService
   */
  record Traefik(Optional<String> weightedTraefikServiceName) implements TrafficRouter {
    /** Checks that nothing is missing. */
    public Traefik {
      requireNonNull(weightedTraefikServiceName, "weightedTraefikServiceName");
    }

    @Override
    public RouterKind kind() {
      return RouterKind.TRAEFIK;
    }
  }

  /**
   * Apache APISIX.
   *
   * @param route name of the ApisixRoute
   * @param rules names of its rules; empty means all
   */
  record Apisix(Optional<String> route, List<String> rules) implements TrafficRouter {
    /** Copies the rules. */
    public Apisix {
      requireNonNull(route, "route");
      rules = ImmutableList.copyOf(rules);
    }

    @Override
    public RouterKind kind() {
      return RouterKind.APISIX;
    }
  }

  /**
   * A router that a plugin of the controller drives.
   *
   * @param name name of the plugin, for example {@code argoproj-labs/gatewayAPI}
   * @param config its configuration as written; null of YAML if there is none
   */
  record Plugin(String name, YamlNode config) implements TrafficRouter {
    /** Checks that nothing is missing. */
    public Plugin {
      requireNonNull(name, "name");
      requireNonNull(config, "config");
    }

    @Override
    public RouterKind kind() {
      return RouterKind.PLUGIN;
    }
  }
}
