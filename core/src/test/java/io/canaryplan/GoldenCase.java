// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import io.canaryplan.finding.Finding;
import io.canaryplan.plan.Act;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.Readiness;
import io.canaryplan.plan.Rounding;
import io.canaryplan.plan.UpdateCourse;
import io.canaryplan.plan.UpdateMoment;
import io.canaryplan.report.DocumentFiles;
import io.canaryplan.report.PlanDetail;
import io.canaryplan.report.ReportFormat;
import io.canaryplan.report.WhatIfReport;
import io.canaryplan.yaml.YamlLimits;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One folder of {@code cases}: input, options, why the numbers are what they are, and the output
 * expected of it.
 *
 * <ul>
 *   <li>{@code manifest*.yaml} or {@code .json}: what is planned
 *   <li>{@code base*.yaml}: the revision that is updated, if it counts
 *   <li>{@code options.properties}: {@code rounding}, {@code replicas}, {@code controller}, {@code
 *       stable-hash}, {@code canary-hash}, {@code layout}; {@code passes = true} also expects
 *       {@code passes.txt}; {@code documents = false} leaves the documents out; {@code readiness}
 *       is a number of pods per pass or {@code never}; {@code what-if = 0 new-version rollback@2}
 *       also expects {@code what-if.txt}: what is done at a state, and to the course of it, perhaps
 *       after so many passes; several of them with a semicolon between
 *   <li>{@code why.txt}: the arithmetic, by hand
 *   <li>{@code plan.txt}, {@code passes.txt}, {@code what-if.txt}, {@code findings.txt}, {@code
 *       documents/…}: expected
 * </ul>
 */
record GoldenCase(Path folder) {
  private static final List<String> GIVEN = List.of("options.properties", "why.txt");

  /** The cases by name. */
  static List<GoldenCase> all() {
    try (Stream<Path> folders = Files.list(Path.of("src/test/resources/cases"))) {
      return folders.filter(Files::isDirectory).sorted().map(GoldenCase::new).toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The expected output by path below the folder. */
  Map<String, String> expected() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    for (Path file : files()) {
      String name = name(file);
      if (!GIVEN.contains(name) && !isInput(name) && !isBase(name)) {
        texts.put(name, Files.readString(file));
      }
    }
    return texts;
  }

  /** The output that the input really gives, by path below the folder. */
  Map<String, String> actual() throws IOException {
    Properties options = options();
    PlannedManifests planned = plan();
    Map<String, String> texts = new TreeMap<>();
    putText(texts, "plan.txt", tables(planned));
    if (options.containsKey("passes")) {
      putText(texts, "passes.txt", tables(planned, PlanDetail.PASSES, PlanDetail.ABORTS));
    }
    if (options.containsKey("what-if")) {
      putText(texts, "what-if.txt", whatIf(planned, options.getProperty("what-if")));
    }
    String findings =
        planned.allFindings().stream()
            .map(Finding::toString)
            .map(line -> line + "\n")
            .collect(Collectors.joining());
    putText(texts, "findings.txt", findings);
    if (!options.getProperty("documents", "true").equals("false")) {
      DocumentFiles.of(planned.workloads())
          .forEach((path, text) -> texts.put("documents/" + path, text));
    }
    return texts;
  }

  /** The bytes of the manifests by path below the folder. */
  Map<String, byte[]> inputs() throws IOException {
    return bytes(GoldenCase::isInput);
  }

  private Map<String, byte[]> bytes(Predicate<String> wanted) throws IOException {
    Map<String, byte[]> inputs = new LinkedHashMap<>();
    for (Path file : files()) {
      if (wanted.test(name(file))) {
        inputs.put(name(file), Files.readAllBytes(file));
      }
    }
    return inputs;
  }

  /** Returns whether there is a revision that is updated. */
  boolean hasBase() throws IOException {
    return files().stream().anyMatch(file -> isBase(name(file)));
  }

  PlannedManifests plan() throws IOException {
    Manifests manifests = Manifests.read(inputs(), YamlLimits.DEFAULT);
    Map<String, byte[]> base = bytes(GoldenCase::isBase);
    return base.isEmpty()
        ? CanaryPlanner.plan(manifests, planner())
        : CanaryPlanner.plan(Manifests.read(base, YamlLimits.DEFAULT), manifests, planner());
  }

  /** Replaces the expectations by what the input really gives. */
  void rewrite() throws IOException {
    for (String name : expected().keySet()) {
      Files.delete(folder.resolve(name));
    }
    for (Map.Entry<String, String> text : actual().entrySet()) {
      Path file = folder.resolve(text.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, text.getValue().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The options that the manifests are planned with. */
  PlannerOptions planner() throws IOException {
    Properties given = options();
    PlannerOptions options = PlannerOptions.DEFAULT;
    for (String name : given.stringPropertyNames()) {
      String value = given.getProperty(name);
      options =
          switch (name) {
            case "rounding" -> options.withRounding(Rounding.valueOf(upper(value)));
            case "replicas" -> options.withReplicas(Integer.parseInt(value));
            case "controller" ->
                options.withController(ControllerVersion.parse(value).orElseThrow());
            case "layout" -> options.withLayout(Layout.valueOf(upper(value)));
            case "readiness" ->
                options.withReadiness(
                    value.equals("never")
                        ? Readiness.NEVER
                        : Readiness.perPass(Integer.parseInt(value)));
            case "stable-hash" -> options.withStableHash(value);
            case "canary-hash" -> options.withCanaryHash(value);
            case "passes", "documents", "what-if" -> options;
            default -> throw new IllegalStateException("unknown option " + name);
          };
    }
    return options;
  }

  private static String upper(String value) {
    return value.toUpperCase(Locale.ROOT);
  }

  private Properties options() throws IOException {
    Properties options = new Properties();
    Path file = folder.resolve("options.properties");
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        options.load(reader);
      }
    }
    return options;
  }

  private static String tables(PlannedManifests planned, PlanDetail... details) {
    return ReportFormat.TABLE.text(planned, details);
  }

  private static String whatIf(PlannedManifests planned, String lines) throws IOException {
    PlannedWorkload workload = planned.workloads().get(0);
    StringBuilder text = new StringBuilder();
    for (String line : lines.split(";", -1)) {
      String[] words = line.strip().split(" ", -1);
      int state = Integer.parseInt(words[0]);
      UpdateMoment moment = workload.update().orElseThrow().at(state);
      List<UpdateCourse> courses = new ArrayList<>();
      List<OptionalInt> begins = new ArrayList<>();
      for (String word : List.of(words).subList(1, words.length)) {
        String[] act = word.split("@", 2);
        if (act.length == 2) {
          moment = courses.get(courses.size() - 1).then(Integer.parseInt(act[1]));
        }
        begins.add(
            act.length == 2 ? OptionalInt.of(Integer.parseInt(act[1])) : OptionalInt.empty());
        courses.add(moment.act(Act.parse(act[0]).orElseThrow()));
        moment = courses.get(courses.size() - 1).then();
      }
      text.append(text.length() == 0 ? "" : "\n");
      WhatIfReport.of(workload, state, courses, begins).printTable(text);
    }
    return text.toString();
  }

  private static void putText(Map<String, String> texts, String name, String text) {
    if (!text.isEmpty()) {
      texts.put(name, text);
    }
  }

  private static boolean isInput(String name) {
    return name.startsWith("manifest");
  }

  private static boolean isBase(String name) {
    return name.startsWith("base");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private String name(Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  /** The name of the folder: what the case shows. */
  @Override
  public String toString() {
    return folder.getFileName().toString();
  }
}
