// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads the main sources of both libraries and holds the package order and their purity. */
class SourceRulesTest {
  /** A package may use only packages before it; the empty name is the entry point. */
  private static final List<String> ARROW =
      List.of(
          "finding",
          "yaml",
          "kubernetes",
          "istio.validation",
          "istio",
          "rollout",
          "plan",
          "hash",
          "controller",
          "routing",
          "routing.istio",
          "check",
          "gitops",
          "",
          "comparison",
          "review",
          "report");

  /** The classes that read resources of their jar. */
  private static final Set<String> TABLE_READERS =
      Set.of("io/canaryplan/hash/HashTable.java", "io/canaryplan/istio/validation/Schema.java");

  private static final Pattern OWN_TYPE =
      Pattern.compile("\\bio\\.canaryplan((?:\\.[a-z]+)*)\\.[A-Z*]");

  private static final Pattern COMMENT_OR_TEXT =
      Pattern.compile(
          "\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])+'|/\\*.*?\\*/|//[^\\n]*",
          Pattern.DOTALL);

  private static final Pattern STATIC_FIELD =
      Pattern.compile(
          "(?m)^\\s*(?:(?:private|protected|public|volatile|transient)\\s+)*static\\s+(?!final\\b|class\\b|record\\b|enum\\b|interface\\b)[^({};]*[=;]");

  private record Source(String name, String ownPackage, String code) {
    List<String> all(Pattern pattern) {
      return pattern.matcher(code).results().map(MatchResult::group).map(String::strip).toList();
    }
  }

  @Test
  void packagesUseOnlyPackagesToTheirLeft() {
    List<String> wrong = new ArrayList<>();
    for (Source source : sources()) {
      int own = ARROW.indexOf(source.ownPackage());
      assertThat(own).as("%s is in a package of the arrow", source.name()).isNotNegative();
      Matcher used = OWN_TYPE.matcher(source.code());
      while (used.find()) {
        String other = used.group(1).isEmpty() ? "" : used.group(1).substring(1);
        if (ARROW.indexOf(other) > own || !ARROW.contains(other)) {
          wrong.add(source.name() + " uses io.canaryplan" + used.group(1));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = " :: ",
      textBlock =
          """
          files :: \\bjava\\.io\\.(?!Serial|IOException|UncheckedIO|ObjectInput|InvalidObject|StringReader|Reader\\b|Writer\\b|StringWriter)\\w+
          file system :: \\bjava\\.nio\\.(?!charset|CharBuffer|ByteBuffer)\\w+
          network :: \\bjava\\.net\\b
          clock :: \\bjava\\.time\\.(?:Clock|Instant|Local\\w+|Zoned\\w+)|\\bcurrentTimeMillis\\b|\\bnanoTime\\b|\\bjava\\.util\\.(?:Date|Calendar|Timer)\\b
          random :: \\bRandom\\b|\\bMath\\.random\\b|\\brandomUUID\\b|\\bSplittableRandom\\b|\\bThreadLocalRandom\\b|\\bidentityHashCode\\b
          logger :: \\bjava\\.util\\.logging\\b|\\bSystem\\.Logger\\b|\\bslf4j\\b|\\blog4j\\b
          environment :: \\bSystem\\.(?:getenv|getProperty|getProperties|lineSeparator|console|in|out|err|exit)\\b|\\bInteger\\.getInteger\\b|\\bBoolean\\.getBoolean\\b
          defaults :: \\bLocale\\.getDefault\\b|\\bCharset\\.defaultCharset\\b|\\bTimeZone\\b|\\bprintStackTrace\\b
          threads :: \\bnew\\s+Thread\\b|\\bparallelStream\\b|\\bExecutor\\w*\\b|\\bThreadLocal\\b
          reflection :: \\bjava\\.lang\\.reflect\\b|\\bClass\\.forName\\b|\\bServiceLoader\\b
          """)
  void librariesArePure(String what, String pattern) {
    List<Source> sources = sources();
    // A table of the jar is read as a stream: no file, and the same in every process.
    if (what.equals("files")) {
      assertThat(sources.removeIf(source -> TABLE_READERS.contains(source.name()))).isTrue();
    }
    assertNowhere(sources, what, Pattern.compile(pattern));
  }

  @Test
  void noStaticFieldCanChange() {
    assertNowhere(sources(), "static mutable state", STATIC_FIELD);
  }

  @Test
  void planCountsInIntegersOnly() {
    List<Source> plan =
        sources().stream()
            .filter(source -> List.of("plan", "controller").contains(source.ownPackage()))
            .toList();

    assertNowhere(
        plan,
        "floating point",
        Pattern.compile(
            "\\b(?:float|double|Float|Double|BigDecimal|Math\\.(?:ceil|floor|round))\\b"));
  }

  @Test
  void onlyTheYamlPackageTouchesSnakeYaml() {
    List<Source> others =
        sources().stream().filter(source -> !source.ownPackage().equals("yaml")).toList();

    assertNowhere(others, "SnakeYAML", Pattern.compile("\\borg\\.yaml\\b"));
  }

  private static void assertNowhere(List<Source> sources, String what, Pattern pattern) {
    List<String> found = new ArrayList<>();
    for (Source source : sources) {
      source.all(pattern).forEach(text -> found.add(source.name() + ": " + text));
    }
    assertThat(found).as(what).isEmpty();
  }

  private static List<Source> sources() {
    List<Source> sources = new ArrayList<>();
    for (Path root : List.of(Path.of("../istio-model/src/main/java"), Path.of("src/main/java"))) {
      try (Stream<Path> files = Files.walk(root)) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .filter(file -> !file.endsWith("module-info.java"))
            .sorted()
            .forEach(file -> sources.add(source(root, file)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    assertThat(sources).hasSizeGreaterThan(10);
    return sources;
  }

  private static Source source(Path root, Path file) {
    Path below = Path.of("io/canaryplan").relativize(root.relativize(file).getParent());
    try {
      String code = COMMENT_OR_TEXT.matcher(Files.readString(file)).replaceAll("\"\"");
      return new Source(root.relativize(file).toString(), below.toString().replace('/', '.'), code);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
