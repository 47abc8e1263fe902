// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Finding;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlLimits;
import io.canaryplan.yaml.YamlReader;
import java.util.List;

/** How many lines a document of a state changes, beside how many its changes need. */
public final class LineCounts {
  private LineCounts() {}

  /** Fails if more lines come or go than the fields that change can stand on. */
  public static void assertNoMoreThanNeeded(StateDocument document) {
    int removed = 0;
    int added = 0;
    for (FieldChange change :
        FieldChange.between(document.source().root(), document.document().root())) {
      // A removed item takes the comment above it along; a flow list is rewritten on its line.
      removed += change.after().isPresent() ? 1 : lines(change.before().orElseThrow()) + 2;
      added += change.before().isPresent() ? 1 : lines(change.after().orElseThrow()) + 1;
    }
    for (Finding alias : document.document().findings()) {
      // The line of the alias goes, what it stood for comes.
      removed++;
      added += 1 + lines(document.document().at(alias.path()).map(Object::toString).orElseThrow());
    }
    List<String> old = document.source().text().lines().toList();
    List<String> now = document.text().lines().toList();
    int common = common(old, now);

    assertThat(old.size() - common).as("%s", document.text()).isLessThanOrEqualTo(removed);
    assertThat(now.size() - common).as("%s", document.text()).isLessThanOrEqualTo(added);
  }

  /** Returns how many lines a value takes at the most: one for each of its fields. */
  private static int lines(String value) {
    YamlDocument read = YamlReader.read("value", value, YamlLimits.DEFAULT).orElseThrow().get(0);
    return (int) read.canonicalText().lines().count();
  }

  /** The longest common subsequence of two lists of lines, in the slow obvious way. */
  private static int common(List<String> a, List<String> b) {
    int[][] longest = new int[a.size() + 1][b.size() + 1];
    for (int i = a.size() - 1; i >= 0; i--) {
      for (int j = b.size() - 1; j >= 0; j--) {
        longest[i][j] =
            a.get(i).equals(b.get(j))
                ? longest[i + 1][j + 1] + 1
                : Math.max(longest[i + 1][j], longest[i][j + 1]);
      }
    }
    return longest[0][0];
  }
}
