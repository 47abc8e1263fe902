// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.kubernetes.IntOrPercent;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ValueProperties {
  @Provide
  Arbitrary<IntOrPercent> intsOrPercents() {
    return Arbitraries.oneOf(
        Arbitraries.integers().map(IntOrPercent::of),
        Arbitraries.integers().map(IntOrPercent::ofPercent),
        Arbitraries.strings()
            .withChars("0123456789%+-\"\\ a")
            .ofMaxLength(8)
            .map(IntOrPercent::ofText));
  }

  @Property(tries = 500, seed = "1")
  void anIntOrPercentReadsItsOwnText(@ForAll("intsOrPercents") IntOrPercent value) {
    assertThat(IntOrPercent.parse(value.toString())).isEqualTo(value);
  }

  @Property(tries = 500, seed = "1")
  void aPercentageUpIsTheLeastNumberThatIsEnough(
      @ForAll @IntRange(max = 1000) int percent, @ForAll @IntRange int replicas) {
    long up = IntOrPercent.ofPercent(percent).resolveRoundingUp(replicas).orElseThrow();
    long exact = (long) percent * replicas;
    assertThat(up * 100).isBetween(exact, exact + 99);
  }

  @Property(tries = 500, seed = "1")
  void aPercentageDownIsTheLargestNumberThatFits(
      @ForAll @IntRange(max = 1000) int percent, @ForAll @IntRange int replicas) {
    long down = IntOrPercent.ofPercent(percent).resolveRoundingDown(replicas).orElseThrow();
    long exact = (long) percent * replicas;
    assertThat(down * 100).isBetween(exact - 99, exact);
  }

  @Property(tries = 300, seed = "1")
  void anIntegerIsNeverRounded(@ForAll int pods, @ForAll @IntRange int replicas) {
    assertThat(IntOrPercent.of(pods).resolveRoundingUp(replicas)).hasValue(pods);
    assertThat(IntOrPercent.of(pods).resolveRoundingDown(replicas)).hasValue(pods);
  }

  @Provide
  Arbitrary<String> durations() {
    Arbitrary<String> part =
        Combinators.combine(
                Arbitraries.integers().between(0, 5000),
                Arbitraries.integers().between(0, 999),
                Arbitraries.of("ns", "us", "ms", "s", "m"))
            .as((whole, fraction, unit) -> whole + "." + fraction + unit);
    return part.list().ofMinSize(1).ofMaxSize(4).map(parts -> String.join("", parts));
  }

  @Property(tries = 500, seed = "1")
  void aDurationReadsItsOwnText(@ForAll("durations") String text) {
    PauseDuration duration = PauseDuration.parse(text);
    assertThat(PauseDuration.parse(duration.toString())).isEqualTo(duration);
    assertThat(duration.seconds()).isNotNegative();
  }

  @Property(tries = 300, seed = "1")
  void minutesAndSecondsAddUp(
      @ForAll @IntRange(max = 100_000) int minutes, @ForAll @IntRange(max = 100_000) int seconds) {
    assertThat(PauseDuration.parse(minutes + "m" + seconds + "s").seconds())
        .isEqualTo(60 * minutes + seconds);
  }

  @Property(tries = 200, seed = "1")
  void wholeSecondsReadTheirOwnText(@ForAll @IntRange int seconds) {
    PauseDuration duration = PauseDuration.ofSeconds(seconds);
    assertThat(PauseDuration.parse(duration.toString())).isEqualTo(duration);
  }
}
