// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * The difference of two texts in the unified format of {@code diff -u}, three lines of context, as
 * {@code patch} and {@code git apply} read it.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class UnifiedDiff {
  private static final int CONTEXT = 3;

  private UnifiedDiff() {}

  /**
   * Returns the difference, or the empty text if there is none.
   *
   * <p>Lines end at a line feed; a carriage return before it belongs to the line, so that a changed
   * line end shows. A missing line feed at the end is marked as {@code diff} does. A text that does
   * not exist is given as the empty text.
   *
   * @param beforeName what stands after {@code ---}
   * @param before the old text
   * @param afterName what stands after {@code +++}
   * @param after the new text
   */
  public static String of(String beforeName, String before, String afterName, String after) {
    if (before.equals(after)) {
      return "";
    }
    List<String> old = lines(before);
    List<String> now = lines(after);
    StringBuilder text = new StringBuilder();
    text.append("--- ").append(beforeName).append("\n+++ ").append(afterName).append('\n');
    for (List<LineEdits.Edit> hunk : hunks(LineEdits.between(old, now))) {
      appendHunk(text, hunk, old, now);
    }
    return text.toString();
  }

  // each line with its line feed, so that a missing one makes a difference
  private static List<String> lines(String text) {
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start) + 1;
      end = end == 0 ? text.length() : end;
      lines.add(text.substring(start, end));
      start = end;
    }
    return lines.build();
  }

  // edits whose contexts touch share a hunk
  private static List<List<LineEdits.Edit>> hunks(List<LineEdits.Edit> edits) {
    ImmutableList.Builder<List<LineEdits.Edit>> hunks = ImmutableList.builder();
    int first = 0;
    for (int i = 1; i <= edits.size(); i++) {
      if (i == edits.size() || edits.get(i).oldStart() - edits.get(i - 1).oldEnd() > 2 * CONTEXT) {
        hunks.add(edits.subList(first, i));
        first = i;
      }
    }
    return hunks.build();
  }

  private static void appendHunk(
      StringBuilder text, List<LineEdits.Edit> hunk, List<String> old, List<String> now) {
    LineEdits.Edit head = hunk.get(0);
    LineEdits.Edit tail = hunk.get(hunk.size() - 1);
    int lead = Math.min(CONTEXT, head.oldStart());
    int trail = Math.min(CONTEXT, old.size() - tail.oldEnd());
    int oldStart = head.oldStart() - lead;
    int newStart = head.newStart() - lead;
    text.append("@@ -").append(range(oldStart, tail.oldEnd() + trail - oldStart));
    text.append(" +").append(range(newStart, tail.newEnd() + trail - newStart)).append(" @@\n");
    int at = oldStart;
    for (LineEdits.Edit edit : hunk) {
      appendLines(text, ' ', old.subList(at, edit.oldStart()));
      appendLines(text, '-', old.subList(edit.oldStart(), edit.oldEnd()));
      appendLines(text, '+', now.subList(edit.newStart(), edit.newEnd()));
      at = edit.oldEnd();
    }
    appendLines(text, ' ', old.subList(at, at + trail));
  }

  // one-based; an empty range names the line before it
  private static String range(int start, int length) {
    return (length == 0 ? start : start + 1) + (length == 1 ? "" : "," + length);
  }

  private static void appendLines(StringBuilder text, char mark, List<String> lines) {
    for (String line : lines) {
      text.append(mark).append(line);
      if (!line.endsWith("\n")) {
        text.append("\n\\ No newline at end of file\n");
      }
    }
  }
}
