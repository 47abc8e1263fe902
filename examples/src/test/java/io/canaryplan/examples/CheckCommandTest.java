// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import static io.canaryplan.examples.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How findings reach a person: on a terminal, in a log, as JSON. */
class CheckCommandTest {
  private static final String EXAMPLE = "manifests/rollout-example.yaml";

  @TempDir Path folder;

  @Test
  void errorsOfTheManifestEndWithOne() throws IOException {
    Path file = folder.resolve("bad.yaml");
    Files.writeString(
        file, Files.readString(Path.of(EXAMPLE)).replace("setWeight: 5", "setWeight: 101"));
    String place = file + ":35:20: error: \"101\" is out of range;";

    CommandResult check = run("check", file.toString());
    assertThat(check.status()).isEqualTo(1);
    assertThat(check.out())
        .startsWith(place)
        .contains(" [set-weight-out-of-range]\n  = hint: ")
        .hasLineCount(3)
        .endsWith("\n1 error\n");
    assertThat(check.err()).isEmpty();

    CommandResult plan = run("plan", file.toString());
    assertThat(plan.status()).isEqualTo(1);
    assertThat(plan.out()).isEmpty();
    assertThat(plan.err()).startsWith(place);
  }

  @Test
  void checkOfASoundManifestPrintsNothing() {
    assertThat(run("check", EXAMPLE)).isEqualTo(new CommandResult(0, "", ""));
  }

  @Test
  void colorShowsTheLineAndMarksWhatIsMeant() throws IOException {
    String out = run("check", "--color", "always", bad().toString()).out();

    assertThat(out.replaceAll("\u001b\\[[0-9]+m", ""))
        .contains(
            """
             [set-weight-out-of-range]
             35 |       - setWeight: 101
                |                    ^^^
            """);
    assertThat(out).startsWith("\u001b[31m").contains("\u001b[0m\n");
    assertThat(run("check", "--color", "never", bad().toString()))
        .isEqualTo(run("check", bad().toString()));
  }

  @Test
  void aTerminalIsShownTheLineUnlessColorSaysNever() throws IOException {
    for (String color : List.of("auto", "never")) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      new CommandLine(InputStream.nullInputStream(), new Output(out, false), new Output(err, true))
          .run("plan", "--color", color, bad().toString());

      assertThat(err.toString(StandardCharsets.UTF_8).contains("^^^"))
          .isEqualTo(color.equals("auto"));
    }
  }

  /** The mark stands under the character: wide ones take two columns, tabs and others one. */
  @Test
  void theMarkIsMovedByWideCharacters() throws IOException {
    Path file = Files.writeString(folder.resolve("wide.yaml"), "日本: {a: *x, b: \"\u202e\"}\n");

    assertThat(
            run("check", "--color=always", file.toString())
                .out()
                .replaceAll("\u001b\\[[0-9]+m", ""))
        .contains(" 1 | 日本: {a: *x, b: \"\\u202E\"}\n   |           ^");
  }

  @Test
  void checkPrintsJson() throws IOException {
    CommandResult result = run("check", "--format", "json", bad().toString());

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .startsWith("{\n  \"findings\": [\n    {\n      \"rule\": \"set-weight-out-of-range\",\n")
        .endsWith(
            "  ],\n  \"counts\": {\n    \"error\": 1,\n    \"warning\": 0,\n    \"note\": 0\n  }\n}\n");
    assertThat(run("check", "--format=json", EXAMPLE).out())
        .isEqualTo(
            """
            {
              "findings": [],
              "counts": {
                "error": 0,
                "warning": 0,
                "note": 0
              }
            }
            """);
  }

  /** The same Rollout in two folders is one too many only where both are one input. */
  @Test
  void separatelyEachFileIsAWorldOfItsOwn() throws IOException {
    for (String name : List.of("a", "b")) {
      Files.createDirectories(folder.resolve(name));
      copy(name + "/rollout.yaml", "", "");
    }
    String a = folder.resolve("a").toString();
    String b = folder.resolve("b").toString();

    assertThat(run("check", a, b).out()).contains("[duplicate-rollout]");
    assertThat(run("check", "--separately", a, b)).isEqualTo(new CommandResult(0, "", ""));
    assertThat(run("check", "--separately", "--format", "json", a, bad().toString()).out())
        .contains("\"file\": \"" + folder.resolve("bad.yaml"))
        .containsOnlyOnce("\"counts\"");
  }

  @Test
  void checkJudgesDocumentsWithoutARollout() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("vs.yaml"),
            """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: shop}
            spec:
              hosts: [shop]
              http:
              - route:
                - destination: {host: shop}
                  wieght: 80
            """);

    CommandResult result = run("check", file.toString());

    assertThat(result.status()).isZero();
    assertThat(result.out()).contains(": note: there is no Rollout").contains("[unknown-field]");
    assertThat(run("plan", file.toString()).status()).isEqualTo(1);
  }

  /** What a name holds can neither turn a terminal's text nor command a build server. */
  @Test
  void namesCannotCommandATerminal() throws IOException {
    copy(
        "evil.yaml",
        "name: rollout-example\nspec:\n  replicas",
        "name: \"::error::\\e[2J\\x9b\\u202Etxt\\u200B\"\nspec:\n  replicas");

    CommandResult result = run("plan", folder.resolve("evil.yaml").toString());

    assertThat(result.out()).startsWith("\\u003A:error:: [2J \\u202Etxt\\u200B: 2 replicas, ");
    assertThat(result.out() + result.err()).doesNotContain("\u001b", "\u009b", "\u202e", "\u200b");
  }

  @Test
  void keysOfAnyLengthAreCutInMessages() throws IOException {
    String key = "k".repeat(1_000);
    Path file = folder.resolve("long.yaml");
    Files.writeString(
        file,
        Files.readString(Path.of(EXAMPLE)).replaceFirst("spec:\n", "spec:\n  " + key + ": 1\n"));

    String out = run("check", "--color", "never", file.toString()).out();

    assertThat(out).contains("kkk").contains("…");
    assertThat(out.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(900));
  }

  private void copy(String name, String old, String now) throws IOException {
    Files.writeString(folder.resolve(name), Files.readString(Path.of(EXAMPLE)).replace(old, now));
  }

  private Path bad() throws IOException {
    return Files.writeString(
        folder.resolve("bad.yaml"),
        Files.readString(Path.of(EXAMPLE)).replace("setWeight: 5", "setWeight: 101"));
  }
}
