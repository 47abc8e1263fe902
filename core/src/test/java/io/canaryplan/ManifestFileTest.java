// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Finding;
import io.canaryplan.report.ReportFormat;
import io.canaryplan.yaml.YamlLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are read one by one, without what nobody looks at, by workers of the caller. */
class ManifestFileTest {
  /** Begins at the end, in another thread for each item. */
  private static final Workers BACKWARDS =
      new Workers() {
        @Override
        public <T, R> List<R> map(List<T> items, Function<? super T, ? extends R> work) {
          List<R> results = new ArrayList<>();
          for (int i = items.size() - 1; i >= 0; i--) {
            T item = items.get(i);
            Thread thread = new Thread(() -> results.add(work.apply(item)));
            thread.start();
            try {
              thread.join();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
          Collections.reverse(results);
          return results;
        }
      };

  static Stream<GoldenCase> cases() throws IOException {
    List<GoldenCase> cases = new ArrayList<>();
    for (GoldenCase golden : GoldenCase.all()) {
      if (!golden.hasBase()) {
        cases.add(golden);
      }
    }
    return cases.stream();
  }

  private static List<ManifestFile> files(GoldenCase golden) throws IOException {
    List<ManifestFile> files = new ArrayList<>();
    for (Map.Entry<String, byte[]> input : golden.inputs().entrySet()) {
      files.add(ManifestFile.read(input.getKey(), input.getValue(), YamlLimits.DEFAULT));
    }
    return files;
  }

  /** Whatever is left out, no plan and no finding depends on it. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void answersAreTheSameWithoutUnrelatedDocuments(GoldenCase golden) throws IOException {
    PlannedManifests all = golden.plan();
    Manifests related =
        Manifests.of(files(golden).stream().map(ManifestFile::withoutUnrelated).toList());

    PlannedManifests planned = CanaryPlanner.plan(related, golden.planner());

    assertThat(planned.allFindings()).isEqualTo(all.allFindings());
    assertThat(ReportFormat.JSON.text(planned)).isEqualTo(ReportFormat.JSON.text(all));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void answersAreTheSameWhoeverWorks(GoldenCase golden) throws IOException {
    PlannedManifests all = golden.plan();
    Manifests manifests = Manifests.of(files(golden), BACKWARDS);

    PlannedManifests planned = CanaryPlanner.plan(manifests, golden.planner(), BACKWARDS);

    assertThat(ReportFormat.JSON.text(planned)).isEqualTo(ReportFormat.JSON.text(all));
    assertThat(CanaryPlanner.check(manifests, golden.planner(), BACKWARDS))
        .isEqualTo(all.allFindings());
    assertThat(CanaryPlanner.check(manifests, golden.planner(), Workers.ONE))
        .isEqualTo(all.allFindings());
  }

  private static ManifestFile read(String text) {
    return ManifestFile.read("a.yaml", text.getBytes(StandardCharsets.UTF_8), YamlLimits.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kind: ConfigMap\napiVersion: v1\ndata: {a: b}\n",
        "kind: Role\napiVersion: rbac.authorization.k8s.io/v1\n",
        "kind: Certificate\napiVersion: cert-manager.io/v1\n",
        "replicas: 3\nimage: {tag: v1}\n"
      })
  void documentsThatNobodyLooksAtAreLeftOut(String text) {
    assertThat(read(text).documents()).hasSize(1);
    assertThat(read(text).withoutUnrelated().documents()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kind: Service\n",
        "kind: Anything\napiVersion: argoproj.io/v1alpha1\n",
        "kind: WasmPlugin\napiVersion: extensions.istio.io/v1alpha1\n",
        "kind: ConfigMap\nmetadata: {annotations: {canaryplan.io/ignore: duplicate-key}}\n",
        "kind: ConfigMap\ndata: {$patch: delete}\n"
      })
  void documentsThatMayMatterStay(String text) {
    assertThat(read(text).withoutUnrelated().documents()).hasSize(1);
  }

  @Test
  void whatReadingFoundStaysWithItsPosition() {
    ManifestFile file = read("kind: ConfigMap\ndata:\n  a: b\n  a: c\n").withoutUnrelated();

    assertThat(file.documents()).isEmpty();
    assertThat(file.findings())
        .singleElement()
        .hasToString(read("kind: ConfigMap\ndata:\n  a: b\n  a: c\n").findings().get(0).toString())
        .asString()
        .startsWith("a.yaml:4:3: ")
        .endsWith("[duplicate-key]");
  }

  @Test
  void aFileThatCannotBeReadIsAnErrorAtItsBeginning() {
    ManifestFile file = ManifestFile.unreadable("a.yaml", "permission denied");
    List<Finding> findings =
        CanaryPlanner.check(Manifests.of(List.of(file)), PlannerOptions.DEFAULT, Workers.ONE);

    assertThat(file.isUnreadable()).isTrue();
    assertThat(read("a: b").isUnreadable()).isFalse();
    assertThat(findings)
        .singleElement()
        .hasToString(
            "a.yaml:1:1: error: the file cannot be read: permission denied [file-not-readable]");
  }
}
