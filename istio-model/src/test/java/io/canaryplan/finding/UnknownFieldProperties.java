// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.finding;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class UnknownFieldProperties {
  @Property(tries = 300, seed = "1")
  void aNameIsNearestToItself(@ForAll String name) {
    assertThat(UnknownField.distance(name, name)).isZero();
    assertThat(UnknownField.distance(name, name + "x")).isEqualTo(1);
  }
}
