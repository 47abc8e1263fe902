// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The routers other than Istio, as written (canary.md 1.5). Their presence decides counts and what
 * is legal; their documents are not planned.
 */
public final class OtherRouters {
  private OtherRouters() {}

  /**
   * ingress-nginx; exactly one of the two ingress fields is legal.
   *
   * @param stableIngress the singular form
   * @param stableIngresses the plural form; empty means not written
   * @param annotationPrefix {@code nginx.ingress.kubernetes.io} when absent
   * @param additionalIngressAnnotations annotations for the canary ingress, with the prefix added
   * @param canaryIngressAnnotations annotations for the canary ingress, as they are
   */
  public record Nginx(
      Optional<String> stableIngress,
      List<String> stableIngresses,
      Optional<String> annotationPrefix,
      Map<String, String> additionalIngressAnnotations,
      Map<String, String> canaryIngressAnnotations) {
    /** Copies the collections. */
    public Nginx {
      requireNonNull(stableIngress, "stableIngress");
      stableIngresses = ImmutableList.copyOf(stableIngresses);
      requireNonNull(annotationPrefix, "annotationPrefix");
      additionalIngressAnnotations = ImmutableMap.copyOf(additionalIngressAnnotations);
      canaryIngressAnnotations = ImmutableMap.copyOf(canaryIngressAnnotations);
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
  public record Alb(
      Optional<String> ingress,
      List<String> ingresses,
      OptionalInt servicePort,
      Optional<String> rootService,
      Optional<String> annotationPrefix,
      Optional<Stickiness> stickiness) {
    /** Copies the list. */
    public Alb {
      requireNonNull(ingress, "ingress");
      ingresses = ImmutableList.copyOf(ingresses);
      requireNonNull(servicePort, "servicePort");
      requireNonNull(rootService, "rootService");
      requireNonNull(annotationPrefix, "annotationPrefix");
      requireNonNull(stickiness, "stickiness");
    }
  }

  /**
   * Session stickiness of {@link Alb}.
   *
   * @param enabled whether it is on
   * @param durationSeconds legal from 1 to 604800
   */
  public record Stickiness(boolean enabled, OptionalInt durationSeconds) {
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
  public record Smi(Optional<String> rootService, Optional<String> trafficSplitName) {
    /** Checks that nothing is missing. */
    public Smi {
      requireNonNull(rootService, "rootService");
      requireNonNull(trafficSplitName, "trafficSplitName");
    }
  }

  /**
   * Ambassador.
   *
   * @param mappings names of the base mappings
   */
  public record Ambassador(List<String> mappings) {
    /** Copies the names. */
    public Ambassador {
      mappings = ImmutableList.copyOf(mappings);
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
  public record AppMesh(
      Optional<String> virtualService,
      List<String> routes,
      Optional<String> canaryVirtualNode,
      Optional<String> stableVirtualNode) {
    /** Copies the routes. */
    public AppMesh {
      requireNonNull(virtualService, "virtualService");
      routes = ImmutableList.copyOf(routes);
      requireNonNull(canaryVirtualNode, "canaryVirtualNode");
      requireNonNull(stableVirtualNode, "stableVirtualNode");
    }
  }

  /**
   * Traefik.
   *
   * @param weightedTraefikServiceName name of the TraefikService
   */
  public record Traefik(Optional<String> weightedTraefikServiceName) {
    /** Checks that nothing is missing. */
    public Traefik {
      requireNonNull(weightedTraefikServiceName, "weightedTraefikServiceName");
    }
  }

  /**
   * Apache APISIX.
   *
   * @param route name of the ApisixRoute
   * @param rules names of its rules; empty means all
   */
  public record Apisix(Optional<String> route, List<String> rules) {
    /** Copies the rules. */
    public Apisix {
      requireNonNull(route, "route");
      rules = ImmutableList.copyOf(rules);
    }
  }
}
