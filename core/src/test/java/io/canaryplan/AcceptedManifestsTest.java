// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Finding;
import io.canaryplan.plan.ControllerVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No error is told of what the controller, or the API server, accepted. */
class AcceptedManifestsTest {
  private static final Path VECTORS = Path.of("src", "test", "resources", "vectors");

  /**
   * Errors of which the controller says nothing: what Istio refuses of a VirtualService, documents
   * and weights that leave requests without an answer, and a pass that crashes. What Argo CD makes
   * of the documents, under {@code gitops-}, is not the controller's either.
   */
  private static final Set<String> OF_OTHERS =
      Set.of(
          "istio-sni-host",
          "istio-weights-zero",
          "istio-virtual-host",
          "foreign-subset-removed",
          "mirror-route-without-base",
          "document-ambiguous",
          "zero-canary-hole");

  /** Golden cases that are made to be refused. */
  private static boolean isRefused(GoldenCase golden) {
    String name = golden.folder().getFileName().toString();
    return name.startsWith("bad-")
        || name.startsWith("rules-")
        || Set.of("bluegreen-refused", "bluegreen-references").contains(name);
  }

  static Stream<GoldenCase> cases() {
    return GoldenCase.all().stream().filter(golden -> !isRefused(golden));
  }

  static Stream<Path> examples() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("..", "examples", "manifests"))) {
      return files.filter(AcceptedManifestsTest::holdsRollout).sorted().toList().stream();
    }
  }

  // the VirtualService alone is an input for the library's examples
  private static boolean holdsRollout(Path file) {
    return file.toString().endsWith(".yaml") && !file.endsWith("virtual-service.yaml");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void goldenCases(GoldenCase golden) throws IOException {
    assertThat(golden.plan().allFindings().stream().filter(AcceptedManifestsTest::refuses))
        .isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void manifestsOfTheExamples(Path file) throws IOException {
    assertThat(errors(file.toString(), Files.readString(file))).isEmpty();
  }

  /** Rollouts whose updates the real controller walked. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "walks/walks-public.jsonl.gz",
        "walks/slow-public.jsonl.gz",
        "walks/actions-public.jsonl.gz",
        "bluegreen/bluegreen.jsonl.gz"
      })
  void rolloutsThatTheControllerWalked(String file) {
    Set<String> manifests = texts(file, "manifest");

    assertThat(manifests).hasSizeGreaterThan(30);
    for (String manifest : manifests) {
      assertThat(errors("manifest.yaml", manifest)).as(manifest).isEmpty();
    }
  }

  /**
   * Rollouts that the API server stored, with pod templates of every kind of value; the controller
   * was never asked whether their selector finds their pods, nor whether their labels are some.
   */
  @Test
  void rolloutsThatTheApiServerStored() {
    Set<String> manifests = texts("hash/hash-public.jsonl.gz", "yaml");
    Set<String> unjudged =
        Set.of("selector-not-in-template", "template-label-invalid", "template-expression");

    assertThat(manifests).hasSizeGreaterThan(600);
    for (String manifest : manifests) {
      assertThat(errors("manifest.yaml", manifest))
          .as(manifest)
          .allSatisfy(error -> assertThat(unjudged).contains(error.rule().id()));
    }
  }

  private static List<Finding> errors(String file, String text) {
    PlannerOptions options = PlannerOptions.forController(ControllerVersion.DEFAULT);
    return CanaryPlanner.plan(Manifests.read(file, text), options).allFindings().stream()
        .filter(AcceptedManifestsTest::refuses)
        .toList();
  }

  private static boolean refuses(Finding finding) {
    String rule = finding.rule().id();
    return finding.isError() && !OF_OTHERS.contains(rule) && !rule.startsWith("gitops-");
  }

  private static Set<String> texts(String file, String field) {
    Set<String> texts = new LinkedHashSet<>();
    for (Path path : files(file)) {
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(new GZIPInputStream(Files.newInputStream(path)), UTF_8))) {
        reader.lines().forEach(line -> texts.add(Json.text(Json.parse(line), field)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return texts;
  }

  /** Returns the project's file, and the one of that name in the folder of further vectors. */
  private static List<Path> files(String name) {
    List<Path> files = new ArrayList<>();
    files.add(VECTORS.resolve(name));
    String further = System.getProperty("canaryplan.vectors", "");
    if (!further.isBlank() && Files.exists(Path.of(further, name))) {
      files.add(Path.of(further, name));
    }
    return files;
  }
}
