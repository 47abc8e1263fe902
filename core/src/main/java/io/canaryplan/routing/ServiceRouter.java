// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import com.google.common.collect.ImmutableMap;
import io.canaryplan.kubernetes.KubernetesService;
import io.canaryplan.plan.Phase;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.PingPong;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the selectors of the Services that a Rollout names, whatever routes its traffic (istio.md
 * 6.2).
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class ServiceRouter implements DocumentRouter {
  private final CanaryStrategy strategy;
  private final SelectingServices services;

  /**
   * Prepares the Services.
   *
   * @param rollout name of the Rollout, for the annotation
   * @param services those of the Services that the strategy names, in the order of the answer
   */
  public ServiceRouter(String rollout, CanaryStrategy strategy, List<KubernetesService> services) {
    this.strategy = strategy;
    this.services = new SelectingServices(rollout, services);
  }

  @Override
  public RoutedDocuments begin(RoutingState first) {
    Map<String, String> pair = new LinkedHashMap<>();
    // An installation ends with the roles of the start, so that they swap to them.
    boolean installation = first.phase() == Phase.PROMOTED;
    if (!installation) {
      // What the canary's one selected before the update is not known: it stays as given.
      strategy.pingPong().ifPresent(both -> pair.put(both.stableService(), first.stableHash()));
    }
    return new Selecting(first, installation, pair).following(Phase.STEADY, first);
  }

  /** The Services after some state, and which of ping and pong is the canary's one next. */
  private final class Selecting implements RoutedDocuments {
    private final RoutingState state;
    private final boolean swapped;
    private final ImmutableMap<String, String> pair;

    Selecting(RoutingState state, boolean swapped, Map<String, String> pair) {
      this.state = state;
      this.swapped = swapped;
      this.pair = ImmutableMap.copyOf(pair);
    }

    @Override
    public RoutedDocuments then(RoutingState next) {
      return following(state.phase(), next);
    }

    /**
     * Of ping and pong the controller points only the one in the canary's role, and only until
     * promotion, so that each keeps the hash it got last (istio.md 6.2); then they swap.
     */
    private Selecting following(Phase before, RoutingState next) {
      boolean promotion = next.phase() == Phase.PROMOTED && before != Phase.PROMOTED;
      if (strategy.pingPong().isEmpty() || !(promotion || isUpdating(next))) {
        return new Selecting(next, swapped, pair);
      }
      PingPong both = strategy.pingPong().get();
      Map<String, String> written = new LinkedHashMap<>(pair);
      String hash =
          strategy.canaryService().isPresent() ? next.canaryHash() : next.canaryServiceHash();
      written.put(swapped ? both.stableService() : both.canaryService(), hash);
      return new Selecting(next, swapped != promotion, written);
    }

    private boolean isUpdating(RoutingState next) {
      return next.phase() == Phase.PROGRESSING || next.phase() == Phase.ABORTED;
    }

    @Override
    public List<StateDocument> documents() {
      Map<String, String> hashes = new LinkedHashMap<>(pair);
      strategy.stableService().ifPresent(name -> hashes.put(name, state.stableServiceHash()));
      strategy.canaryService().ifPresent(name -> hashes.put(name, state.canaryServiceHash()));
      return services.with(hashes);
    }
  }
}
