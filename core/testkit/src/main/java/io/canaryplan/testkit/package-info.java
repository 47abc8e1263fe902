// SPDX-License-Identifier: Apache-2.0
/**
 * What tests of rollout plans import: assertions for AssertJ that print the plan when they fail
 * ({@link io.canaryplan.testkit.CanaryPlanAssertions}), snapshots, and a JUnit parameter that plans
 * a resource ({@link io.canaryplan.testkit.PlanOf}).
 *
 * <p>Arbitraries for jqwik and the laws of the weight arithmetic have packages of their own, so
 * that a project without jqwik can use the rest.
 */
@NullMarked
package io.canaryplan.testkit;

import org.jspecify.annotations.NullMarked;
