// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import java.util.List;

/** The longest common subsequence of two lists of lines, in the slow obvious way. */
final class LineCounts {
  private LineCounts() {}

  static int common(List<String> a, List<String> b) {
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
