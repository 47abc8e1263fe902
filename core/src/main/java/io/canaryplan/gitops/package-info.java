// SPDX-License-Identifier: Apache-2.0
/**
 * What Argo CD makes of the fields that the controller changes: whose they are, how it compares git
 * with the cluster, what it is told to ignore, and what a sync would apply (gitops.md 1 to 4, 7).
 */
@NullMarked
package io.canaryplan.gitops;

import org.jspecify.annotations.NullMarked;
