// SPDX-License-Identifier: Apache-2.0
/**
 * Arbitraries of jqwik for Rollouts, steps, VirtualServices and whole inputs, for properties of
 * code that works with them.
 */
@NullMarked
package io.canaryplan.testkit.jqwik;

import org.jspecify.annotations.NullMarked;
