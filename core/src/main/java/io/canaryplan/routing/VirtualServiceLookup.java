// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.istio.VirtualServiceReference;
import java.util.List;
import java.util.Optional;

/** A reference to a VirtualService and the documents it means. */
final class VirtualServiceLookup {
  private final String name;
  private final VirtualServiceReference target;
  private final FieldPath path;
  private final List<VirtualService> found;
  private final Optional<RoutedVirtualService> routed;

  VirtualServiceLookup(
      String name,
      VirtualServiceReference target,
      FieldPath path,
      List<VirtualService> found,
      Optional<RoutedVirtualService> routed) {
    this.name = name;
    this.target = target;
    this.path = path.child("name");
    this.found = found;
    this.routed = routed;
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

  /** Returns the first document with its weight routes chosen; absent if none or repeated. */
  Optional<RoutedVirtualService> routed() {
    return routed;
  }

  /** Returns whether an earlier reference means the same document. */
  boolean isRepeated() {
    return !found.isEmpty() && routed.isEmpty();
  }
}
