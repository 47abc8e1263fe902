// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Envelope;
import io.canaryplan.plan.Envelope.Moment;
import io.canaryplan.plan.Envelope.Overload;
import io.canaryplan.plan.Ratio;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** What a plan comes to over all its passes, in a few lines below its table. */
final class EnvelopeText {
  private final CanaryPlan plan;
  private final Envelope envelope;

  private EnvelopeText(CanaryPlan plan) {
    this.plan = plan;
    this.envelope = plan.envelope();
  }

  static String of(CanaryPlan plan) {
    return new EnvelopeText(plan).text();
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    text.append("pods: ").append(envelope.lowest().pods());
    text.append(" to ").append(envelope.peak().pods());
    text.append(", most ").append(when(envelope.peak().moment())).append('\n');
    text.append("available: at least ").append(envelope.lowestAvailable().pods());
    if (!plan.routed()) {
      text.append(", maxUnavailable asks for ").append(envelope.leastAvailable());
    }
    text.append(", fewest ").append(when(envelope.lowestAvailable().moment())).append('\n');
    envelope.notableOverload().ifPresent(overload -> text.append(load(overload)));
    return text.append("time: ").append(time()).append('\n').toString();
  }

  private String load(Overload overload) {
    Ratio factor = overload.factor();
    return "load: "
        + (overload.canary() ? "canary" : "stable")
        + " gets "
        + (factor.isInfinite()
            ? "traffic without having pods "
            : decimal(factor) + " times the traffic that its pods are there for ")
        + when(overload.moment())
        + "\n";
  }

  private String time() {
    if (envelope.seconds().isPresent()) {
      return DurationText.of(envelope.seconds()) + ", and what the pods need to become ready";
    }
    List<String> open = new ArrayList<>();
    for (int step : envelope.openSteps()) {
      open.add(stateName(step + 1));
    }
    return DurationText.OPEN + " at " + String.join(", ", open);
  }

  private String when(Moment moment) {
    return (moment.pass().isPresent() ? "on the way to " : "at ") + stateName(moment.state());
  }

  private String stateName(int index) {
    return PlanRows.name(plan.states().get(index));
  }

  /** Returns the value with two places, the last one rounded up from one half. */
  private static BigDecimal decimal(Ratio ratio) {
    return BigDecimal.valueOf(ratio.part())
        .divide(BigDecimal.valueOf(ratio.whole()), 2, RoundingMode.HALF_UP);
  }
}
