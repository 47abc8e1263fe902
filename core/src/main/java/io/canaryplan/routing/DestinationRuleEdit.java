// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import com.google.common.collect.ImmutableMap;
import io.canaryplan.istio.DestinationRule;
import io.canaryplan.istio.Subset;
import io.canaryplan.plan.AdditionalWeight;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.rollout.IstioDestinationRuleRef;
import io.canaryplan.yaml.YamlMapping;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes hash labels and the annotation into the DestinationRule of subset mode
 * (updateDestinationRule, istio.md 2.1).
 */
final class DestinationRuleEdit {
  /** Label that holds the hash of a ReplicaSet's pod template. */
  static final String HASH_LABEL = "rollouts-pod-template-hash";

  /** Annotation that names the Rollout an object belongs to. */
  static final String MANAGED_BY = "argo-rollouts.argoproj.io/managed-by-rollouts";

  private final IstioDestinationRuleRef reference;
  private final String rollout;

  /**
   * Takes the names.
   *
   * @param reference the names of the subsets
   * @param rollout name of the Rollout, for the annotation
   */
  DestinationRuleEdit(IstioDestinationRuleRef reference, String rollout) {
    this.reference = reference;
    this.rollout = rollout;
  }

  /**
   * Returns the rule of the last state of {@code path}: labels set, experiment subsets appended by
   * name, every other subset dropped. A subset that is not a mapping stays, since it is reported as
   * unsound.
   */
  DestinationRule at(List<RoutingState> path, DestinationRule base) {
    RoutingState state = path.get(path.size() - 1);
    Set<String> running = experiments(path.get(0));
    for (RoutingState each : path) {
      // A subset that has once been dropped comes back as a new one.
      running.retainAll(experiments(each));
    }
    Map<String, String> waiting = new TreeMap<>();
    for (AdditionalWeight experiment : state.experiments()) {
      waiting.put(experiment.service(), experiment.hash());
    }
    List<Subset> kept = new ArrayList<>();
    for (Subset subset : base.subsets()) {
      String name = subset.name();
      if (!(subset.node() instanceof YamlMapping)) {
        kept.add(subset);
      } else if (name.equals(reference.canarySubsetName())) {
        kept.add(labelled(subset, state.canarySubsetHash()));
      } else if (name.equals(reference.stableSubsetName())) {
        kept.add(labelled(subset, state.stableSubsetHash()));
      } else if (running.contains(name) && waiting.containsKey(name)) {
        kept.add(labelled(subset, waiting.remove(name)));
      }
    }
    for (Map.Entry<String, String> experiment : waiting.entrySet()) {
      kept.add(Subset.of(experiment.getKey(), ImmutableMap.of(HASH_LABEL, experiment.getValue())));
    }
    DestinationRule annotated = base.withAnnotation(MANAGED_BY, rollout);
    return kept.isEmpty() && base.subsets().isEmpty() ? annotated : annotated.withSubsets(kept);
  }

  private static Set<String> experiments(RoutingState state) {
    Set<String> services = new HashSet<>();
    for (AdditionalWeight experiment : state.experiments()) {
      services.add(experiment.service());
    }
    return services;
  }

  private static Subset labelled(Subset subset, String hash) {
    return hash.isEmpty() ? subset.withoutLabel(HASH_LABEL) : subset.withLabel(HASH_LABEL, hash);
  }
}
