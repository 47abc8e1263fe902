// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import static java.util.Objects.requireNonNull;

import io.canaryplan.istio.DestinationRule;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.kubernetes.KubernetesService;
import io.canaryplan.kubernetes.ObjectIndex;
import io.canaryplan.yaml.YamlDocument;
import java.util.List;
import java.util.Optional;

/**
 * The documents that stand beside a Rollout. Those that it does not refer to are left out of every
 * answer.
 *
 * @param rollout the Rollout's own document, which positions of findings come from; absent for a
 *     Rollout made in code
 * @param virtualServices all VirtualServices known
 * @param destinationRules all DestinationRules known
 * @param services all Services known
 */
public record MeshSources(
    Optional<YamlDocument> rollout,
    ObjectIndex<VirtualService> virtualServices,
    ObjectIndex<DestinationRule> destinationRules,
    ObjectIndex<KubernetesService> services) {
  /** Checks that nothing is missing. */
  public MeshSources {
    requireNonNull(rollout, "rollout");
    requireNonNull(virtualServices, "virtualServices");
    requireNonNull(destinationRules, "destinationRules");
    requireNonNull(services, "services");
  }

  /** Returns these documents beside a Rollout that was read. */
  public MeshSources beside(YamlDocument document) {
    return new MeshSources(Optional.of(document), virtualServices, destinationRules, services);
  }

  /** Returns the documents that stand beside a Rollout made in code. */
  public static MeshSources of(
      List<VirtualService> virtualServices,
      List<DestinationRule> destinationRules,
      List<KubernetesService> services) {
    return new MeshSources(
        Optional.empty(),
        ObjectIndex.of(virtualServices),
        ObjectIndex.of(destinationRules),
        ObjectIndex.of(services));
  }
}
