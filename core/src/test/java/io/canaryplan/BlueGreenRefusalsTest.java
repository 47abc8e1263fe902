// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Finding;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Blue-green Rollouts that the controller itself accepted or refused (bluegreen.md 1.2). */
class BlueGreenRefusalsTest {
  private static final String NAME = "bluegreen/refusals.jsonl.gz";
  private static final Pattern PATH = Pattern.compile("([\\w.]+): (?:Invalid|Required) value");
  private static final Pattern NO_SERVICE = Pattern.compile("service \"\" not found");

  /** The controller's word on a manifest: the path that it refuses, if it does. */
  private record Verdict(String title, String manifest, Optional<String> refused) {}

  @Test
  void theVerdictIsTheControllers() throws IOException {
    List<Verdict> verdicts = verdicts();

    assertThat(verdicts).hasSizeGreaterThanOrEqualTo(47);
    assertThat(verdicts).allSatisfy(BlueGreenRefusalsTest::check);
  }

  private static void check(Verdict verdict) {
    List<Finding> findings =
        CanaryPlanner.plan(
                Manifests.read("manifest.yaml", verdict.manifest()), PlannerOptions.DEFAULT)
            .allFindings();
    List<Finding> refusals = findings.stream().filter(BlueGreenRefusalsTest::refuses).toList();

    if (verdict.refused().isEmpty()) {
      assertThat(refusals).as(verdict.title()).isEmpty();
    } else {
      assertThat(refusals.stream().flatMap(BlueGreenRefusalsTest::paths))
          .as(verdict.title())
          .contains(verdict.refused().get());
      assertThat(refusals).as(verdict.title()).allSatisfy(BlueGreenRefusalsTest::hasRange);
    }
  }

  /**
   * A template that is not among the inputs may be in the cluster all the same, so that it is a
   * warning; for these manifests it was not.
   */
  private static boolean refuses(Finding finding) {
    return finding.isError() || finding.rule().id().equals("analysis-template-unknown");
  }

  private static void hasRange(Finding finding) {
    assertThat(finding.range()).isPresent();
  }

  // which field of the schema is missing the controller cannot see; it says the same of its value
  private static Stream<String> paths(Finding finding) {
    String path = finding.controllerPath().orElse(finding.path().toString());
    return Stream.of(path, path.replace("spec.strategy.blueGreen.", "spec.strategy."));
  }

  private static List<Verdict> verdicts() throws IOException {
    List<Verdict> verdicts = new ArrayList<>();
    read(
        Objects.requireNonNull(BlueGreenRefusalsTest.class.getResourceAsStream("/vectors/" + NAME)),
        verdicts);
    Optional<Path> extra =
        Optional.ofNullable(System.getProperty("canaryplan.vectors"))
            .map(folder -> Path.of(folder, NAME))
            .filter(Files::exists);
    if (extra.isPresent()) {
      read(Files.newInputStream(extra.get()), verdicts);
    }
    return verdicts;
  }

  private static void read(InputStream in, List<Verdict> verdicts) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(new GZIPInputStream(in), UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        Object json = Json.parse(line);
        verdicts.add(
            new Verdict(
                Json.text(Json.get(json, "scenario"), "kind"),
                Json.text(json, "manifest"),
                refused(Json.list(json, "deploy"))));
      }
    }
  }

  private static Optional<String> refused(List<?> passes) {
    for (Object pass : passes) {
      String error = Json.text(pass, "error");
      if (error != null && NO_SERVICE.matcher(error).matches()) {
        // no refusal, but no pass ever gets further
        return Optional.of("spec.strategy.blueGreen.activeService");
      }
      Matcher path = PATH.matcher(error == null ? "" : error);
      if (path.find()) {
        return Optional.of(path.group(1));
      }
    }
    return Optional.empty();
  }
}
