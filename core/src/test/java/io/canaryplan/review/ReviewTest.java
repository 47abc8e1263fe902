// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.Manifests;
import io.canaryplan.PlannerOptions;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Severity;
import io.canaryplan.hash.HashVectors;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.report.ReviewFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewTest {
  private static final String ROLLOUT =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: shop}
      spec:
        replicas: 4
        selector: {matchLabels: {app: shop}}
        strategy: {canary: {steps: [{setWeight: 50}, {pause: {}}]}}
        template:
          metadata: {labels: {app: shop}}
          spec:
            serviceAccountName: shop
            containers:
            - name: web
              image: nginx:1.25
              args: [-a, -b]
              resources: {limits: {cpu: 1}}
      """;

  /** Whether the real controller starts a rollout for each of the edits (hash.md 9). */
  @Test
  void verdictsAreThoseOfTheController() {
    HashVectors.check(
        "hash-edits-public.jsonl.gz",
        Pattern.compile("hash-edits-[a-z0-9]+\\.jsonl(\\.gz)?"),
        vector -> {
          Review review = review(text(vector, "old"), text(vector, "new"));
          if (review.rollouts().isEmpty()) {
            return Optional.of("no Rollout: " + review.findings().still() + text(vector, "old"));
          }
          Verdict verdict = review.rollouts().get(0).verdict();
          boolean starts = (Boolean) vector.get("newRollout");
          boolean sameHash = vector.get("oldHash").equals(vector.get("newHash"));
          boolean right =
              starts == verdict.startsRollout()
                  && (verdict == Verdict.LABEL_STAYS) == (!starts && !sameHash)
                  && verdict != Verdict.UNKNOWN;
          return right ? Optional.empty() : Optional.of(vector.get("what") + ": " + verdict);
        });
  }

  // The edits are JSON, in which the first two may stand as they are; in YAML they may not. The
  // others are refused as not rendered; on both sides the same text takes their place.
  private static String text(Map<String, Object> vector, String side) {
    return ((String) vector.get(side))
        .replace(Character.toString(0x7F), "\\u007f")
        .replace(Character.toString(0xFEFF), "\\ufeff")
        .replace("${VAR}", "VAR")
        .replace("{{ .Values.x }}", "values");
  }

  // hash.md 9: new rollouts, perhaps unexpected
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          [-a, -b]                 | [-b, -a] | the order of spec.template.spec.containers[0].args counts
          image: nginx:1.25        | image: docker.io/library/nginx:1.25 | is the same image by another name
          args: [-a, -b]           | args: [-a, -b]⏎        securityContext: {} | without fields is not the same as none
          limits: {cpu: 1}}        | limits: {cpu: 1}, requests: {cpu: 1}} | equals the limit, which is filled in for Pods only
          serviceAccountName: shop | serviceAccount: shop | serviceAccount is the old name of serviceAccountName
          serviceAccountName: shop | serviceAccountName: shop⏎      enableServiceLinks: true | is not filled in by anybody
          serviceAccountName: shop | serviceAccountName: shop⏎      automountServiceAccountToken: true | is not filled in by anybody
          args: [-a, -b]           | args: [-a, -b]⏎        env: [{name: X, value: ""}] | counts although its value is empty
          metadata: {labels: {app: shop}} | metadata: {labels: {app: shop, tier: web}} | labels and annotations of the pod template are part of it
          """)
  void valuesThatLookEqualAreASurprise(String before, String after, String reason) {
    String head = ROLLOUT.replace(before, after.replace("⏎", "\n"));
    RolloutReview review = review(ROLLOUT, head).rollouts().get(0);

    assertThat(review.verdict()).isEqualTo(Verdict.SURPRISE);
    assertThat(review.surprises()).singleElement().asString().contains(reason);
  }

  // gitops.md GT-17 and GT-43: with an autoscaler git had better not have the number
  @Test
  void replicasThatAnAutoscalerSetsMayBeTakenAway() {
    String scaler =
        """
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: load}
        spec: {scaleTargetRef: {kind: Rollout, name: shop}, minReplicas: 2, maxReplicas: 9}
        """;
    String without = ROLLOUT.replace("  replicas: 4\n", "");

    assertThat(review(ROLLOUT + scaler, without + scaler).rollouts().get(0).sentences())
        .contains(
            "the HorizontalPodAutoscaler \"load\" sets the number of pods; taking spec.replicas away"
                + " may set 1 in between")
        .noneMatch(sentence -> sentence.startsWith("scales"));
    assertThat(review(ROLLOUT, without).rollouts().get(0).sentences())
        .contains("scales from 4 to 1 pod");
  }

  // hash.md 9, N7 and N8: the label in the cluster may be that of an older controller
  @Test
  void theStatusTellsTheLabelInUse() {
    String status = "status: {currentPodHash: 5f79b78d7f}\n";
    String written = ROLLOUT + "      restartPolicy: Always\n" + status;

    assertThat(review(ROLLOUT + status, written).rollouts().get(0).sentences())
        .anySatisfy(
            sentence ->
                assertThat(sentence)
                    .startsWith("no rollout starts, although the hash changes, ")
                    .contains(" (controller 1.9): ")
                    .endsWith(" and the label 5f79b78d7f stays in use"))
        .anySatisfy(
            sentence ->
                assertThat(sentence)
                    .startsWith("status.currentPodHash of base says 5f79b78d7f, not "));
    assertThat(
            review(ROLLOUT, ROLLOUT + "      restartPolicy: Always\n")
                .rollouts()
                .get(0)
                .sentences())
        .noneMatch(sentence -> sentence.contains("status"));
  }

  @Test
  void theHashesAreThoseOfTheChosenController() {
    Review review =
        Review.of(
            Manifests.read("base.yaml", ROLLOUT),
            Manifests.read("head.yaml", ROLLOUT),
            PlannerOptions.forController(ControllerVersion.V1_8));

    // hash.md 0: 1.9 hashes every template otherwise than 1.8
    assertThat(review.rollouts().get(0).template().orElseThrow().before().label())
        .isNotEqualTo(
            review(ROLLOUT, ROLLOUT).rollouts().get(0).template().orElseThrow().before().label());
  }

  @Test
  void equalRevisionsChangeNothing() {
    Review review = review(ROLLOUT, ROLLOUT);

    assertThat(review.changesNothing()).isTrue();
    assertThat(review.startsRollout()).isFalse();
    assertThat(ReviewFormat.TABLE.text(review)).startsWith("nothing changes\n");
  }

  @Test
  void onlyNewFindingsCount() {
    String wrong = ROLLOUT.replace("setWeight: 50", "setWeight: 150");

    assertThat(review(wrong, wrong).findings().introduces(Severity.NOTE)).isFalse();
    assertThat(review(wrong, wrong).findings().still()).isNotEmpty();
    assertThat(review(wrong, ROLLOUT).findings().gone()).isNotEmpty();
    assertThat(review(ROLLOUT, wrong).findings().introduces(Severity.ERROR)).isTrue();
  }

  @Test
  void aWarningCountsForWarningsAndNotesOnly() {
    FindingsComparison findings =
        review(ROLLOUT, ROLLOUT.replace("[-a, -b]", "[-b, -a]")).findings();

    assertThat(findings.introduced()).extracting(Finding::severity).containsOnly(Severity.WARNING);
    assertThat(findings.introduces(Severity.ERROR)).isFalse();
    assertThat(findings.introduces(Severity.WARNING)).isTrue();
    assertThat(findings.introduces(Severity.NOTE)).isTrue();
  }

  /** The same finding of another object is another finding. */
  @Test
  void findingsBelongToTheirObjects() {
    String wrong = ROLLOUT.replace("setWeight: 50", "setWeight: 150");
    String other = ROLLOUT.replace("name: shop}\nspec", "name: stock}\nspec");
    String otherWrong = wrong.replace("name: shop}\nspec", "name: stock}\nspec");
    FindingsComparison findings =
        review(wrong + "---\n" + other, ROLLOUT + "---\n" + otherWrong).findings();

    assertThat(findings.introduced()).hasSameSizeAs(findings.gone()).isNotEmpty();
    assertThat(findings.still()).isEmpty();
  }

  /** A finding that stands elsewhere, a step further down, is the same. */
  @Test
  void aFindingThatMovesIsTheSame() {
    String wrong = ROLLOUT.replace("setWeight: 50", "setWeight: 150");
    FindingsComparison findings =
        review(
                wrong,
                "# moved\n" + wrong.replace("[{setWeight: 150}", "[{pause: {}}, {setWeight: 150}"))
            .findings();

    assertThat(findings.still())
        .extracting(finding -> finding.path().toString())
        .contains("spec.strategy.canary.steps[1].setWeight");
    assertThat(findings.introduced())
        .extracting(finding -> finding.rule().toString())
        .doesNotContain("set-weight-out-of-range");
  }

  @Test
  void theTextOfTheInputIsNoMarkup() {
    String evil = "\"```\\n</details><script>alert(1)</script>|x\"";
    Review review =
        review(
            ROLLOUT.replace("name: shop}\nspec", "name: " + evil + "}\nspec"),
            ROLLOUT
                .replace("name: shop}\nspec", "name: " + evil + "}\nspec")
                .replace("nginx:1.25", "nginx:````1.26"));
    String text = ReviewFormat.MARKDOWN.text(review);

    // outside of code blocks there is no tag of the input
    String outside = text.replaceAll("(?s)\n(`{3,})text\n.*?\n\\1\n", "\n");
    assertThat(outside).doesNotContain("<script>").doesNotContain("nginx");
    assertThat(outside.lines().filter(line -> line.equals("</details>")).count())
        .isEqualTo(outside.lines().filter(line -> line.equals("<details>")).count());
    assertThat(text).contains("\n`````text\n");
  }

  /** istio.md 1.9: the mirror route stands above the rule, which has no name and stays as it is. */
  @Test
  void aRuleWithoutNameIsFoundBelowAManagedRoute() {
    String base =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: {name: shop}
        spec:
          replicas: 4
          selector: {matchLabels: {app: shop}}
          template: {metadata: {labels: {app: shop}}}
          strategy:
            canary:
              canaryService: shop-canary
              stableService: shop-stable
              trafficRouting:
                managedRoutes: [{name: copy}]
                istio: {virtualService: {name: shop}}
              steps:
              - setCanaryScale: {replicas: 1}
              - setMirrorRoute: {name: copy, match: [{method: {exact: GET}}]}
              - pause: {}
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: shop}
        spec:
          hosts: [shop]
          http:
          - route:
            - {destination: {host: shop-stable}, weight: 100}
            - {destination: {host: shop-canary}, weight: 0}
        """;
    Review review =
        review(base, base.replace("weight: 100", "weight: 95").replace("weight: 0", "weight: 5"));

    assertThat(review.documents().get(0).edits())
        .extracting(edit -> edit.fate().orElseThrow().duringUpdate())
        .allSatisfy(during -> assertThat(during).doesNotContain("removes"))
        .last()
        .asString()
        .startsWith(
            "the controller writes 0 (1 setCanaryScale: {replicas: 1}, 2 setMirrorRoute: copy,"
                + " 3 pause: {}, promoted)");
  }

  @Test
  void valuesThatDifferDoNotLookAlike() {
    String base = ROLLOUT.replace("[-a, -b]", "[\"a\\nb\"]");
    String head = ROLLOUT.replace("[-a, -b]", "[\"a b\"]");

    assertThat(ReviewFormat.TABLE.text(review(base, head)))
        .contains("    spec.template.spec.containers[0].args[0]: \"a\\nb\" -> a b\n")
        .contains("  spec.template.spec.containers[0].args[0]: \"a\\nb\" → \"a b\"\n");
  }

  // at rest no pod moves by the strategy (canary.md 3.4), but other fields may move some
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {name: shop}                       | {name: shop} | only the strategy changes: no pod moves at rest
          {name: shop}                       | {name: shop, annotations: {owner: a}} | the strategy changes: that moves no pod at rest
          {name: shop}                       | {name: shop, labels: {team: a}} | the strategy changes: that moves no pod at rest
          replicas: 4                        | replicas: 6 | the strategy changes: that moves no pod at rest
          replicas: 4                        | replicas: 4⏎  restartAt: "2026-01-01T00:00:00Z" | the strategy changes: that moves no pod at rest
          replicas: 4                        | replicas: 4⏎  minReadySeconds: 5 | the strategy changes: that moves no pod at rest
          """)
  void onlyTheStrategyMeansNothingElse(String before, String after, String sentence) {
    String head =
        ROLLOUT
            .replace(before, after.replace("⏎", "\n"))
            .replace("canary: {steps", "canary: {maxSurge: 1, steps");

    assertThat(review(ROLLOUT, head).rollouts().get(0).sentences()).contains(sentence);
  }

  @Test
  void manyRolloutsAreReviewed() {
    String base = many("nginx:1.25");
    Review review = review(base, many("nginx:1.26"));

    assertThat(review.rollouts()).hasSize(2000);
    assertThat(review.rollouts())
        .allSatisfy(rollout -> assertThat(rollout.verdict()).isEqualTo(Verdict.NEW_VERSION));
    assertThat(review.documents()).hasSize(2000);
  }

  private static String many(String image) {
    return IntStream.range(0, 2000)
        .mapToObj(i -> ROLLOUT.replace("{name: shop}\nspec", "{name: shop-" + i + "}\nspec"))
        .map(text -> text.replace("nginx:1.25", image))
        .collect(Collectors.joining("---\n"));
  }

  private static Review review(String base, String head) {
    return Review.of(
        Manifests.read("base.yaml", base),
        Manifests.read("head.yaml", head),
        PlannerOptions.DEFAULT);
  }
}
