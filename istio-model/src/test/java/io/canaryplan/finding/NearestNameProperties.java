// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.finding;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class NearestNameProperties {
  @Property(tries = 300, seed = "1")
  void aNameIsNearestToItself(@ForAll String name) {
    assertThat(NearestName.distance(name, name)).isZero();
    assertThat(NearestName.distance(name, name + "x")).isEqualTo(1);
  }
}
