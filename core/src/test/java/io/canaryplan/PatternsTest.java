// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No regular expression of the sources steps back in a way that costs a stack or a time that grows
 * faster than the text: users write texts of any length.
 */
class PatternsTest {
  private static final int LENGTH = 30_000;
  private static final long SMALL_STACK = 192 << 10;
  private static final String LETTERS = "01aA.-_:% ";

  /** A call that takes a regular expression, up to its first literal. */
  private static final Pattern CALL =
      Pattern.compile(
          "(?:Pattern\\.compile|\\.matches|\\.replaceAll|\\.replaceFirst|\\.split)\\(\\s*(?=\")");

  private static final Pattern LITERAL =
      Pattern.compile("\\G\\s*\\+?\\s*\"((?:\\\\.|[^\"\\\\\\n])*+)\"");

  /** A regular expression and the file it stands in. */
  record Found(String file, String regex) {}

  static List<Found> patterns() {
    List<Found> found = new ArrayList<>();
    for (String root : List.of("../istio-model", ".", "../examples")) {
      try (Stream<Path> files = Files.walk(Path.of(root, "src/main/java"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .sorted()
            .forEach(file -> found.addAll(in(file)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return found;
  }

  private static List<Found> in(Path file) {
    try {
      String code = Files.readString(file);
      List<Found> found = new ArrayList<>();
      for (MatchResult call : CALL.matcher(code).results().toList()) {
        StringBuilder regex = new StringBuilder();
        Matcher literal = LITERAL.matcher(code).region(call.end(), code.length());
        int end = call.end();
        while (literal.find()) {
          regex.append(literal.group(1).translateEscapes());
          end = literal.end();
        }
        // What goes on with an expression is put together from numbers and quoted texts.
        if (",)".indexOf(code.substring(end).stripLeading().charAt(0)) >= 0) {
          found.add(new Found(file.getFileName().toString(), regex.toString()));
        }
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void findsThePatternsOfAllModules() {
    assertThat(patterns())
        .extracting(Found::file)
        .contains("ScalarText.java", "PauseDuration.java", "PlanningOptions.java");
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void noRepetitiveTextOverflowsTheStack(Found found) throws InterruptedException {
    Pattern pattern = Pattern.compile(found.regex());
    AtomicReference<String> broken = new AtomicReference<>("");
    Thread thread =
        new Thread(
            null,
            () -> {
              for (String text : texts()) {
                try {
                  assertThat(pattern.matcher(text).matches()).isIn(true, false);
                } catch (StackOverflowError e) {
                  broken.set(text.substring(0, 10));
                  return;
                }
              }
            },
            "small stack",
            SMALL_STACK);
    thread.start();
    thread.join();

    assertThat(broken.get()).as("what overflows the stack when repeated").isEmpty();
  }

  /** Every one and two letters again and again, as it is and after a digit. */
  private static List<String> texts() {
    List<String> letters = List.of(LETTERS.split(""));
    List<String> units = new ArrayList<>(letters);
    for (String a : letters) {
      letters.forEach(b -> units.add(a + b));
    }
    List<String> texts = new ArrayList<>();
    for (String unit : units) {
      String text = unit.repeat(LENGTH / unit.length());
      texts.add(text);
      texts.add("1" + text);
    }
    return texts;
  }

  /** 1,600 colons overflowed the stack once. */
  @Test
  void aWeightOfManyColonsIsPlannedInBothLayouts() throws IOException {
    String text = Files.readString(Path.of("src/test/resources/cases/routed-subset/manifest.yaml"));
    String colons = text.replaceFirst("setWeight: [0-9]+", "setWeight: 1" + ":1".repeat(100_000));
    String weights = text.replaceFirst("weight: [0-9]+", "weight: 1" + ":1".repeat(100_000));

    for (String manifest : List.of(colons, weights)) {
      assertThat(manifest).isNotEqualTo(text);
      for (Layout layout : Layout.values()) {
        PlannedManifests planned =
            CanaryPlanner.plan(
                Manifests.read("f.yaml", manifest), PlannerOptions.DEFAULT.withLayout(layout));

        assertThat(planned.hasErrors()).isTrue();
        planned
            .rollouts()
            .get(0)
            .plan()
            .value()
            .ifPresent(
                plan ->
                    plan.states()
                        .forEach(
                            state ->
                                planned.rollouts().get(0).documents(state).forEach(layout::text)));
      }
    }
  }
}
