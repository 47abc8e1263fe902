// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import static io.canaryplan.yaml.Edits.cut;
import static io.canaryplan.yaml.Edits.node;
import static io.canaryplan.yaml.Edits.order;
import static io.canaryplan.yaml.Edits.path;
import static io.canaryplan.yaml.Edits.read;
import static io.canaryplan.yaml.Edits.row;
import static io.canaryplan.yaml.Edits.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Edits of what anchors, aliases and merge keys share change only the place meant. */
class AliasEditTest {
  @ParameterizedTest(name = "{0}")
  @MethodSource("aliases")
  void writesOutWhatIsNoLongerShared(
      String reason, String input, UnaryOperator<YamlDocument> edit, String expected) {
    Edits.assertText(input, edit, expected);
  }

  static Stream<Arguments> aliases() {
    String two = "x: &a {p: 1, q: 2}\ny: *a\nz: *a\n";
    return Stream.of(
        row(
            "an edit at an alias changes only this place",
            two,
            set("y.p", 3),
            "x: &a {p: 1, q: 2}\ny: {p: 3, q: 2}\nz: *a\n"),
        row(
            "an edit at the anchor leaves aliases their value",
            two,
            set("x.p", 3),
            "x: &a {p: 3, q: 2}\ny: &a {p: 1, q: 2}\nz: *a\n"),
        row(
            "no anchor where no alias follows",
            "x: &a {p: 1}\ny: *a\nz: 1\n",
            set("x.p", 3),
            "x: &a {p: 3}\ny: {p: 1}\nz: 1\n"),
        row(
            "removing the anchor leaves aliases their value",
            two,
            cut("x"),
            "y: &a {p: 1, q: 2}\nz: *a\n"),
        row(
            "an edit elsewhere leaves aliases",
            "x: &a 1\ny: *a\nz: 2\n",
            set("z", 3),
            "x: &a 1\ny: *a\nz: 3\n"),
        row("a scalar alias", "x: &a 1\ny: *a # c\n", set("y", 3), "x: &a 1\ny: 3 # c\n"),
        row(
            "a merged key becomes an own one",
            "x: &a {p: 1}\ny:\n  <<: *a\n  r: 1\n",
            set("y.p", 3),
            "x: &a {p: 1}\ny:\n  <<: *a\n  r: 1\n  p: 3\n"),
        row(
            "removing a merged key writes out the merge",
            "x: &a {p: 1, q: 2}\ny:\n  <<: *a\n  r: 1\n",
            cut("y.p"),
            "x: &a {p: 1, q: 2}\ny:\n  q: 2\n  r: 1\n"),
        row(
            "lines stay lines and brackets brackets",
            "x: &a\n- {p: 1, q: [u, v]}\n- r:\n    s: 2\ny: *a # c\n",
            set("y.0.p", 3),
            "x: &a\n- {p: 1, q: [u, v]}\n- r:\n    s: 2\ny: # c\n- {p: 3, q: [u, v]}\n- r:\n    s: 2\n"),
        row(
            "in brackets",
            "x: &a {p: 1}\ny: [*a, *a]\n",
            set("y.0.p", 3),
            "x: &a {p: 1}\ny: [{p: 3}, *a]\n"));
  }

  @Test
  void tellsWhichAliasIsWrittenOut() {
    YamlDocument document = read("x: &a {p: 1}\ny: *a\n");

    assertThat(document.findings()).isEmpty();
    assertThat(document.with(FieldPath.of("y", "p"), YamlScalar.of(2)).findings())
        .extracting(Finding::toString)
        .containsExactly(
            "test.yaml:2:4: note: the alias \"*a\" is written out because this place differs from"
                + " what it names [alias-expanded]");
  }

  @Test
  void anAnchorOfAKeyNamesTheKey() {
    YamlDocument moved = order("l", 1, 0).apply(read("p: &a 1\nl:\n- v: *a\n- &a k: 2\n"));
    assertThat(moved.text()).isEqualTo("p: &a 1\nl:\n- &a k: 2\n- v: 1\n");

    YamlDocument other = read("&k weight: 100\nx: *k\nz: 1\n").with(path("z"), node(2));
    assertThat(other.text()).isEqualTo("&k weight: 100\nx: *k\nz: 2\n");
    assertThat(other.findings()).isEmpty();
  }
}
