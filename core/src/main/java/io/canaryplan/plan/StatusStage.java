// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

/** The end of a pass: promotion, abort and step completion (spec/canary.md 3.7, 4.1, 5). */
final class StatusStage {
  private StatusStage() {}

  /**
   * Returns the state that the pass leaves. The sizes it looks at are those the pass found, not
   * those it has just set.
   */
  static ControllerState apply(
      ControllerRules rules, ControllerState before, ControllerState scaled) {
    Progress progress = before.progress();
    if (!before.isUpdating()) {
      return scaled;
    }
    if (isPromoted(rules, before)) {
      return scaled.promoted(Progress.at(rules.steps().size()));
    }
    return switch (progress.mode()) {
      case ABORT -> scaled.withProgress(new Progress(0, progress.mode(), false));
      case PROMOTE_FULL, RETURN_IN_WINDOW ->
          scaled.withProgress(new Progress(rules.steps().size(), progress.mode(), false));
      case STEPS ->
          progress.completed() || !isCompleted(rules, before, scaled)
              ? scaled
              : scaled.withProgress(new Progress(progress.index(), progress.mode(), true));
    };
  }

  private static boolean isPromoted(ControllerRules rules, ControllerState state) {
    Progress progress = state.progress();
    int available = state.fresh().available();
    boolean ready =
        available >= rules.replicas() || rules.meetsThreshold(rules.replicas(), available);
    return switch (progress.mode()) {
      case ABORT -> false;
      case PROMOTE_FULL, RETURN_IN_WINDOW -> ready;
      case STEPS -> ready && rules.steps().isDone(progress.index());
    };
  }

  private static boolean isCompleted(
      ControllerRules rules, ControllerState before, ControllerState scaled) {
    StepTable steps = rules.steps();
    int index = before.progress().index();
    if (steps.isDone(index) || !steps.isCompleteAtDesired(index)) {
      return !steps.isDone(index) && steps.isCompleteAtOnce(index);
    }
    return rules.routed()
        ? RoutedSizes.isAtDesired(rules, before)
        : mayBeAtDesired(rules, before, scaled)
            && rules.basic().atDesired(before.sets(), rules.requestedWeight(before));
  }

  // sizes that this pass has just changed were not the desired ones; only a threshold overlooks it
  private static boolean mayBeAtDesired(
      ControllerRules rules, ControllerState before, ControllerState scaled) {
    return rules.basic().threshold().isPresent()
        || (before.fresh().desired() == scaled.fresh().desired()
            && before.stable().desired() == scaled.stable().desired());
  }
}
