// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.istio.DestinationRule;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.kubernetes.KubernetesService;
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
    List<VirtualService> virtualServices,
    List<DestinationRule> destinationRules,
    List<KubernetesService> services) {
  /** Copies the lists. */
  public MeshSources {
    requireNonNull(rollout, "rollout");
    virtualServices = ImmutableList.copyOf(virtualServices);
    destinationRules = ImmutableList.copyOf(destinationRules);
    services = ImmutableList.copyOf(services);
  }
}
