// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By istio.md H-8, H-12 and VS-9 and the vectors. */
class HeaderTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "é",
        "a\tb",
        "%%",
        "100%%",
        "%REQ(X-A)%",
        "%DOWNSTREAM_REMOTE_ADDRESS%",
        "%PER_REQUEST([\"a\", \"b\"])%",
        "a%REQ(x)%b%REQ(y)%"
      })
  void takesValues(String value) {
    assertThat(HeaderText.valueComplaint(value)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r",
        "\n",
        "\0",
        "a\u007f",
        "50%",
        "%a",
        "%REQ()",
        "%REQ(a",
        "%REQ(a)x%",
        "%A([x])%"
      })
  void refusesValues(String value) {
    assertThat(HeaderText.valueComplaint(value)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-a", "X", "~x", "x|y", "x'y", "x_1", "5xx,", "*"})
  void knowsNames(String name) {
    assertThat(HeaderText.isName(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":", "x y", "x/y", "(x)", "é", "@request.auth.principal", "x:"})
  void knowsWhatIsNoName(String name) {
    assertThat(HeaderText.isName(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@request.auth.claims.a",
        "@Request.Auth.Claims.a.b",
        "@request.auth.claims[a][b]"
      })
  void knowsClaims(String name) {
    assertThat(HeaderText.isClaim(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@request.auth.claims",
        "@request.auth.claims.",
        "@request.auth.claims[]",
        "request.auth.claims.a"
      })
  void knowsWhatIsNoClaim(String name) {
    assertThat(HeaderText.isClaim(name)).isFalse();
  }
}
