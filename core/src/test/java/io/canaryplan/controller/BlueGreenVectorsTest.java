// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.controller.BlueGreenTraceFile.Line;
import io.canaryplan.plan.PlanSettings;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What the blue-green controllers themselves printed (bluegreen.md 0): each row, and whether the
 * passes have an end. That a controller never rests ({@code end} is {@code limit}) is compared as
 * {@link BlueGreenTrace#isEndless}. Their number ({@code reconciles}) is not compared: it counts
 * syncs that find nothing to do as well, one after each event that waits for seconds and some where
 * no field of a row says why, which no plan tells.
 */
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

  /** Argo Rollouts 1.9.1 driven offline: analyses that have failed, and small previews. */
  @Test
  void furtherTraces() throws IOException {
    check("bluegreen/more.jsonl");
  }

  /** Rollouts that the controller accepted although something about them is odd. */
  @Test
  void acceptedOddities() throws IOException {
    check("bluegreen/refusals.jsonl");
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
        neverPasses(line).ifPresent(why -> wrong.add(line.title() + ": " + why));
        continue;
      }
      BlueGreenTrace trace = BlueGreenTrace.of(line.rules(), line.selected(), line.acts());
      List<String> rows = trace.rows();
      // of what goes on without end the traces hold the beginning
      boolean same =
          line.endless()
              ? trace.isEndless()
                  && rows.size() >= line.rows().size()
                  && rows.subList(0, line.rows().size()).equals(line.rows())
              : rows.equals(line.rows());
      String place = name + ":" + (i + 1);
      if (!trace.deploy().equals(line.deploy())) {
        wrong.add(place + " deploy " + line.title() + difference(line.deploy(), trace.deploy()));
      } else if (!same) {
        wrong.add(place + " " + line.title() + difference(line.rows(), rows));
      }
    }
    return lines.size();
  }

  /** Every pass fails without an activeService, so that nothing is planned. */
  private static Optional<String> neverPasses(Line line) {
    boolean fails =
        line.rows().stream()
            .filter(row -> row.matches("\\d+ \\|.*"))
            .allMatch(row -> row.endsWith("|service \"\" not found"));
    if (!fails) {
      return Optional.of("a pass gets through");
    }
    try {
      BlueGreenController.plan(line.rules().rollout(), PlanSettings.DEFAULT);
      return Optional.of("it has a plan");
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
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
