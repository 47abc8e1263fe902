// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.Manifests;
import io.canaryplan.PlannerOptions;
import io.canaryplan.review.Review;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GitHub takes comments of 65,536 characters at most. */
class ReviewMarkdownTest {
  private static final Pattern OMITTED = Pattern.compile("([0-9]+) of ([0-9]+) Rollouts");

  private static Review review(int rollouts) {
    return Review.of(
        Manifests.read("base.yaml", manifests(rollouts, 1)),
        Manifests.read("head.yaml", manifests(rollouts, 2)),
        PlannerOptions.DEFAULT);
  }

  private static String manifests(int rollouts, int version) {
    return IntStream.range(0, rollouts)
        .mapToObj(
            i ->
                """
                apiVersion: argoproj.io/v1alpha1
                kind: Rollout
                metadata: {name: shop-%d}
                spec:
                  replicas: 4
                  selector: {matchLabels: {app: shop}}
                  template:
                    metadata: {labels: {app: shop}}
                    spec: {containers: [{name: web, image: "nginx:%d"}]}
                  strategy: {canary: {steps: [{setWeight: 50}, {pause: {}}]}}
                """
                    .formatted(i, version))
        .collect(Collectors.joining("---\n"));
  }

  @Test
  void aShortReviewHasNothingLeftOut() {
    assertThat(ReviewFormat.MARKDOWN.text(review(20)))
        .contains("shop-19: new version", "Documents: 20")
        .doesNotContain("Left out");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 1500})
  void aLongOneLosesWholeWorkloadsFromItsEnd(int rollouts) {
    Review review = review(rollouts);
    String text = ReviewFormat.MARKDOWN.text(review);

    assertThat(text.length()).isLessThanOrEqualTo(65_536);
    assertThat(text).isEqualTo(ReviewFormat.MARKDOWN.text(review(rollouts)));
    assertThat(text)
        .startsWith(
            "### canaryplan: %d Rollouts, %d new versions, 0 new findings\n"
                .formatted(rollouts, rollouts));
    List<String> lines = text.lines().toList();
    assertThat(lines.get(lines.size() - 1))
        .startsWith("Left out, since a comment holds 65536 characters: ")
        .endsWith(". The formats table and json have all.");
    assertThat(lines.stream().filter("<details>"::equals).count())
        .isEqualTo(lines.stream().filter("</details>"::equals).count());
    assertThat(lines.stream().filter("```text"::equals).count())
        .isEqualTo(lines.stream().filter("```"::equals).count());

    Matcher omitted = OMITTED.matcher(text);
    int kept = rollouts;
    if (omitted.find()) {
      assertThat(omitted.group(2)).isEqualTo("" + rollouts);
      kept -= Integer.parseInt(omitted.group(1));
    }
    assertThat(kept).isPositive();
    // each with its row and its details, the first ones, and none of the others
    assertThat(rowsAndDetails(lines))
        .containsExactlyElementsOf(
            IntStream.range(0, 2 * kept).mapToObj(i -> "shop-" + i % kept(lines)).toList());
  }

  private static int kept(List<String> lines) {
    return (int) lines.stream().filter(line -> line.startsWith("| shop-")).count();
  }

  private static List<String> rowsAndDetails(List<String> lines) {
    Pattern name =
        Pattern.compile("(?:\\| |<summary>)(shop-[0-9]+)(?: +\\| new version |: new version<).*");
    return lines.stream()
        .map(name::matcher)
        .filter(Matcher::matches)
        .map(match -> match.group(1))
        .toList();
  }

  @Test
  void aListKeepsWhatFits() {
    // each entry is 3 characters, in a frame of 2
    CommentList<String> list =
        new CommentList<>(
            "item",
            List.of("aaa", "bbb", "ccc"),
            (some, out) -> out.append("[" + String.join("", some) + "]"));

    assertThat(list.fit(11)).isEqualTo(11);
    assertThat(list.omission()).isEmpty();
    assertThat(list.fit(10)).isEqualTo(8);
    assertThat(list.text()).isEqualTo("[aaabbb]");
    assertThat(list.omission()).hasValue("1 of 3 items");
    assertThat(list.fit(5)).isEqualTo(5);
    assertThat(list.fit(4)).isZero();
    assertThat(list.text()).isEmpty();
    assertThat(list.omission()).hasValue("3 of 3 items");
    assertThat(list.fit(-1)).isZero();
  }

  @Test
  void oneEntryIsCalledAsOne() {
    CommentList<String> list =
        new CommentList<>("entry", "entries", List.of("aaa"), (some, out) -> out.append("aaa"));

    assertThat(list.fit(2)).isZero();
    assertThat(list.omission()).hasValue("1 of 1 entry");
  }
}
