// SPDX-License-Identifier: Apache-2.0
/** A Rollout as written: the records of its fields, and reading them from a document. */
@NullMarked
package io.canaryplan.rollout;

import org.jspecify.annotations.NullMarked;
