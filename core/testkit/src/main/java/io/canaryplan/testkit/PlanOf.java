// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Plans resources for a parameter of a JUnit test:
 *
 * <pre>{@code
 * @Test
 * void keepsEight(@PlanOf("rollout.yaml") CanaryPlan plan) {
 *   assertThat(plan).neverFallsBelowAvailable(8);
 * }
 * }</pre>
 *
 * <p>The parameter is a {@link io.canaryplan.plan.CanaryPlan}, a {@link
 * io.canaryplan.PlannedRollout}, {@link io.canaryplan.PlannedManifests} or {@link
 * io.canaryplan.Manifests}. A plan is given only if nothing found is an error; else the test fails
 * with the findings, their positions and hints. The other three are given whatever was found.
 *
 * <p>An annotation; safe for use by several threads.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
@ExtendWith(PlanParameter.class)
public @interface PlanOf {
  /**
   * Names of resources, beside the test's class, or from the root of the class path if they start
   * with a slash. All of them are one input: the Rollout, and what stands beside it.
   */
  String[] value();

  /** Name of the Rollout; empty for the only one. */
  String rollout() default "";

  /** The controller to plan for, as {@code 1.9} or {@code main}; empty for the default. */
  String controller() default "";

  /** Pods to plan with instead of {@code spec.replicas}, 0 or more; -1 for those. */
  int replicas() default -1;
}
