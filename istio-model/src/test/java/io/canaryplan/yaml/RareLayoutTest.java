// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import static io.canaryplan.yaml.Edits.cut;
import static io.canaryplan.yaml.Edits.order;
import static io.canaryplan.yaml.Edits.row;
import static io.canaryplan.yaml.Edits.set;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Comments, tabs and spaces in places where few people put them, with the text edits must give. */
class RareLayoutTest {
  private static final YamlNode PAIR = YamlMapping.builder().put("x", 1).put("k", 2).build();

  @ParameterizedTest(name = "{0}")
  @MethodSource({"comments", "furtherDown", "ownLines", "blockScalars", "tabs"})
  void keepsWhatIsThere(
      String reason, String input, UnaryOperator<YamlDocument> edit, String expected) {
    Edits.assertText(input, edit, expected);
  }

  static Stream<Arguments> comments() {
    return Stream.of(
        row(
            "before a bracket",
            "a: {b: 1\n# c\n  }\n",
            set("a.d", 2),
            "a: {b: 1,\n     d: 2\n# c\n  }\n"),
        row("a bracket on its own line", "- [x\n  ]\n", set("0.1", "z"), "- [x,\n    z\n  ]\n"),
        row("the last item goes", "- [x,\n  y\n  ]\n", cut("0.1"), "- [x\n  ]\n"),
        row("in an empty mapping", "a: {\n  # c\n}\n", set("a.b", 1), "a: {\n  # c\n  b: 1\n}\n"),
        row("in an empty list", "- [ # c\n  ]\n", set("0.0", 1), "- [ # c\n    1\n  ]\n"),
        row("in one between brackets", "[{ # c\n}]\n", set("0.b", 1), "[{ # c\n  b: 1\n}]\n"),
        row(
            "above an empty value",
            "a:\n  # c\n  {}\n",
            set("a", PAIR),
            "a:\n  # c\n  x: 1\n  k: 2\n"),
        row(
            "above and beside one",
            "a: # why\n  # c\n  {} # d\n",
            set("a", PAIR),
            "a: # why\n  # c\n  # d\n  x: 1\n  k: 2\n"),
        row("beside one further down", "a:\n  ~ # c\n", set("a", PAIR), "a: # c\n  x: 1\n  k: 2\n"),
        row("after a tag", "a: !!int\n  # c\n  5\nb: 1\n", set("a", 6), "a:\n  # c\n  6\nb: 1\n"),
        row("after an anchor", "a: &n # c\n  5\n", set("a", 6), "a: # c\n  &n 6\n"),
        row("after an anchor in a list", "[&n # c\n  5]\n", set("0", 6), "[&n  # c\n  6]\n"),
        row(
            "in a pair",
            "[a: {b: 1, # c\n  d: 2}, e]\n",
            set("0.f", 3),
            "[{a: {b: 1, # c\n  d: 2}, f: 3}, e]\n"));
  }

  static Stream<Arguments> furtherDown() {
    return Stream.of(
        row("moves along", "- a\n- b: 1\n\n  # c\n", order("", 1, 0), "- b: 1\n\n  # c\n- a\n"),
        row(
            "what is new follows it",
            "- a: 1\n\n  # c\n- b\n",
            order("", 0, "z", 1),
            "- a: 1\n\n  # c\n- z\n- b\n"),
        row("an explicit key moves up", "{a: 1, ? b : 2}\n", cut("a"), "{? b : 2}\n"));
  }

  static Stream<Arguments> ownLines() {
    return Stream.of(
        row("further right", "-\n     27\n", set("0", PAIR), "-\n     x: 1\n     k: 2\n"),
        row(
            "below two dashes",
            "- -\n       {}\n",
            set("0.0", PAIR),
            "- -\n       x: 1\n       k: 2\n"),
        row("at the least column", "-\n {\n }\n", set("0", PAIR), "-\n x: 1\n k: 2\n"));
  }

  static Stream<Arguments> blockScalars() {
    return Stream.of(
        row("stripped already", "a: |-2\n    x", set("b", 1), "a: |-2\n    x\nb: 1"),
        row("stripped before a digit", "a: |+2\n    x", set("b", 1), "a: |-2\n    x\nb: 1"),
        row("kept before a digit", "- y\n- |+2\n  x\n- z\n\n", cut("2"), "- y\n- |+2\n  x\n"),
        row("spaces after what goes", "- |\n  x\n- y\n\n      \n", cut("1"), "- |\n  x\n"),
        row(
            "no line of spaces is taken in",
            "a: 1\n      \nb: 2\n",
            set("a", "x\ny\n"),
            "a: \"x\\ny\\n\"\n      \nb: 2\n"),
        row(
            "no other line break",
            "a: 1\u2028b: 2",
            set("a", "x\ny\n"),
            "a: \"x\\ny\\n\"\u2028b: 2"));
  }

  static Stream<Arguments> tabs() {
    return Stream.of(
        row("after what gets quotes", "a: b\t# c\n", set("a", "12"), "a: \"12\" # c\n"),
        row("between brackets", "[a\t# c\n]\n", set("0", "12"), "[\"12\" # c\n]\n"),
        row("after a colon", "a: ~\t# c\n", set("a", PAIR), "a: # c\n  x: 1\n  k: 2\n"));
  }
}
