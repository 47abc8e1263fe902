// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Finding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Characters that look like YAML's own, where a document is broken by them, and where it is not.
 */
class LookAlikesTest {
  /** The character is named where it stands, in whatever line the parser noticed it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{name: web，image: shop}       | f.yaml:1:11 | U+FF0C, fullwidth comma",
        "{name: web，%n image: shop}    | f.yaml:1:11 | U+FF0C, fullwidth comma",
        "{app: shop｝%nb: c             | f.yaml:1:11 | U+FF5D, fullwidth right curly bracket",
        "[a, b］%nb: c                  | f.yaml:1:6  | U+FF3D, fullwidth right square bracket",
        "{a: ｛b: c}, d: e}             | f.yaml:1:5  | U+FF5B, fullwidth left curly bracket",
        "{a: '，b: ｝', c: d｝%nb: c    | f.yaml:1:18 | U+FF5D, fullwidth right curly bracket",
        "{a: b, # ｝%n c: d｝%nb: c     | f.yaml:2:6  | U+FF5D, fullwidth right curly bracket",
        "a: {}\u00A0%nb: c              | f.yaml:1:6  | U+00A0, no-break space",
        "a: []\u3000# none              | f.yaml:1:6  | U+3000, ideographic space"
      })
  void breaksADocument(String text, String place, String character) {
    Finding finding = onlyFinding(text);

    assertThat(finding.rule()).isEqualTo(YamlRules.LOOK_ALIKE_CHARACTER);
    assertThat(finding.position().orElseThrow()).hasToString(place.strip());
    assertThat(finding.message()).contains(character.strip());
  }

  /** A text may have any punctuation; what breaks the document is something else. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{a: 注，意, b: c", "a: 注｝{意%nb: \"c", "a: {b: \"，c: d\", e: f"})
  void isPunctuation(String text) {
    assertThat(onlyFinding(text).rule()).isEqualTo(YamlRules.SYNTAX_ERROR);
  }

  private static Finding onlyFinding(String text) {
    var findings = YamlReader.read("f.yaml", text.strip().replace("%n", "\n")).findings();
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }
}
