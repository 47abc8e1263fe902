// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By the syntax that RE2 documents and Go's regexp/syntax accepts. */
class RegexSyntaxTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "()",
        "(a|b)*",
        "|",
        "a||b",
        "^*",
        "a*?",
        "a+?",
        "a{2}?",
        "x{1000}",
        "x{0}",
        "x{2,}",
        "x{,2}",
        "x{",
        "x{a}",
        "x{01}",
        "{",
        "]",
        "}",
        "a]b",
        "[]]",
        "[^]]",
        "[]a]",
        "[a-]",
        "[-a]",
        "[a-z0-9]",
        "[[:alpha:][:^digit:]]",
        "[[:x]",
        "[\\d\\pL]",
        "[a-\\x7f]",
        "\\d\\D\\s\\S\\w\\W",
        "\\pN",
        "\\PN",
        "\\p{Greek}",
        "\\p{^Greek}",
        "\\P{Lu}",
        "\\x41",
        "\\x{10FFFF}",
        "\\0",
        "\\07",
        "\\12",
        "\\.",
        "\\_",
        "\\a\\f\\n\\r\\t\\v",
        "\\A\\b\\B\\z",
        "\\Qa(\\E",
        "\\Qa(",
        "(?:a)",
        "(?i)a",
        "(?i-s:a)",
        "(?P<n>x)",
        "(?<n>x)",
        "(?:(?:a{10}){10}){10}",
        "a(?i)*",
        "(?s).",
        "é+",
        "(?U)a*"
      })
  void acceptsWhatGoAccepts(String pattern) {
    assertThat(RegexSyntax.complaint(pattern)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "+a",
        "?",
        "|*",
        "(*a)",
        "(",
        "(a",
        ")",
        "(a))",
        "a**",
        "a*+",
        "a+{2}",
        "a{2}{3}",
        "x{1001}",
        "x{2,1001}",
        "x{3,2}",
        "{2}",
        "[",
        "[a",
        "[]",
        "[^]",
        "[z-a]",
        "[a-\\d]",
        "[[:foo:]]",
        "[\\b]",
        "\\",
        "\\1",
        "\\8",
        "\\C",
        "\\e",
        "\\y",
        "\\é",
        "\\x",
        "\\x4",
        "\\x{}",
        "\\x{110000}",
        "\\xg0",
        "\\p",
        "\\p{Foo}",
        "\\p{Greek",
        "(?=a)",
        "(?!a)",
        "(?<=a)",
        "(?<!a)",
        "(?>a)",
        "(?P=n)",
        "(?P<n",
        "(?P<>a)",
        "(?<a b>c)",
        "(?<n>a)(?<n>b)",
        "(?i",
        "(?-)",
        "(?i--s)",
        "(?#a)",
        "(?:(?:a{10}){10}){11}",
        "(?:a{1000}){2}"
      })
  void refusesWhatGoRefuses(String pattern) {
    assertThat(RegexSyntax.complaint(pattern)).isPresent();
  }

  @Test
  void countsBytesNotCharacters() {
    assertThat(RegexSyntax.complaint("a".repeat(1024))).isEmpty();
    assertThat(RegexSyntax.complaint("é".repeat(512))).isEmpty();
    assertThat(RegexSyntax.complaint("é".repeat(513)))
        .contains("has 1026 bytes; the most are 1024");
  }

  @Test
  void readsDeepNestingWithoutRecursion() {
    assertThat(RegexSyntax.complaint("(".repeat(512) + ")".repeat(512))).isEmpty();
  }
}
