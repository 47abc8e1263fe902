// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole updates, pass by pass, as the real controller did them (the files' fields: README beside
 * them), against the plans of their Rollouts.
 */
class WalkVectorsTest {
  @ParameterizedTest
  @ValueSource(strings = {"walks-public.jsonl.gz", "slow-public.jsonl.gz"})
  void thePlanWalksAsTheControllerDoes(String name) {
    List<String> wrong = new ArrayList<>();
    int number = 0;
    Set<String> seen = new HashSet<>();
    for (String line : lines(name)) {
      WalkTrace trace = WalkTrace.of(name + ":" + ++number, line, seen);
      if (trace.panics()) {
        // the documents decide it: a mirror route finds no rule to copy (istio.md 1.9)
        if (trace.plan().findings().stream()
            .noneMatch(found -> found.rule().id().equals("mirror-route-without-base"))) {
          wrong.add(trace.where() + ": a crash of the controller that no finding tells of");
        }
        continue;
      }
      for (String difference : WalkComparison.differences(trace)) {
        wrong.add(trace.where() + " " + trace.scenario() + ": " + difference);
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static List<String> lines(String name) {
    try (InputStream in = WalkVectorsTest.class.getResourceAsStream("/vectors/walks/" + name);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(new GZIPInputStream(in), UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
