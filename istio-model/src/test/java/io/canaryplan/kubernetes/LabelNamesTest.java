// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The limits of Kubernetes' names: 253 for a domain, 63 for a label. */
class LabelNamesTest {
  @Test
  void domainsAreLowerCasePartsWithLettersOrDigitsAtBothEnds() {
    assertThat(LabelNames.isDomain("shop-web.eu1")).isTrue();
    assertThat(LabelNames.isDomain("a".repeat(253))).isTrue();
    assertThat(LabelNames.isDomain("a".repeat(254))).isFalse();
    for (String bad : new String[] {"", "Shop", "shop_web", "-shop", "shop-", "shop..eu", ".eu"}) {
      assertThat(LabelNames.isDomain(bad)).as(bad).isFalse();
    }
  }

  @Test
  void keysMayHaveADomainBeforeASlash() {
    assertThat(LabelNames.isKey("app")).isTrue();
    assertThat(LabelNames.isKey("example.com/App_2.x")).isTrue();
    for (String bad : new String[] {"", "/app", "Example.com/app", "a/b/c", "-app", "app/"}) {
      assertThat(LabelNames.isKey(bad)).as(bad).isFalse();
    }
  }

  @Test
  void valuesMayBeEmpty() {
    assertThat(LabelNames.isValue("")).isTrue();
    assertThat(LabelNames.isValue("x".repeat(63))).isTrue();
    assertThat(LabelNames.isValue("x".repeat(64))).isFalse();
    assertThat(LabelNames.isValue("also bad")).isFalse();
  }
}
