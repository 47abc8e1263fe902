// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import io.canaryplan.yaml.YamlMapping.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random trees, and random ways to write them: every style that manifests are written in. */
final class RandomYaml {
  private static final List<String> STRINGS =
      List.of(
          "a",
          "web",
          "on",
          "012",
          "1:30",
          "6e12",
          "5",
          "null",
          "",
          " x",
          "x ",
          "a: b",
          "#",
          "- a",
          "lb 주소",
          "😀 smile",
          "it's",
          "some words of text",
          "two words",
          "say \"hi\"",
          "back\\slash",
          "a, b",
          "[x]",
          "{y}",
          "a #b",
          "tab\there",
          "two\nlines",
          "three\n\nlines\n",
          "~",
          "yes",
          "10.0.0.1",
          "x:y",
          "*.local",
          "%d",
          "@at",
          "key:",
          "'",
          "2026-11-23",
          "more\n\n\n",
          "\nfirst",
          "nel\u0085x",
          "?",
          "-");
  private static final List<String> KEYS =
      List.of("name", "weight", "host", "a.b/c", "on", "x y", "1", "주소", "http", "a:b", "\"q\"");

  private final Random random;
  private final List<YamlNode> seen = new ArrayList<>();

  RandomYaml(long seed) {
    this.random = new Random(seed);
  }

  Random random() {
    return random;
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** Returns a tree whose root is not null: an empty document is no document. */
  YamlNode document() {
    YamlNode made = tree(4);
    return made instanceof YamlScalar scalar && scalar.isNull() ? YamlScalar.of("root") : made;
  }

  YamlNode tree(int depth) {
    if (!seen.isEmpty() && chance(10)) {
      return pick(seen);
    }
    YamlNode made = depth == 0 || chance(30) ? scalar() : chance(60) ? mapping(depth) : list(depth);
    seen.add(made);
    return made;
  }

  YamlScalar scalar() {
    return switch (random.nextInt(6)) {
      case 0 -> YamlScalar.of(random.nextInt(200) - 50L);
      case 1 -> YamlScalar.of(random.nextBoolean());
      case 2 -> chance(50) ? YamlScalar.nullValue() : YamlScalar.of("x".repeat(90));
      default -> YamlScalar.of(pick(STRINGS));
    };
  }

  String key() {
    return chance(80) ? pick(KEYS) : "k" + random.nextInt(30);
  }

  YamlMapping mapping(int depth) {
    YamlMapping made = YamlMapping.empty();
    int size = random.nextInt(depth > 2 ? 5 : 4);
    for (int i = 0; i < size; i++) {
      made = made.with(key(), tree(depth - 1));
    }
    return made;
  }

  YamlSequence list(int depth) {
    List<YamlNode> items = new ArrayList<>();
    int size = random.nextInt(4);
    for (int i = 0; i < size; i++) {
      items.add(tree(depth - 1));
    }
    return YamlSequence.of(items);
  }

  /** Returns the tree as text in a random style. */
  String write(YamlNode root) {
    String text = new Writing().document(root);
    if (chance(20)) {
      text = text.replace("\n", "\r\n");
    }
    return text;
  }

  /** One text; its indentation is the same throughout, all else changes from node to node. */
  private final class Writing {
    private final StringBuilder out = new StringBuilder();
    private final int step = 1 + random.nextInt(4);
    private final int dashStep = random.nextInt(step + 1);
    private final int gap = 1 + (chance(20) ? random.nextInt(3) : 0);
    private final int comments = chance(50) ? 25 : 0;
    private final int blanks = chance(50) ? 10 : 0;
    private final boolean anchored = chance(40);
    private final boolean openEnd = chance(20);
    private final Map<YamlNode, String> anchors = new HashMap<>();
    private int names;

    String document(YamlNode root) {
      if (chance(20)) {
        out.append("# top\n");
      }
      value(root, 0, -1, true);
      out.append('\n');
      return openEnd ? out.substring(0, out.length() - 1) : out.toString();
    }

    /** Writes a value; the cursor stands at column {@code indent} or behind a colon or dash. */
    private void value(YamlNode node, int indent, int parent, boolean atColumn) {
      String alias = anchors.get(node);
      if (alias != null) {
        out.append('*').append(alias);
        comment();
        return;
      }
      String anchor = anchored && chance(25) ? "a" + names++ : null;
      boolean block = YamlEmitter.isFilled(node) && !chance(25);
      if (anchor != null) {
        out.append('&').append(anchor).append(block ? "" : " ");
      }
      if (block) {
        if (anchor != null || !atColumn) {
          comment();
          newLine(indent);
        }
        collection(node, indent);
      } else {
        boolean literal = node instanceof YamlScalar scalar && literal(scalar, parent);
        if (!literal && !folded(node, parent)) {
          flow(node, indent);
          comment();
        }
      }
      if (anchor != null) {
        anchors.put(node, anchor);
      }
    }

    private void collection(YamlNode node, int indent) {
      boolean first = true;
      if (node instanceof YamlMapping mapping) {
        for (Entry entry : mapping.entries()) {
          between(first, indent);
          first = false;
          entry(entry, indent);
        }
      } else {
        for (YamlNode item : ((YamlSequence) node).items()) {
          between(first, indent);
          first = false;
          out.append('-');
          boolean beside = YamlEmitter.isFilled(item) && chance(80);
          if (beside) {
            out.append(" ".repeat(gap));
            value(item, indent + 1 + gap, indent, true);
          } else {
            out.append(' ');
            value(item, indent + 2, indent, false);
          }
        }
      }
    }

    private void entry(Entry entry, int indent) {
      if (chance(3)) {
        out.append("? ").append(scalarText(entry.key(), false));
        newLine(indent);
        out.append(": ");
      } else {
        out.append(scalarText(entry.key(), false)).append(':').append(" ".repeat(gap));
      }
      if (entry.value() instanceof YamlScalar scalar && scalar.isNull() && chance(50)) {
        out.setLength(out.length() - gap);
        comment();
        return;
      }
      boolean list = entry.value() instanceof YamlSequence;
      value(entry.value(), indent + (list ? dashStep : step), indent, false);
    }

    private void between(boolean first, int indent) {
      if (!first) {
        out.append('\n');
        while (chance(blanks)) {
          out.append('\n');
        }
        while (chance(comments / 2)) {
          out.append(" ".repeat(indent)).append("# c").append(names++).append('\n');
        }
        out.append(" ".repeat(indent));
      }
    }

    private void newLine(int indent) {
      out.append('\n');
      while (chance(comments / 3)) {
        out.append(" ".repeat(indent)).append("# n").append(names++).append('\n');
      }
      out.append(" ".repeat(indent));
    }

    private void comment() {
      if (chance(comments)) {
        out.append(" ".repeat(1 + random.nextInt(3))).append("# b").append(names++);
      }
    }

    private boolean literal(YamlScalar scalar, int parent) {
      boolean fits =
          scalar.isString()
              && (ScalarWriter.fitsLiteral(scalar.text()) || scalar.text().equals("more\n\n\n"))
              && !(openEnd && scalar.text().endsWith("\n"));
      if (!fits || chance(30)) {
        return false;
      }
      StringBuilder block = new StringBuilder();
      ScalarWriter.literal(block, scalar.text(), Math.max(parent, 0) + step, "\n");
      String written = block.toString();
      out.append(scalar.text().endsWith("\n\n") ? written.replaceFirst("\\|", "|+") : written);
      return true;
    }

    /** Writes a text of several words over several lines, folded, quoted or plain. */
    private boolean folded(YamlNode node, int parent) {
      boolean fits =
          node instanceof YamlScalar scalar
              && scalar.isString()
              && ScalarText.fitsPlain(scalar.text(), false)
              && !ScalarText.isTyped(scalar.text())
              && scalar.text().matches("[a-z ]+")
              && !openEnd
              && chance(30);
      if (!fits) {
        return false;
      }
      String text = ((YamlScalar) node).text();
      String margin = "\n" + " ".repeat(Math.max(parent, 0) + step);
      switch (random.nextInt(3)) {
        case 0 -> out.append(">-").append(chance(30) ? " # f" : "").append(margin).append(text);
        case 1 -> out.append('"').append(text.replace(" ", margin)).append('"');
        default -> out.append(text.replace(" ", margin));
      }
      return true;
    }

    private void flow(YamlNode node, int indent) {
      if (node instanceof YamlScalar scalar) {
        out.append(scalarText(scalar, true));
        return;
      }
      boolean lines = chance(30);
      boolean map = node instanceof YamlMapping;
      out.append(map ? "{" : "[");
      int count = node.children().size();
      for (int i = 0; i < count; i++) {
        flowSpace(lines, indent + 3);
        if (map) {
          Entry entry = ((YamlMapping) node).entries().get(i);
          out.append(scalarText(entry.key(), true)).append(": ");
          flow(entry.value(), indent + 3);
        } else {
          flow(((YamlSequence) node).items().get(i), indent + 3);
        }
        boolean comma = i < count - 1 || chance(20);
        out.append(comma ? (chance(10) ? " ," : ",") : "");
      }
      flowSpace(lines, indent + 1);
      out.append(map ? "}" : "]");
    }

    private void flowSpace(boolean lines, int indent) {
      if (lines) {
        comment();
        newLine(indent);
      } else if (chance(50)) {
        out.append(' ');
      }
    }

    private String scalarText(YamlScalar scalar, boolean flow) {
      String text = scalar.text();
      boolean simple = text.chars().allMatch(c -> c >= ' ' && c < 127 && c != '\\');
      if (scalar.isString() && simple && chance(20)) {
        return "'" + text.replace("'", "''") + "'";
      }
      return scalar.isString() && chance(20)
          ? ScalarWriter.doubleQuoted(text)
          : ScalarWriter.inline(scalar, flow, false);
    }
  }
}
