// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.rollout.IstioVirtualServiceRef;
import io.canaryplan.rollout.VirtualServiceReference;
import java.util.List;

/** A reference to a VirtualService and the documents it means. */
final class VirtualServiceLookup {
  private final IstioVirtualServiceRef reference;
  private final VirtualServiceReference target;
  private final FieldPath path;
  private final List<VirtualService> found;
  private final boolean repeated;

  /**
   * Keeps what a reference means.
   *
   * @param at where the reference stands in the Rollout; its name is a field below
   */
  VirtualServiceLookup(
      IstioVirtualServiceRef reference,
      VirtualServiceReference target,
      FieldPath at,
      List<VirtualService> found,
      boolean repeated) {
    this.reference = reference;
    this.target = target;
    this.path = at.child("name");
    this.found = found;
    this.repeated = repeated;
  }

  /** Returns the name as written. */
  String name() {
    return reference.name();
  }

  /** Returns whether this reference and another choose the same routes. */
  boolean choosesAs(VirtualServiceLookup other) {
    return reference.routes().equals(other.reference.routes())
        && reference.tlsRoutes().equals(other.reference.tlsRoutes())
        && reference.tcpRoutes().equals(other.reference.tcpRoutes());
  }

  /** Returns what the text of the name means. */
  VirtualServiceReference target() {
    return target;
  }

  /** Returns where the name stands in the Rollout. */
  FieldPath path() {
    return path;
  }

  /** Returns the documents: none, one, or, wrongly, several. */
  List<VirtualService> found() {
    return found;
  }

  /** Returns whether an earlier reference means the same document. */
  boolean isRepeated() {
    return repeated;
  }
}
