// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.plan.Standstill;
import io.canaryplan.plan.Standstill.Reason;
import java.util.Optional;

/** Finds why a blue-green update comes to rest before its version is stable and alone. */
final class BlueGreenStandstill {
  private BlueGreenStandstill() {}

  static Optional<Standstill> of(ResolvedBlueGreen rules, BlueGreenWalk walk) {
    BlueGreenState end = walk.state();
    BlueGreenStatus status = end.status();
    if (walk.isEndless()) {
      return because(
          Reason.TOO_MANY_PASSES,
          "the passes go on after " + BlueGreenWalk.MAX_PASSES + " of them");
    }
    if (status.abort()) {
      return because(
          Reason.ABORTED,
          "the update is aborted, and activeService selects version "
              + (end.active() + "; retry it, or apply the version before again"));
    }
    if (end.paused() || status.isPaused()) {
      return because(Reason.PAUSED, "the update is paused until a person promotes it");
    }
    int available = end.set(end.version()).map(BlueGreenSet::available).orElse(0);
    int size = end.set(end.version()).map(BlueGreenSet::size).orElse(0);
    if (available < size) {
      return because(
          Reason.PODS_NEVER_AVAILABLE,
          ("only " + available + " of " + size + " pods of the new version are available, and")
              + " activeService is not switched to it");
    }
    if (status.stable() != end.version() || end.active() != end.version()) {
      return because(Reason.NEVER_PROMOTED, "the update is not promoted: " + gate(rules));
    }
    long old = end.sets().stream().mapToLong(BlueGreenSet::size).sum() - size;
    return old == 0
        ? Optional.empty()
        : because(
            Reason.OLDER_PODS_STAY,
            (old + " pods of older versions are never removed because scaleDownDelaySeconds is 0")
                + "; leave it out or set at least 1");
  }

  private static String gate(ResolvedBlueGreen rules) {
    if (rules.hasEmptyAnalysis(true)) {
      return "prePromotionAnalysis has no templates and never succeeds";
    }
    if (rules.hasEmptyAnalysis(false)) {
      return "postPromotionAnalysis has no templates and never succeeds";
    }
    return rules.promotesItself() && rules.autoPromotionSeconds() < 0
        ? "autoPromotionSeconds is negative"
        : "its gates are never passed; promote it with --full";
  }

  private static Optional<Standstill> because(Reason reason, String message) {
    return Optional.of(Standstill.of(reason, message));
  }
}
