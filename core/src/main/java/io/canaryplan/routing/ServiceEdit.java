// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import com.google.common.collect.ImmutableMap;
import io.canaryplan.istio.KubernetesService;
import io.canaryplan.plan.Phase;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.PingPong;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the selectors of the Services that a Rollout names (spec/istio.md 6.2).
 *
 * @param rollout name of the Rollout, for the annotation
 */
record ServiceEdit(String rollout) {
  /**
   * Returns the hash that each named Service selects in a state, by Service name: stable before
   * canary, then ping and pong.
   *
   * <p>Of ping and pong the controller points only the one in the canary's role, and only until
   * promotion, so that each keeps the hash it got last (6.2.6). What the canary's one selected
   * before the update is not known from documents: it stays as given.
   *
   * @param path the states up to the one in question
   */
  static Map<String, String> hashes(CanaryStrategy strategy, List<RoutingState> path) {
    RoutingState state = path.get(path.size() - 1);
    Map<String, String> hashes = new LinkedHashMap<>();
    strategy.stableService().ifPresent(name -> hashes.put(name, state.stableServiceHash()));
    strategy.canaryService().ifPresent(name -> hashes.put(name, state.canaryServiceHash()));
    strategy.pingPong().ifPresent(pair -> putPair(hashes, pair, path));
    hashes.values().removeIf(String::isEmpty);
    return ImmutableMap.copyOf(hashes);
  }

  private static void putPair(Map<String, String> hashes, PingPong pair, List<RoutingState> path) {
    RoutingState first = path.get(0);
    RoutingState state = path.get(path.size() - 1);
    if (first.phase() != Phase.PROMOTED) {
      hashes.putIfAbsent(pair.pongService(), first.stableSubsetHash());
    }
    if (state.phase() != Phase.STEADY) {
      hashes.putIfAbsent(pair.pingService(), state.canarySubsetHash());
    }
  }

  KubernetesService at(KubernetesService base, String hash) {
    KubernetesService selecting = base.withSelector(DestinationRuleEdit.HASH_LABEL, hash);
    // Only the first write of a Service sets the annotation; another Rollout's stays (R-SVC2).
    return base.annotations().containsKey(DestinationRuleEdit.MANAGED_BY)
        ? selecting
        : selecting.withAnnotation(DestinationRuleEdit.MANAGED_BY, rollout);
  }
}
