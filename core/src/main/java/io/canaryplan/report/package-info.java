// SPDX-License-Identifier: Apache-2.0
/** A plan as text: table and JSON. */
@NullMarked
package io.canaryplan.report;

import org.jspecify.annotations.NullMarked;
