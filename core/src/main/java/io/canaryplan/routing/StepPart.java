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
  private final CanaryStep step;

  private StepPart(int index, CanaryStep step) {
    this.index = index;
    this.step = step;
  }

  static List<StepPart> managed(CanaryStrategy strategy) {
    ImmutableList.Builder<StepPart> parts = ImmutableList.builder();
    for (int i = 0; i < strategy.steps().size(); i++) {
      for (CanaryStep part : strategy.steps().get(i).parts()) {
        if (part instanceof CanaryStep.SetHeaderRoute
            || part instanceof CanaryStep.SetMirrorRoute) {
          parts.add(new StepPart(i, part));
        }
      }
    }
    return parts.build();
  }

  /** Returns the part of the step. */
  CanaryStep step() {
    return step;
  }

  /** Returns whether the part makes a route; one without matches removes it. */
  boolean isSet() {
    return (step instanceof CanaryStep.SetHeaderRoute header && !header.match().isEmpty())
        || (step instanceof CanaryStep.SetMirrorRoute mirror && !mirror.match().isEmpty());
  }

  String name() {
    return ManagedRoute.name(step);
  }

  FieldPath path() {
    return MeshChecks.step(index).child(step.kind());
  }
}
