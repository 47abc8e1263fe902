// SPDX-License-Identifier: Apache-2.0
/** Findings about the Rollout, across documents, and about the plan. */
@NullMarked
package io.canaryplan.check;

import org.jspecify.annotations.NullMarked;
