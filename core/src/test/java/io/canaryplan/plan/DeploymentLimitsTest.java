// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canaryplan.kubernetes.IntOrPercent;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentLimitsTest {
  private static final Optional<IntOrPercent> ABSENT = Optional.empty();

  private static Optional<IntOrPercent> limit(String text) {
    return Optional.of(IntOrPercent.parse(text));
  }

  /** rolling.md 1.3: the resolved number is cut to 32 bits, two's complement. */
  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    // 15 000 000 000 less three times 2^32
    "1000%, 1500000000, 2115098112",
    "4294967396%, 100, 100",
    // 100·2^31 hundredths are 2^31, whose 32 bits are negative; one less is the largest number
    "2147483647%, 100, 2147483647",
  })
  void surgeIsCutTo32Bits(String surge, int replicas, int pods) {
    assertThat(DeploymentLimits.resolve(limit(surge), ABSENT, replicas).surge()).isEqualTo(pods);
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    "2147483648%, 100",
    "99999999999999999999%, 0",
    "99999999999999999999%, 10",
    "9223372036854775807%, 200",
  })
  void whatHasNoPodsIsNotResolved(String surge, int replicas) {
    assertThatThrownBy(() -> DeploymentLimits.resolve(limit(surge), ABSENT, replicas))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("is too much for the controller to count");
  }

  /**
   * Numbers of 53 digits: 9007199254740993 is 2^53 + 1, which is taken for 2^53, whose hundredth is
   * 90071992547409.92; 2^53 + 3 is taken for 2^53 + 4.
   */
  @ParameterizedTest(name = "{0} of 1")
  @CsvSource({
    "9007199254740993%, 90071992547410",
    "9007199254741001%, 90071992547410",
    "9007199254741100%, 90071992547411",
    "922337203685477580%, 9223372036854776",
    "9223372036854775807%, 92233720368547760",
  })
  void largePercentagesRoundAsBinaryNumbersDo(String surge, long pods) {
    assertThat(DeploymentLimits.uncutSurge(limit(surge), 1)).hasValue(pods);
  }

  @Test
  void beyond64BitsValidationTakesTheNearestNumber() {
    Optional<IntOrPercent> huge = limit("99999999999999999999%");

    assertThat(DeploymentLimits.isAccepted(huge, limit("0"))).isTrue();
    assertThat(DeploymentLimits.isAccepted(limit("1"), huge)).isFalse();
  }
}
