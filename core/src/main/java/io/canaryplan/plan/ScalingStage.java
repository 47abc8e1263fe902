// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

/** Scaling in one pass: stable, else the new version, else older ones (spec/canary.md 2.7). */
final class ScalingStage {
  private ScalingStage() {}

  /**
   * Returns the state with at most one group at another size.
   *
   * @param before the state at the start of the pass
   * @param routed the same with what the pass has written into the mesh
   */
  static ControllerState apply(
      ControllerRules rules, ControllerState before, ControllerState routed) {
    return rules.routed() ? routed(rules, before, routed) : basic(rules, before, routed);
  }

  private static ControllerState basic(
      ControllerRules rules, ControllerState before, ControllerState routed) {
    ReplicaCounts next = rules.basic().next(before.sets(), rules.requestedWeight(before));
    if (before.isUpdating() && next.stable() != before.stable().desired()) {
      return routed.withStable(before.stable().scaledTo(next.stable()));
    }
    if (next.canary() != before.fresh().desired()) {
      return routed.withFresh(before.fresh().scaledTo(next.canary()));
    }
    return routed.older().isEmpty() ? routed : routed.withOlder(OlderStage.basic(rules, routed));
  }

  private static ControllerState routed(
      ControllerRules rules, ControllerState before, ControllerState routed) {
    if (before.isUpdating()) {
      VersionPods stable = before.stable();
      int size = RoutedSizes.stable(rules, before);
      if (size != stable.desired()) {
        return routed.withStable(stable.scaledTo(size));
      }
    }
    VersionPods fresh = RoutedSizes.fresh(rules, before, routed.weights());
    ControllerState scaled = fresh.equals(before.fresh()) ? routed : routed.withFresh(fresh);
    if (fresh.desired() != before.fresh().desired() || before.older().isEmpty()) {
      return scaled;
    }
    return scaled.withOlder(OlderStage.routed(rules, before));
  }
}
