// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ListMultimap;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.kubernetes.KubernetesObject;
import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.rollout.References;
import io.canaryplan.rollout.RolloutReader;
import io.canaryplan.yaml.YamlDocument;
import java.util.List;
import java.util.Optional;

/**
 * The workloads among the inputs, in their order.
 *
 * @param rollouts the Rollouts
 * @param takenOver the Deployments whose pods a Rollout takes over; they are not planned
 * @param planned the Rollouts and all other Deployments
 */
record Workloads(
    List<YamlDocument> rollouts, List<YamlDocument> takenOver, List<YamlDocument> planned) {
  Workloads {
    rollouts = ImmutableList.copyOf(rollouts);
    takenOver = ImmutableList.copyOf(takenOver);
    planned = ImmutableList.copyOf(planned);
  }

  static Workloads of(List<YamlDocument> documents) {
    List<YamlDocument> rollouts = documents.stream().filter(RolloutReader::isMeant).toList();
    // by the name that they take over, so that each Deployment is compared with few
    ListMultimap<String, YamlDocument> references = ArrayListMultimap.create();
    for (YamlDocument rollout : rollouts) {
      Fields.text(rollout.root(), "spec", "workloadRef", "name")
          .ifPresent(name -> references.put(name, rollout));
    }
    ImmutableList.Builder<YamlDocument> planned = ImmutableList.builder();
    ImmutableList.Builder<YamlDocument> takenOver = ImmutableList.builder();
    for (YamlDocument document : documents) {
      if (RolloutReader.isMeant(document)) {
        planned.add(document);
      } else if (Surroundings.isOf(document, "apps", "Deployment")) {
        String name = Fields.text(document.root(), "metadata", "name").orElse("");
        boolean taken =
            references.get(name).stream().anyMatch(rollout -> takesOver(rollout, document));
        (taken ? takenOver : planned).add(document);
      }
    }
    return new Workloads(rollouts, takenOver.build(), planned.build());
  }

  private static boolean takesOver(YamlDocument rollout, YamlDocument deployment) {
    Optional<String> name = Fields.text(rollout.root(), "spec", "workloadRef", "name");
    Optional<ObjectId> id = KubernetesObject.idOf(deployment.root());
    Optional<String> namespace = KubernetesObject.idOf(rollout.root()).flatMap(ObjectId::namespace);
    return name.isPresent()
        && id.isPresent()
        && Fields.text(rollout.root(), "spec", "workloadRef", "kind")
            .equals(Optional.of("Deployment"))
        && References.areTo(id.get(), name.get(), Optional.empty(), namespace);
  }
}
