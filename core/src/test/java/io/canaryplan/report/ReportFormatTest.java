// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannedManifests;
import io.canaryplan.PlannerOptions;
import java.io.IOException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportFormatTest {
  private static final String SHOP =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: shop}
      spec:
        replicas: 10
        selector: {matchLabels: {app: shop}}
        template:
          metadata: {labels: {app: shop}}
          spec: {containers: [{name: web, image: "demo:v1"}]}
        strategy: {canary: {stableService: s, canaryService: c, steps: [{setWeight: 20}, {pause: {}}]}}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: c}
      spec: {selector: {app: shop}}
      """;

  private static PlannedManifests planned(String text) {
    return CanaryPlanner.plan(Manifests.read("shop.yaml", text), PlannerOptions.DEFAULT);
  }

  /** A sink that is full after so many pieces, as a closed pipe is. */
  private static final class Full implements Appendable {
    private int room;

    Full(int room) {
      this.room = room;
    }

    @Override
    public Appendable append(CharSequence text) throws IOException {
      room--;
      if (room < 0) {
        throw new IOException("no space left");
      }
      return this;
    }

    @Override
    public Appendable append(CharSequence text, int start, int end) throws IOException {
      return append(text);
    }

    @Override
    public Appendable append(char c) throws IOException {
      return append("");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSinkThatFailsEndsThePrintingWithItsOwnException(ReportFormat format) throws IOException {
    Full roomy = new Full(Integer.MAX_VALUE);
    format.print(planned(SHOP), roomy);
    int pieces = Integer.MAX_VALUE - roomy.room;
    assertThat(pieces).isPositive();
    for (int room = 0; room < pieces; room++) {
      int given = room;
      assertThatThrownBy(() -> format.print(planned(SHOP), new Full(given)))
          .isInstanceOf(IOException.class)
          .hasMessage("no space left");
    }
  }

  @Test
  void printsTheOneModel() {
    PlannedManifests planned = planned(SHOP);

    assertThat(ReportFormat.JSON.text(planned)).isEqualTo(PlanJson.of(planned));
    assertThat(ReportFormat.DIFF.text(planned))
        .isEqualTo(DocumentDiff.of(planned.rollouts(), DocumentDiff.Base.PREVIOUS));
    assertThat(ReportFormat.TABLE.text(planned, PlanDetail.REASONS))
        .isEqualTo(
            planned.rollouts().stream()
                .map(rollout -> PlanTable.of(rollout.plan().orElseThrow(), PlanDetail.REASONS))
                .collect(Collectors.joining("\n")));
  }

  @Test
  void withoutRolloutThereIsNoTableAndNoDiff() {
    PlannedManifests nothing = planned("");

    assertThat(ReportFormat.TABLE.text(nothing)).isEmpty();
    assertThat(ReportFormat.DIFF.text(nothing)).isEmpty();
    assertThat(ReportFormat.JSON.text(nothing)).contains("\"rollout\": null", "\"no-rollout\"");
  }

  @Test
  void namesAreTheWordsOfTheCommandLine() {
    assertThat(ReportFormat.values()).extracting(Object::toString).contains("table", "json");
  }
}
