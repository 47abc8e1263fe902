// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import static io.canaryplan.yaml.Edits.cut;
import static io.canaryplan.yaml.Edits.order;
import static io.canaryplan.yaml.Edits.read;
import static io.canaryplan.yaml.Edits.row;
import static io.canaryplan.yaml.Edits.set;
import static io.canaryplan.yaml.Edits.without;
import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.FieldPath;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Edits with the text they must give, written by hand. */
class YamlEditTest {
  @ParameterizedTest(name = "{0}")
  @MethodSource({"scalars", "keys", "items", "flow", "shapes", "blocks"})
  void writesOnlyWhatChanged(
      String reason, String input, UnaryOperator<YamlDocument> edit, String expected) {
    Edits.assertText(input, edit, expected);
  }

  static Stream<Arguments> scalars() {
    return Stream.of(
        row("keeps the comment beside", "a: 1  # one\nb: 2\n", set("a", 5), "a: 5  # one\nb: 2\n"),
        row("parts a comment that touches", "a: [1]# one\n", set("a", 5), "a: 5 # one\n"),
        row("parts it in a flow", "a: {b: [1]# one\n}\n", set("a.b", 5), "a: {b: 5 # one\n}\n"),
        row("keeps double quotes", "a: \"x\"\n", set("a", "y"), "a: \"y\"\n"),
        row("keeps single quotes", "a: 'x'\n", set("a", "it's"), "a: 'it''s'\n"),
        row("quotes what reads as a boolean", "a: x\n", set("a", "on"), "a: \"on\"\n"),
        row("quotes what reads as octal", "a: x\n", set("a", "012"), "a: \"012\"\n"),
        row("quotes what reads as base 60", "a: x\n", set("a", "1:30"), "a: \"1:30\"\n"),
        row("quotes what reads as a float", "a: x\n", set("a", "6e12"), "a: \"6e12\"\n"),
        row("quotes spaces at the edge", "a: x\n", set("a", " x"), "a: \" x\"\n"),
        row("quotes a colon with a space", "a: x\n", set("a", "b: c"), "a: \"b: c\"\n"),
        row("quotes what reads as a comment", "a: x\n", set("a", "#"), "a: \"#\"\n"),
        row("leaves other letters alone", "a: x\n", set("a", "lb 주소"), "a: lb 주소\n"),
        row("a number takes no quotes", "a: \"1\"\n", set("a", 2), "a: 2\n"),
        row("fills an empty value", "a:   # none yet\n", set("a", 2), "a: 2   # none yet\n"),
        row("keeps CRLF", "a: 1\r\nb: 2\r\n", set("a", 5), "a: 5\r\nb: 2\r\n"),
        row("keeps a missing last line break", "a: 1\nb: 2", set("b", 5), "a: 1\nb: 5"),
        row("keeps odd spaces", "a  :    1\n", set("a", 5), "a  :    5\n"),
        row("keeps an anchor", "a: &x 1\nb: 2\n", set("a", 5), "a: &x 5\nb: 2\n"),
        row("drops a tag that no longer fits", "a: !!str 1\n", set("a", 5), "a: 5\n"),
        row("a value on a line of its own", "a:\n  long\nb: 2\n", set("a", "x"), "a:\n  x\nb: 2\n"),
        row("several plain lines", "a: x\n  y\nb: 2\n", set("a", "z"), "a: z\nb: 2\n"),
        row(
            "several quoted lines",
            "a: \"x\n  y\" # c\nb: 2\n",
            set("a", "z"),
            "a: \"z\" # c\nb: 2\n"),
        row(
            "after characters beyond U+FFFF",
            "\"😀\": [😀, a]\n",
            set("😀.1", 5),
            "\"😀\": [😀, 5]\n"),
        row("explicit key", "? a\n: 1 # c\n", set("a", 5), "? a\n: 5 # c\n"),
        row("explicit key without value", "? a\n? b\n", set("a", 5), "? a\n: 5\n? b\n"),
        row("quoted key", "'a': 1\n", set("a", 5), "'a': 5\n"),
        row("the last of two equal values", "- 1\n- 1\n", set("1", 5), "- 1\n- 5\n"));
  }

  static Stream<Arguments> keys() {
    return Stream.of(
        row("new key at the end", "a: 1\n", set("b", "x"), "a: 1\nb: x\n"),
        row("new key without last line break", "a: 1", set("b", "x"), "a: 1\nb: x"),
        row("new key with CRLF", "a: 1\r\n", set("b", "x"), "a: 1\r\nb: x\r\n"),
        row(
            "as far in as its neighbours",
            "m:\n    a: 1\nn: 2\n",
            set("m.b", 3),
            "m:\n    a: 1\n    b: 3\nn: 2\n"),
        row(
            "before blank lines and comments of what follows",
            "m:\n  a: 1\n\n# about n\nn: 2\n",
            set("m.b", 3),
            "m:\n  a: 1\n  b: 3\n\n# about n\nn: 2\n"),
        row(
            "below a nested last value",
            "m:\n  a:\n    x: 1\nn: 2\n",
            set("m.b", 3),
            "m:\n  a:\n    x: 1\n  b: 3\nn: 2\n"),
        row(
            "below an empty key",
            "labels:\nn: 2\n",
            set("labels.a", "x"),
            "labels:\n  a: x\nn: 2\n"),
        row(
            "below an empty key with comment",
            "labels: # none\n",
            set("labels.a", "x"),
            "labels: # none\n  a: x\n"),
        row("instead of {}", "labels: {}\nn: 2\n", set("labels.a", "x"), "labels:\n  a: x\nn: 2\n"),
        row(
            "a tree as value",
            "m:\n   a:\n      - x\n",
            set("m.b", YamlMapping.of("k", YamlSequence.of(YamlScalar.of("v")))),
            "m:\n   a:\n      - x\n   b:\n      k:\n         - v\n"),
        row(
            "removes with comments above and beside",
            "a: 1\n# about b\nb: 2 # two\nc: 3\n",
            cut("b"),
            "a: 1\nc: 3\n"),
        row(
            "removes all lines of the value",
            "a: 1\nb:\n  x: 1\n  # deep\n\n  y: 2\nc: 3\n",
            cut("b"),
            "a: 1\nc: 3\n"),
        row("removes the last key", "a: 1\nb: 2\n", cut("b"), "a: 1\n"),
        row("removes the last key, no line break at the end", "a: 1\nb: 2", cut("b"), "a: 1"),
        row("blank lines do not add up", "a: 1\n\nb: 2\n\nc: 3\n", cut("b"), "a: 1\n\nc: 3\n"),
        row(
            "keeps comments apart from the key",
            "a: 1\n# apart\n\nb: 2\nc: 3\n",
            cut("b"),
            "a: 1\n# apart\n\nc: 3\n"),
        row("removes the first key beside the dash", "- a: 1\n  b: 2\n", cut("0.a"), "- b: 2\n"),
        row(
            "removes the first of three beside the dash",
            "- a: 1 # one\n  b: 2\n  c: 3\n",
            cut("0.a"),
            "- b: 2\n  c: 3\n"),
        row("removes the only key", "m:\n  a: 1\nn: 2\n", cut("m.a"), "m: {}\nn: 2\n"),
        row("removes the only key beside the dash", "- a: 1\n- b\n", cut("0.a"), "- {}\n- b\n"),
        row(
            "removes a quoted key",
            "\"a.b/c\": 1\nd: 2\n",
            without(FieldPath.of("a.b/c")),
            "d: 2\n"));
  }

  static Stream<Arguments> items() {
    String three = "l:\n# first\n- a # one\n# second\n- b # two\n# third\n- c # three\nend: 1\n";
    return Stream.of(
        row(
            "appends",
            "l:\n- a\n- b # two\nend: 1\n",
            order("l", 0, 1, "new"),
            "l:\n- a\n- b # two\n- new\nend: 1\n"),
        row(
            "inserts in front",
            "l:\n  - a\n  - b\n",
            order("l", "new", 0, 1),
            "l:\n  - new\n  - a\n  - b\n"),
        row(
            "inserts between",
            three,
            order("l", 0, "new", 1, 2),
            three.replace("# second", "- new\n# second")),
        row(
            "removes with comments",
            three,
            order("l", 0, 2),
            three.replace("# second\n- b # two\n", "")),
        row(
            "moves with comments",
            three,
            order("l", 2, 0, 1),
            "l:\n# third\n- c # three\n# first\n- a # one\n# second\n- b # two\nend: 1\n"),
        row("reverses", "- a\n- b\n- c", order("", 2, 1, 0), "- c\n- b\n- a"),
        row(
            "wide dashes",
            "-   a: 1\n    b: 2\n-   c: 3\n",
            set("0.d", 4),
            "-   a: 1\n    b: 2\n    d: 4\n-   c: 3\n"),
        row(
            "dashes below dashes",
            "- - a\n  - b\n- c\n",
            order("0", 0, "new", 1),
            "- - a\n  - new\n  - b\n- c\n"),
        row(
            "in front below a dash",
            "- - a\n  - b\n- c\n",
            order("0", "new", 0, 1),
            "- - new\n  - a\n  - b\n- c\n"),
        row("removes the first below a dash", "- - a\n  - b\n- c\n", order("0", 1), "- - b\n- c\n"),
        row(
            "dash on a line of its own",
            "-\n  a: 1\n-\n  b: 2\n",
            set("1.c", 3),
            "-\n  a: 1\n-\n  b: 2\n  c: 3\n"),
        row(
            "comment beside the dash",
            "- # about\n  a: 1\n- b\n",
            set("0.a", 2),
            "- # about\n  a: 2\n- b\n"),
        row("removes all", "l:\n- a\n- b\nend: 1\n", order("l"), "l: []\nend: 1\n"),
        row("instead of []", "l: []\n", order("l", "new"), "l:\n- new\n"),
        row(
            "replaces and keeps the comment",
            "- a # one\n- b\n",
            set("0", "x"),
            "- x # one\n- b\n"));
  }

  static Stream<Arguments> flow() {
    return Stream.of(
        row("replaces", "l: [a, b]\n", set("l.0", "x"), "l: [x, b]\n"),
        row("appends", "l: [a, b] # c\n", order("l", 0, 1, "new"), "l: [a, b, new] # c\n"),
        row(
            "inserts in front, spaces kept",
            "l: [ a,b ]\n",
            order("l", "new", 0, 1),
            "l: [ new, a,b ]\n"),
        row("removes the first", "l: [ a, b ]\n", order("l", 1), "l: [ b ]\n"),
        row("removes the last", "l: [a, b]\n", order("l", 0), "l: [a]\n"),
        row("moves", "l: [a, b, c]\n", order("l", 2, 0, 1), "l: [c, a, b]\n"),
        row("new key", "m: {a: 1}\n", set("m.b", "x, y"), "m: {a: 1, b: \"x, y\"}\n"),
        row("removes a key", "m: {a: 1, b: 2, c: 3}\n", cut("m.b"), "m: {a: 1, c: 3}\n"),
        row("removes the only key", "m: {a: 1}\n", cut("m.a"), "m: {}\n"),
        row("a key without value", "m: {a, b}\n", set("m.a", 1), "m: {a: 1, b}\n"),
        row(
            "one item a line",
            "l: [\n  a, # one\n  # about b\n  b # two\n]\n",
            order("l", 0, 1, "new"),
            "l: [\n  a, # one\n  # about b\n  b, # two\n  new\n]\n"),
        row(
            "removes a line",
            "l: [\n  a, # one\n  # about b\n  b # two\n]\n",
            order("l", 0),
            "l: [\n  a # one\n]\n"),
        row(
            "JSON",
            "{\"a\": 1,\n \"b\": [\"x\"]}\n",
            set("b.1", "y"),
            "{\"a\": 1,\n \"b\": [\"x\", \"y\"]}\n"),
        row(
            "JSON key",
            "{\"a\": {\"b\": 1}}",
            set("a.c", "on"),
            "{\"a\": {\"b\": 1, \"c\": \"on\"}}"),
        row(
            "JSON tree",
            "{\"a\": []}",
            set("a.0", YamlMapping.of("k", YamlScalar.of("v"))),
            "{\"a\": [{\"k\": \"v\"}]}"));
  }

  static Stream<Arguments> shapes() {
    YamlNode list = YamlSequence.of(YamlScalar.of("x"), YamlScalar.of("y"));
    YamlNode map = YamlMapping.builder().put("k", "v").put("num", 1).build();
    return Stream.of(
        row("scalar to list", "a: 1 # c\nb: 2\n", set("a", list), "a: # c\n- x\n- \"y\"\nb: 2\n"),
        row(
            "scalar to mapping",
            "a: 1 # c\nb: 2\n",
            set("a", map),
            "a: # c\n  k: v\n  num: 1\nb: 2\n"),
        row("item to mapping", "- 1 # c\n- 2\n", set("0", map), "- k: v # c\n  num: 1\n- 2\n"),
        row("mapping to scalar", "a: # c\n  k: 1\nb: 2\n", set("a", 5), "a: 5 # c\nb: 2\n"),
        row("item from mapping to scalar", "- k: 1\n  n: 2\n- b\n", set("0", 5), "- 5\n- b\n"),
        row("mapping to list", "a:\n  k: 1\nb: 2\n", set("a", list), "a:\n- x\n- \"y\"\nb: 2\n"),
        row(
            "mapping to other mapping changes what differs",
            "a:\n  k: w # c\n  o: 3\n",
            set("a", map),
            "a:\n  k: v # c\n  num: 1\n"),
        row("the whole document", "# top\na: 1\n", set("", list), "# top\n- x\n- \"y\"\n"));
  }

  static Stream<Arguments> blocks() {
    return Stream.of(
        row(
            "replaces a block",
            "a: | # c\n  x\n  y\n\nb: 2\n",
            set("a", "z"),
            "a: z # c\n\nb: 2\n"),
        row(
            "block for block",
            "a: |\n  x\n  y\nb: 2\n",
            set("a", "u\nv\n"),
            "a: |\n  u\n  v\nb: 2\n"),
        row("key after a block", "a: |\n  x\n", set("b", 2), "a: |\n  x\nb: 2\n"),
        row("key after a block without line break", "a: |\n  x", set("b", 2), "a: |-\n  x\nb: 2"),
        row(
            "key after a block that ends with another line break",
            "a: 1\nb: |\n  y\u0085",
            set("c", 3),
            "a: 1\nb: |\n  y\u0085c: 3\n"),
        row(
            "a key between a block that ends with another line break and the next",
            "m:\n  a: |\n    x\u2028n: 1\n",
            set("m.b", 2),
            "m:\n  a: |\n    x\u2028  b: 2\nn: 1\n"),
        row(
            "key after a block that keeps blank lines",
            "m:\n  a: |+\n    x\n\nn: 1\n",
            set("m.b", 2),
            "m:\n  a: |+\n    x\n\n  b: 2\nn: 1\n"),
        row(
            "item after a folded block",
            "- >-\n  x\n  y\n- z\n",
            set("1", "w"),
            "- >-\n  x\n  y\n- w\n"));
  }

  @Test
  void oneDocumentOfAFileIsTextOfItsOwn() {
    List<YamlDocument> documents =
        YamlReader.read("f.yaml", "# head\n---\na: 1 # one\n--- # second\nb: 2\n...\n---\nc: 3\n")
            .orElseThrow();

    assertThat(documents)
        .extracting(YamlDocument::text)
        .containsExactly("# head\n---\na: 1 # one\n", "# second\nb: 2\n", "c: 3\n");
    assertThat(documents.get(0).with(FieldPath.of("a"), YamlScalar.of(5)).text())
        .isEqualTo("# head\n---\na: 5 # one\n");
  }

  @Test
  void anItemOfAListIsDedentedAndKeepsItsPosition() {
    String text =
        """
        apiVersion: v1
        kind: List
        items:
          - a: 1 # one
            t: |
              x
                y
            # c
            b:
            - 2
          - c: 3
        """;
    YamlDocument item = YamlReader.read("f.yaml", text).orElseThrow().get(0);

    assertThat(item.text()).isEqualTo("a: 1 # one\nt: |\n  x\n    y\n# c\nb:\n- 2\n");
    assertThat(item.position(FieldPath.of("b").index(0))).hasToString("f.yaml:10:7");
    assertThat(item.with(FieldPath.of("b").index(1), YamlScalar.of(3)).text())
        .isEqualTo("a: 1 # one\nt: |\n  x\n    y\n# c\nb:\n- 2\n- 3\n");
  }

  @Test
  void documentsMadeInCodeAreWrittenCanonically() {
    YamlNode root = YamlMapping.builder().put("a", "on").put("b", "x\ny\n").build();

    assertThat(YamlDocument.of("code", root).text()).isEqualTo("a: \"on\"\nb: |\n  x\n  y\n");
  }

  @Test
  void canonicalTextHasNoCommentsAliasesOrFlowStyle() {
    String text =
        "# top\nx: &a {p: 1, q: [ 'b', \"5\" ]} # c\ny:   *a\nlong: " + "w ".repeat(60) + "\n";

    assertThat(read(text).canonicalText())
        .isEqualTo(
            "x:\n  p: 1\n  q:\n  - b\n  - \"5\"\ny:\n  p: 1\n  q:\n  - b\n  - \"5\"\nlong: "
                + "w ".repeat(60).strip()
                + "\n");
  }

  /** Files are put together from others: each document keeps the line ends of its own. */
  @Test
  void addedLinesEndAsThoseOfTheirDocument() {
    String mixed = "a: 1\nb: 2\n---\r\na: 1\r\nb: 2\r\n---\na: 1\n";

    assertThat(
            YamlReader.read("f.yaml", mixed).orElseThrow().stream()
                .map(document -> Edits.set("c", 3).apply(document).text()))
        .containsExactly("a: 1\nb: 2\nc: 3\n", "a: 1\r\nb: 2\r\nc: 3\r\n", "a: 1\nc: 3\n");
    assertThat(
            YamlReader.read("f.yaml", "a: 1\n---\r\n{a: 1}").orElseThrow().stream()
                .map(
                    document ->
                        Edits.set("a", YamlMapping.of("b", YamlScalar.of("x\ny\n")))
                            .apply(document)
                            .text()))
        .containsExactly("a:\n  b: |\n    x\n    y\n", "{a: {b: \"x\\ny\\n\"}}");
  }
}
