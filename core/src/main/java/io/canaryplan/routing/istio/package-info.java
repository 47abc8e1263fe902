// SPDX-License-Identifier: Apache-2.0
/**
 * What the controller writes into VirtualServices and the DestinationRule, and what is wrong with
 * them (istio.md). Not exported: embedders see {@link io.canaryplan.routing.DocumentRouter}.
 */
@NullMarked
package io.canaryplan.routing.istio;

import org.jspecify.annotations.NullMarked;
