// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
  private static final String EXAMPLE = "manifests/rollout-example.yaml";

  @TempDir Path folder;

  private record Result(int status, String out, String err) {}

  @Test
  void plansAFile() {
    Result result = run("plan", EXAMPLE);

    assertThat(result.status()).isZero();
    assertThat(result.out()).contains("| 1 setWeight: 5 |      1 |      2 |     3 | 5/95 ");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void plansStandardInput() throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of(EXAMPLE));

    assertThat(run(new ByteArrayInputStream(bytes), "plan", "-").out())
        .isEqualTo(run("plan", EXAMPLE).out());
  }

  @Test
  void plansAFolderInTheOrderOfItsPaths() throws IOException {
    Files.createDirectories(folder.resolve("b"));
    copy(
        "b/two.yml", "name: rollout-example\nspec:\n  replicas", "name: second\nspec:\n  replicas");
    copy("a.yaml", "name: rollout-example\nspec:\n  replicas", "name: first\nspec:\n  replicas");
    Files.writeString(folder.resolve("notes.txt"), "not: [a manifest");

    List<String> titles =
        run("plan", folder.toString())
            .out()
            .lines()
            .filter(line -> line.contains("replicas,"))
            .toList();

    assertThat(titles).hasSize(2);
    assertThat(titles.get(0)).startsWith("first: ");
    assertThat(titles.get(1)).startsWith("second: ");
  }

  private void copy(String name, String old, String now) throws IOException {
    Files.writeString(folder.resolve(name), Files.readString(Path.of(EXAMPLE)).replace(old, now));
  }

  @ParameterizedTest(name = "\"{0}\"")
  @CsvSource(
      delimiterString = " :: ",
      textBlock =
          """
          '' :: a command is missing: plan, documents, check or hash
          frobnicate x :: there is no command "frobnicate": plan, documents, check or hash
          plan :: no file is given: a manifest, a folder, or - for standard input
          plan --fromat json x :: there is no option "--fromat"
          plan --out dir x :: plan has no option "--out"
          plan --passes=yes x :: --passes takes no value
          plan x --replicas :: --replicas needs a value: N
          plan --replicas -1 manifests :: --replicas is "-1" but must be a number from 0 to 2147483647
          plan --replicas 2147483648 manifests :: --replicas is "2147483648" but must be a number from 0 to 2147483647
          plan --rounding up manifests :: --rounding is "up" but must be ceiling or closest
          plan --format xml manifests :: --format is "xml" but must be table or json
          plan --controller 1.99 manifests :: --controller is "1.99" but must be one of 1.7, 1.8, 1.9, main; each stands for its newest patch
          plan --controller 1.6 manifests :: --controller is "1.6" but must be one of 1.7, 1.8, 1.9, main; each stands for its newest patch
          plan --canary-hash a/b manifests :: --canary-hash is "a/b" but must be a label value: letters, digits, -, _ and ., at most 63
          plan no-such-file.yaml :: there is no file "no-such-file.yaml"
          plan src/main/java :: the folder "src/main/java" holds no *.yaml, *.yml or *.json
          plan --layout fancy manifests :: --layout is "fancy" but must be source or canonical
          documents manifests/basic.yaml :: documents needs --out DIR or --diff
          """)
  void saysWhatIsWrongWithTheCommandLine(String line, String message) {
    Result result = run(line.isEmpty() ? new String[0] : line.split(" ", -1));

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .isEqualTo("canaryplan: " + message + "\ncanaryplan: --help shows what there is\n");
  }

  @Test
  void optionsMayStandAnywhereAndTheLastOneWins() {
    String three = run("plan", EXAMPLE, "--replicas", "7", "--replicas=3").out();

    assertThat(three).startsWith("rollout-example: 3 replicas, ");
    assertThat(run("plan", "--replicas", "3", "--", EXAMPLE).out()).isEqualTo(three);
  }

  @Test
  void helpAndVersionAreAnswers() {
    assertThat(run("--help")).isEqualTo(new Result(0, Help.text(), ""));
    assertThat(run("plan", "--help")).isEqualTo(new Result(0, Help.text(), ""));
    assertThat(run("--version").out()).startsWith("canaryplan ");
  }

  @Test
  void errorsOfTheManifestEndWithOne() throws IOException {
    Path file = folder.resolve("bad.yaml");
    Files.writeString(
        file, Files.readString(Path.of(EXAMPLE)).replace("setWeight: 5", "setWeight: 101"));
    String place = file + ":35:20: error: \"101\" is out of range;";

    Result check = run("check", file.toString());
    assertThat(check.status()).isEqualTo(1);
    assertThat(check.out()).startsWith(place).endsWith(" [set-weight-out-of-range]\n");
    assertThat(check.err()).isEmpty();

    Result plan = run("plan", file.toString());
    assertThat(plan.status()).isEqualTo(1);
    assertThat(plan.out()).isEmpty();
    assertThat(plan.err()).startsWith(place);
  }

  @Test
  void checkOfASoundManifestPrintsNothing() {
    assertThat(run("check", EXAMPLE)).isEqualTo(new Result(0, "", ""));
  }

  @Test
  void writesOneFolderForEachState() throws IOException {
    Path out = folder.resolve("out");

    Result result = run("documents", "--out", out.toString(), EXAMPLE);

    assertThat(result).isEqualTo(new Result(0, "", ""));
    assertThat(filesBelow(out))
        .containsExactly(
            "00-initial/destinationrule-rollout-destrule.yaml",
            "00-initial/virtualservice-rollout-vsvc.yaml",
            "01-setWeight-5/destinationrule-rollout-destrule.yaml",
            "01-setWeight-5/virtualservice-rollout-vsvc.yaml",
            "02-pause-1m/destinationrule-rollout-destrule.yaml",
            "02-pause-1m/virtualservice-rollout-vsvc.yaml",
            "03-promoted/destinationrule-rollout-destrule.yaml",
            "03-promoted/virtualservice-rollout-vsvc.yaml");
    assertThat(Files.readString(out.resolve("01-setWeight-5/virtualservice-rollout-vsvc.yaml")))
        .contains("weight: 95\n", "weight: 5\n", "# referenced in");
  }

  @Test
  void namesNeverLeadOutOfTheFolder() throws IOException {
    Path out = folder.resolve("out");
    Path file = folder.resolve("evil.yaml");
    Files.writeString(
        file,
        Files.readString(Path.of(EXAMPLE)).replace("rollout-destrule", "\"../../../evil/x\""));

    run("documents", "--out", out.toString(), file.toString());

    assertThat(filesBelow(folder))
        .allMatch(name -> name.equals("evil.yaml") || name.startsWith("out/0"));
    assertThat(filesBelow(out)).contains("01-setWeight-5/destinationrule-evil-x.yaml");
  }

  @Test
  void layoutCanonicalWritesUniformFiles() throws IOException {
    Path out = folder.resolve("out");

    run("documents", "--layout", "canonical", "--out", out.toString(), EXAMPLE);

    // one style, no comments; istio.md 6.4: the canary's label moves with the first weight
    assertThat(
            Files.readString(out.resolve("01-setWeight-5/destinationrule-rollout-destrule.yaml")))
        .isEqualTo(
            """
            apiVersion: networking.istio.io/v1alpha3
            kind: DestinationRule
            metadata:
              name: rollout-destrule
              annotations:
                argo-rollouts.argoproj.io/managed-by-rollouts: rollout-example
            spec:
              host: rollout-example
              subsets:
              - name: canary
                labels:
                  app: rollout-example
                  rollouts-pod-template-hash: canary-hash
              - name: stable
                labels:
                  app: rollout-example
                  rollouts-pod-template-hash: stable-hash
            """);
    assertThat(run("plan", "--format", "json", "--layout", "canonical", EXAMPLE).out())
        .contains("weight: 95\\n")
        .doesNotContain("# referenced in");
  }

  @Test
  void aFileInPlaceOfTheFolderCannotBeWritten() throws IOException {
    Path out = Files.writeString(folder.resolve("out"), "");

    Result result = run("documents", "--out", out.toString(), EXAMPLE);

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).startsWith("canaryplan: \"" + out + "\" cannot be written: ");
  }

  @Test
  void textInAnyScriptComesThrough() {
    String yaml = "# Käse 日本 😀\nkind: Rollout\nmetadata: {name: 주소}\n";

    Result result =
        run(
            new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)),
            "plan",
            "--format",
            "json",
            "-");

    assertThat(result.out()).contains("\"name\": \"주소\"");
  }

  /** Of an input above the limit of 64 MB one byte too many is read, and no more. */
  @Test
  void anInputAboveTheLimitIsRefused() {
    byte[] bytes = new byte[100 << 20];
    Arrays.fill(bytes, (byte) 'a');
    ByteArrayInputStream large = new ByteArrayInputStream(bytes);

    Result result = run(large, "check", "-");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).startsWith("-:1:1: error: ").hasLineCount(1);
    assertThat(large.available()).isEqualTo((36 << 20) - 1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a binary file, '\0\1\2\377\376'",
    "ten thousand brackets, [",
    "an unknown class, '!!javax.script.ScriptEngineManager [x]'"
  })
  void nothingEndsInAStackTrace(String what, String text) {
    String yaml = text.equals("[") ? text.repeat(10_000) : text;

    Result result =
        run(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.ISO_8859_1)), "plan", "-");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains(" error: ").doesNotContain("Exception", "internal", "\tat ");
  }

  private static Result run(String... args) {
    return run(new ByteArrayInputStream(new byte[0]), args);
  }

  private static Result run(InputStream in, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        new CommandLine(
                in,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8))
            .run(args);
    return new Result(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static List<String> filesBelow(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
