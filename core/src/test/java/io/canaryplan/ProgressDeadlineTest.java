// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.canaryplan.plan.Act;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.Plan;
import io.canaryplan.plan.PodGroup;
import io.canaryplan.plan.ProgressDeadline;
import io.canaryplan.plan.ProgressDeadline.Effect;
import io.canaryplan.plan.Readiness;
import io.canaryplan.plan.UpdateCourse;
import io.canaryplan.plan.UpdateMoment;
import io.canaryplan.report.PlanTable;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What the deadline does of each strategy, where it does not count, and what follows it:
 * bluegreen.md 9, canary.md 1.1, rolling.md 7.2.
 */
class ProgressDeadlineTest {
  private static final String BLUE_GREEN = "blueGreen: {activeService: shop, previewService: beta}";
  private static final String CANARY =
      "canary: {steps: [{setWeight: 20}, {pause: {duration: 60}}, {setWeight: 50}]}";
  private static final String ABORT = "progressDeadlineAbort: true";
  private static final PlannerOptions BROKEN =
      PlannerOptions.DEFAULT.withReadiness(Readiness.NEVER);

  private static Plan rollout(String strategy, String fields, PlannerOptions options) {
    return plan(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: {name: shop}
        spec:
          replicas: 10
          %s
          selector: {matchLabels: {app: shop}}
          template: {metadata: {labels: {app: shop}}, spec: {containers: [{name: web}]}}
          strategy: {%s}
        """
            .formatted(fields, strategy),
        options);
  }

  private static Plan deployment(String fields, PlannerOptions options) {
    return plan(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: shop}
        spec:
          replicas: 10
          %s
          selector: {matchLabels: {app: shop}}
          template: {metadata: {labels: {app: shop}}, spec: {containers: [{name: web}]}}
        """
            .formatted(fields),
        options);
  }

  private static Plan plan(String manifest, PlannerOptions options) {
    return CanaryPlanner.plan(Manifests.read("shop.yaml", manifest), options)
        .workloads()
        .get(0)
        .update()
        .value()
        .orElseThrow();
  }

  private static ProgressDeadline deadline(Plan plan) {
    return plan.progressDeadline().orElseThrow();
  }

  private static String pods(UpdateMoment moment) {
    return moment.pods().stream()
        .filter(group -> group.size() > 0)
        .map(group -> group.name() + " " + group.size())
        .collect(Collectors.joining(", "));
  }

  private static Optional<String> refusal(UpdateMoment moment) {
    return moment.refusal(Act.of(Act.Kind.TIME_OUT));
  }

  @Test
  void aBrokenVersionIsOnlyMarkedAsFailed() {
    // 600 s unless written, in every strategy
    assertThat(deadline(rollout(BLUE_GREEN, "", BROKEN)))
        .isEqualTo(ProgressDeadline.marksRollout(600));
    assertThat(deadline(rollout(CANARY, "progressDeadlineSeconds: 300", BROKEN)))
        .isEqualTo(ProgressDeadline.marksRollout(300));
    assertThat(deadline(deployment("progressDeadlineSeconds: 90", BROKEN)))
        .isEqualTo(ProgressDeadline.marksDeployment(90));
    assertThat(deadline(deployment("strategy: {type: Recreate}", BROKEN)))
        .isEqualTo(ProgressDeadline.marksDeployment(600));
  }

  @Test
  void progressDeadlineAbortAborts() {
    assertThat(deadline(rollout(CANARY, ABORT, BROKEN))).isEqualTo(ProgressDeadline.aborts(600));
    // the plan ends in the state that it has brought
    assertThat(deadline(rollout(BLUE_GREEN, ABORT, BROKEN)))
        .isEqualTo(ProgressDeadline.aborts(600));
  }

  @Test
  void nothingIsSaidOfAnUpdateThatStandsNowhere() {
    assertThat(rollout(BLUE_GREEN, "", PlannerOptions.DEFAULT).progressDeadline()).isEmpty();
    assertThat(rollout(CANARY, "", PlannerOptions.DEFAULT).progressDeadline()).isEmpty();
    assertThat(deployment("", PlannerOptions.DEFAULT).progressDeadline()).isEmpty();
  }

  @Test
  void theClockStandsWhilePausedAndWithoutUpdate() {
    String paused = "progressDeadlineSeconds does not count here: the %s is paused";
    assertThat(deadline(rollout(BLUE_GREEN, "paused: true", BROKEN)).message())
        .isEqualTo(paused.formatted("Rollout"));
    assertThat(deadline(deployment("paused: true", BROKEN)).message())
        .isEqualTo(paused.formatted("Deployment"));
    for (Plan plan :
        new Plan[] {
          rollout(BLUE_GREEN, "", BROKEN), rollout(CANARY, "", BROKEN), deployment("", BROKEN)
        }) {
      assertThat(refusal(plan.at(0)))
          .hasValue("progressDeadlineSeconds does not count here: no update is on its way");
    }
  }

  /** rolling.md 1.1: 2147483647 is no deadline, for a Deployment. */
  @Test
  void theLargestNumberIsNoDeadlineOfADeployment() {
    Plan none = deployment("progressDeadlineSeconds: 2147483647", BROKEN);

    assertThat(deadline(none).effect()).isEqualTo(Effect.STANDS);
    assertThat(deadline(none).message()).endsWith("2147483647 means that there is no deadline");
    assertThatIllegalArgumentException().isThrownBy(() -> none.at(1).timeOut());
  }

  /** canary.md 1.1: the clock is ignored at a pause, an analysis and an experiment. */
  @Test
  void someStepsOfACanaryStopTheClock() {
    String steps = "canary: {steps: [{setWeight: 10}, {%s}, {setWeight: 50}]}";
    for (String step :
        new String[] {
          "pause: {}",
          "analysis: {templates: [{templateName: a}]}",
          "experiment: {templates: [{name: a, specRef: canary}]}"
        }) {
      Plan plan = rollout(steps.formatted(step), ABORT, PlannerOptions.DEFAULT);
      assertThat(refusal(plan.at(2)).orElseThrow()).contains("step 2").endsWith("stops its clock");
    }
    // the pause is over, and the third step waits for pods that do not come
    UpdateMoment third = rollout(CANARY, ABORT, PlannerOptions.DEFAULT).at(2).promote().then(1);
    assertThat(third.progressDeadline().effect()).isEqualTo(Effect.ABORTS);
  }

  /** The clock is that of the moment: passes before it runs out, the abort, and their time. */
  @Test
  void aCanaryThatTimesOutGoesBack() {
    UpdateCourse course = rollout(CANARY, ABORT, BROKEN).at(1).timeOut();

    // canary.md 5.1.1: stable first, then the canary goes; more than 600 s are 601
    assertThat(course.passes()).hasSize(2);
    assertThat(course.seconds()).hasValue(601);
    assertThat(pods(course.end())).isEqualTo("v1 10");
    assertThat(course.standstill()).isEmpty();
    assertThat(pods(course.then().retry().end())).isEqualTo("v1 8, v2 2");
    assertThat(course.then(1).pods()).isNotEqualTo(course.end().pods());
    assertThat(course.then(2).pods()).isEqualTo(course.end().pods());
  }

  @Test
  void whatIsOnlyMarkedGoesOnWhenItsPodsComeLate() {
    // v1 8, v2 2 wait for the pods of v2, come too late, and the step is complete all the same
    UpdateMoment waiting = rollout(CANARY, "", PlannerOptions.DEFAULT).at(0).newVersion().then(1);
    assertThat(pods(waiting.timeOut().end())).isEqualTo("v1 8, v2 2");
    assertThat(waiting.timeOut().standstill()).isEmpty();

    UpdateCourse blueGreen = rollout(BLUE_GREEN, "", PlannerOptions.DEFAULT).at(1).timeOut();
    assertThat(pods(blueGreen.end())).isEqualTo("v2 10");
    // a second late after 601, and scaleDownDelaySeconds
    assertThat(blueGreen.seconds()).hasValue(601 + 1 + 30);

    UpdateCourse rolling =
        deployment("", PlannerOptions.DEFAULT).at(0).newVersion().then(1).timeOut();
    assertThat(pods(rolling.end())).isEqualTo("v2 10");
    assertThat(rolling.seconds()).hasValue(601);
  }

  /** bluegreen.md 12 Β8: 1.9 aborts in the pass that marks it, and acts a pass later. */
  @Test
  void aBlueGreenUpdateThatTimesOutIsAborted() {
    for (ControllerVersion version :
        new ControllerVersion[] {ControllerVersion.V1_9, ControllerVersion.MAIN}) {
      UpdateCourse course =
          rollout(BLUE_GREEN, ABORT, PlannerOptions.forController(version)).at(1).timeOut();

      assertThat(pods(course.end())).isEqualTo("v1 10");
      assertThat(course.end().services()).first().matches(active -> active.version() == 1);
      // the preview goes abortScaleDownDelaySeconds after it
      assertThat(course.seconds()).hasValue(601 + 30);
      assertThat(course.endsAborted()).isTrue();
    }
  }

  /** bluegreen.md 6: the clock runs during an analysis before the switch. */
  @Test
  void aBlueGreenAnalysisCountsAndItsPauseDoesNot() {
    String analysis = ", prePromotionAnalysis: {templates: [{templateName: a}]}}";
    Plan gated = rollout(BLUE_GREEN.replace("}", analysis), ABORT, PlannerOptions.DEFAULT);
    assertThat(gated.states().get(2).name()).isEqualTo("pre analysis");
    assertThat(gated.at(2).progressDeadline().effect()).isEqualTo(Effect.ABORTS);

    Plan paused = rollout(BLUE_GREEN.replace("}", ", autoPromotionEnabled: false}"), ABORT, BROKEN);
    assertThat(deadline(paused).effect()).isEqualTo(Effect.ABORTS);
    Plan waiting =
        rollout(
            BLUE_GREEN.replace("}", ", autoPromotionEnabled: false}"),
            ABORT,
            PlannerOptions.DEFAULT);
    assertThat(waiting.at(2).progressDeadline())
        .isEqualTo(ProgressDeadline.stands(600, "the Rollout is paused"));
  }

  /** bluegreen.md 9: healthy means Progressing with NewReplicaSetAvailable, whatever waits. */
  @Test
  void aNewVersionWithAllPodsAndTrafficIsNotLate() {
    String never = ", postPromotionAnalysis: {templates: []}}";

    assertThat(deadline(rollout(BLUE_GREEN.replace("}", never), ABORT, PlannerOptions.DEFAULT)))
        .isEqualTo(
            ProgressDeadline.stands(
                600, "all pods of the new version are available, and have all traffic"));
  }

  /**
   * bluegreen.md 9: no time counts while another ReplicaSet has a deadline, and an aborted preview
   * keeps its own (4.2).
   */
  @Test
  void theDeadlineOfAnotherReplicaSetStopsTheClock() {
    UpdateMoment third =
        rollout(BLUE_GREEN, ABORT, BROKEN).at(1).abort().then().newVersion().then(2);

    assertThat(third.progressDeadline())
        .isEqualTo(ProgressDeadline.stands(600, "another ReplicaSet has a scale-down deadline"));
  }

  /**
   * rolling.md 15: after the deadline a pause and its end are not written, so that the first pass
   * after it is not cut short.
   */
  @Test
  void afterTheDeadlineAPassAfterAPauseIsNotCutShort() {
    UpdateMoment broken = deployment("", BROKEN).at(1);
    UpdateMoment failed = broken.timeOut().end();
    assertThat(pods(failed)).isEqualTo("v1 8, v2 5");

    UpdateCourse whole = failed.pause().then().newVersion().then().resume();
    UpdateCourse cut = broken.pause().then().newVersion().then().resume();
    assertThat(whole.passes().get(0).pods()).isNotEqualTo(cut.passes().get(0).pods());
  }

  @Test
  void usersSeeNothingOfABrokenVersion() {
    Plan canary = rollout(CANARY, "", BROKEN);

    assertThat(canary.at(1).trafficShare().part()).isZero();
    assertThat(canary.at(1).timeOut().end().trafficShare().part()).isZero();
    assertThat(canary.at(1).pods()).extracting(PodGroup::size).containsExactly(8L, 2L);
  }

  /** A finding says that it is refused; what else is known is planned all the same. */
  @Test
  void aNumberThatIsRefusedDoesNothingThatIsKnown() {
    for (String fields :
        new String[] {
          "progressDeadlineSeconds: -7", "progressDeadlineSeconds: 0", "minReadySeconds: 600"
        }) {
      int seconds = fields.startsWith("min") ? 600 : 0;
      ProgressDeadline refused = ProgressDeadline.refused(seconds);
      for (String strategy : new String[] {CANARY, BLUE_GREEN}) {
        Plan plan = rollout(strategy, fields + "\n  " + ABORT, BROKEN);

        assertThat(deadline(plan)).isEqualTo(refused);
        assertThat(refusal(plan.at(1))).hasValue(refused.message());
        assertThat(plan.states().get(plan.states().size() - 1).name()).isNotEqualTo("aborted");
      }
    }
    // a Deployment that is refused has no plan
    assertThat(ProgressDeadline.isRefused(601, 600)).isFalse();
    assertThat(ProgressDeadline.isRefused(1, -5)).isFalse();
  }

  @Test
  void theTableSaysIt() {
    assertThat(PlanTable.of(deployment("", BROKEN)))
        .contains(
            """
            nothing rolls back by itself
            deadline: after more than 600 s without progress the Deployment's condition Progressing \
            is False, with the reason ProgressDeadlineExceeded; nothing is stopped or rolled back
            """);
    assertThat(PlanTable.of(rollout(CANARY, ABORT, BROKEN)))
        .contains(
            "\ndeadline: after more than 600 s without progress progressDeadlineAbort aborts the"
                + " update\n");
    assertThat(PlanTable.of(rollout(BLUE_GREEN, "", BROKEN)))
        .contains("\ndeadline: after more than 600 s without progress the Rollout's phase is");
  }
}
