// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import static io.canaryplan.examples.CommandResult.runWith;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command {@code review}; the hash before is that of hash.md 10, example A. */
class ReviewCommandTest {
  private static final String BASE =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: web}
      spec:
        replicas: 2
        selector: {matchLabels: {app: web}}
        strategy: {canary: {steps: [{setWeight: 50}, {pause: {}}]}}
        template:
          metadata: {labels: {app: web}}
          spec: {containers: [{name: web, image: "nginx:1.25"}]}
      """;

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    file("base.yaml", BASE);
    file("same.yaml", "# the same\n" + BASE);
    file("image.yaml", BASE.replace("nginx:1.25", "nginx:1.26"));
    file("affinity.yaml", BASE.replace("spec: {containers", "spec: {affinity: {}, containers"));
    file("wrong.yaml", BASE.replace("setWeight: 50", "setWeight: 150"));
    file("empty.yaml", "");
    file("broken.yaml", BASE.replace("\"nginx:1.25\"", "\"nginx:1.25"));
    file("revision-1/web.yaml", BASE);
    file("revision-2/deploy/web.yaml", BASE);
  }

  @Test
  void saysThatNothingChanges() {
    CommandResult result = review("base.yaml", "same.yaml");

    assertThat(result.status()).isZero();
    assertThat(result.out()).startsWith("nothing changes\n").contains("7dc666b946");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void foldersAreRevisionsToo() {
    assertThat(review("revision-1", "revision-2").out()).startsWith("nothing changes\n");
  }

  @Test
  void saysWhichVersionStartsAndWhy() {
    CommandResult result = review("base.yaml", "image.yaml");

    assertThat(result.status()).isZero();
    assertThat(result.out())
        .startsWith("1 Rollout, 1 new version, 0 new findings\n")
        .contains(
            "  spec.template.spec.containers[0].image: \"nginx:1.25\" → \"nginx:1.26\"\n",
            "a new version starts: 7dc666b946 → ");
  }

  @Test
  void whatIsIgnoredIsNeitherNewNorCounted() {
    CommandResult plain = review("base.yaml", "wrong.yaml");
    CommandResult ignored =
        review("base.yaml", "wrong.yaml", "--ignore", "set-weight-out-of-range");

    assertThat(plain.out()).contains("[set-weight-out-of-range]");
    assertThat(ignored.out()).doesNotContain("[set-weight-out-of-range]");
    assertThat(ignored.status()).isZero();
  }

  @Test
  void annotationOfTheHeadIsFollowed() throws IOException {
    file(
        "annotated.yaml",
        BASE.replace("setWeight: 50", "setWeight: 150")
            .replace(
                "{name: web}\nspec:",
                "{name: web, annotations: {canaryplan.io/ignore: set-weight-out-of-range}}\nspec:"));
    CommandResult result = review("base.yaml", "annotated.yaml");

    assertThat(result.out()).doesNotContain("[set-weight-out-of-range]");
    assertThat(result.status()).isZero();
  }

  @Test
  void ruleThatDoesNotExistIsToldOnce() {
    CommandResult result = review("base.yaml", "base.yaml", "--ignore", "no-such-rule");

    assertThat(result.out()).containsOnlyOnce("[ignored-rule-unknown]");
  }

  @Test
  void onlyNewFindingsFail() {
    assertThat(review("base.yaml", "wrong.yaml").status()).isEqualTo(1);
    assertThat(review("wrong.yaml", "wrong.yaml").status()).isZero();
    assertThat(review("wrong.yaml", "base.yaml").status()).isZero();
    assertThat(review("base.yaml", "broken.yaml").status()).isEqualTo(1);
    assertThat(review("broken.yaml", "base.yaml").status()).isZero();
    assertThat(review("empty.yaml", "base.yaml").status()).isZero();
    assertThat(review("base.yaml", "empty.yaml").status()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "error, affinity.yaml, 0",
    "warning, affinity.yaml, 1",
    "note, affinity.yaml, 1",
    "warning, wrong.yaml, 1"
  })
  void failOnIsTheLeastSeverityThatFails(String failOn, String head, int status) {
    assertThat(review("base.yaml", head, "--fail-on", failOn).status()).isEqualTo(status);
  }

  @Test
  void printsMarkdownAndJson() {
    assertThat(review("base.yaml", "image.yaml", "--format", "markdown").out())
        .startsWith(
            "### canaryplan: 1 Rollout, 1 new version, 0 new findings\n\n| rollout | what happens |")
        .contains("<details>\n<summary>web: new version</summary>\n");
    assertThat(review("base.yaml", "image.yaml", "--format=json").out())
        .startsWith("{\n  \"schema\": \"canaryplan/review/v1\",\n  \"startsRollout\": true,\n")
        .endsWith("}\n");
  }

  /** The lines of shell and the workflow of the README, with the files and folders of this test. */
  @Test
  void theReadmeFeedsItAsItTakesIt() throws IOException {
    List<String> lines =
        Files.readAllLines(Path.of("..", "README.md")).stream()
            .map(line -> line.replaceFirst("^ +- run: ", ""))
            .filter(line -> line.startsWith("canaryplan review "))
            .toList();

    assertThat(lines).hasSize(2);
    for (String line : lines) {
      String[] words =
          line.replace("canaryplan review", "review")
              .replaceFirst(" > review.md$", "")
              .replaceFirst("(\\.\\./base/deploy|base.yaml) ", path("revision-1") + " ")
              .replaceFirst(" deploy(/rollout.yaml)?$", " " + path("revision-2"))
              .split(" ");
      CommandResult result = runWith("", words);

      assertThat(result.status()).isZero();
      assertThat(result.out()).contains("nothing changes");
    }
  }

  @Test
  void oneRevisionMayComeFromStandardInput() {
    assertThat(runWith(BASE, "review", "-", path("image.yaml")).out()).contains("new version");
    assertThat(runWith(BASE, "review", path("base.yaml"), "-").out())
        .startsWith("nothing changes\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " :: ",
      textBlock =
          """
          review base.yaml :: review needs two revisions, BASE and HEAD, but 1 is given
          review base.yaml base.yaml base.yaml :: review needs two revisions, BASE and HEAD, but 3 are given
          review - - :: standard input is given twice, and can be read once only
          review --format xml a b :: --format is "xml" but must be table or json or markdown
          review --fail-on info a b :: --fail-on is "info" but must be error or warning or note
          review --passes a b :: review has no option "--passes"
          plan --format markdown a :: --format is "markdown" but must be table or json
          plan --fail-on error a :: plan has no option "--fail-on"
          """)
  void wrongUsageIsSaid(String line, String message) {
    CommandResult result = runWith("", line.split(" "));

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).startsWith("canaryplan: " + message + "\n");
  }

  private void file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private CommandResult review(String base, String head, String... options) {
    String[] words = new String[options.length + 3];
    words[0] = "review";
    System.arraycopy(options, 0, words, 1, options.length);
    words[words.length - 2] = path(base);
    words[words.length - 1] = path(head);
    return runWith("", words);
  }
}
