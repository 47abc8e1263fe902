// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Checked;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Reading survives everything: manifests broken at random, and bytes that mean nothing. */
class YamlReadProperties {
  private static final String MANIFEST =
      """
      # A rollout and its routes
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: web, labels: &labels {app: "web", 'tier': front}}
      spec:
        replicas: 2
        template:
          metadata:
            labels:
              <<: *labels
              extra: |
                several
                lines
        strategy:
          canary:
            steps:
            - setWeight: 5   # five
            - pause: {duration: 1m}
      ---
      apiVersion: v1
      kind: List
      items:
      - kind: VirtualService
        spec: {http: [{name: primary, route: [{destination: {host: 주소}, weight: 100}]}]}
      - &second
        kind: Service
        spec:
          ? complex
          : !!str 012
      ...
      %YAML 1.1
      ---
      "json": [1, 2.5, true, null, "\\u00e9\\t😀"]
      """;
  private static final String PIECES =
      "\t\n\r -?:,[]{}#&*!|>'\"%@`~<=\\\u0085\u2028\uFEFF\u0000é😀0a";

  @Property(tries = 3000, seed = "1")
  void mutatedManifestsNeverThrow(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(MANIFEST);
    int changes = 1 + random.nextInt(6);
    for (int i = 0; i < changes; i++) {
      mutate(text, random);
    }

    check(YamlReader.read("mutated.yaml", text.toString()), random);
    check(
        YamlReader.read("mutated.yaml", text.toString().getBytes(StandardCharsets.UTF_8)), random);
  }

  @Property(tries = 1000, seed = "1")
  void randomTextNeverThrows(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(60);
    for (int i = 0; i < length; i++) {
      text.append(piece(random));
    }

    check(YamlReader.read("random.yaml", text.toString()), random);
  }

  @Property(tries = 500, seed = "1")
  void randomBytesGiveAtMostOneFindingForTheFile(@ForAll byte[] bytes) {
    Checked<List<YamlDocument>> read = YamlReader.read("random.bin", bytes);

    assertThat(read.value()).isPresent();
    if (read.findings().stream().anyMatch(finding -> finding.rule().id().startsWith("not-"))) {
      assertThat(read.findings()).hasSize(1);
    }
  }

  private static void mutate(StringBuilder text, Random random) {
    int at = random.nextInt(text.length());
    int end = Math.min(text.length(), at + 1 + random.nextInt(8));
    switch (random.nextInt(4)) {
      case 0 -> text.delete(at, end);
      case 1 -> text.insert(at, piece(random));
      case 2 -> text.replace(at, end, piece(random));
      default -> text.insert(at, text.substring(random.nextInt(at + 1), at));
    }
  }

  private static String piece(Random random) {
    int at =
        PIECES.offsetByCodePoints(0, random.nextInt(PIECES.codePointCount(0, PIECES.length())));
    return Character.toString(PIECES.codePointAt(at)).repeat(1 + random.nextInt(2));
  }

  /** What could be read has positions everywhere, and can be edited and written. */
  private static void check(Checked<List<YamlDocument>> read, Random random) {
    assertThat(read.findings()).allMatch(finding -> finding.position().isPresent());
    boolean sound = read.findings().stream().noneMatch(Finding::isError);
    for (YamlDocument document : read.value().orElseThrow()) {
      List<FieldPath> paths = RandomEdits.paths(document.root());
      assertThat(paths).allMatch(path -> document.position(path).line() >= 1);
      assertThat(document.text()).isNotNull();
      FieldPath path = paths.get(random.nextInt(paths.size()));
      YamlDocument edited = document.with(path, YamlScalar.of("edited"));
      // A key over several lines is accepted from the parser, but cannot be given a value there.
      boolean oneLineKeys =
          paths.stream().noneMatch(each -> each.toString().matches("(?s).*\\R.*"));
      // Nor is a new line put behind a block of text that ends with one of the rarest line ends.
      oneLineKeys &= !document.text().matches("(?s).*[\u0085\u2028].*");
      if (sound && oneLineKeys) {
        assertThat(YamlReader.read("edited", edited.text()).value().orElseThrow())
            .as(document.text())
            .extracting(YamlDocument::root)
            .containsExactly(edited.root());
      }
    }
  }
}
