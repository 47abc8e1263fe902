// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {
  @Test
  void equalTextsHaveNone() {
    assertThat(UnifiedDiff.of("a", "x\n", "b", "x\n")).isEmpty();
  }

  @Test
  void oneChangedLineStandsInThreeLinesOfContext() {
    String before = numbers(1, 9);
    String after = before.replace("5\n", "five\n");

    assertThat(UnifiedDiff.of("git/a", before, "00-initial/a", after))
        .isEqualTo(
            """
            --- git/a
            +++ 00-initial/a
            @@ -2,7 +2,7 @@
             2
             3
             4
            -5
            +five
             6
             7
             8
            """);
  }

  @Test
  void nearChangesShareAHunkAndFarOnesDoNot() {
    String before = numbers(1, 20);
    String near = before.replace("\n5\n", "\nfive\n").replace("\n12\n", "\ntwelve\n");
    String far = before.replace("\n5\n", "\nfive\n").replace("\n13\n", "\nthirteen\n");

    assertThat(UnifiedDiff.of("a", before, "b", near)).containsOnlyOnce("@@ -2,14 +2,14 @@");
    assertThat(UnifiedDiff.of("a", before, "b", far))
        .contains("@@ -2,7 +2,7 @@", "@@ -10,7 +10,7 @@");
  }

  @Test
  void insertionsAndDeletionsAtTheEnds() {
    assertThat(UnifiedDiff.of("a", "", "b", "x\ny\n"))
        .isEqualTo("--- a\n+++ b\n@@ -0,0 +1,2 @@\n+x\n+y\n");
    assertThat(UnifiedDiff.of("a", "x\n", "b", "")).isEqualTo("--- a\n+++ b\n@@ -1 +0,0 @@\n-x\n");
    assertThat(UnifiedDiff.of("a", "x\n", "b", "w\nx\ny\n"))
        .isEqualTo("--- a\n+++ b\n@@ -1 +1,3 @@\n+w\n x\n+y\n");
  }

  @Test
  void lineEndsAreDifferences() {
    assertThat(UnifiedDiff.of("a", "x\ny", "b", "x\ny\n"))
        .isEqualTo("--- a\n+++ b\n@@ -1,2 +1,2 @@\n x\n-y\n\\ No newline at end of file\n+y\n");
    assertThat(UnifiedDiff.of("a", "x\r\n", "b", "x\n"))
        .isEqualTo("--- a\n+++ b\n@@ -1 +1 @@\n-x\r\n+x\n");
  }

  @Test
  void textsWithoutACommonLineAreReplaced() {
    String diff = UnifiedDiff.of("a", numbers(1, 1500), "b", numbers(2001, 3500));

    assertThat(diff.lines().filter(line -> line.startsWith("-"))).hasSize(1501);
    assertThat(diff.lines().filter(line -> line.startsWith("+"))).hasSize(1501);
  }

  private static String numbers(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> i + "\n").collect(Collectors.joining());
  }
}
