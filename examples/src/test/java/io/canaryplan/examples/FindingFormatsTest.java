// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import static io.canaryplan.examples.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways in which check prints what it finds, and what of it counts. */
class FindingFormatsTest {
  private static final String ROLLOUT =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: shop}
      spec:
        replicas: -1
        selector: {matchLabels: {app: shop}}
        template: {metadata: {labels: {app: shop}}, spec: {containers: [{name: a, image: a:1}]}}
        strategy: {canary: {steps: [{setWeight: 50}]}}
      """;

  @TempDir Path folder;

  private String file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    return file.toString().replace('\\', '/');
  }

  private static JsonNode sarif(String... args) throws IOException {
    List<String> all = new ArrayList<>(List.of("check", "--format", "sarif"));
    all.addAll(List.of(args));
    return new ObjectMapper().readTree(run(all.toArray(new String[0])).out());
  }

  @Test
  void sarifIsValidForEveryGoldenManifest() throws IOException {
    JsonSchema schema;
    try (InputStream in = getClass().getResourceAsStream("/sarif-schema-2.1.0.json")) {
      schema = JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(in);
    }
    Path cases = Path.of("../core/src/test/resources/cases");
    List<String> manifests;
    try (Stream<Path> files = Files.walk(cases)) {
      manifests =
          files
              .filter(file -> file.endsWith("manifest.yaml"))
              .map(Path::toString)
              .sorted()
              .toList();
    }
    assertThat(manifests).hasSizeGreaterThan(50);
    for (String manifest : manifests) {
      assertThat(schema.validate(sarif(manifest))).as(manifest).isEmpty();
    }
  }

  @Test
  void sarifHasRulesLevelsAndRegions() throws IOException {
    JsonNode run = sarif(file("a b.yaml", ROLLOUT)).at("/runs/0");
    JsonNode error = null;
    for (JsonNode result : run.at("/results")) {
      error = result.at("/level").asText().equals("error") ? result : error;
    }

    assertThat(run.at("/tool/driver/name").asText()).isEqualTo("canaryplan");
    assertThat(error).isNotNull();
    assertThat(error.at("/ruleId").asText()).isEqualTo("replicas-negative");
    int index = error.at("/ruleIndex").asInt();
    assertThat(run.at("/tool/driver/rules/" + index + "/id").asText())
        .isEqualTo("replicas-negative");
    JsonNode place = error.at("/locations/0/physicalLocation");
    assertThat(place.at("/artifactLocation/uri").asText()).endsWith("/a%20b.yaml");
    assertThat(place.at("/region/startLine").asInt()).isEqualTo(5);
    assertThat(place.at("/region/startColumn").asInt()).isEqualTo(13);
    assertThat(place.at("/region/endColumn").asInt()).isEqualTo(15);
  }

  @Test
  void fingerprintsSurviveLinesThatMove() throws IOException {
    String name = file("shop.yaml", ROLLOUT);
    List<String> before = fingerprints(sarif(name));
    file("shop.yaml", "# moved\n\n" + ROLLOUT);

    assertThat(fingerprints(sarif(name))).isEqualTo(before).doesNotHaveDuplicates();
    assertThat(before).isNotEmpty();
  }

  private static List<String> fingerprints(JsonNode sarif) {
    List<String> all = new ArrayList<>();
    for (JsonNode result : sarif.at("/runs/0/results")) {
      all.add(result.get("partialFingerprints").get("canaryplan/v1").asText());
    }
    return all;
  }

  @Test
  void gitHubGetsACommandForEachFinding() throws IOException {
    String name = file("shop.yaml", ROLLOUT);

    CommandResult answer = run("check", "--format", "github", name);

    assertThat(answer.status()).isEqualTo(1);
    assertThat(answer.out())
        .contains(
            "::error file="
                + name.replace(":", "%3A")
                + ",line=5,endLine=5,col=13,endColumn=15,title=replicas-negative::\"-1\" pods cannot"
                + " exist; replicas is 0 or more%0A= hint: change spec.replicas\n");
  }

  @Test
  void countsStandAtTheEnd() throws IOException {
    assertThat(run("check", file("shop.yaml", ROLLOUT)).out()).endsWith("\n1 error\n");
    assertThat(run("check", "--ignore", "replicas-negative", file("shop.yaml", ROLLOUT)).out())
        .isEqualTo("1 ignored\n");
  }

  @Test
  void failOnSaysWhatCounts() throws IOException {
    String noPause = file("ok.yaml", ROLLOUT.replace("-1", "2"));

    assertThat(run("check", noPause).status()).isZero();
    assertThat(run("check", "--fail-on", "warning", noPause).status()).isZero();
    assertThat(run("check", "--fail-on", "note", noPause).status()).isEqualTo(1);
    assertThat(run("check", "--fail-on", "fatal", noPause).status()).isEqualTo(2);
  }

  @Test
  void ignoredRulesAddUpAndDoNotCount() throws IOException {
    String bad = file("bad.yaml", ROLLOUT);

    CommandResult answer =
        run("check", "--format", "json", "--ignore", "replicas-negative", "--ignore=no-pause", bad);

    assertThat(answer.status()).isZero();
    assertThat(new ObjectMapper().readTree(answer.out()).at("/ignored").asInt()).isEqualTo(1);
    assertThat(run("check", "--ignore", "replica-negative", bad).out())
        .contains("there is no rule \"replica-negative\"")
        .contains("the nearest is \"replicas-negative\"");
  }

  @Test
  void rulesAreExplained() {
    CommandResult all = run("rules");
    CommandResult one = run("check", "--explain", "replicas-negative");

    assertThat(all.status()).isZero();
    assertThat(all.out()).contains("  error    replicas-negative  spec.replicas is negative\n");
    assertThat(one.status()).isZero();
    assertThat(one.out())
        .startsWith("replicas-negative (error): spec.replicas is negative\n\n")
        .contains("\nwhy: There are no fewer than no pods.\n")
        .contains("bad:\n  replicas: -1\n")
        .contains("good:\n  replicas: 1\n");
    assertThat(run("check", "--explain", "no-pauses").err())
        .contains("there is no rule \"no-pauses\"; the nearest is \"no-pause\"");
    assertThat(run("rules", "no-pause").out()).startsWith("no-pause (note)");
  }
}
