// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.controller.RandomRollouts.Drawn;
import io.canaryplan.plan.AbortPlan;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.Envelope;
import io.canaryplan.plan.Pass;
import io.canaryplan.plan.PassEvent;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.PlannedState.Kind;
import io.canaryplan.plan.Rounding;
import io.canaryplan.plan.Standstill;
import io.canaryplan.plan.TrafficWeights;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What holds for every plan. The exceptions have names; nothing is left out of the draw. */
class RandomPathsTest {
  private static final int ROLLOUTS =
      Math.min(20_000, Integer.getInteger("canaryplan.rollouts", 20_000));

  /** Why a basic pass may leave {@code replicas + maxSurge}. */
  private enum MorePods {
    /** CEILING raises the limit by one when the split is uneven (section 9). */
    UNEVEN_SPLIT,
    /** The pods were there before the pass, which has not added any. */
    THERE_BEFORE
  }

  /** Why fewer pods than {@code replicas − maxUnavailable} may be available after a basic pass. */
  private enum FewerPods {
    /** The side that is drained counts at its size, ready or not (canary.md 2.6). */
    DRAINED_PODS_WERE_NOT_READY
  }

  private static void forAll(BiConsumer<Drawn, CanaryPlan> check) {
    RandomRollouts rollouts = new RandomRollouts(31);
    for (int i = 0; i < ROLLOUTS; i++) {
      Drawn drawn = rollouts.next();
      check.accept(drawn, CanaryController.plan(drawn.rollout(), drawn.settings()));
    }
  }

  private static void require(boolean holds, Drawn drawn, Object about) {
    if (!holds) {
      assertThat(about).as(drawn.toString()).isNull();
    }
  }

  @Test
  void aPathEndsInItsStateOrSaysWhyNot() {
    forAll(
        (drawn, plan) -> {
          for (PlannedState state : plan.states()) {
            Optional<Standstill> standstill = plan.standstillAt(state);
            require(standstill.isPresent() || endsAt(state), drawn, state);
            require(standstill.isEmpty() || isKnown(drawn, state, standstill.get()), drawn, state);
          }
        });
  }

  private static boolean endsAt(PlannedState state) {
    if (state.passes().isEmpty()) {
      return true;
    }
    Pass last = state.passes().get(state.passes().size() - 1);
    return last.replicas().equals(state.replicas())
        && last.weights().equals(state.weights())
        && last.olderReplicaSets() == 0;
  }

  private static boolean isKnown(Drawn drawn, PlannedState state, Standstill standstill) {
    SlowRollout.Config cfg = drawn.config();
    if (standstill instanceof Standstill.WeightNeverWritten) {
      // pinned pods starve stable
      return cfg.router && cfg.dss;
    }
    if (standstill instanceof Standstill.ThresholdNeverMet) {
      return cfg.threshold > 0;
    }
    boolean upToEight = cfg.controller.compareTo(ControllerVersion.V1_9) < 0;
    if (standstill instanceof Standstill.WeightRefused) {
      // experiments beside the canary
      return cfg.router && upToEight && state.kind() == Kind.STEP;
    }
    if (standstill instanceof Standstill.MorePodsThanReplicas) {
      return cfg.routed && cfg.minPods > cfg.r && upToEight && state.kind() == Kind.PROMOTED;
    }
    return standstill instanceof Standstill.OlderPodsStay
        && state.kind() == Kind.PROMOTED
        && cfg.routed
        && cfg.delay == 0;
  }

  @Test
  void anUnchangedStateHasNoPasses() {
    forAll(
        (drawn, plan) -> {
          require(plan.states().get(0).passes().isEmpty(), drawn, plan.states().get(0));
          PlannedState before = plan.states().get(0);
          for (PlannedState state : plan.states().subList(1, plan.states().size())) {
            boolean same =
                before.replicas().equals(state.replicas())
                    && before.weights().equals(state.weights());
            boolean settled =
                plan.standstillAt(before).isEmpty() && plan.standstillAt(state).isEmpty();
            require(same || !settled || !state.passes().isEmpty(), drawn, state);
            before = state;
          }
        });
  }

  @Test
  void noTwoNeighboursAreEqual() {
    forAll(
        (drawn, plan) -> {
          for (PlannedState state : plan.states()) {
            requireDifferent(drawn, state.passes());
          }
          for (AbortPlan abort : plan.aborts()) {
            requireDifferent(drawn, abort.passes());
          }
        });
  }

  private static void requireDifferent(Drawn drawn, List<Pass> passes) {
    for (int i = 1; i < passes.size(); i++) {
      // a route may be written twice, each time with other contents
      boolean routes = passes.get(i).has(PassEvent.ROUTES_WRITTEN);
      require(routes || !passes.get(i).equals(passes.get(i - 1)), drawn, passes);
    }
  }

  @Test
  void basicCanariesKeepTheirLimits() {
    forAll(
        (drawn, plan) -> {
          if (plan.routed()) {
            return;
          }
          long most = (long) plan.replicas() + plan.limits().maxSurge();
          long least = (long) plan.replicas() - plan.limits().maxUnavailable();
          long before = plan.replicas();
          for (Pass pass : Samples.allPasses(plan)) {
            require(pass.total() <= most || hasReason(plan, pass, before, most), drawn, pass);
            require(pass.available() >= least || isSlow(drawn), drawn, pass);
            before = pass.total();
          }
        });
  }

  private static boolean isSlow(Drawn drawn) {
    Set<FewerPods> reasons = EnumSet.noneOf(FewerPods.class);
    if (drawn.ready() >= 0) {
      reasons.add(FewerPods.DRAINED_PODS_WERE_NOT_READY);
    }
    return !reasons.isEmpty();
  }

  private static boolean hasReason(CanaryPlan plan, Pass pass, long before, long most) {
    Set<MorePods> reasons = EnumSet.noneOf(MorePods.class);
    boolean uneven = (long) plan.replicas() * pass.canaryWeight() % 100 != 0;
    if (plan.rounding() == Rounding.CEILING && uneven && pass.total() == most + 1) {
      reasons.add(MorePods.UNEVEN_SPLIT);
    }
    if (pass.total() <= before) {
      reasons.add(MorePods.THERE_BEFORE);
    }
    return !reasons.isEmpty();
  }

  @Test
  void weightsAddUp() {
    forAll(
        (drawn, plan) -> {
          for (Pass pass : Samples.allPasses(plan)) {
            TrafficWeights weights = pass.weights();
            // experiments that ask for more than is left make stable 0
            boolean full = weights.stable() == 0 && weights.total() > plan.maxWeight();
            require(full || weights.total() == plan.maxWeight(), drawn, pass);
          }
        });
  }

  @Test
  void anAbortEndsWithoutCanaryTraffic() {
    forAll(
        (drawn, plan) -> {
          for (AbortPlan abort : plan.aborts()) {
            boolean halfway =
                abort
                    .standstill()
                    .filter(Standstill.AbortStopsHalfway.class::isInstance)
                    .isPresent();
            require(halfway || abort.weights().canary() == 0, drawn, abort);
            require(!halfway || drawn.config().dss, drawn, abort);
          }
        });
  }

  @Test
  void aPromotionEndsWithAllPodsNew() {
    forAll(
        (drawn, plan) -> {
          PlannedState promoted = plan.states().get(plan.states().size() - 1);
          if (!promoted.reached()) {
            return;
          }
          List<Pass> passes = promoted.passes();
          boolean one = passes.stream().filter(p -> p.has(PassEvent.PROMOTED)).count() == 1;
          require(one, drawn, passes);
          Pass last = passes.get(passes.size() - 1);
          require(last.canary() == 0 && last.stable() >= plan.replicas(), drawn, passes);
        });
  }

  @Test
  void theEnvelopeHoldsAllPasses() {
    forAll(
        (drawn, plan) -> {
          Envelope envelope = plan.envelope();
          for (Pass pass : Samples.allPasses(plan)) {
            require(pass.total() <= envelope.peak().pods(), drawn, envelope);
            require(pass.total() >= envelope.lowest().pods(), drawn, envelope);
            require(pass.available() >= envelope.lowestAvailable().pods(), drawn, envelope);
          }
          Envelope.Moment peak = envelope.peak().moment();
          if (peak.pass().isPresent()) {
            Pass pass = plan.states().get(peak.state()).passes().get(peak.pass().getAsInt());
            require(pass.total() == envelope.peak().pods(), drawn, envelope);
          }
        });
  }

  @Test
  void planningTwiceIsIdentical() {
    forAll(
        (drawn, plan) -> {
          CanaryPlan again = CanaryController.plan(drawn.rollout(), drawn.settings());
          require(again.states().equals(plan.states()), drawn, plan.states());
          require(again.aborts().equals(plan.aborts()), drawn, plan.aborts());
        });
  }
}
