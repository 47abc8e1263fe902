// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTest {
  /** Gives a rule everything that it needs. */
  static Rule.Builder complete(Rule.Builder rule) {
    return rule.title("a title")
        .what("what it is")
        .why("why it is")
        .source("who says so")
        .bad("a: 1")
        .good("a: 2");
  }

  @Test
  void readsProseOnOneLineAndSnippetsOnSeveral() {
    Rule rule =
        complete(Rule.warning("some-rule"))
            .what(
                """
                The first line,
                and the second.
                """)
            .bad(
                """
                a: 1
                b: 2
                """)
            .versions("up to v1.9")
            .build();

    assertThat(rule.what()).isEqualTo("The first line, and the second.");
    assertThat(rule.bad()).isEqualTo("a: 1\nb: 2");
    assertThat(rule.severity()).isEqualTo(Severity.WARNING);
    assertThat(rule.versions()).contains("up to v1.9");
    assertThat(complete(Rule.note("other")).build().versions()).isEmpty();
  }

  @Test
  void isEqualByItsIdAndOrderedByIt() {
    Rule a = complete(Rule.error("a")).build();
    Rule other = complete(Rule.note("a")).title("another title").build();
    Rule b = complete(Rule.error("b-1")).build();

    assertThat(a).isEqualTo(other).hasSameHashCodeAs(other).isNotEqualTo(b).hasToString("a");
    assertThat(Stream.of(b, a).sorted()).isEqualTo(List.of(a, b));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Rule", "a_b", "a--b", "-a", "a-", "1a", "a b"})
  void refusesAnIdThatIsNotInKebabCase(String id) {
    assertThatThrownBy(() -> Rule.error(id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("is not in kebab case");
  }

  @Test
  void refusesARuleWithoutABody() {
    assertThatThrownBy(() -> complete(Rule.error("a")).why(" ").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the rule a has no why");
    assertThatThrownBy(() -> Rule.error("a").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the rule a has no title");
  }
}
