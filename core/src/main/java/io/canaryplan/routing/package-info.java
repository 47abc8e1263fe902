// SPDX-License-Identifier: Apache-2.0
/** From a plan and the documents in git to the documents of each state. */
@NullMarked
package io.canaryplan.routing;

import org.jspecify.annotations.NullMarked;
