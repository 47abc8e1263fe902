// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.canaryplan.istio.DestinationRule;
import io.canaryplan.istio.Subset;
import io.canaryplan.plan.AdditionalWeight;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.rollout.IstioDestinationRuleRef;
import io.canaryplan.routing.ControllerMarks;
import io.canaryplan.yaml.YamlMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes hash labels and the annotation into the DestinationRule of subset mode
 * (updateDestinationRule, istio.md 2.1).
 */
final class DestinationRuleEdit {
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
   * What is written into the rule.
   *
   * @param canaryHash hash of the canary subset; empty if there is none
   * @param stableHash hash of the stable subset; empty if there is none
   * @param experiments destinations of the running experiment
   * @param lasting names of the experiments that have run all the time: only a subset of theirs
   *     that the input has is still there, while one that has once been dropped comes back new
   */
  record Written(
      String canaryHash,
      String stableHash,
      List<AdditionalWeight> experiments,
      Set<String> lasting) {
    static Written begin(RoutingState first) {
      return of(first, services(first));
    }

    Written then(RoutingState next) {
      return of(next, Sets.intersection(lasting, services(next)));
    }

    private static Written of(RoutingState state, Set<String> lasting) {
      return new Written(
          state.canaryHash(),
          state.stableHash(),
          state.experiments(),
          ImmutableSet.copyOf(lasting));
    }

    private static Set<String> services(RoutingState state) {
      return state.experiments().stream()
          .map(AdditionalWeight::service)
          .collect(ImmutableSet.toImmutableSet());
    }
  }

  /**
   * Returns the rule with labels set, experiment subsets appended by name, every other subset
   * dropped. A subset that is not a mapping stays, since it is reported as unsound.
   */
  DestinationRule with(Written written, DestinationRule base) {
    Map<String, String> waiting = new TreeMap<>();
    for (AdditionalWeight experiment : written.experiments) {
      waiting.put(experiment.service(), experiment.hash());
    }
    List<Subset> kept = new ArrayList<>();
    for (Subset subset : base.subsets()) {
      String name = subset.name();
      if (!(subset.node() instanceof YamlMapping)) {
        kept.add(subset);
      } else if (name.equals(reference.canarySubsetName())) {
        kept.add(labelled(subset, written.canaryHash));
      } else if (name.equals(reference.stableSubsetName())) {
        kept.add(labelled(subset, written.stableHash));
      } else if (written.lasting.contains(name) && waiting.containsKey(name)) {
        kept.add(labelled(subset, waiting.remove(name)));
      }
    }
    waiting.forEach(
        (name, hash) -> kept.add(Subset.of(name, ImmutableMap.of(ControllerMarks.HASH, hash))));
    DestinationRule annotated = base.withAnnotation(ControllerMarks.MANAGED_BY, rollout);
    return kept.isEmpty() && base.subsets().isEmpty() ? annotated : annotated.withSubsets(kept);
  }

  private static Subset labelled(Subset subset, String hash) {
    return hash.isEmpty()
        ? subset.withoutLabel(ControllerMarks.HASH)
        : subset.withLabel(ControllerMarks.HASH, hash);
  }
}
