// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.istio.VirtualServiceReference;
import java.util.List;

/** A reference to a VirtualService and the documents it means. */
final class VirtualServiceLookup {
  private final String name;
  private final VirtualServiceReference target;
  private final FieldPath path;
  private final List<VirtualService> found;
  private final boolean repeated;

  /**
   * Keeps what a reference means.
   *
   * @param reference where the reference stands in the Rollout; its name is a field below
   */
  VirtualServiceLookup(
      String name,
      VirtualServiceReference target,
      FieldPath reference,
      List<VirtualService> found,
      boolean repeated) {
    this.name = name;
    this.target = target;
    this.path = reference.child("name");
    this.found = found;
    this.repeated = repeated;
  }

  /** Returns the name as written. */
  String name() {
    return name;
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
