// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Checked;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.yaml.YamlMapping.Entry;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds for every tree, every way to write it and every edit. */
class YamlEditProperties {
  private static final Pattern COMMENT = Pattern.compile("# [bcn][0-9]+");

  @Property(tries = 1000, seed = "1")
  void whatIsWrittenIsReadBack(@ForAll long seed) {
    YamlNode tree = new RandomYaml(seed).document();

    assertThat(read(YamlEmitter.document(tree)).root()).isEqualTo(tree);
    assertThat(read(tree.toString()).root()).isEqualTo(tree);
  }

  @Property(tries = 1000, seed = "1")
  void readingAndWritingChangesNothing(@ForAll long seed) {
    String text = new RandomYaml(seed).write(new RandomYaml(seed).document());

    assertThat(read(text).text()).isEqualTo(text);
  }

  @Property(tries = 3000, seed = "1")
  void editedTextReadsAsTheEditedTree(@ForAll long seed) {
    RandomYaml yaml = new RandomYaml(seed);
    YamlDocument document = read(yaml.write(yaml.document()));
    RandomEdits edits = new RandomEdits(yaml);
    YamlNode edited = edits.change(edits.change(document.root()));
    Assume.that(!(edited instanceof YamlScalar));

    YamlDocument changed = document.withRoot(edited);

    assertThat(read(changed.text()).root()).as(document.text()).isEqualTo(edited);
    assertThat(read(changed.canonicalText()).root()).isEqualTo(edited);
    assertThat(changed.text()).isEqualTo(changed.text());
  }

  @Property(tries = 500, seed = "1")
  void settingWhatIsThereChangesNothing(@ForAll long seed) {
    RandomYaml yaml = new RandomYaml(seed);
    YamlDocument document = read(yaml.write(yaml.document()));

    assertThat(document.withRoot(fresh(document.root())).text()).isEqualTo(document.text());
    for (FieldPath path : RandomEdits.paths(document.root())) {
      YamlNode same = fresh(document.at(path).orElseThrow());
      assertThat(document.with(path, same).text()).isEqualTo(document.text());
    }
  }

  @Property(tries = 1000, seed = "1")
  void replacingScalarsChangesOneLineAndNoComment(@ForAll long seed) {
    RandomYaml yaml = new RandomYaml(seed);
    YamlDocument document = read(yaml.write(yaml.document()));
    Assume.that(!document.text().contains("&"));
    FieldPath path = yaml.pick(RandomEdits.paths(document.root()));
    Assume.that(document.at(path).orElseThrow() instanceof YamlScalar);

    String changed = document.with(path, YamlScalar.of("zz")).text();

    assertThat(comments(changed)).isEqualTo(comments(document.text()));
    assertThat(difference(document.text(), changed)).doesNotContain("\n");
  }

  @Property(tries = 1000, seed = "1")
  void itemsOfListsAreDocumentsOfTheirOwn(@ForAll long seed) {
    RandomYaml yaml = new RandomYaml(seed);
    YamlMapping tree = YamlMapping.of("spec", yaml.document());
    String lines = YamlEmitter.document(tree).replace("\n", "\n  ").stripTrailing();
    Checked<List<YamlDocument>> list =
        YamlReader.read("list.yaml", "kind: List\nitems:\n- " + lines + "\n- last: 1\n");

    assertThat(list.value().orElseThrow()).hasSize(2);
    YamlDocument first = list.value().orElseThrow().get(0);
    assertThat(first.text()).isEqualTo(YamlEmitter.document(tree));
    YamlNode edited = new RandomEdits(yaml).change(first.root());
    assertThat(read(first.withRoot(edited).text()).root()).isEqualTo(edited);
  }

  @Property(tries = 1000, seed = "1")
  void mergedKeysCanBeEdited(@ForAll long seed) {
    RandomYaml yaml = new RandomYaml(seed);
    YamlMapping base = YamlMapping.of("k", yaml.tree(1)).with("name", yaml.tree(1));
    String text =
        "base: &base\n  "
            + YamlEmitter.document(base).replace("\n", "\n  ").stripTrailing()
            + "\none:\n  <<: *base\n  own: 1\ntwo: {own: 2, <<: *base}\nthree: *base\n";
    YamlDocument document = read(text);
    YamlNode edited = document.root();
    RandomEdits edits = new RandomEdits(yaml);
    for (int i = 0; i < 3; i++) {
      edited = edits.change(edited);
    }
    Assume.that(!(edited instanceof YamlScalar));

    assertThat(read(document.withRoot(edited).text()).root()).isEqualTo(edited);
  }

  private static YamlDocument read(String text) {
    Checked<List<YamlDocument>> read = YamlReader.read("test.yaml", text);
    assertThat(read.findings()).as(text).isEmpty();
    assertThat(read.value().orElseThrow()).as(text).hasSize(1);
    return read.value().orElseThrow().get(0);
  }

  /** Returns an equal tree made in code, without any memory of a source. */
  private static YamlNode fresh(YamlNode node) {
    if (node instanceof YamlMapping mapping) {
      return YamlMapping.of(
          mapping.entries().stream()
              .map(entry -> Entry.of(entry.key().text(), fresh(entry.value())))
              .toList());
    }
    if (node instanceof YamlSequence list) {
      return YamlSequence.of(list.items().stream().map(YamlEditProperties::fresh).toList());
    }
    YamlScalar scalar = (YamlScalar) node;
    if (scalar.isNull()) {
      return YamlScalar.nullValue();
    }
    if (scalar.isString()) {
      return YamlScalar.of(scalar.text());
    }
    return ScalarText.isBoolean(scalar.text())
        ? YamlScalar.of(scalar.text().equals("true"))
        : YamlScalar.of(Long.parseLong(scalar.text()));
  }

  private static List<String> comments(String text) {
    return COMMENT.matcher(text).results().map(MatchResult::group).toList();
  }

  /** Returns what the new text has between what both begin with and what both end with. */
  private static String difference(String before, String after) {
    int shorter = Math.min(before.length(), after.length());
    int head = 0;
    while (head < shorter && before.charAt(head) == after.charAt(head)) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && before.charAt(before.length() - 1 - tail) == after.charAt(after.length() - 1 - tail)) {
      tail++;
    }
    return after.substring(head, after.length() - tail);
  }
}
