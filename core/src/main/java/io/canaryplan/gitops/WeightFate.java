// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import java.util.Optional;

/**
 * What becomes of weights in git that are not the controller's own, as the table of gitops.md 8 has
 * it.
 *
 * @param git the weights in git, in words
 * @param atRest the controller's weights at rest, in words
 */
record WeightFate(String git, String atRest) {
  /** Returns the sentences for what an Application makes of it; for any tool if none is known. */
  String of(Optional<Judgement> known) {
    if (known.isEmpty()) {
      return """
          Each apply puts %s in force until the controller writes again: at rest that is %s at \
          once; during an update it is the weight of the step, later if stable pods are missing"""
          .formatted(git, atRest);
    }
    Judgement judgement = known.get();
    Application app = judgement.app();
    if (!ignoresWeights(judgement)) {
      return notIgnored(app);
    }
    return judgement.respects()
        ? """
          %s ignores the weights and has RespectIgnoreDifferences=true: at rest and during an \
          update it is Synced, a sync sends the live weights, and %s is never applied"""
            .formatted(upper(app.words()), git)
        : """
          %s ignores the weights: at rest and during an update it is Synced and does not apply %s; \
          only a sync of the whole object puts them in force for a moment, until the controller \
          writes %s or the weight of the step"""
            .formatted(upper(app.words()), git, atRest);
  }

  private String notIgnored(Application app) {
    String words = upper(app.words());
    if (app.selfHeals()) {
      return """
          %s does not ignore the weights and heals itself: at rest it writes %s and the controller \
          %s at once, again after 2, 6, 18, 54, 162 and then every 300 seconds; during an update \
          likewise, with the weight of the step, and %s stays while stable pods are missing"""
          .formatted(words, git, atRest, git);
    }
    String sync = app.isAutomated() ? "one sync writes" : "each sync writes";
    return """
        %s does not ignore the weights: at rest %s %s and the controller %s at once, and it stays \
        OutOfSync; during an update likewise, with the weight of the step, and %s stays while \
        stable pods are missing"""
        .formatted(words, sync, git, atRest, git);
  }

  /** The weights at rest are ignored if none of them is left to be compared. */
  private static boolean ignoresWeights(Judgement judgement) {
    return judgement.outcomes().stream()
        .noneMatch(
            outcome ->
                outcome.shown()
                    && outcome.left().stream()
                        .anyMatch(change -> OwnedFields.isWeight(change.path())));
  }

  private static String upper(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
