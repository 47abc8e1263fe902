// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
          '' :: a command is missing: plan, documents, check, what-if, hash, review or rules
          frobnicate x :: there is no command "frobnicate": plan, documents, check, what-if, hash, review or rules
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
          plan - - :: standard input is given twice, and can be read once only
          check --format xml manifests :: --format is "xml" but must be table or json or sarif or github
          check --color green manifests :: --color is "green" but must be auto or always or never
          plan --separately manifests :: plan has no option "--separately"
          hash --replicas 3 manifests :: hash has no option "--replicas"
          hash --rounding closest manifests :: hash has no option "--rounding"
          hash --istio 1.30 manifests :: hash has no option "--istio"
          hash --stable-hash a manifests :: hash has no option "--stable-hash"
          hash --canary-hash a manifests :: hash has no option "--canary-hash"
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
  void anyPatchOfAControllerStandsForItsMinor() {
    String newest = run("plan", "--controller", "1.9", EXAMPLE).out();

    assertThat(newest).contains("controller 1.9");
    assertThat(run("plan", "--controller", "1.9.x", EXAMPLE).out()).isEqualTo(newest);
    assertThat(run("plan", "--controller", "v1.9.0", EXAMPLE).out()).isEqualTo(newest);
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
    assertThat(check.out())
        .startsWith(place)
        .contains(" [set-weight-out-of-range]\n  = hint: ")
        .hasLineCount(3)
        .endsWith("\n1 error\n");
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
                  rollouts-pod-template-hash: 858c7b55bc
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
    assertThat(result.out()).startsWith("-:1:1: error: ").hasLineCount(3).endsWith("\n1 error\n");
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

  /** Its name would otherwise stand for the folder the process runs in. */
  @Test
  void anEmptyNameIsNoFile() {
    assertThat(run("plan", "").err()).startsWith("canaryplan: a file has no name: \"\" is none");
  }

  @Test
  void aClosedStandardInputIsToldAsThat() {
    InputStream closed =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("Stream Closed");
          }

          @Override
          public int read(byte[] bytes, int from, int length) throws IOException {
            return read();
          }
        };

    assertThat(run(closed, "plan", "-"))
        .isEqualTo(
            new Result(
                2,
                "",
                """
                canaryplan: standard input cannot be read: Stream Closed
                canaryplan: --help shows what there is
                """));
  }

  @Test
  void aFileIsReadOnceWhateverItIsCalled() {
    String twice = run("plan", EXAMPLE, "./" + EXAMPLE, "manifests/../" + EXAMPLE).out();

    assertThat(twice).isEqualTo(run("plan", EXAMPLE).out());
  }

  /** A link that leads nowhere stands for whatever cannot be read below a folder. */
  @Test
  void whatCannotBeReadInAFolderDoesNotStopTheRest() throws IOException {
    copy("good.yaml", "", "");
    Path bad = Files.createSymbolicLink(folder.resolve("bad.yaml"), folder.resolve("nowhere"));

    Result result = run("plan", folder.toString());

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.out()).isEqualTo(run("plan", EXAMPLE).out());
    assertThat(result.err())
        .isEqualTo("canaryplan: \"" + bad + "\" cannot be read: there is no such file\n");
  }

  @Test
  void aFullOrClosedOutputIsAnError() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    for (String command : List.of("plan", "check", "documents --diff", "--help")) {
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      String[] words = (command + " --rounding closest manifests").split(" ", -1);

      int status = new CommandLine(InputStream.nullInputStream(), full, err).run(words);

      assertThat(status).as(command).isEqualTo(2);
      assertThat(err.toString(StandardCharsets.UTF_8))
          .as(command)
          .endsWith("canaryplan: the output cannot be written: No space left on device\n");
    }
    assertThat(new CommandLine(InputStream.nullInputStream(), full, full).run("plan", "manifests"))
        .isEqualTo(2);
  }

  @Test
  void noDocumentsAreToldAsThat() {
    Path out = folder.resolve("out");

    Result result = run("documents", "--out", out.toString(), "manifests/basic.yaml");

    assertThat(result.status()).isZero();
    assertThat(result.err())
        .contains(
            "canaryplan: there is no document to write: nothing planned here names a Service or a"
                + " document of Istio among the inputs\n");
  }

  @Test
  void symbolicLinksInTheFolderAreNotFollowed() throws IOException {
    Path out = Files.createDirectories(folder.resolve("out"));
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Path link = Files.createSymbolicLink(out.resolve("00-initial"), elsewhere);

    Result result = run("documents", "--out", out.toString(), EXAMPLE);

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("cannot be written: " + link + " is a symbolic link");
    assertThat(filesBelow(elsewhere)).isEmpty();

    Files.delete(link);
    Files.createDirectories(link);
    Path file = Files.writeString(elsewhere.resolve("file"), "mine");
    Files.createSymbolicLink(link.resolve("destinationrule-rollout-destrule.yaml"), file);
    run("documents", "--out", out.toString(), EXAMPLE);
    assertThat(Files.readString(file)).isEqualTo("mine");
  }

  private Path bad() throws IOException {
    return Files.writeString(
        folder.resolve("bad.yaml"),
        Files.readString(Path.of(EXAMPLE)).replace("setWeight: 5", "setWeight: 101"));
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
    Result result = run("check", "--format", "json", bad().toString());

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
    assertThat(run("check", "--separately", a, b)).isEqualTo(new Result(0, "", ""));
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

    Result result = run("check", file.toString());

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

    Result result = run("plan", folder.resolve("evil.yaml").toString());

    assertThat(result.out()).startsWith("\\u003A:error:: [2J \\u202Etxt\\u200B: 2 replicas, ");
    assertThat(result.out() + result.err()).doesNotContain("\u001b", "\u009b", "\u202e", "\u200b");
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
