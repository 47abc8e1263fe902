// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import static io.canaryplan.examples.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

/** What is read and written: files, folders, standard input and output. */
class FilesTest {
  private static final String EXAMPLE = "manifests/rollout-example.yaml";

  @TempDir Path folder;

  @Test
  void writesOneFolderForEachState() throws IOException {
    Path out = folder.resolve("out");

    CommandResult result = run("documents", "--out", out.toString(), EXAMPLE);

    assertThat(result)
        .isEqualTo(
            new CommandResult(
                0,
                "",
                "canaryplan: rollout-example: stable-hash in the documents is a placeholder, as the"
                    + " stable version is not among the inputs; status.stableRS would tell it\n"));
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

    CommandResult result = run("documents", "--out", out.toString(), EXAMPLE);

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).startsWith("canaryplan: \"" + out + "\" cannot be written: ");
  }

  @Test
  void textInAnyScriptComesThrough() {
    String yaml = "# Käse 日本 😀\nkind: Rollout\nmetadata: {name: 주소}\n";

    CommandResult result =
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

    CommandResult result = run(large, "check", "-");

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

    CommandResult result =
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
            new CommandResult(
                2,
                "",
                """
                canaryplan: standard input cannot be read: Stream Closed
                canaryplan: --help shows what there is
                """));
  }

  /** The runtime's own files take the number 0 where the process has no standard input. */
  @Test
  void aStandardInputThatIsAFileOfTheRuntimeIsClosed() throws IOException {
    Path modules = Path.of(System.getProperty("java.home")).toRealPath().resolve("lib/modules");
    Path closed = Files.createSymbolicLink(folder.resolve("closed"), modules);
    Path given = Files.createSymbolicLink(folder.resolve("given"), Path.of(EXAMPLE));
    InputStream in = InputStream.nullInputStream();

    assertThat(run(StandardInput.of(in, closed), "plan", "-").err())
        .startsWith("canaryplan: standard input cannot be read: it is closed\n");
    assertThat(StandardInput.of(in, given)).isSameAs(in);
    assertThat(StandardInput.of(in, folder.resolve("absent"))).isSameAs(in);
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

    CommandResult result = run("plan", folder.toString());

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.out()).isEqualTo(run("plan", EXAMPLE).out());
    assertThat(result.err())
        .isEqualTo(
            bad
                + ":1:1: error: the file cannot be read: there is no such file [file-not-readable]\n"
                + "  = hint: make it readable, or leave it out; what it holds is not known\n");
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

    CommandResult result = run("documents", "--out", out.toString(), "manifests/basic.yaml");

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

    CommandResult result = run("documents", "--out", out.toString(), EXAMPLE);

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

  private void copy(String name, String old, String now) throws IOException {
    Files.writeString(folder.resolve(name), Files.readString(Path.of(EXAMPLE)).replace(old, now));
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
