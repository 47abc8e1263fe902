// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Envelope;
import io.canaryplan.plan.Envelope.Moment;
import io.canaryplan.plan.Envelope.Overload;
import io.canaryplan.plan.Ratio;
import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.Collectors;

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
    overload().ifPresent(text::append);
    return text.append("time: ").append(time()).append('\n').toString();
  }

  // a share of traffic no larger than the share of pods is no overload
  private Optional<String> overload() {
    return envelope
        .overload()
        .filter(overload -> overload.factor().compareTo(new Ratio(1, 1)) > 0)
        .map(this::overload);
  }

  private String overload(Overload overload) {
    String version = overload.canary() ? "canary" : "stable";
    String much =
        overload.factor().isInfinite()
            ? " gets traffic without having pods "
            : " gets " + decimal(overload.factor()) + " times the traffic of its share of pods ";
    return "load: " + version + much + when(overload.moment()) + "\n";
  }

  private String time() {
    if (envelope.seconds().isPresent()) {
      return DurationText.of(envelope.seconds()) + ", and what the pods need to become ready";
    }
    return envelope.openSteps().stream()
        .map(step -> StateName.of(plan.states().get(step + 1)))
        .collect(Collectors.joining(", ", DurationText.OPEN + " at ", ""));
  }

  private String when(Moment moment) {
    String state = StateName.of(plan.states().get(moment.state()));
    return (moment.pass().isPresent() ? "on the way to " : "at ") + state;
  }

  /** Returns the value with two places, the last one rounded up from one half. */
  private static String decimal(Ratio ratio) {
    BigInteger whole = BigInteger.valueOf(ratio.whole()).multiply(BigInteger.TWO);
    BigInteger hundredths =
        BigInteger.valueOf(ratio.part())
            .multiply(BigInteger.valueOf(200))
            .add(BigInteger.valueOf(ratio.whole()))
            .divide(whole);
    BigInteger[] parts = hundredths.divideAndRemainder(BigInteger.valueOf(100));
    return parts[0] + (parts[1].intValue() < 10 ? ".0" : ".") + parts[1];
  }
}
