// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Finding;
import io.canaryplan.istio.validation.IstioAnalysis.Extent;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Damaged documents of the vectors: whatever they have become, reading and checking answers. */
class IstioValidationProperties {
  private static final List<IstioVectors.Vector> VECTORS = IstioVectors.all();
  private static final List<String> PIECES =
      List.of(
          "null",
          "{}",
          "[]",
          "-1",
          "99999999999999999999",
          "1e400",
          ".nan",
          "'*'",
          "''",
          "~",
          "yes",
          "(",
          "%",
          "{a: b}",
          "[null]",
          "1.5ms",
          "*a",
          "!!str 5",
          "\"\\0\"");

  @Property(tries = 3000)
  void checkingNeverThrows(@ForAll long seed) {
    Random random = new Random(seed);
    String text = VECTORS.get(random.nextInt(VECTORS.size())).yaml();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      text = damaged(text, random);
    }
    List<YamlDocument> documents = YamlReader.read("in.yaml", text).value().orElse(List.of());
    for (IstioVersion version : List.of(IstioVersion.V1_28, IstioVersion.newest())) {
      for (YamlDocument document : documents) {
        List<Finding> findings = IstioValidation.check(document, version);
        assertThat(findings).isSorted().doesNotHaveDuplicates();
        assertThat(findings).allMatch(finding -> finding.range().isPresent());
      }
      assertThat(IstioAnalysis.check(documents, version, Extent.PART)).isNotNull();
    }
  }

  /** Returns the text with the value of one line replaced, or a line left out or repeated. */
  private static String damaged(String text, Random random) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    if (lines.isEmpty()) {
      return text;
    }
    int at = random.nextInt(lines.size());
    String line = lines.get(at);
    switch (random.nextInt(4)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(at, line);
      default -> {
        int colon = line.indexOf(": ");
        String piece = PIECES.get(random.nextInt(PIECES.size()));
        lines.set(at, colon < 0 ? line + " " + piece : line.substring(0, colon + 2) + piece);
      }
    }
    return String.join("\n", lines) + "\n";
  }
}
