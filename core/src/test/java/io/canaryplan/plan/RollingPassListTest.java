// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.canaryplan.controller.DeploymentController;
import io.canaryplan.kubernetes.IntOrPercent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Passes of a Deployment in a list, however many. */
class RollingPassListTest {
  /** One more pod, none fewer: one comes, one goes, so that there are twice as many passes. */
  private static RollingUpdatePlan oneByOne(int replicas) {
    return DeploymentController.plan(
        DeploymentSpec.rollingUpdate(replicas)
            .withLimits(Optional.of(IntOrPercent.of(1)), Optional.of(IntOrPercent.of(0))),
        PodPace.AT_ONCE);
  }

  private static List<RollingPass> passes(RollingUpdatePlan plan) {
    return plan.states().get(1).passes();
  }

  @Test
  void allAreListedUpToTenThousand() {
    List<RollingPass> passes = passes(oneByOne(5_000));

    assertThat(passes).hasSize(10_000).allMatch(pass -> pass.omitted() == 0);
    for (int i = 0; i < passes.size(); i++) {
      // pass 2n+1 brings pod n+1, pass 2n+2 takes an old one
      assertThat(passes.get(i).newPods()).isEqualTo(i / 2 + 1);
      assertThat(passes.get(i).oldPods()).isEqualTo(5_000 - (i + 1) / 2);
    }
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> passes.get(10_000));
  }

  @Test
  void ofMoreTheFirstAndTheLastTimeAreListedAndTheRestIsCounted() {
    for (int replicas : new int[] {5_001, Integer.MAX_VALUE - 1}) {
      List<RollingPass> passes = passes(oneByOne(replicas));
      long number = 0;
      for (RollingPass pass : passes) {
        number += pass.omitted() + 1;
        assertThat(pass.newPods()).isEqualTo((number + 1) / 2);
        assertThat(pass.oldPods()).isEqualTo(replicas - number / 2);
      }

      assertThat(number).isEqualTo(2L * replicas);
      assertThat(passes).hasSizeLessThan(100);
      assertThat(passes.get(passes.size() - 1).oldPods()).isZero();
    }
  }

  @Test
  void theCornersOfAWholeListAreThoseOfALongOne() {
    List<RollingPass> whole = passes(oneByOne(5_000));
    List<RollingPass> corners = RollingPassList.atCorners(whole);

    assertThat(corners).hasSameSizeAs(passes(oneByOne(5_001)));
    assertThat(corners.get(corners.size() - 1)).isEqualTo(whole.get(9_999));
    assertThat(RollingPassList.place(whole, 9_999)).isEqualTo(corners.size() - 1);
    assertThat(RollingPassList.place(whole, 0)).isZero();
    assertThat(RollingPassList.atCorners(List.of())).isEmpty();
  }

  /** The peak of a course is that of all of its passes, also where most are left out. */
  @Test
  void theExtremesOfALongCourseAreWhole() {
    int replicas = 100_000;
    UpdateCourse back = oneByOne(replicas).at(1).rollback();

    assertThat(back.peakPods()).isEqualTo(replicas + 1);
    assertThat(back.lowestAvailablePods()).isEqualTo(replicas);
  }
}
