// SPDX-License-Identifier: Apache-2.0
/**
 * Kubernetes objects as written (Service, Namespace, pod templates, selectors) and the reading of
 * fields that all documents share.
 */
@NullMarked
package io.canaryplan.kubernetes;

import org.jspecify.annotations.NullMarked;
