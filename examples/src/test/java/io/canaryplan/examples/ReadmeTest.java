// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keeps the README true: its commands, what they print, and its lines of Java. */
class ReadmeTest {
  private static final Path ROOT = Path.of("..");

  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  private static final Pattern SNIPPET =
      Pattern.compile("( *)// README: begin\\n(.*?) *// README: end", Pattern.DOTALL);

  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)\\)");

  @Test
  void theFirstCommandPrintsTheTable() throws IOException {
    String command = blocks("sh").get(0).strip();

    assertThat(command)
        .isEqualTo(
            "mvn -q -B -DskipTests package && java -jar examples/target/canaryplan.jar"
                + " plan examples/manifests/rollout-example.yaml");
    assertThat(run(command)).isEqualTo(blocks("text").get(0));
  }

  @Test
  void theDiffIsWhatDocumentsPrints() throws IOException {
    assertThat(run(blocks("sh").get(1))).isEqualTo(blocks("diff").get(0));
  }

  @Test
  void theKoreanPageHasTheSameCommandsAndOutput() throws IOException {
    String korean = Files.readString(ROOT.resolve("core/docs/README.ko.md"));

    assertThat(korean)
        .contains("```sh\n" + blocks("sh").get(0) + "```")
        .contains("```text\n" + blocks("text").get(0) + "```")
        .contains("```sh\n" + blocks("sh").get(1) + "```")
        .contains("```diff\n" + blocks("diff").get(0) + "```")
        .contains("```sh\n" + blocks("sh").get(2) + "```");
  }

  @Test
  void theSecondMavenCommandRunsTheTests() throws IOException {
    List<String> maven =
        blocks("sh").stream().map(String::strip).filter(line -> line.startsWith("mvn ")).toList();

    assertThat(maven.get(1)).isEqualTo("mvn -B verify");
  }

  @Test
  void theHelpIsTheHelp() throws IOException {
    assertThat(blocks("text").get(1)).isEqualTo(Help.text());
  }

  @Test
  void theLinesOfJavaAreThoseOfTheExamples() throws IOException {
    List<String> java = blocks("java");

    assertThat(java).hasSize(2);
    assertThat(java.get(0)).isEqualTo(snippet("PlanFromText"));
    assertThat(java.get(0).lines()).hasSizeLessThanOrEqualTo(10);
    assertThat(java.get(1)).isEqualTo(snippet("EditVirtualService"));
  }

  @Test
  void filesThatAreLinkedExist() throws IOException {
    Matcher links = LINK.matcher(readme());
    while (links.find()) {
      assertThat(ROOT.resolve(links.group(1))).exists();
    }
  }

  /** Runs what stands behind the jar, with the files of the repository. */
  private static String run(String command) {
    String arguments = command.substring(command.indexOf(".jar ") + 5).strip();
    String[] words = arguments.replace("examples/manifests/", "manifests/").split(" ", -1);
    CommandResult result = CommandResult.run(words);

    assertThat(result.status()).isZero();
    // the only thing said beside the answer is what the text says of placeholders
    assertThat(result.err().lines()).allMatch(line -> line.contains(" stable-hash in the "));
    return result.out();
  }

  private static String snippet(String example) throws IOException {
    Path source = Path.of("src/main/java/io/canaryplan/examples/" + example + ".java");
    Matcher snippet = SNIPPET.matcher(Files.readString(source));
    assertThat(snippet.find()).isTrue();
    return snippet.group(2).stripTrailing().stripIndent() + "\n";
  }

  private static List<String> blocks(String language) throws IOException {
    List<String> texts = new ArrayList<>();
    for (MatchResult block : BLOCK.matcher(readme()).results().toList()) {
      if (block.group(1).equals(language)) {
        texts.add(block.group(2));
      }
    }
    return texts;
  }

  private static String readme() throws IOException {
    return Files.readString(ROOT.resolve("README.md"));
  }
}
