// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import static java.util.Objects.requireNonNull;

import io.canaryplan.istio.DestinationRule;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.kubernetes.KubernetesService;
import io.canaryplan.kubernetes.ObjectIndex;
import java.util.List;

/**
 * The documents that stand beside Rollouts, by name, for all Rollouts of an input. Those that a
 * Rollout does not refer to are left out of every answer about it.
 *
 * @param virtualServices all VirtualServices known
 * @param destinationRules all DestinationRules known
 * @param services all Services known
 */
public record MeshSources(
    ObjectIndex<VirtualService> virtualServices,
    ObjectIndex<DestinationRule> destinationRules,
    ObjectIndex<KubernetesService> services) {
  /** Checks that nothing is missing. */
  public MeshSources {
    requireNonNull(virtualServices, "virtualServices");
    requireNonNull(destinationRules, "destinationRules");
    requireNonNull(services, "services");
  }

  /** Returns these documents by name. */
  public static MeshSources of(
      List<VirtualService> virtualServices,
      List<DestinationRule> destinationRules,
      List<KubernetesService> services) {
    return new MeshSources(
        ObjectIndex.of(virtualServices),
        ObjectIndex.of(destinationRules),
        ObjectIndex.of(services));
  }
}
