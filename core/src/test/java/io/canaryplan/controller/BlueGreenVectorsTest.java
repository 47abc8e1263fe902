// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.controller.BlueGreenTraceFile.Line;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the blue-green controllers themselves printed (bluegreen.md 0). */
class BlueGreenVectorsTest {
  private static final int SHOWN = 8;

  @Test
  void probes() throws IOException {
    check("bluegreen/probes.jsonl");
  }

  @Test
  void traces() throws IOException {
    check("bluegreen/bluegreen.jsonl");
  }

  private static void check(String name) throws IOException {
    List<String> wrong = new ArrayList<>();
    int lines = 0;
    try (InputStream in =
        BlueGreenVectorsTest.class.getResourceAsStream("/vectors/" + name + ".gz")) {
      lines += compare(name, BlueGreenTraceFile.read(in), wrong);
    }
    for (Path extra : VectorFile.extras(name)) {
      try (InputStream in = new FileInputStream(extra.toFile())) {
        lines += compare(extra.toString(), BlueGreenTraceFile.read(in), wrong);
      }
    }
    if (!wrong.isEmpty()) {
      throw new AssertionError(
          (wrong.size() + " of " + lines + " traces differ:\n")
              + String.join("\n", wrong.subList(0, Math.min(SHOWN, wrong.size()))));
    }
  }

  private static int compare(String name, List<Line> lines, List<String> wrong) {
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      if (line.rules().strategy().activeService().isEmpty()) {
        continue; // nothing is planned: every pass fails
      }
      BlueGreenTrace trace = BlueGreenTrace.of(line.rules(), line.acts());
      List<String> rows = trace.rows();
      // of what goes on without end the traces hold the beginning
      boolean same =
          line.endless()
              ? trace.isEndless()
                  && rows.size() >= line.rows().size()
                  && rows.subList(0, line.rows().size()).equals(line.rows())
              : rows.equals(line.rows());
      String place = name + ":" + (i + 1);
      if (!same) {
        wrong.add(place + " " + line.title() + difference(line.rows(), rows));
      }
    }
    return lines.size();
  }

  private static int same(List<String> expected, List<String> rows) {
    int same = 0;
    while (same < Math.min(expected.size(), rows.size())
        && expected.get(same).equals(rows.get(same))) {
      same++;
    }
    return same;
  }

  private static String difference(List<String> expected, List<String> rows) {
    int same = same(expected, rows);
    return "\n  row "
        + same
        + " after "
        + (same > 0 ? expected.get(same - 1) : "nothing")
        + "\n  expected "
        + (same < expected.size() ? expected.get(same) : "the end")
        + "\n  computed "
        + (same < rows.size() ? rows.get(same) : "the end");
  }
}
