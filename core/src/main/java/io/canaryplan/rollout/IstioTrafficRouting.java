// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;

/**
 * Traffic routing by Istio.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param virtualServices the plural form; empty means not written, since the controller drops an
 *     empty list (istio.md 1.0.1)
 * @param virtualService the singular form; exactly one of the two is legal (istio.md 3.5)
 * @param destinationRule present for subset-level splitting, absent for host-level
 */
public record IstioTrafficRouting(
    List<IstioVirtualServiceRef> virtualServices,
    Optional<IstioVirtualServiceRef> virtualService,
    Optional<IstioDestinationRuleRef> destinationRule)
    implements TrafficRouter {
  /** Copies the list. */
  public IstioTrafficRouting {
    virtualServices = ImmutableList.copyOf(virtualServices);
    requireNonNull(virtualService, "virtualService");
    requireNonNull(destinationRule, "destinationRule");
  }

  @Override
  public RouterKind kind() {
    return RouterKind.ISTIO;
  }

  /** Returns the VirtualServices the controller writes: the plural form if it is there. */
  public List<IstioVirtualServiceRef> references() {
    return virtualServices.isEmpty() ? virtualService.stream().toList() : virtualServices;
  }
}
