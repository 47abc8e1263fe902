// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class UnifiedDiffProperties {
  /** Applying the edits to the old lines gives the new ones, and no shorter list of edits does. */
  @Property(tries = 500, seed = "1")
  void editsLeadFromOldToNew(
      @ForAll @Size(max = 12) List<@CharRange(from = 'a', to = 'c') @StringLength(1) String> old,
      @ForAll @Size(max = 12) List<@CharRange(from = 'a', to = 'c') @StringLength(1) String> now) {
    List<String> result = new ArrayList<>();
    int at = 0;
    int changed = 0;
    for (LineEdits.Edit edit : LineEdits.between(old, now)) {
      result.addAll(old.subList(at, edit.oldStart()));
      assertThat(result).hasSize(edit.newStart());
      result.addAll(now.subList(edit.newStart(), edit.newEnd()));
      at = edit.oldEnd();
      changed += edit.oldEnd() - edit.oldStart() + edit.newEnd() - edit.newStart();
    }
    result.addAll(old.subList(at, old.size()));

    assertThat(result).isEqualTo(now);
    assertThat(changed).isEqualTo(old.size() + now.size() - 2 * commonLines(old, now));
  }

  // the longest common subsequence by the textbook table
  private static int commonLines(List<String> old, List<String> now) {
    int[][] length = new int[old.size() + 1][now.size() + 1];
    for (int i = 1; i <= old.size(); i++) {
      for (int j = 1; j <= now.size(); j++) {
        length[i][j] =
            old.get(i - 1).equals(now.get(j - 1))
                ? length[i - 1][j - 1] + 1
                : Math.max(length[i - 1][j], length[i][j - 1]);
      }
    }
    return length[old.size()][now.size()];
  }
}
