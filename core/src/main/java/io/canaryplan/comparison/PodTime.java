// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.comparison;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.BlueGreenPlan;
import io.canaryplan.plan.BlueGreenStage;
import io.canaryplan.plan.BlueGreenView;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Pass;
import io.canaryplan.plan.PassList;
import io.canaryplan.plan.Plan;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.UpdateState;
import java.math.BigInteger;
import java.util.List;

/** Adds up the pods above those before an update over the times that its plan knows. */
final class PodTime {
  private final Plan plan;
  private final long base;
  private final ImmutableList.Builder<ExtraPods.Open> open = ImmutableList.builder();
  private BigInteger sum = BigInteger.ZERO;
  private long pods;

  PodTime(Plan plan) {
    this.plan = plan;
    UpdateState initial = plan.states().get(0);
    base = initial.newPods() + initial.oldPods();
    pods = base;
  }

  ExtraPods extra() {
    if (plan instanceof CanaryPlan canary) {
      add(canary);
    } else if (plan instanceof BlueGreenPlan blueGreen) {
      add(blueGreen);
    } else {
      UpdateState end = plan.states().get(1);
      pods = end.newPods() + end.oldPods();
      stays(1);
    }
    return new ExtraPods(sum, open.build());
  }

  private void lasts(long seconds) {
    BigInteger extra = BigInteger.valueOf(Math.max(0, pods - base));
    sum = sum.add(extra.multiply(BigInteger.valueOf(seconds)));
  }

  private void stays(int state) {
    if (pods > base) {
      open.add(new ExtraPods.Open(state, pods - base));
    }
  }

  private void add(CanaryPlan canary) {
    List<PlannedState> states = canary.states();
    for (int i = 0; i < states.size() && states.get(i).reachable(); i++) {
      PlannedState state = states.get(i);
      passes(state.passes());
      boolean last = i == states.size() - 1;
      if (state.durationSeconds().isEmpty() || last) {
        stays(i);
      } else {
        lasts(state.durationSeconds().getAsLong());
      }
    }
  }

  // delays stand at single passes, which are all among the corners
  private void passes(List<Pass> passes) {
    for (int index : PassList.corners(passes).toArray()) {
      Pass pass = passes.get(index);
      if (pass.afterSeconds().isPresent()) {
        pods = index == 0 ? pods : passes.get(index - 1).total();
        lasts(pass.afterSeconds().getAsLong());
      }
    }
    pods = passes.isEmpty() ? pods : passes.get(passes.size() - 1).total();
  }

  private void add(BlueGreenPlan blueGreen) {
    List<BlueGreenStage> stages = blueGreen.states();
    long now = stages.get(0).view().seconds();
    for (int i = 0; i < stages.size(); i++) {
      for (BlueGreenView view : stages.get(i).passes()) {
        lasts(view.seconds() - now);
        now = view.seconds();
        pods = view.total();
      }
      if (stages.get(i).durationSeconds().isEmpty() || i == stages.size() - 1) {
        stays(i);
      }
    }
  }
}
