// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** Runs the benchmarks with JMH's options and prints the ratios that the README quotes. */
final class BenchmarkRun {
  private BenchmarkRun() {}

  public static void main(String... args) throws CommandLineOptionException, RunnerException {
    Map<String, Double> scores = new TreeMap<>();
    for (RunResult result : new Runner(new CommandLineOptions(args)).run()) {
      String input = result.getParams().getParam("input");
      scores.put(
          input + " " + result.getPrimaryResult().getLabel(), result.getPrimaryResult().getScore());
    }
    for (String input : List.of("small", "large")) {
      print(scores, input, "read", "snakeLoad");
      print(scores, input, "plan", "snakeLoad");
      print(scores, input, "check", "plan");
      print(scores, input, "passesAndAborts", "snakeLoad");
      print(scores, input, "documents", "snakeLoad", "snakeDump");
      print(scores, input, "all", "snakeLoad", "snakeDump");
    }
    for (String input : List.of("rollingUpdate", "oneAtATime", "blueGreen")) {
      print(scores, input, "plan", "snakeLoad");
    }
  }

  private static void print(
      Map<String, Double> scores, String input, String ours, String... theirs) {
    double sum = 0;
    for (String their : theirs) {
      sum += scores.getOrDefault(input + " " + their, Double.NaN);
    }
    double ratio = scores.getOrDefault(input + " " + ours, Double.NaN) / sum;
    if (!Double.isNaN(ratio)) {
      System.out.printf(
          Locale.ROOT, "%s: %s is %.3f of %s%n", input, ours, ratio, String.join(" + ", theirs));
    }
  }
}
