// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortHostTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "shop, shop",
    "shop.ns, shop",
    "shop.ns.svc.cluster.local, shop",
    "10.0.0.1, 10",
    "Shop.x, Shop",
    "lb 주소.x, lb 주소",
  })
  void comparesHostsUpToTheFirstDot(String host, String expected) {
    assertThat(ShortHost.of(host)).isEqualTo(expected);
    assertThat(ShortHost.of("." + host)).isEmpty();
  }
}
