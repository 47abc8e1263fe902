// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import static io.canaryplan.examples.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An output that ends early is never taken for the whole: of every command in every format. */
class OutputErrorsTest {
  private static final String EXAMPLE = "manifests/rollout-example.yaml";
  private static final String NO_SPACE = "No space left on device";

  @TempDir Path folder;

  /** Takes so many bytes and then no more. */
  private static final class Full extends OutputStream {
    private int left;

    Full(int left) {
      this.left = left;
    }

    @Override
    public void write(int b) throws IOException {
      if (left == 0) {
        throw new IOException(NO_SPACE);
      }
      left--;
    }
  }

  static Stream<String> lines() {
    return Stream.of(
            "plan",
            "plan --format json",
            "plan --passes --aborts --explain",
            "documents --diff",
            "documents --diff=input --layout canonical",
            "check --rounding closest manifests",
            "check --format json",
            "check --format sarif",
            "check --format github manifests",
            "check --explain no-rollout",
            "what-if --at 1 --do abort",
            "what-if --at 1 --do abort --format json",
            "compare --steps 5,25",
            "compare --format json",
            "compare --format markdown",
            "hash",
            "hash --format json",
            "hash --json",
            "review --format table manifests/basic.yaml",
            "review --format json manifests/basic.yaml",
            "review --format markdown manifests/basic.yaml",
            "rules",
            "rules no-rollout",
            "--help",
            "--version")
        .map(
            line ->
                line.matches("rules.*|--help|--version|.*explain no-.*")
                    ? line
                    : line + " " + EXAMPLE);
  }

  /** Writes nothing, or all but the last byte. */
  @ParameterizedTest
  @MethodSource("lines")
  void aFullDeviceIsToldByTheExitStatus(String line) {
    String[] words = line.split(" ", -1);
    CommandResult whole = run(words);
    int length = whole.out().getBytes(StandardCharsets.UTF_8).length;

    assertThat(length).as("what is printed").isPositive();
    assertThat(whole.status()).isLessThan(2);
    for (int taken : List.of(0, length - 1)) {
      ByteArrayOutputStream err = new ByteArrayOutputStream();

      int status = new CommandLine(InputStream.nullInputStream(), new Full(taken), err).run(words);

      assertThat(status).as("after " + taken + " bytes").isEqualTo(2);
      assertThat(err.toString(StandardCharsets.UTF_8))
          .endsWith("canaryplan: the output cannot be written: " + NO_SPACE + "\n");
    }
  }

  /** A PrintStream swallows what goes wrong: it is asked. */
  @ParameterizedTest
  @MethodSource("lines")
  void aClosedPipeIsToldByTheExitStatus(String line) {
    PrintStream closed = new PrintStream(new Full(0), false, StandardCharsets.UTF_8);

    int status =
        new CommandLine(InputStream.nullInputStream(), closed, OutputStream.nullOutputStream())
            .run(line.split(" ", -1));

    assertThat(status).isEqualTo(2);
  }

  /** The device itself, where the system has it. */
  @ParameterizedTest
  @MethodSource("lines")
  void devFullIsToldByTheExitStatus(String line) throws IOException {
    Path device = Path.of("/dev/full");
    if (!Files.exists(device)) {
      return; // another system; the tests above hold everywhere
    }
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (OutputStream full = new FileOutputStream(device.toFile())) {
      int status =
          new CommandLine(InputStream.nullInputStream(), full, err).run(line.split(" ", -1));

      assertThat(status).isEqualTo(2);
      assertThat(err.toString(StandardCharsets.UTF_8)).contains("the output cannot be written: ");
    }
  }

  @Test
  void aStandardErrorThatIsFullIsTold() {
    // basic.yaml has findings, which plan prints to standard error
    int status =
        new CommandLine(InputStream.nullInputStream(), OutputStream.nullOutputStream(), new Full(0))
            .run("plan", "--rounding", "closest", "manifests/basic.yaml");

    assertThat(status).isEqualTo(2);
  }

  @Test
  void tooLittleMemoryIsToldWithWhatHelps() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new OutOfMemoryError("as if the heap were full");
          }
        };

    int status = new CommandLine(InputStream.nullInputStream(), out, err).run("plan", EXAMPLE);

    assertThat(status).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "canaryplan: the memory of the JVM is too small for this input; start java with a"
                + " larger -Xmx\n");
  }

  /** What was written before the folder is full is there, each file whole. */
  @Test
  void documentsAreWrittenOneByOne() throws IOException {
    Path out = folder.resolve("out");
    // a folder in the place of the last file of all
    Files.createDirectories(out.resolve("03-promoted/virtualservice-rollout-vsvc.yaml/taken"));

    CommandResult result = run("documents", "--out", out.toString(), EXAMPLE);

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).startsWith("canaryplan: \"" + out + "\" cannot be written: ");
    assertThat(Files.readString(out.resolve("02-pause-1m/virtualservice-rollout-vsvc.yaml")))
        .contains("weight: 95\n", "weight: 5\n")
        .endsWith("\n");
  }
}
