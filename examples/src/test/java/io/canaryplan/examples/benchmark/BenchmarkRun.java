// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples.benchmark;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks with JMH's options and prints the ratios that the README quotes: warm, and
 * cold.
 */
final class BenchmarkRun {
  /** Calls after which the second column is measured, in each fork. */
  private static final int CALLS = 300;

  private BenchmarkRun() {}

  public static void main(String... args) throws CommandLineOptionException, RunnerException {
    Options given = new CommandLineOptions(args);
    print("warm", new Runner(given).run());
    Options cold =
        new OptionsBuilder()
            .parent(given)
            .exclude(FolderBenchmarks.class.getName()) // a process starts cold anyway
            .mode(Mode.SingleShotTime)
            .warmupIterations(CALLS)
            .measurementIterations(20)
            .build();
    try {
      print("after " + CALLS + " calls", new Runner(cold).run());
    } catch (NoBenchmarksException e) {
      System.out.println("nothing of what was asked for is measured after " + CALLS + " calls");
    }
  }

  private static void print(String warmth, Collection<RunResult> results) {
    Map<String, Double> scores = new TreeMap<>();
    for (RunResult result : results) {
      String input = result.getParams().getParam("input");
      scores.put(
          input + " " + result.getPrimaryResult().getLabel(), result.getPrimaryResult().getScore());
    }
    for (String input : List.of("small", "large")) {
      String at = warmth + ", " + input;
      print(at, scores, input, "read", "snakeLoad");
      print(at, scores, input, "plan", "snakeLoad");
      print(at, scores, input, "check", "snakeLoad");
      print(at, scores, input, "check", "plan");
      print(at, scores, input, "check", "plan", "documents");
      print(at, scores, input, "passesAndAborts", "snakeLoad");
      print(at, scores, input, "documents", "snakeLoad", "snakeDump");
      print(at, scores, input, "all", "snakeLoad", "snakeDump");
      print(at, scores, input, "all", "jackson");
      print(at, scores, input, "all", "fabric8");
      print(at, scores, input, "inputToTexts", "snakeLoad", "snakeDump");
      print(at, scores, input, "inputToTexts", "jackson");
      print(at, scores, input, "inputToTexts", "fabric8");
      print(at, scores, input, "review", "planAndDocuments");
      print(at, scores, input, "reviewOfEdit", "planAndDocuments");
    }
    for (String input : List.of("oneContainer", "sidecar")) {
      print(warmth + ", " + input, scores, input, "hash", "snakeLoad");
    }
    for (String ours : List.of("script", "jar")) {
      print(warmth, scores, "canaryplan-folder", ours, "snakeLoad");
    }
    for (String input : List.of("rollingUpdate", "oneAtATime", "blueGreen")) {
      print(warmth + ", " + input, scores, input, "plan", "snakeLoad");
    }
  }

  private static void print(
      String at, Map<String, Double> scores, String input, String ours, String... theirs) {
    double sum = 0;
    for (String their : theirs) {
      sum += scores.getOrDefault(input + " " + their, Double.NaN);
    }
    double ratio = scores.getOrDefault(input + " " + ours, Double.NaN) / sum;
    if (!Double.isNaN(ratio)) {
      System.out.printf(
          Locale.ROOT, "%s: %s is %.3f of %s%n", at, ours, ratio, String.join(" + ", theirs));
    }
  }
}
