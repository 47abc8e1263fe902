// SPDX-License-Identifier: Apache-2.0
/**
 * Two revisions of the manifests: what the change from one to the other does. {@link
 * io.canaryplan.review.Review#of} is the way in; the reports print what it returns.
 */
@NullMarked
package io.canaryplan.review;

import org.jspecify.annotations.NullMarked;
