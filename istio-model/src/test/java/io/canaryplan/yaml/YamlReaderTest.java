// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.canaryplan.finding.Checked;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {
  private static final String ESCAPE =
      "write \\"
          + "u and four hexadecimal digits, or \\U and eight, up to \\U0010FFFF; two \\"
          + "u for half"
          + " a character each must stand together";

  /** Whatever the parser throws costs the document it stands in, and no other. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\\" + "u",
        "\"\\" + "UFFFFFFFF\"",
        "\"\\" + "uD800\"",
        "\"\\x\"",
        "[",
        "%",
        "|9 x",
        "&"
      })
  void aBrokenDocumentLeavesTheOthers(String broken) {
    String text = "a: 1\n---\nb: " + broken + "\n---\nc: 3\n";

    Checked<List<YamlDocument>> read = YamlReader.read("f.yaml", text);

    assertThat(read.findings()).hasSize(1);
    assertThat(read.value().orElseThrow())
        .extracting(document -> document.root().toString())
        .containsExactly("{a: 1}", "{c: 3}");
  }

  /** Two escapes of half a character each are one character, as JSON writes it. */
  @Test
  void escapedPairsAreOneCharacter() {
    YamlDocument document = Edits.read("a: \"\\" + "uD83D\\" + "uDE00\"\n");

    assertThat(document.at(Edits.path("a"))).contains(YamlScalar.of("\ud83d\ude00"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badInput")
  void reportsBadInput(String reason, String text, String finding, String hint) {
    Checked<List<YamlDocument>> read = YamlReader.read("f.yaml", text);

    assertThat(read.findings()).extracting(Finding::toString).containsExactly(finding);
    assertThat(read.findings().get(0).hint().orElse("")).isEqualTo(hint);
  }

  static Stream<Arguments> badInput() {
    return Stream.of(
        arguments(
            "tab as indentation",
            "a:\n\tb: 1\n",
            "f.yaml:2:1: error: a tab stands where only spaces may [syntax-error]",
            "write spaces instead of tabs"),
        arguments(
            "unclosed double quote",
            "a: 1\nb: \"x\nc: 2\n",
            "f.yaml:4:1: error: the quote opened at line 2, column 4 is never closed [syntax-error]",
            "add the missing quotation mark"),
        arguments(
            "unclosed single quote",
            "a: 'x\n",
            "f.yaml:2:1: error: the quote opened at line 1, column 4 is never closed [syntax-error]",
            "add the missing quotation mark"),
        arguments(
            "unclosed list",
            "a: [1, 2\nb: 3\n",
            "f.yaml:2:2: error: expected \",\" or \"]\" in the list that begins at line 1, column 4"
                + " [syntax-error]",
            "close the list with \"]\", or separate its items with \",\""),
        arguments(
            "unclosed mapping",
            "a: {b: 1\n",
            "f.yaml:2:1: error: expected \",\" or \"}\" in the mapping that begins at line 1, column"
                + " 4 [syntax-error]",
            "close the mapping with \"}\", or separate its entries with \",\""),
        arguments(
            "colon within a plain text",
            "a: b: c\n",
            "f.yaml:1:5: error: \":\" must not stand here [syntax-error]",
            "put a value that holds \": \" in quotes, or correct the indentation of the line"),
        arguments(
            "key without colon",
            "a: 1\nb\n",
            "f.yaml:3:1: error: the text at line 2, column 1 must be a key followed by \":\""
                + " [syntax-error]",
            "add the \":\", or put a text of several lines in quotes"),
        arguments(
            "indented less than its list",
            "a:\n  - b\n c: 1\n",
            "f.yaml:3:2: error: this does not fit into the mapping that begins at line 1, column 1"
                + " [syntax-error]",
            "indent the line like the others of its mapping or list"),
        arguments(
            "reserved character",
            "a: @x\n",
            "f.yaml:1:4: error: no value starts with \"@\" [syntax-error]",
            "put the value in quotes, or remove the character"),
        arguments(
            "escape cut off by the end of the input",
            "a: 1\nb: \"\\" + "u",
            "f.yaml:2:5: error: the escape that begins here stands for no character [syntax-error]",
            ESCAPE),
        arguments(
            "escape beyond the last character",
            "a: \"x\\" + "UFFFFFFFF\"\n",
            "f.yaml:1:6: error: the escape that begins here stands for no character [syntax-error]",
            ESCAPE),
        arguments(
            "escape of half a character",
            "a: \"x\\" + "uD83D\"\n",
            "f.yaml:1:6: error: the escape that begins here stands for no character [syntax-error]",
            ESCAPE),
        arguments(
            "escape of the other half alone",
            "a: \"\\" + "uDE00\\" + "uD83D\"\n",
            "f.yaml:1:5: error: the escape that begins here stands for no character [syntax-error]",
            ESCAPE),
        arguments(
            "unknown escape",
            "a: \"\\q\"\n",
            "f.yaml:1:6: error: the text in double quotes that begins at line 1, column 4 holds an"
                + " unknown escape [syntax-error]",
            "write \"\\\\\" for a backslash, or use single quotes"),
        arguments(
            "key written twice",
            "a: 1\nb: 2\na: 3\n",
            "f.yaml:3:1: error: the key \"a\" already stands in line 1; the last one counts"
                + " [duplicate-key]",
            "remove one of the two; kubectl takes the last one without a word, and Kustomize refuses"),
        arguments(
            "mapping as key",
            "? {a: 1}\n: 2\n",
            "f.yaml:1:3: error: the key is a mapping where a text is expected [non-scalar-key]",
            ""),
        arguments(
            "merge of a text",
            "<<: x\na: 1\n",
            "f.yaml:1:5: error: found the text \"x\" after the merge key \"<<\" where a mapping or"
                + " a list of mappings is expected [bad-merge-key]",
            ""),
        arguments(
            "tag that names a class",
            "a: !!javax.script.ScriptEngineManager [x]\n",
            "f.yaml:1:4: error: the tag \"!!javax.script.ScriptEngineManager\" is not one of YAML's"
                + " own; the value is read as text [unexpected-tag]",
            "remove the tag"),
        arguments(
            "alias without anchor",
            "a: 1\nb: *x\n",
            "f.yaml:2:4: error: the alias \"*x\" names no anchor above it [unknown-anchor]",
            ""),
        arguments(
            "alias within its anchor",
            "a: &x\n  b: *x\n",
            "f.yaml:2:6: error: the alias \"*x\" stands inside the block that it names"
                + " [recursive-alias]",
            ""),
        arguments(
            "NUL",
            "a: 1\nb: \0\0\0\n",
            "f.yaml:2:4: error: the character U+0000 must not stand in a YAML file [not-text]",
            "remove the character; if there are many, this is not a text file"),
        arguments(
            "half of a pair of surrogates",
            "a: \uD83D\n",
            "f.yaml:1:4: error: the character U+D83D must not stand in a YAML file [not-text]",
            "remove the character; if there are many, this is not a text file"));
  }

  @Test
  void goesOnAfterABrokenDocument() {
    Checked<List<YamlDocument>> read =
        YamlReader.read("f.yaml", "a: 1\n---\nb: 'x\n---\nc: [\n---\nd: 4\n---\ne: 1\ne: 2\n");

    assertThat(read.value().orElseThrow())
        .extracting(document -> document.root().toString())
        .containsExactly("{a: 1}", "{d: 4}", "{e: 2}");
    assertThat(read.findings())
        .extracting(finding -> finding.position().orElseThrow().line() + " " + finding.rule())
        .containsExactly("4 syntax-error", "6 syntax-error", "10 duplicate-key");
  }

  @Test
  void saysWhereItStopsInAFileOfBrokenDocuments() {
    // Each document takes two lines, "a: ]" and "---", so the 101st begins behind line 200.
    Checked<List<YamlDocument>> read = YamlReader.read("f.yaml", "a: ]\n---\n".repeat(150));

    assertThat(read.findings()).hasSize(101);
    assertThat(read.findings().get(100))
        .hasToString(
            "f.yaml:200:1: error: this file has 100 broken documents up to here; what follows is"
                + " not read [too-many-broken-documents]");
  }

  @Test
  void emptyFilesHoldNoDocument() {
    for (String text : List.of("", "\n", "# only a comment\n", "---\n", "---\n---\n", "\uFEFF")) {
      Checked<List<YamlDocument>> read = YamlReader.read("f.yaml", text);

      assertThat(read.value().orElseThrow()).as(text).isEmpty();
      assertThat(read.findings()).as(text).isEmpty();
    }
  }

  @Test
  void bytesMustBeUtf8() {
    assertThat(readBytes('a', ':', ' ', '1', '\n', 0xC3, 0xA9, 0xFF))
        .containsExactly("f.yaml:2:2: error: the byte 0xFF is not UTF-8 [not-utf-8]");
    assertThat(readBytes('a', ':', 0xC3))
        .containsExactly("f.yaml:1:3: error: the byte 0xC3 is not UTF-8 [not-utf-8]");
    assertThat(readBytes(0xFF, 0xFE, 'a', 0))
        .containsExactly("f.yaml:1:1: error: the file is UTF-16, not UTF-8 [not-utf-8]");
    assertThat(readBytes(0xEF, 0xBB, 0xBF, 'a', ':', ' ', '1')).isEmpty();
  }

  @Test
  void sizeIsLimitedBeforeAnythingIsRead() {
    YamlLimits limits = YamlLimits.DEFAULT.withMaxBytes(8);
    String expected =
        "f.yaml:1:1: error: the file is larger than 8 bytes, the limit for one file"
            + " [document-too-large]";

    assertThat(YamlReader.read("f.yaml", "a: é12\n", limits).findings()).isEmpty();
    assertThat(YamlReader.read("f.yaml", "a: éé12\n", limits).findings())
        .extracting(Finding::toString)
        .containsExactly(expected);
    assertThat(YamlReader.read("f.yaml", new byte[100 << 20], YamlLimits.DEFAULT).findings())
        .extracting(finding -> finding.rule().id())
        .containsExactly("document-too-large");
  }

  @Test
  void valuesOfADocumentAreLimited() {
    String most = "- 1\n".repeat(YamlLimits.MOST_VALUES - 1); // the list is a value too
    Checked<List<YamlDocument>> read = YamlReader.read("f.yaml", most + "- 1\n---\nb: 1\n");

    assertThat(read.findings())
        .extracting(Finding::toString)
        .containsExactly(
            "f.yaml:1:1: error: the document has more than 1000000 keys, items and values up to"
                + " here, the limit for one document [too-many-values]");
    assertThat(read.value().orElseThrow()).hasSize(1);
    assertThat(YamlReader.read("f.yaml", most).findings()).isEmpty();
  }

  @Test
  void nestingIsLimited() {
    Checked<List<YamlDocument>> read =
        YamlReader.read("f.yaml", "a: " + "[".repeat(10_000) + "\n---\nb: 1\n");

    assertThat(read.findings())
        .extracting(Finding::toString)
        .containsExactly(
            "f.yaml:1:203: error: mappings and lists are nested deeper than 200, the limit"
                + " [nesting-too-deep]");
    assertThat(read.value().orElseThrow()).hasSize(1);
    assertThat(YamlReader.read("f.yaml", "- ".repeat(10_000)).findings()).hasSize(1);
    assertThat(YamlReader.read("f.yaml", "{a: ".repeat(10_000)).findings()).hasSize(1);
  }

  @Test
  void deepestAllowedNestingNeedsNoDeepStack() {
    String text = "[".repeat(1000) + "x" + "]".repeat(1000) + "\n";
    YamlDocument document =
        YamlReader.read("f.yaml", text, YamlLimits.DEFAULT.withMaxDepth(1000)).orElseThrow().get(0);

    assertThat(document.text()).isEqualTo(text);
    assertThat(document.canonicalText()).endsWith("- - x\n");
    assertThat(document.root().hashCode()).isEqualTo(document.root().hashCode());
  }

  @Test
  void aliasesMayStandForManyNodesButNotForEndlesslyMany() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 30; i++) {
      String before = "*a" + (i - 1);
      bomb.append("a" + i + ": &a" + i + " [" + (before + ", ").repeat(9) + before + "]\n");
    }

    assertThat(YamlReader.read("f.yaml", bomb.toString()).findings())
        .extracting(Finding::toString)
        .containsExactly(
            "f.yaml:5:45: error: the aliases up to here stand for more than 100000 values, the"
                + " limit for one document [too-many-aliases]");
  }

  @Test
  void aliasesAndMergesAreResolved() {
    YamlNode root =
        root(
            """
            base: &b {a: 1, c: 2}
            other: &o {c: 3, d: 4}
            one: {<<: *b, c: 9}
            many:
              x: 0
              <<: [*b, *o]
            same: *b
            "<<": plain
            """);

    assertThat(root.at(FieldPath.of("one"))).map(Object::toString).hasValue("{a: 1, c: 9}");
    assertThat(root.at(FieldPath.of("many")))
        .map(Object::toString)
        .hasValue("{x: 0, a: 1, c: 2, d: 4}");
    assertThat(root.at(FieldPath.of("same"))).isEqualTo(root.at(FieldPath.of("base")));
    assertThat(root.at(FieldPath.of("same")).orElseThrow().position())
        .map(Object::toString)
        .hasValue("f.yaml:7:7");
    assertThat(root.at(FieldPath.of("<<"))).contains(YamlScalar.of("plain"));
  }

  @Test
  void scalarsKeepTheirText() {
    YamlMapping root =
        (YamlMapping)
            root("a: 012\nb: on\nc: 6e12\nd: '5'\ne: 5\nf: ~\ng:\nh: !!str 7\ni: |\n  x\n");

    assertThat(root.entries())
        .extracting(entry -> ((YamlScalar) entry.value()).text())
        .containsExactly("012", "on", "6e12", "5", "5", "~", "", "7", "x\n");
    assertThat(root.entries())
        .filteredOn(entry -> !((YamlScalar) entry.value()).isPlain())
        .extracting(entry -> entry.key().text())
        .containsExactly("d", "h", "i");
    assertThat(root.entries())
        .filteredOn(entry -> ((YamlScalar) entry.value()).isNull())
        .extracting(entry -> entry.key().text())
        .containsExactly("f", "g");
  }

  @Test
  void positionsCountLinesAndCodePointsFromOne() {
    assertThat(positionOf("a: 1\r\nb: 2\n", "b")).isEqualTo("f.yaml:2:4");
    assertThat(positionOf("a: 1\rb: 2\r", "b")).isEqualTo("f.yaml:2:4");
    assertThat(positionOf("a: 1\u0085b: 2\n", "b")).isEqualTo("f.yaml:2:4");
    assertThat(positionOf("\uFEFFa: 1\n", "a")).isEqualTo("f.yaml:1:4");
    assertThat(positionOf("x: {\"😀😀\": 1, b: 2}\n", "x", "b")).isEqualTo("f.yaml:1:17");
    assertThat(positionOf("x: \"😀\u2028 😀\"\nb: 😀\n", "b")).isEqualTo("f.yaml:3:4");
    assertThat(positionOf("--- \na: 1\n--- # 😀\nb: 2\n", "b")).isEqualTo("f.yaml:4:4");
  }

  @Test
  void positionOfAMissingFieldIsThatOfTheNearestAbove() {
    YamlDocument document = YamlReader.read("f.yaml", "a:\n  b: 1\n").orElseThrow().get(0);

    assertThat(document.position(FieldPath.of("a", "c", "d"))).hasToString("f.yaml:2:3");
    assertThat(document.position(FieldPath.of("z"))).hasToString("f.yaml:1:1");
    assertThat(
            document
                .with(FieldPath.of("a", "b"), YamlScalar.of(5))
                .position(FieldPath.of("a", "b")))
        .hasToString("f.yaml:2:6");
  }

  @Test
  void listsAreTakenApart() {
    String text =
        "{\"kind\": \"List\", \"items\": [{\"a\": 1}, {\"kind\": \"ServiceList\", \"items\": [{\"b\":"
            + " 2}]}, null]}";

    assertThat(YamlReader.read("f.json", text).orElseThrow())
        .extracting(YamlDocument::text)
        .containsExactly("{\"a\": 1}\n", "{\"b\": 2}\n");
  }

  @Test
  void anItemThatUsesAnAnchorOfAnotherGetsItsOwnCopy() {
    String text = "kind: List\nitems:\n- a: &x [1]\n- b: *x\n  c: *x\n";

    assertThat(YamlReader.read("f.yaml", text).orElseThrow())
        .extracting(YamlDocument::text)
        .containsExactly("a: &x [1]\n", "b: &x [1]\nc: *x\n");
  }

  @Test
  void directivesStayWithTheirDocument() {
    String text = "%TAG !e! tag:yaml.org,2002:\n---\na: !e!str 1\n---\nb: 2\n";

    assertThat(YamlReader.read("f.yaml", text).orElseThrow())
        .extracting(YamlDocument::text)
        .containsExactly("%TAG !e! tag:yaml.org,2002:\n---\na: !e!str 1\n", "b: 2\n");
  }

  private static List<String> readBytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return YamlReader.read("f.yaml", bytes).findings().stream().map(Finding::toString).toList();
  }

  private static YamlNode root(String text) {
    return YamlReader.read("f.yaml", text.getBytes(StandardCharsets.UTF_8))
        .orElseThrow()
        .get(0)
        .root();
  }

  private static String positionOf(String text, String... path) {
    List<YamlDocument> documents = YamlReader.read("f.yaml", text).orElseThrow();
    return documents.get(documents.size() - 1).position(FieldPath.of(path)).toString();
  }
}
