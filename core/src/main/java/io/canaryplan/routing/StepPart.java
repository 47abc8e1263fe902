// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStrategy;
import java.util.List;

/** A setHeaderRoute or setMirrorRoute of a strategy. */
final class StepPart {
  private final int index;
  private final CanaryStep.ManagedRoute step;

  private StepPart(int index, CanaryStep.ManagedRoute step) {
    this.index = index;
    this.step = step;
  }

  /** Returns all of them, in the order of the steps. */
  static List<StepPart> managed(CanaryStrategy strategy) {
    ImmutableList.Builder<StepPart> parts = ImmutableList.builder();
    for (int i = 0; i < strategy.steps().size(); i++) {
      for (CanaryStep part : strategy.steps().get(i).parts()) {
        if (part instanceof CanaryStep.ManagedRoute route) {
          parts.add(new StepPart(i, route));
        }
      }
    }
    return parts.build();
  }

  /** Returns those of them that make a route; one without matches removes it. */
  static List<StepPart> making(List<StepPart> managed) {
    ImmutableList.Builder<StepPart> making = ImmutableList.builder();
    for (StepPart part : managed) {
      if (!part.step.removes()) {
        making.add(part);
      }
    }
    return making.build();
  }

  /** Returns the index of the step, from 0. */
  int index() {
    return index;
  }

  /** Returns the part of the step. */
  CanaryStep.ManagedRoute step() {
    return step;
  }

  String name() {
    return step.name();
  }

  FieldPath path() {
    return MeshChecks.step(index).child(step.kind().field());
  }
}
