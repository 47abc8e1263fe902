// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.plan.AdditionalWeight;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What experiments leave behind, write by write (istio.md 1.6, row 1.6.10). */
class AppendedDestinationsTest {
  private AppendedDestinations now = AppendedDestinations.NONE;

  private void write(boolean reliably, String... experiments) {
    List<AdditionalWeight> weights = new ArrayList<>();
    for (String experiment : experiments) {
      String[] parts = experiment.split(" ", -1);
      weights.add(new AdditionalWeight(parts[0], "h", Integer.parseInt(parts[1])));
    }
    now = now.then(Mesh.at(0, weights), Set.of("own"), reliably);
  }

  private String text() {
    return now.destinations().stream()
        .map(to -> to.service() + (to.written() ? " " + to.weight() : ""))
        .collect(Collectors.joining(", "));
  }

  @Test
  void oneOfTwoStaysUpToNine() {
    write(false, "x 5", "y 10");
    assertThat(text()).isEqualTo("x 5, y 10");
    write(false);
    assertThat(text()).isEqualTo("y 10, y 0");
    write(false);
    assertThat(text()).isEqualTo("y 0");
    write(false);
    assertThat(text()).isEqualTo("y 0");
  }

  @Test
  void whatStaysIsUsedAgain() {
    write(false, "x 5", "y 10");
    write(false);
    write(false);
    write(false, "a 1");
    assertThat(text()).isEqualTo("y 0, a 1");
    write(false);
    assertThat(text()).isEqualTo("y 0");
    write(false, "y 3");
    assertThat(text()).isEqualTo("y 3");
    write(false);
    assertThat(text()).isEmpty();
  }

  /** x goes, the edit of y meets z, and that of z nothing. */
  @Test
  void ofThreeTheLastStays() {
    write(false, "x 5", "y 10", "z 1");
    write(false);
    assertThat(text()).isEqualTo("y 10, z 0");
    write(false);
    assertThat(text()).isEqualTo("z 0");
  }

  @Test
  void allGoReliably() {
    write(true, "x 5", "y 10", "z 1");
    write(true, "y 7");
    assertThat(text()).isEqualTo("y 7");
    write(true, "y 7", "b 1", "a 2");
    assertThat(text()).isEqualTo("y 7, a 2, b 1");
    write(true);
    assertThat(text()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void oneAloneGoes(boolean reliably) {
    write(reliably, "x 5");
    write(reliably);
    assertThat(text()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nothingIsAppendedWithoutWeightOrBesideAnOwnDestination(boolean reliably) {
    write(reliably, "x 0", "own 5");
    assertThat(text()).isEmpty();
  }

  @Test
  void aCopyLeavesOutWeightsOfZero() {
    write(false, "x 5", "y 10");
    write(false);
    now = now.copied();
    assertThat(text()).isEqualTo("y 10, y");
    write(false);
    assertThat(text()).isEqualTo("y");
  }
}
