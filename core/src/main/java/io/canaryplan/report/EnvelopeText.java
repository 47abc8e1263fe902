// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.Envelope;
import io.canaryplan.plan.Envelope.Moment;
import io.canaryplan.plan.Envelope.Overload;
import io.canaryplan.plan.Ratio;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** What a plan comes to over all its passes, in a few sentences. */
final class EnvelopeText {
  private final PlanReport plan;
  private final Envelope envelope;

  private EnvelopeText(PlanReport plan) {
    this.plan = plan;
    this.envelope = plan.envelope();
  }

  /** Returns the sentences about {@code pods}, {@code available}, {@code load}, {@code time}. */
  static List<Fact> of(PlanReport plan) {
    return new EnvelopeText(plan).facts();
  }

  private List<Fact> facts() {
    ImmutableList.Builder<Fact> facts = ImmutableList.builder();
    facts.add(new Fact("pods", pods()));
    facts.add(new Fact("available", available()));
    envelope.notableOverload().ifPresent(overload -> facts.add(new Fact("load", load(overload))));
    return facts.add(new Fact("time", time())).build();
  }

  private String pods() {
    return envelope.lowest().pods()
        + " to "
        + envelope.peak().pods()
        + ", most "
        + when(envelope.peak().moment());
  }

  private String available() {
    return "at least "
        + envelope.lowestAvailable().pods()
        + (plan.heading().routed() ? "" : ", maxUnavailable asks for " + envelope.leastAvailable())
        + ", fewest "
        + when(envelope.lowestAvailable().moment());
  }

  private String load(Overload overload) {
    return (overload.canary() ? "canary" : "stable")
        + " gets "
        + (overload.factor().isInfinite()
            ? "traffic without having pods "
            : decimal(overload.factor()) + " times the traffic that its pods are there for ")
        + when(overload.moment());
  }

  private String time() {
    if (plan.time().seconds().isPresent()) {
      return plan.time().text();
    }
    List<String> open = new ArrayList<>();
    List<String> stuck = new ArrayList<>();
    for (int step : envelope.openSteps()) {
      (plan.states().get(step + 1).state().reached() ? open : stuck).add(stateName(step + 1));
    }
    return OpenTime.of(open, stuck);
  }

  private String when(Moment moment) {
    return (moment.pass().isPresent() ? "on the way to " : "at ") + stateName(moment.state());
  }

  private String stateName(int index) {
    return plan.states().get(index).name();
  }

  /** Returns the value with two places, the last one rounded up from one half. */
  private static BigDecimal decimal(Ratio ratio) {
    return BigDecimal.valueOf(ratio.part())
        .divide(BigDecimal.valueOf(ratio.whole()), 2, RoundingMode.HALF_UP);
  }
}
