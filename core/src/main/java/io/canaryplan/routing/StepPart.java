// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStrategy;
import java.util.List;

/**
 * A setHeaderRoute or setMirrorRoute of a strategy.
 *
 * @param index zero-based index of the step it is in
 * @param step the part of the step
 */
record StepPart(int index, CanaryStep step) {
  static List<StepPart> managed(CanaryStrategy strategy) {
    ImmutableList.Builder<StepPart> parts = ImmutableList.builder();
    for (int i = 0; i < strategy.steps().size(); i++) {
      for (CanaryStep part : strategy.steps().get(i).parts()) {
        if (ManagedRoute.isAbout(part)) {
          parts.add(new StepPart(i, part));
        }
      }
    }
    return parts.build();
  }

  /** Returns whether the part makes a route; one without matches removes it. */
  boolean isSet() {
    return ManagedRoute.isSet(step);
  }

  String name() {
    return ManagedRoute.name(step);
  }

  FieldPath path() {
    return MeshChecks.CANARY.child("steps").index(index).child(step.kind());
  }
}
