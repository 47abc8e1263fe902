// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import static io.canaryplan.examples.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a name holds can neither turn a terminal's text nor command it or a build server. */
class NamesInOutputTest {
  private static final String NAME = "::error::\\e[2J\\x9b\\u202Etxt\\u200B";

  @TempDir Path folder;

  private Path evil(String image) throws IOException {
    String example = Files.readString(Path.of("manifests/rollout-example.yaml"));
    return Files.writeString(
        folder.resolve(image + ".yaml"),
        example
            .replace(
                "name: rollout-example\nspec:\n  replicas",
                "name: \"" + NAME + "\"\nspec:\n  replicas")
            .replace("- primary  ", "- \"" + NAME + "\"  ")
            .replaceAll(
                "(?m)^( *)app: rollout-example$",
                "$0\n$1" + Matcher.quoteReplacement("\"" + NAME + "\": \"" + NAME + "\""))
            .replace("demo:yellow", "demo:" + image));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plan",
        "plan --format json",
        "plan --passes --aborts --explain",
        "check",
        "check --color always",
        "check --format json",
        "check --format sarif",
        "check --format github",
        "what-if --at 1 --do abort",
        "what-if --at 1 --do abort --format json",
        "gitops",
        "gitops --format json",
        "compare",
        "compare --format json",
        "compare --format markdown",
        "compare",
        "compare --steps 5,25 --format json",
        "compare --format markdown",
        "hash",
        "hash --format json"
      })
  void nothingOfANameIsPrintedRaw(String line) throws IOException {
    assertClean(run((line + " " + evil("yellow")).split(" ", -1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "json", "markdown"})
  void norInAReview(String format) throws IOException {
    assertClean(
        run("review", "--format", format, evil("yellow").toString(), evil("blue").toString()));
  }

  private static void assertClean(CommandResult result) {
    String all = result.out() + result.err();
    // colors are the command line's own
    String printed = all.replaceAll("\u001b\\[[0-9]+m", "");

    assertThat(result.status()).isLessThan(2);
    assertThat(printed)
        .containsIgnoringCase("\\u202e")
        .doesNotContain("\u001b", "\u009b", "\u202e", "\u200b");
    assertThat(printed.lines().filter(text -> text.stripLeading().startsWith("::error::")))
        .isEmpty();
  }
}
