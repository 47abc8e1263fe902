// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import com.google.common.math.LongMath;
import io.canaryplan.plan.Envelope;
import io.canaryplan.plan.Envelope.Extreme;
import io.canaryplan.plan.Envelope.Moment;
import io.canaryplan.plan.Envelope.Overload;
import io.canaryplan.plan.Pass;
import io.canaryplan.plan.PassEvent;
import io.canaryplan.plan.PassList;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.Ratio;
import io.canaryplan.plan.TrafficWeights;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Looks through all passes of a plan once. */
final class Extremes {
  private final boolean driven;
  private final int replicas;
  private final ImmutableList.Builder<Long> added = ImmutableList.builder();
  private final ImmutableList.Builder<Integer> open = ImmutableList.builder();
  private Extreme peak;
  private Extreme lowest;
  private Extreme lowestAvailable;
  private Optional<Overload> overload = Optional.empty();
  private long seconds;
  // of the pass before
  private long pods;
  private boolean promoted;

  private Extremes(PlannedState initial, ResolvedCanary rules) {
    driven = rules.driven();
    replicas = rules.replicas();
    pods = initial.replicas().stable();
    Extreme start = new Extreme(pods, new Moment(0, OptionalInt.empty()));
    peak = start;
    lowest = start;
    lowestAvailable = start;
  }

  static Envelope of(ResolvedCanary rules, List<PlannedState> states) {
    Extremes extremes = new Extremes(states.get(0), rules);
    for (int i = 0; i < states.size(); i++) {
      extremes.add(i, states.get(i));
    }
    return extremes.envelope(rules.basic().leastAvailable());
  }

  private Envelope envelope(int least) {
    List<Integer> steps = open.build();
    return new Envelope(
        peak,
        lowest,
        lowestAvailable,
        least,
        added.build(),
        steps.isEmpty() ? OptionalLong.of(seconds) : OptionalLong.empty(),
        steps,
        overload);
  }

  private void add(int position, PlannedState state) {
    if (!state.reachable()) {
      added.add(0L);
      return;
    }
    List<Pass> passes = state.passes();
    long most = 0;
    for (int index : PassList.corners(passes).toArray()) {
      Pass pass = passes.get(index);
      long before = index == 0 ? pods : passes.get(index - 1).total();
      pods = pass.total();
      if (pass.omitted() == 0) {
        most = Math.max(most, pods - before);
      }
      add(pass, new Moment(position, OptionalInt.of(index)));
    }
    added.add(most);
    seconds += state.durationSeconds().orElse(0);
    if (state.durationSeconds().isEmpty()) {
      open.add(position - 1);
    }
  }

  private void add(Pass pass, Moment moment) {
    seconds += pass.afterSeconds().orElse(0);
    addPods(pass, moment);
    if (driven && !promoted) {
      addLoads(pass, moment);
    }
    // from here on the weights still written belong to the version that is now stable
    promoted |= pass.has(PassEvent.PROMOTED);
  }

  private void addPods(Pass pass, Moment moment) {
    if (pass.total() > peak.pods()) {
      peak = new Extreme(pass.total(), moment);
    }
    if (pass.total() < lowest.pods()) {
      lowest = new Extreme(pass.total(), moment);
    }
    if (pass.available() < lowestAvailable.pods()) {
      lowestAvailable = new Extreme(pass.available(), moment);
    }
  }

  private void addLoads(Pass pass, Moment moment) {
    TrafficWeights weights = pass.weights();
    addLoad(true, load(weights.canary(), weights, pass.canary()), moment);
    addLoad(false, load(weights.stable(), weights, pass.stable()), moment);
  }

  private Ratio load(long weight, TrafficWeights weights, long pods) {
    // only experiments with absurd weights leave the range of long
    return new Ratio(
        LongMath.saturatedMultiply(weight, replicas),
        LongMath.saturatedMultiply(weights.total(), pods));
  }

  private void addLoad(boolean canary, Ratio factor, Moment moment) {
    if (overload.isEmpty() || factor.compareTo(overload.get().factor()) > 0) {
      overload = Optional.of(new Overload(canary, factor, moment));
    }
  }
}
