// SPDX-License-Identifier: Apache-2.0
/**
 * The laws of the weight arithmetic: what any function from replicas and weight to pods must keep.
 */
@NullMarked
package io.canaryplan.testkit.laws;

import org.jspecify.annotations.NullMarked;
