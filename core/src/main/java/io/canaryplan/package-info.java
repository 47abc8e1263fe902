// SPDX-License-Identifier: Apache-2.0
/** The entry point: manifests in, plans, documents and findings out. */
@NullMarked
package io.canaryplan;

import org.jspecify.annotations.NullMarked;
