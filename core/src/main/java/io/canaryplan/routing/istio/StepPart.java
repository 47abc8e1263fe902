// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStrategy;
import java.util.List;

/**
 * A setHeaderRoute or setMirrorRoute of a strategy.
 *
 * @param index the index of the step, from 0
 * @param step the part of the step
 */
public record StepPart(int index, CanaryStep.ManagedRoute step) {
  /** Returns all of them, in the order of the steps. */
  public static List<StepPart> managed(CanaryStrategy strategy) {
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
  public static List<StepPart> making(List<StepPart> managed) {
    return managed.stream().filter(part -> !part.step.removes()).toList();
  }

  /** Returns the name of the route. */
  public String name() {
    return step.name();
  }

  /** Returns where the part stands in the Rollout. */
  public FieldPath path() {
    return FieldPath.of("spec", "strategy", "canary", "steps")
        .index(index)
        .child(step.kind().field());
  }
}
