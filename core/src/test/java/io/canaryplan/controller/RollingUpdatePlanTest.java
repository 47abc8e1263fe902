// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canaryplan.kubernetes.IntOrPercent;
import io.canaryplan.plan.DeploymentSpec;
import io.canaryplan.plan.PodPace;
import io.canaryplan.plan.Ratio;
import io.canaryplan.plan.Readiness;
import io.canaryplan.plan.RollingCourse;
import io.canaryplan.plan.RollingMoment;
import io.canaryplan.plan.RollingPass;
import io.canaryplan.plan.RollingUpdatePlan;
import io.canaryplan.plan.Standstill.Reason;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RollingUpdatePlanTest {
  private static final DeploymentSpec TEN = DeploymentSpec.rollingUpdate(10);

  @Test
  void tenReplicasWithDefaultLimits() {
    RollingUpdatePlan plan = DeploymentController.plan(TEN, PodPace.AT_ONCE);

    // rolling.md 8.2 and 8.3
    assertThat(sizes(plan.course())).containsExactly("8+3", "8+5", "3+5", "3+10", "0+10");
    assertThat(passes(plan.course()))
        .extracting(RollingPass::trafficShare)
        .containsExactly(
            new Ratio(3, 11),
            new Ratio(5, 13),
            new Ratio(5, 8),
            new Ratio(10, 13),
            new Ratio(10, 10));
    assertThat(passes(plan.course()))
        .extracting(RollingPass::available)
        .containsExactly(8L, 11L, 8L, 8L, 10L);
    assertThat(plan.envelope().peak().pods()).isEqualTo(13);
    assertThat(plan.envelope().lowestAvailable().pods()).isEqualTo(8);
    assertThat(plan.envelope().lowestAvailable().pass()).hasValue(0);
    assertThat(plan.mostWithTerminating()).isEqualTo(20);
    assertThat(plan.strategy()).hasToString("rollingUpdate");
    assertThat(plan.states())
        .extracting(state -> state.name() + " " + state.oldPods() + "+" + state.newPods())
        .containsExactly("initial 10+0", "promoted 0+10");
    assertThat(plan.standstill()).isEmpty();
  }

  @Test
  void brokenPodsStopItAtTheLimits() {
    RollingUpdatePlan plan = DeploymentController.plan(TEN, PodPace.of(Readiness.NEVER));

    assertThat(sizes(plan.course())).containsExactly("8+3", "8+5");
    assertThat(plan.standstill().orElseThrow().reason()).isEqualTo(Reason.PODS_NEVER_AVAILABLE);
    assertThat(plan.standstill().orElseThrow().message()).contains("5 new and 8 old pods");
    assertThat(plan.seconds()).isEmpty();
  }

  @Test
  void aRolloverFromABrokenVersionNeedsNoRollback() {
    // rolling.md 6.1: A8 B5/0, then B 0 and C 0 in one pass, then C 5; C is as broken as B was
    RollingUpdatePlan plan = DeploymentController.plan(TEN, PodPace.of(Readiness.NEVER));

    assertThat(plan.newVersion(2).stretches().get(0).first())
        .extracting(RollingPass::toString)
        .containsExactly("0:8/8 1:0/0 2:0/0", "0:8/8 1:0/0 2:5/0");
  }

  @Test
  void aRollbackInTheMiddleTakesOnlyWhatIsMissing() {
    RollingUpdatePlan broken = DeploymentController.plan(TEN, PodPace.of(Readiness.NEVER));
    RollingUpdatePlan healthy = DeploymentController.plan(TEN, PodPace.AT_ONCE);

    // rolling.md 6.2
    assertThat(sizes(broken.rollback(2))).containsExactly("0+8", "0+10");
    assertThat(sizes(healthy.rollback(3))).containsExactly("5+8", "0+8", "0+10");
    assertThat(healthy.rollback(99).passes()).isEqualTo(5);
  }

  @Test
  void otherReplicasInTheMiddleGoToBothVersions() {
    RollingUpdatePlan plan = DeploymentController.plan(TEN, PodPace.AT_ONCE);

    // rolling.md 5.3
    assertThat(sizes(plan.scale(2, 20))).startsWith("15+10", "5+10", "5+20", "0+20");
    assertThat(sizes(plan.scale(2, 5))).startsWith("4+3", "1+3", "1+5", "0+5");
    assertThat(sizes(plan.scale(2, 0))).containsExactly("0+0");
    assertThat(sizes(plan.scale(4, 20))).startsWith("6+19", "0+19", "0+20");
  }

  @Test
  void otherReplicasWithTheTemplateGoToTheOldVersionFirst() {
    // rolling.md 5.6
    RollingUpdatePlan plan =
        DeploymentController.plan(TEN, DeploymentSpec.rollingUpdate(20), PodPace.AT_ONCE);

    assertThat(sizes(plan.course())).startsWith("20+0", "15+5");
  }

  @Test
  void aPauseStopsVersionsAndNotPods() {
    RollingUpdatePlan plan = DeploymentController.plan(TEN, PodPace.AT_ONCE);

    // rolling.md 5.4
    RollingCourse early = plan.pause(1);
    RollingCourse late = plan.pause(4);

    assertThat(sizes(early)).containsExactly("10+3");
    assertThat(early.standstill().orElseThrow().reason()).isEqualTo(Reason.PAUSED);
    assertThat(sizes(late)).containsExactly("0+10");
    assertThat(sizes(early.end().asked(TEN, 1).course()))
        .containsExactly("5+3", "5+8", "0+8", "0+10");
  }

  /**
   * rolling.md 15: the pass after a resume is whole when the update had failed before the pause.
   */
  @Test
  void aFailedUpdateGoesOnWholeAfterAPause() {
    RollingUpdatePlan plan = DeploymentController.plan(TEN, PodPace.of(Readiness.NEVER));
    RollingMoment stuck = plan.course().end();

    assertThat(resumedWithAThirdVersion(stuck).pass(0)).hasToString("0:8/8 1:5/0 2:0/0");
    assertThat(resumedWithAThirdVersion(stuck.timedOut()).pass(0)).hasToString("0:8/8 1:0/0 2:0/0");
    // the clock stands while paused
    RollingMoment paused = stuck.asked(plan.spec().withPaused(true), 1).atRest();
    assertThat(paused.timedOut()).isEqualTo(paused);
    assertThat(plan.settled().timedOut()).isEqualTo(plan.settled());
  }

  private static RollingCourse resumedWithAThirdVersion(RollingMoment moment) {
    RollingMoment paused = moment.asked(moment.spec().withPaused(true), 1).atRest();
    return paused.asked(paused.spec(), 2).atRest().asked(moment.spec(), 2).course();
  }

  @Test
  void aScalingToTheSizeThatIsThereStopsEverything() {
    // rolling.md 9.1: 4 replicas, no surge, 2 may be missing, then 2 replicas
    DeploymentSpec spec = spec(4, 0, 2);
    RollingCourse stuck = DeploymentController.plan(spec, PodPace.AT_ONCE).scale(1, 2);

    assertThat(stuck.passes()).isZero();
    assertThat(stuck.standstill().orElseThrow().reason()).isEqualTo(Reason.SCALING_NEVER_ENDS);
    assertThat(stuck.end().asked(spec.withReplicas(3), 1).course().isComplete()).isTrue();
  }

  @Test
  void recreateDoesNotEndWithTwoVersionsAndOtherReplicas() {
    // rolling.md 15: broken new pods, then Recreate together with 6 replicas; 10 set it free
    RollingUpdatePlan plan = DeploymentController.plan(TEN, PodPace.of(Readiness.NEVER));
    DeploymentSpec recreate = DeploymentSpec.recreate(6);
    RollingCourse stuck = plan.start().atRest().asked(recreate, 1).course();

    assertThat(stuck.passes()).isZero();
    assertThat(stuck.standstill().orElseThrow().reason()).isEqualTo(Reason.SCALING_NEVER_ENDS);
    assertThat(sizes(stuck.end().asked(recreate.withReplicas(10), 1).course()))
        .startsWith("0+5", "0+10");
  }

  @Test
  void recreateStopsAllBeforeItStartsAny() {
    RollingUpdatePlan plan = DeploymentController.plan(DeploymentSpec.recreate(5), PodPace.AT_ONCE);

    assertThat(sizes(plan.course())).containsExactly("0+0", "0+5");
    assertThat(plan.envelope().lowestAvailable().pods()).isZero();
    assertThat(plan.mostWithTerminating()).isEqualTo(5);
  }

  @Test
  void theLeastTimeComesFromMinReadySeconds() {
    // one at a time each old pod goes when a new one has been ready for 30 s
    DeploymentSpec spec = spec(200, 1, 0).withSeconds(30, 600);
    RollingUpdatePlan plan = DeploymentController.plan(spec, PodPace.AT_ONCE);

    assertThat(plan.course().passes()).isEqualTo(400);
    assertThat(plan.seconds()).isEqualTo(OptionalLong.of(6000));
    // with all pods at once: 200 new ones, and 30 s later no old one
    assertThat(
            DeploymentController.plan(spec(200, 200, 0).withSeconds(30, 600), PodPace.AT_ONCE)
                .seconds())
        .hasValue(30);
    // the only pass replaces all pods, which are available 30 s later
    assertThat(
            DeploymentController.plan(spec(4, 8, 4).withSeconds(30, 600), PodPace.AT_ONCE)
                .seconds())
        .hasValue(30);
  }

  @Test
  void twoThousandMillionPodsOneAtATimeAreAFewStretches() {
    int pods = Integer.MAX_VALUE - 1;
    RollingUpdatePlan plan = DeploymentController.plan(spec(pods, 1, 0), PodPace.AT_ONCE);
    long passes = plan.course().passes();

    assertThat(passes).isEqualTo(2L * pods);
    assertThat(plan.stretches()).hasSizeLessThan(8);
    assertThat(size(plan.course().pass(0))).isEqualTo(pods + "+1");
    assertThat(size(plan.course().pass(1))).isEqualTo((pods - 1) + "+1");
    assertThat(size(plan.course().pass(2_000_000))).isEqualTo((pods - 1_000_000) + "+1000001");
    assertThat(size(plan.course().pass(2_000_001))).isEqualTo((pods - 1_000_001) + "+1000001");
    assertThat(size(plan.course().pass(passes - 1))).isEqualTo("0+" + pods);
    // back: 1000001 new pods go one at a time, and 1000000 old ones come between them
    assertThat(plan.rollback(2_000_001).passes()).isEqualTo(2_000_001);
  }

  @Test
  void whatTheControllerCannotCountIsRefused() {
    DeploymentSpec all = DeploymentSpec.rollingUpdate(Integer.MAX_VALUE);

    assertThatThrownBy(() -> DeploymentController.plan(all, PodPace.AT_ONCE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("above 2147483647");
    assertThat(
            DeploymentController.plan(spec(Integer.MAX_VALUE, 0, 1), PodPace.AT_ONCE)
                .course()
                .passes())
        .isEqualTo(2L * Integer.MAX_VALUE);
  }

  @Test
  void noReplicasOnlyCreateAnEmptyReplicaSet() {
    RollingUpdatePlan plan =
        DeploymentController.plan(DeploymentSpec.rollingUpdate(0), PodPace.AT_ONCE);

    assertThat(sizes(plan.course())).containsExactly("0+0");
    assertThat(plan.standstill()).isEmpty();
    assertThat(plan.course().pass(0).trafficShare()).isEqualTo(new Ratio(0, 0));
  }

  private static DeploymentSpec spec(int replicas, int surge, int unavailable) {
    return DeploymentSpec.rollingUpdate(replicas)
        .withLimits(Optional.of(IntOrPercent.of(surge)), Optional.of(IntOrPercent.of(unavailable)));
  }

  private static List<RollingPass> passes(RollingCourse course) {
    return LongStream.range(0, course.passes()).mapToObj(course::pass).toList();
  }

  private static List<String> sizes(RollingCourse course) {
    return passes(course).stream().map(RollingUpdatePlanTest::size).toList();
  }

  private static String size(RollingPass pass) {
    return pass.oldPods() + "+" + pass.newPods();
  }
}
