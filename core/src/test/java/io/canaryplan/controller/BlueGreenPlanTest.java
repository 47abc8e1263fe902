// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canaryplan.plan.BlueGreenCourse;
import io.canaryplan.plan.BlueGreenPlan;
import io.canaryplan.plan.BlueGreenStage;
import io.canaryplan.plan.BlueGreenStage.Kind;
import io.canaryplan.plan.BlueGreenView;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.PlanSettings;
import io.canaryplan.plan.PodGroup;
import io.canaryplan.plan.Ratio;
import io.canaryplan.plan.Readiness;
import io.canaryplan.plan.Standstill;
import io.canaryplan.plan.Standstill.Reason;
import io.canaryplan.plan.UpdateCourse;
import io.canaryplan.rollout.RolloutReader;
import io.canaryplan.yaml.YamlReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The scenarios of bluegreen.md 5.5, 4 replicas each. */
class BlueGreenPlanTest {
  private static final String MANUAL = "autoPromotionEnabled: false";

  @Test
  void withoutAGateTheSwitchFollowsTheReadyPods() {
    BlueGreenPlan plan = plan("");

    assertThat(kinds(plan))
        .containsExactly(Kind.INITIAL, Kind.PREVIEW_UP, Kind.SWITCHED, Kind.PROMOTED);
    assertThat(text(plan, Kind.PREVIEW_UP)).isEqualTo("1:4/4 2:4/0 | 1 | 2");
    assertThat(text(plan, Kind.SWITCHED)).isEqualTo("1:4/4 2:4/4 | 2 | 2");
    assertThat(view(plan, Kind.SWITCHED).stable()).isEqualTo(2);
    assertThat(view(plan, Kind.SWITCHED).trafficShare(2)).isEqualTo(new Ratio(1, 1));
    assertThat(view(plan, Kind.PROMOTED).sets())
        .extracting(BlueGreenView.VersionSet::size)
        .containsExactly(0, 4);
    assertThat(plan.seconds()).hasValue(30);
    assertThat(plan.peakPods()).isEqualTo(8);
    assertThat(plan.lowestAvailablePods()).isEqualTo(4);
    assertThat(plan.strategy()).hasToString("blueGreen");
    assertThat(plan.states())
        .extracting(state -> state.name() + " " + state.oldPods() + "+" + state.newPods())
        .containsExactly("initial 4+0", "preview up 4+4", "switched 4+4", "promoted 0+4");
    assertThat(plan.standstill()).isEmpty();
  }

  @Test
  void aPersonPromotes() {
    BlueGreenPlan plan = plan(MANUAL);

    assertThat(kinds(plan))
        .containsExactly(Kind.INITIAL, Kind.PREVIEW_UP, Kind.PAUSED, Kind.SWITCHED, Kind.PROMOTED);
    assertThat(stage(plan, Kind.PAUSED).durationSeconds()).isEmpty();
    assertThat(text(plan, Kind.PAUSED)).isEqualTo("1:4/4 2:4/4 | 1 | 2");
    assertThat(stage(plan, Kind.SWITCHED).durationSeconds()).hasValue(30);
    assertThat(plan.seconds()).isEmpty();
  }

  @Test
  void aSmallPreviewGetsAllPodsAfterThePause() {
    BlueGreenPlan plan = plan("previewReplicaCount: 1\nautoPromotionSeconds: 20");

    assertThat(text(plan, Kind.PREVIEW_UP)).isEqualTo("1:4/4 2:1/0 | 1 | 2");
    assertThat(stage(plan, Kind.PAUSED).durationSeconds()).hasValue(20);
    assertThat(text(plan, Kind.SWITCHED)).isEqualTo("1:4/4 2:4/4 | 2 | 2");
    assertThat(plan.seconds()).hasValue(50);
  }

  @Test
  void analysesTakeAnOpenTime() {
    BlueGreenPlan plan =
        plan(
            "prePromotionAnalysis: {templates: [{templateName: a}]}\n"
                + "postPromotionAnalysis: {templates: [{templateName: a}]}");

    assertThat(kinds(plan))
        .containsExactly(
            Kind.INITIAL,
            Kind.PREVIEW_UP,
            Kind.PRE_ANALYSIS,
            Kind.SWITCHED,
            Kind.POST_ANALYSIS,
            Kind.PROMOTED);
    assertThat(stage(plan, Kind.PRE_ANALYSIS).durationSeconds()).isEmpty();
    assertThat(view(plan, Kind.POST_ANALYSIS).stable()).isEqualTo(1);
    assertThat(view(plan, Kind.PROMOTED).stable()).isEqualTo(2);
  }

  @Test
  void anAbortAtThePauseKeepsThePreviewForItsDelay() {
    BlueGreenCourse abort = plan(MANUAL).at(Kind.PAUSED).abort().course();

    assertThat(abort.passes())
        .extracting(BlueGreenView::toString)
        .containsExactly("1:4/4 2:4/4@30 | 1 | 2", "1:4/4 2:0/4@30 | 1 | 2");
    assertThat(abort.seconds()).isEqualTo(30);
    assertThat(reason(abort)).isEqualTo(Reason.ABORTED);
  }

  @Test
  void anAbortAfterTheSwitchGoesBackInOnePass() {
    BlueGreenPlan plan = plan("postPromotionAnalysis: {templates: [{templateName: a}]}");
    BlueGreenCourse abort = plan.at(Kind.POST_ANALYSIS).abort().course();

    assertThat(abort.passes())
        .extracting(BlueGreenView::toString)
        .containsExactly("1:4/4 2:4/4@30 | 1 | 2", "1:4/4 2:0/4@30 | 1 | 2");
  }

  @Test
  void aRetryWithinTheDelaySwitchesAtOnceUpTo19() {
    // bluegreen.md 8 and 12: a young ReplicaSet with a deadline passes the gates, not in main
    BlueGreenCourse retry = plan(MANUAL).at(Kind.PAUSED).abort().after(1).retry().course();
    BlueGreenCourse main =
        plan(MANUAL, PlanSettings.DEFAULT.withController(ControllerVersion.MAIN))
            .at(Kind.PAUSED)
            .abort()
            .after(1)
            .retry()
            .course();

    assertThat(retry.passes().get(0).active()).isEqualTo(2);
    assertThat(retry.standstill()).isEmpty();
    assertThat(main.end().view().active()).isEqualTo(1);
    assertThat(reason(main)).isEqualTo(Reason.PAUSED);
  }

  @Test
  void aFullPromotionPassesThePause() {
    BlueGreenCourse full = plan(MANUAL).at(Kind.PAUSED).promoteFull().course();

    assertThat(full.passes().get(0).active()).isEqualTo(2);
    assertThat(full.passes().get(0).stable()).isEqualTo(2);
    assertThat(full.standstill()).isEmpty();
  }

  @Test
  void aRollbackWithinTheDelayTakesTwoPasses() {
    BlueGreenCourse back = plan(MANUAL).at(Kind.SWITCHED).after(1).update(1).course();

    assertThat(back.passes().get(0).toString()).isEqualTo("1:4/4@30 2:4/4 | 2 | 1");
    assertThat(back.passes().get(1).toString()).isEqualTo("1:4/4 2:4/4 | 1 | 1");
    assertThat(back.standstill()).isEmpty();
  }

  @Test
  void aRollbackAfterTheDelayPausesLikeAnyUpdate() {
    BlueGreenCourse back = plan(MANUAL).at(Kind.PROMOTED).update(1).course();

    assertThat(back.end().view().active()).isEqualTo(2);
    assertThat(reason(back)).isEqualTo(Reason.PAUSED);
    assertThat(back.end().promote().course().standstill()).isEmpty();
  }

  @Test
  void aThirdVersionDuringThePauseTakesThreeTimesThePods() {
    BlueGreenCourse third = plan(MANUAL).at(Kind.PAUSED).update(3).course();

    assertThat(third.peak()).isEqualTo(12);
    assertThat(third.end().view().sets())
        .extracting(BlueGreenView.VersionSet::size)
        .containsExactly(4, 0, 4);
    assertThat(third.seconds()).isEqualTo(30);
  }

  @Test
  void whatNeverEndsSaysWhy() {
    assertThat(plan("scaleDownDelaySeconds: 0").standstill())
        .map(Standstill::reason)
        .contains(Reason.OLDER_PODS_STAY);
    assertThat(plan("prePromotionAnalysis: {templates: []}").standstill())
        .map(Standstill::reason)
        .contains(Reason.NEVER_PROMOTED);
    assertThat(plan("autoPromotionSeconds: -1").standstill())
        .map(Standstill::reason)
        .contains(Reason.NEVER_PROMOTED);
    assertThat(plan("", PlanSettings.DEFAULT.withReadiness(Readiness.NEVER)).standstill())
        .map(Standstill::reason)
        .contains(Reason.PODS_NEVER_AVAILABLE);
  }

  /** bluegreen.md 4.5: the peak of one update is 2r, of a third version 3r; both beyond 32 bits. */
  @Test
  void theMostReplicasAreCountedExactly() {
    long most = Integer.MAX_VALUE;
    BlueGreenPlan plan = ofMost(MANUAL);
    UpdateCourse third = plan.at(2).newVersion();

    assertThat(plan.peakPods()).isEqualTo(2 * most);
    assertThat(plan.lowestAvailablePods()).isEqualTo(most);
    assertThat(plan.states()).extracting(BlueGreenStage::oldPods).endsWith(most, 0L);
    assertThat(plan.states().get(2).availablePods()).isEqualTo(2 * most);
    assertThat(third.passes().stream().mapToLong(pass -> pass.total()).max()).hasValue(3 * most);
    assertThat(third.end().pods().stream().mapToLong(PodGroup::size).sum()).isEqualTo(2 * most);
    assertThat(ofMost("scaleDownDelaySeconds: 0").standstill().orElseThrow().message())
        .startsWith("2147483647 pods of older versions are never removed");
    UpdateCourse fourth = ofMost("scaleDownDelaySeconds: 0").at(3).newVersion().end().newVersion();
    assertThat(fourth.standstill().orElseThrow().message())
        .startsWith("6442450941 pods of older versions are never removed");
  }

  private static BlueGreenPlan ofMost(String strategy) {
    return plan(strategy, PlanSettings.DEFAULT.withReplicas(Integer.MAX_VALUE));
  }

  /** bluegreen.md 9 (progress) and 4: past 60 s it aborts, a pass later the pods get 30 s. */
  @Test
  void anUpdateWithoutProgressAbortsItself() {
    BlueGreenPlan plan = broken("progressDeadlineAbort: true");

    assertThat(kinds(plan)).containsExactly(Kind.INITIAL, Kind.PREVIEW_UP, Kind.ABORTED);
    assertThat(stage(plan, Kind.ABORTED).passes())
        .extracting(view -> view.seconds() + " " + view.aborted() + " " + view)
        .containsExactly(
            "61 true 1:4/4 2:4/0 | 1 | 2",
            "61 true 1:4/4 2:4/0@91 | 1 | 2",
            "91 true 1:4/4 2:0/0@91 | 1 | 2");
    assertThat(plan.standstill().orElseThrow().reason()).isEqualTo(Reason.ABORTED);
    assertThat(plan.seconds()).isEmpty();
    assertThat(kinds(broken("progressDeadlineAbort: false")))
        .containsExactly(Kind.INITIAL, Kind.PREVIEW_UP);
  }

  private static BlueGreenPlan broken(String field) {
    return planned(
        "progressDeadlineSeconds: 60\n" + field,
        "",
        PlanSettings.DEFAULT.withReadiness(Readiness.NEVER));
  }

  @Test
  void slowPodsOnlyDelayTheSwitch() {
    BlueGreenPlan plan = plan("", PlanSettings.DEFAULT.withReadiness(Readiness.perPass(1)));

    assertThat(kinds(plan))
        .containsExactly(Kind.INITIAL, Kind.PREVIEW_UP, Kind.SWITCHED, Kind.PROMOTED);
  }

  /** The pace of pods is that of the update: all was available before it. */
  @Test
  void slowPodsAreAllThereBeforeTheUpdate() {
    PlanSettings slow = PlanSettings.DEFAULT.withReadiness(Readiness.perPass(1));
    BlueGreenPlan plan = plan("", slow.withReplicas(3000));

    BlueGreenStage initial = plan.states().get(0);
    assertThat(List.of(initial.oldPods(), initial.availablePods())).containsExactly(3000L, 3000L);
    assertThat(initial.view().active()).isEqualTo(BlueGreenPlan.BEFORE);
  }

  /** Readiness.NEVER: no pod of any version that comes, as in a canary and a Deployment. */
  @Test
  void aThirdVersionIsBrokenToo() {
    BlueGreenPlan plan = plan("", PlanSettings.DEFAULT.withReadiness(Readiness.NEVER));

    UpdateCourse third = plan.at(0).newVersion().then().newVersion();
    assertThat(third.standstill()).map(Standstill::reason).contains(Reason.PODS_NEVER_AVAILABLE);
    assertThat(third.end().trafficShare().part()).isZero();
    // back on the first one, whose pods are there
    assertThat(third.then().rollback().end().trafficShare()).isEqualTo(new Ratio(1, 1));
  }

  @Test
  void aStateThatDoesNotComeCannotBeAsked() {
    BlueGreenPlan plan = plan("");

    assertThatThrownBy(() -> plan.at(Kind.PAUSED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no state PAUSED");
  }

  private static Reason reason(BlueGreenCourse course) {
    return course.standstill().orElseThrow().reason();
  }

  private static List<Kind> kinds(BlueGreenPlan plan) {
    return plan.states().stream().map(BlueGreenStage::kind).toList();
  }

  private static BlueGreenStage stage(BlueGreenPlan plan, Kind kind) {
    return plan.states().stream().filter(stage -> stage.kind() == kind).findFirst().orElseThrow();
  }

  private static BlueGreenView view(BlueGreenPlan plan, Kind kind) {
    return stage(plan, kind).view();
  }

  private static String text(BlueGreenPlan plan, Kind kind) {
    return view(plan, kind).toString();
  }

  private static BlueGreenPlan plan(String strategy) {
    return plan(strategy, PlanSettings.DEFAULT);
  }

  private static BlueGreenPlan plan(String strategy, PlanSettings settings) {
    return planned("paused: false", strategy, settings);
  }

  private static BlueGreenPlan planned(String spec, String strategy, PlanSettings settings) {
    String manifest =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: {name: shop}
        spec:
          replicas: 4
          selector: {matchLabels: {app: shop}}
          template:
            metadata: {labels: {app: shop}}
            spec: {containers: [{name: shop, image: shop}]}
        """
            + spec.indent(2)
            + """
          strategy:
            blueGreen:
              activeService: shop
              previewService: shop-preview
        """
            + strategy.indent(6);
    return BlueGreenController.plan(
        RolloutReader.read(YamlReader.read("shop.yaml", manifest).value().orElseThrow().get(0))
            .value()
            .orElseThrow(),
        settings);
  }
}
