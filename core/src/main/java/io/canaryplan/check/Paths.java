// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.routing.istio.MeshReferences;

/** The fields that rules point at. */
final class Paths {
  static final FieldPath SPEC = FieldPath.of("spec");
  static final FieldPath CANARY = FieldPath.of("spec", "strategy", "canary");
  static final FieldPath BLUE_GREEN = FieldPath.of("spec", "strategy", "blueGreen");
  static final FieldPath ROUTING = CANARY.child("trafficRouting");

  static final FieldPath ISTIO = MeshReferences.ISTIO;

  private Paths() {}

  /** Returns the path of a step, from 0. */
  static FieldPath step(int index) {
    return CANARY.child("steps").index(index);
  }

  static FieldPath step(int index, String kind) {
    return step(index).child(kind);
  }
}
