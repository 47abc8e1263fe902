// SPDX-License-Identifier: Apache-2.0
/** What a canary rollout will do: counts, weights and passes, on exact integers. */
@NullMarked
package io.canaryplan.plan;

import org.jspecify.annotations.NullMarked;
