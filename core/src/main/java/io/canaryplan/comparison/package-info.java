// SPDX-License-Identifier: Apache-2.0
/**
 * The ways to update one workload, side by side: as a rolling update, blue/green and as a canary.
 * {@link io.canaryplan.comparison.Comparisons#of} is the way in; the reports print what it returns.
 * Every number is one of a plan, or is counted over the passes of one.
 */
@NullMarked
package io.canaryplan.comparison;

import org.jspecify.annotations.NullMarked;
