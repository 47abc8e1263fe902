// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import com.google.common.collect.ImmutableList;
import io.canaryplan.rollout.CanaryStep;
import java.util.Optional;

/** Services and routers of one pass: spec/canary.md 3.3 and points 4-6 of 3.4. */
final class RoutingStage {
  private final ControllerRules rules;
  private final ControllerState state;

  private RoutingStage(ControllerRules rules, ControllerState state) {
    this.rules = rules;
    this.state = state;
  }

  /** Returns the state with what was written; empty if an error ends the whole pass here. */
  static Optional<ControllerState> apply(ControllerRules rules, ControllerState state) {
    RoutingStage stage = new RoutingStage(rules, state);
    return rules.routed() ? stage.routed() : Optional.of(stage.unrouted());
  }

  private ControllerState unrouted() {
    Wiring wiring = services(false);
    if (state.progress().isAborted()) {
      wiring = wiring.withServices(state.stable().version(), wiring.stableService());
    }
    return state.withRouting(requested(), wiring);
  }

  // nothing is written: the weights shown are those the steps ask for
  private WrittenWeights requested() {
    int weight = state.isUpdating() ? rules.requestedWeight(state) : 0;
    return state.weights().with(weight, ImmutableList.of(), rules.max());
  }

  private Optional<ControllerState> routed() {
    TrafficDecision decision = TrafficDecision.of(rules, state);
    Wiring wiring = services(decision.keepsCanaryVersion());
    if (decision.canaryServiceToStable()) {
      wiring = wiring.withServices(state.stable().version(), wiring.stableService());
    }
    if (!rules.driven()) {
      return Optional.of(state.withRouting(requested(), wiring));
    }
    if (decision.removesRoutes()) {
      wiring = wiring.withRoutes(rules.cleaned(wiring.routes()));
    }
    if (!isGateOpen(decision.weight())) {
      return Optional.of(state.withRouting(state.weights(), wiring));
    }
    if (rules.names().waitsForPods() && isWaiting(decision)) {
      return Optional.empty();
    }
    int index = state.progress().index();
    if (rules.steps().writesRoutes(index)) {
      CanaryStep own = rules.steps().step(index);
      wiring = wiring.withRoutes(ManagedRoutes.after(wiring.routes(), own));
    }
    wiring = wiring.withSubsets(canaryVersion(decision), state.stable().version());
    return Optional.of(state.withRouting(weights(decision), wiring));
  }

  // a Service moves once the version it goes to has an available pod, except that the canary's of a
  // ping-pong pair does not wait (3.4 points 4 and 5)
  private Wiring services(boolean keepsCanary) {
    Wiring wiring = state.wiring();
    VersionPods stable = state.stable();
    int toStable = stable.available() > 0 ? stable.version() : wiring.stableService();
    boolean canaryMoves =
        rules.names().pingPong() || (!keepsCanary && state.fresh().available() > 0);
    int toCanary = canaryMoves ? state.fresh().version() : wiring.canaryService();
    return wiring.withServices(toCanary, toStable);
  }

  // trafficRouting.go: nothing is written while stable cannot carry what the canary leaves to it
  private boolean isGateOpen(int weight) {
    int need = Share.roundedDown(rules.replicas(), (long) rules.max() - weight, rules.max());
    int available = state.stable().available();
    return available >= need || rules.meetsThreshold(need, available);
  }

  // Istio subsets without Services, spec/istio.md 2.4: every ReplicaSet with pods has to be ready
  private boolean isWaiting(TrafficDecision decision) {
    boolean exempt = state.progress().isAborted() || decision.keepsCanaryVersion();
    return isShort(state.stable()) || (!exempt && isShort(state.fresh()));
  }

  private static boolean isShort(VersionPods set) {
    return set.available() < set.desired();
  }

  private int canaryVersion(TrafficDecision decision) {
    return decision.keepsCanaryVersion()
        ? state.weights().canaryVersion()
        : state.fresh().version();
  }

  private WrittenWeights weights(TrafficDecision decision) {
    return state
        .weights()
        .withVersions(canaryVersion(decision), state.stable().version())
        .with(decision.weight(), decision.experiments(), rules.max());
  }
}
