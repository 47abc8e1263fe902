// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import io.canaryplan.kubernetes.KubernetesService;
import io.canaryplan.plan.Phase;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.PingPong;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the selectors of the Services that a Rollout names (istio.md 6.2). */
final class ServiceEdit {
  private final String rollout;
  private final Map<String, String> hashes = new HashMap<>();

  /**
   * Prepares the Services of a state.
   *
   * @param rollout name of the Rollout, for the annotation
   * @param path the states up to the one in question
   */
  ServiceEdit(String rollout, CanaryStrategy strategy, List<RoutingState> path) {
    this.rollout = rollout;
    RoutingState state = path.get(path.size() - 1);
    if (strategy.stableService().isPresent()) {
      hashes.put(strategy.stableService().get(), state.stableServiceHash());
    }
    if (strategy.canaryService().isPresent()) {
      hashes.put(strategy.canaryService().get(), state.canaryServiceHash());
    }
    if (strategy.pingPong().isPresent()) {
      putPair(strategy.pingPong().get(), path.get(0), state);
    }
  }

  /**
   * Of ping and pong the controller points only the one in the canary's role, and only until
   * promotion, so that each keeps the hash it got last (6.2.6). What the canary's one selected
   * before the update is not known from documents: it stays as given.
   */
  private void putPair(PingPong pair, RoutingState first, RoutingState state) {
    if (first.phase() != Phase.PROMOTED) {
      hashes.putIfAbsent(pair.pongService(), first.stableSubsetHash());
    }
    if (state.phase() != Phase.STEADY) {
      hashes.putIfAbsent(pair.pingService(), state.canarySubsetHash());
    }
  }

  /** Returns the Service of the state; the same if no hash is known for it. */
  KubernetesService at(KubernetesService base) {
    String hash = hashes.getOrDefault(base.id().name(), "");
    if (hash.isEmpty()) {
      return base;
    }
    KubernetesService selecting = base.withSelector(DestinationRuleEdit.HASH_LABEL, hash);
    // Only the first write of a Service sets the annotation; another Rollout's stays (R-SVC2).
    return base.annotations().containsKey(DestinationRuleEdit.MANAGED_BY)
        ? selecting
        : selecting.withAnnotation(DestinationRuleEdit.MANAGED_BY, rollout);
  }
}
