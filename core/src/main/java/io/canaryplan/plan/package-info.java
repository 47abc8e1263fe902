// SPDX-License-Identifier: Apache-2.0
/** What an update will do, as data: states, counts, weights, passes and what they come to. */
@NullMarked
package io.canaryplan.plan;

import org.jspecify.annotations.NullMarked;
