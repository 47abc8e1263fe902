// SPDX-License-Identifier: Apache-2.0
/**
 * Typed views over the documents of Istio (VirtualService, DestinationRule, Gateway) and Kubernetes
 * (Service, Namespace).
 */
@NullMarked
package io.canaryplan.istio;

import org.jspecify.annotations.NullMarked;
