// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import static io.canaryplan.examples.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.canaryplan.CanaryPlanner;
import io.canaryplan.ManifestFile;
import io.canaryplan.Manifests;
import io.canaryplan.PlannerOptions;
import io.canaryplan.Workers;
import io.canaryplan.yaml.YamlLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders as they are: many files, some of which cannot be read or are none. */
class FolderTest {
  private static final String EXAMPLE = "manifests/rollout-example.yaml";

  @TempDir Path folder;

  private Path deadLink(String name) throws IOException {
    Files.writeString(folder.resolve("good.yaml"), Files.readString(Path.of(EXAMPLE)));
    return Files.createSymbolicLink(folder.resolve(name), folder.resolve("nowhere"));
  }

  private String name(Path path) {
    return path.toString().replace('\\', '/');
  }

  /** Kustomize has three names for its file. */
  @ParameterizedTest
  @ValueSource(strings = {"kustomization.yaml", "kustomization.yml", "Kustomization"})
  void aKustomizationHasThreeNames(String name) throws IOException {
    Files.writeString(
        folder.resolve(name), "resources: [rollout.yaml]\npatches: [{path: p.yaml}]\n");
    Files.writeString(folder.resolve("rollout.yaml"), Files.readString(Path.of(EXAMPLE)));
    Files.writeString(
        folder.resolve("p.yaml"),
        "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: shop}\nspec: {replicas: 3}\n");

    CommandResult check = run("check", "--fail-on", "error", folder.toString());

    assertThat(check.status()).isZero();
    assertThat(check.out()).contains("[kustomize-input]").doesNotContain("p.yaml");
  }

  @Test
  void aFileThatCannotBeReadIsAFindingInEveryFormat() throws IOException {
    String bad = name(deadLink("bad.yaml"));
    String all = folder.toString();

    CommandResult table = run("check", all);
    JsonNode json = new ObjectMapper().readTree(run("check", "--format", "json", all).out());
    JsonNode sarif = new ObjectMapper().readTree(run("check", "--format", "sarif", all).out());
    String github = run("check", "--format", "github", all).out();

    assertThat(table.status()).isEqualTo(2);
    assertThat(table.err()).isEmpty();
    assertThat(table.out())
        .isEqualTo(
            bad
                + ":1:1: error: the file cannot be read: there is no such file [file-not-readable]\n"
                + "  = hint: make it readable, or leave it out; what it holds is not known\n"
                + "1 error\n");
    assertThat(json.at("/findings/0/rule").asText()).isEqualTo("file-not-readable");
    assertThat(json.at("/findings/0/file").asText()).isEqualTo(bad);
    assertThat(json.at("/counts/error").asInt()).isEqualTo(1);
    assertThat(sarif.at("/runs/0/results/0/ruleId").asText()).isEqualTo("file-not-readable");
    assertThat(
            sarif
                .at("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri")
                .asText())
        .endsWith("bad.yaml");
    assertThat(github).startsWith("::error ").contains("bad.yaml", "cannot be read");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check",
        "check --format json",
        "check --format sarif",
        "check --format github",
        "check --fail-on note",
        "plan",
        "plan --format json",
        "documents --diff",
        "what-if --at 1 --do abort",
        "hash"
      })
  void theExitStatusSaysThatSomethingCouldNotBeRead(String line) throws IOException {
    Path bad = deadLink("bad.yaml");

    CommandResult result = run((line + " " + folder).split(" ", -1));

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.out() + result.err())
        .contains(bad.getFileName() + "", "there is no such file");
    assertThat(run((line + " " + folder.resolve("good.yaml")).split(" ", -1)).status())
        .isLessThan(2);
  }

  @Test
  void aReviewSaysWhichRevisionCouldNotBeRead() throws IOException {
    Path bad = deadLink("bad.yaml");

    CommandResult head = run("review", folder.resolve("good.yaml").toString(), folder.toString());
    CommandResult base = run("review", folder.toString(), folder.resolve("good.yaml").toString());

    assertThat(head.status()).isEqualTo(2);
    assertThat(head.out()).contains(name(bad), "there is no such file");
    assertThat(base.status()).isEqualTo(2);
    assertThat(base.out()).contains(name(bad), "there is no such file");
  }

  @Test
  void whoeverIgnoresItGetsTheStatusOfTheOthers() throws IOException {
    deadLink("bad.yaml");

    CommandResult result = run("check", "--ignore", "file-not-readable", folder.toString());

    assertThat(result).isEqualTo(new CommandResult(0, "1 ignored\n", ""));
  }

  @Test
  void aDeadLinkThatIsNamedStopsNoOther() throws IOException {
    Path bad = deadLink("bad.yaml");

    CommandResult result = run("check", bad.toString(), folder.resolve("good.yaml").toString());

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.out()).contains(name(bad) + ":1:1: error: ").endsWith("\n1 error\n");
  }

  /** The root of these tests may read everything, so the walk is told what it would be told. */
  @Test
  void aSubfolderThatCannotBeReadStopsNoOther() {
    Map<Path, Optional<IOException>> found = new TreeMap<>();
    ManifestFiles.Finder finder = new ManifestFiles.Finder(found);
    Path closed = folder.resolve("closed");

    FileVisitResult onward =
        finder.visitFileFailed(closed, new AccessDeniedException(closed.toString()));

    assertThat(onward).isEqualTo(FileVisitResult.CONTINUE);
    assertThat(found).containsOnlyKeys(closed);
    assertThat(Reason.of(found.get(closed).orElseThrow())).isEqualTo("permission denied");
  }

  /** To read a pipe may never end, and a device has no end at all. */
  @Test
  void whatIsNoFileIsNotRead() throws IOException {
    Path zero = Path.of("/dev/zero");
    if (!Files.exists(zero)) {
      return; // another system
    }
    Files.createSymbolicLink(folder.resolve("zero.yaml"), zero);

    // with colors a line of the file would be shown
    assertThat(run("check", "--color", "always", folder.toString()).out())
        .contains(
            "zero.yaml:1:1: error: the file cannot be read: it is a pipe, a socket or a device")
        .doesNotContain(" 1 | ");
    Files.delete(folder.resolve("zero.yaml"));
  }

  /** 31 times 5 is 0x9B, which no character of UTF-8 begins with. */
  @Test
  void aBinaryFileIsOneFinding() throws IOException {
    byte[] bytes = new byte[4096];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    Files.write(folder.resolve("a.yaml"), bytes);
    Files.write(folder.resolve("b.json"), "\u0001\u0002PNG".getBytes(StandardCharsets.UTF_8));

    CommandResult result = run("check", folder.toString());

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out().lines().filter(line -> line.contains(": error: ")))
        .satisfiesExactly(
            line -> assertThat(line).contains("a.yaml:1:6: error: "),
            line -> assertThat(line).contains("b.json:1:1: error: "));
  }

  private static Crew crew(int threads) {
    return new Crew(threads, new Progress(new Output(new ByteArrayOutputStream(), false), () -> 0));
  }

  /** Every golden manifest in one folder: hundreds of documents, most with findings. */
  @Test
  void manyThreadsSayWhatOneSays() throws Exception {
    List<Path> cases;
    try (Stream<Path> files = Files.walk(Path.of("../core/src/test/resources/cases"))) {
      cases = files.filter(file -> file.endsWith("manifest.yaml")).sorted().toList();
    }
    for (Path file : cases) {
      Files.copy(file, folder.resolve(file.getParent().getFileName() + ".yaml"));
    }
    List<String> ofOne = findings(Workers.ONE);

    assertThat(ofOne).hasSizeGreaterThan(200);
    for (int threads : List.of(2, 8)) {
      assertThat(findings(crew(threads))).isEqualTo(ofOne);
    }
    assertThat(run("check", folder.toString()).out().lines())
        .filteredOn(line -> !line.startsWith("  = hint: "))
        .startsWith(ofOne.toArray(new String[0]));
  }

  private List<String> findings(Workers workers) throws UsageException {
    List<ManifestFile> files =
        ManifestFiles.find(
                List.of(folder.toString()), InputStream.nullInputStream(), YamlLimits.DEFAULT)
            .read(workers, UnaryOperator.identity());
    return CanaryPlanner.check(Manifests.of(files, workers), PlannerOptions.DEFAULT, workers)
        .stream()
        .map(Object::toString)
        .toList();
  }

  @Test
  void aCrewGivesResultsInOrderAndThrowsWhatWasThrown() {
    List<Integer> numbers = IntStream.range(0, 1000).boxed().toList();

    assertThat(crew(7).map(numbers, i -> i * 2))
        .isEqualTo(numbers.stream().map(i -> i * 2).toList());
    assertThat(crew(7).map(List.of(), i -> i)).isEmpty();
    assertThatThrownBy(
            () ->
                crew(7)
                    .map(
                        numbers,
                        i -> {
                          if (i == 500) {
                            throw new IllegalStateException("500");
                          }
                          return i;
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("500");
  }

  @Test
  void progressIsShownOnATerminalOnceARunIsLong() {
    AtomicLong seconds = new AtomicLong();
    for (boolean terminal : List.of(true, false)) {
      seconds.set(0);
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      Progress progress =
          new Progress(new Output(err, terminal), () -> seconds.get() * 1_000_000_000);
      progress.start("files read");
      progress.show(1, 9);
      seconds.set(3);
      progress.show(5, 9);
      progress.show(6, 9); // too soon for anybody to read
      progress.end();
      progress.end();

      assertThat(err.toString(StandardCharsets.UTF_8))
          .isEqualTo(terminal ? "\r\u001b[Kcanaryplan: 5 of 9 files read\r\u001b[K" : "");
    }
  }
}
