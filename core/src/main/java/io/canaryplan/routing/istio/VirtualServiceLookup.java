// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.rollout.IstioVirtualServiceRef;
import io.canaryplan.rollout.VirtualServiceReference;
import java.util.List;

/**
 * A reference to a VirtualService and the documents it means.
 *
 * @param reference the reference as written
 * @param target what the text of the name means
 * @param path where the name stands in the Rollout
 * @param found the documents: none, one, or, wrongly, several
 * @param isRepeated whether an earlier reference means the same document
 */
public record VirtualServiceLookup(
    IstioVirtualServiceRef reference,
    VirtualServiceReference target,
    FieldPath path,
    List<VirtualService> found,
    boolean isRepeated) {

  /** Returns the name as written. */
  public String name() {
    return reference.name();
  }

  /** Returns whether this reference and another choose the same routes. */
  public boolean choosesAs(VirtualServiceLookup other) {
    return reference.routes().equals(other.reference.routes())
        && reference.tlsRoutes().equals(other.reference.tlsRoutes())
        && reference.tcpRoutes().equals(other.reference.tcpRoutes());
  }
}
