// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static io.canaryplan.controller.Samples.CLOSEST;
import static io.canaryplan.controller.Samples.basic;
import static io.canaryplan.controller.Samples.hosts;
import static io.canaryplan.controller.Samples.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.plan.Envelope;
import io.canaryplan.plan.Envelope.Extreme;
import io.canaryplan.plan.Envelope.Moment;
import io.canaryplan.plan.Envelope.Overload;
import io.canaryplan.plan.Ratio;
import io.canaryplan.rollout.CanaryStep.Pause;
import io.canaryplan.rollout.CanaryStep.SetWeight;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
  private static Moment moment(int state, int pass) {
    return new Moment(state, OptionalInt.of(pass));
  }

  @Test
  void basicStaysBetweenTheLimits() {
    // 0/8 2/8 ✓ 2/6 7/6 7/1 10/1 10/0 0/10, canary.md 2.7
    Envelope envelope = plan(10, basic("20", 3, 2), CLOSEST).envelope();

    assertThat(envelope.peak()).isEqualTo(new Extreme(13, moment(2, 1)));
    assertThat(envelope.lowest()).isEqualTo(new Extreme(8, moment(1, 0)));
    assertThat(envelope.lowestAvailable()).isEqualTo(new Extreme(8, moment(1, 0)));
    assertThat(envelope.leastAvailable()).isEqualTo(8);
    assertThat(envelope.isShort()).isFalse();
    assertThat(envelope.addedAtOnce()).containsExactly(0L, 2L, 5L);
    assertThat(envelope.overload()).isEmpty();
  }

  @Test
  void startsBeforeTheUpdate() {
    Envelope envelope = plan(10, hosts("0"), CLOSEST).envelope();

    assertThat(envelope.lowest()).isEqualTo(new Extreme(10, new Moment(0, OptionalInt.empty())));
  }

  @Test
  void addsPausesAndDelays() {
    Envelope envelope =
        plan(10, hosts("").steps(new SetWeight(20), Pause.ofSeconds(60)), CLOSEST).envelope();

    // and the 30 seconds of the old pods
    assertThat(envelope.seconds()).hasValue(90);
    assertThat(envelope.openSteps()).isEmpty();
  }

  @Test
  void namesTheStepsThatAreOpen() {
    Envelope envelope = plan(10, hosts("20 pause 40 pause"), CLOSEST).envelope();

    assertThat(envelope.seconds()).isEmpty();
    assertThat(envelope.openSteps()).containsExactly(1, 3);
  }

  @Test
  void findsThePodsThatCarryTooMuch() {
    // 80 % of the traffic for 2 pods of 10 replicas while the weight falls: (80/100) / (2/10)
    Envelope envelope = plan(10, hosts("80 20"), CLOSEST).envelope();

    Overload expected = new Overload(true, new Ratio(800, 200), moment(2, 0));
    assertThat(envelope.overload()).contains(expected);
    assertThat(envelope.notableOverload()).contains(expected);
  }

  @Test
  void bothVersionsInFullSizeAreNoOverload() {
    // before promotion 10 pods of each version run, and one of them has all traffic: 1, not 2
    Envelope envelope = plan(10, hosts("20"), CLOSEST).envelope();

    assertThat(envelope.overload())
        .hasValueSatisfying(
            overload -> assertThat(overload.factor()).isEqualByComparingTo(new Ratio(1, 1)));
    assertThat(envelope.notableOverload()).isEmpty();
  }

  @Test
  void trafficWithoutPodsIsInfinite() {
    Envelope envelope = plan(10, hosts("50 k=0"), CLOSEST).envelope();

    assertThat(envelope.overload())
        .hasValueSatisfying(overload -> assertThat(overload.factor().isInfinite()).isTrue());
  }

  @Test
  void ratiosCompareByValue() {
    assertThat(new Ratio(1, 3)).isEqualByComparingTo(new Ratio(2, 6));
    assertThat(new Ratio(Long.MAX_VALUE, 2)).isGreaterThan(new Ratio(Long.MAX_VALUE - 1, 2));
    assertThat(new Ratio(1, 0)).isGreaterThan(new Ratio(Long.MAX_VALUE, 1));
    assertThat(new Ratio(1, 0)).isEqualByComparingTo(new Ratio(2, 0));
    assertThat(new Ratio(0, 0)).isEqualByComparingTo(new Ratio(0, 5));
    assertThat(new Ratio(1, 2)).hasToString("1/2");
  }
}
