// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControllerVersionTest {
  @Test
  void runFromTheOldestToTheNewest() {
    assertThat(ControllerVersion.values())
        .extracting(ControllerVersion::toString)
        .containsExactly("1.7", "1.8", "1.9", "main");
    assertThat(ControllerVersion.list()).isEqualTo("1.7, 1.8, 1.9, main");
    assertThat(ControllerVersion.V1_8.atLeast(ControllerVersion.V1_7)).isTrue();
    assertThat(ControllerVersion.V1_8.atLeast(ControllerVersion.V1_8)).isTrue();
    assertThat(ControllerVersion.V1_8.atLeast(ControllerVersion.V1_9)).isFalse();
    assertThat(ControllerVersion.MAIN.atLeast(ControllerVersion.V1_9)).isTrue();
    assertThat(ControllerVersion.DEFAULT).isEqualTo(ControllerVersion.V1_9);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "1.7, 1.7",
    "v1.7, 1.7",
    "1.8.0, 1.8",
    "v1.8.4, 1.8",
    "1.9, 1.9",
    "1.9.1, 1.9",
    "1.9.x, 1.9",
    "v1.9.x, 1.9",
    "1.9.12, 1.9",
    "main, main"
  })
  void areReadAsPeopleWriteThem(String text, String version) {
    assertThat(ControllerVersion.parse(text).map(ControllerVersion::toString)).hasValue(version);
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(
      strings = {
        "1.6",
        "v1.6.6",
        "1.1",
        "1.10",
        "1.90",
        "1.99",
        "v1.10.0-rc1",
        "1.9.",
        "1.9.y",
        "1.9.1.2",
        "1.9-rc1",
        "vmain",
        "Main",
        "vv1.9",
        "9",
        "",
        "v",
        "1.9 "
      })
  void everythingElseIsRefused(String text) {
    assertThat(ControllerVersion.parse(text)).isEmpty();
  }

  /** The rows are those of canary.md 0.1, 3.7 and 5.1.4, istio.md 0.5 and 1.3, bluegreen.md 12. */
  @Test
  void differInOneTable() {
    assertThat(ControllerVersion.V1_8.has(Capability.ABORTS_IN_STEPS)).isFalse();
    assertThat(ControllerVersion.V1_9.has(Capability.ABORTS_IN_STEPS)).isTrue();
    assertThat(ControllerVersion.V1_8.has(Capability.PROMOTES_WITH_MORE_PODS)).isFalse();
    assertThat(ControllerVersion.V1_9.has(Capability.PROMOTES_WITH_MORE_PODS)).isTrue();
    assertThat(ControllerVersion.V1_7.has(Capability.WEIGHS_SINGLE_NAMED_ROUTE)).isFalse();
    assertThat(ControllerVersion.V1_8.has(Capability.WEIGHS_SINGLE_NAMED_ROUTE)).isTrue();
    List<Capability> afterNine =
        Arrays.stream(Capability.values())
            .filter(capability -> !ControllerVersion.V1_9.has(capability))
            .toList();
    assertThat(afterNine)
        .containsExactlyInAnyOrder(
            Capability.CAPS_MIN_PODS,
            Capability.FINISHES_DELAYED_ABORT,
            Capability.SETS_DEADLINE_WITH_MORE_PODS,
            Capability.REMOVES_UNLISTED_ROUTES,
            Capability.REMOVES_FOREIGN_DESTINATIONS_RELIABLY,
            Capability.SORTS_EXPERIMENT_DESTINATIONS,
            Capability.TAKES_LAST_PIECE_AS_NAMESPACE,
            Capability.TAKES_PLUGINS_FOR_ALL,
            Capability.ENDS_PASS_WITH_NEW_REPLICA_SET,
            Capability.ENDS_PASS_WITH_CONDITIONS,
            Capability.TELLS_ROLLBACK_BY_AGE,
            Capability.SCALES_ABORTED_ONCE,
            Capability.ABORTS_BEFORE_CONDITIONS,
            Capability.KEEPS_EMPTY_WITH_DEADLINE);
    assertThat(Capability.values()).allMatch(ControllerVersion.MAIN::has);
  }
}
