// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import static io.canaryplan.examples.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line itself: commands, options, and what is wrong with them. */
class CommandLineTest {
  private static final String EXAMPLE = "manifests/rollout-example.yaml";

  @TempDir Path folder;

  @Test
  void plansAFile() {
    CommandResult result = run("plan", EXAMPLE);

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

  @ParameterizedTest(name = "\"{0}\"")
  @CsvSource(
      delimiterString = " :: ",
      textBlock =
          """
          '' :: a command is missing: plan, documents, check, what-if, compare, hash, review, gitops or rules
          frobnicate x :: there is no command "frobnicate": plan, documents, check, what-if, compare, hash, review, gitops or rules
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
          documents manifests/basic.yaml :: documents needs --out DIR, --diff or --for-git
          """)
  void saysWhatIsWrongWithTheCommandLine(String line, String message) {
    CommandResult result = run(line.isEmpty() ? new String[0] : line.split(" ", -1));

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
  void helpAndVersionAreAnswers() {
    assertThat(run("--help")).isEqualTo(new CommandResult(0, Help.text(), ""));
    assertThat(run("plan", "--help")).isEqualTo(new CommandResult(0, Help.text(), ""));
    assertThat(run("--version").out()).startsWith("canaryplan ");
  }

  private void copy(String name, String old, String now) throws IOException {
    Files.writeString(folder.resolve(name), Files.readString(Path.of(EXAMPLE)).replace(old, now));
  }
}
