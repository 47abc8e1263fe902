// SPDX-License-Identifier: Apache-2.0
/** Typed views over the documents of Istio: VirtualService, DestinationRule, Gateway. */
@NullMarked
package io.canaryplan.istio;

import org.jspecify.annotations.NullMarked;
