// SPDX-License-Identifier: Apache-2.0
/**
 * What Argo CD makes of the fields that the controller changes: how it compares git with the
 * cluster, what it is told to ignore, and what a sync would apply (gitops.md 2, 3 and 4).
 */
@NullMarked
package io.canaryplan.gitops;

import org.jspecify.annotations.NullMarked;
