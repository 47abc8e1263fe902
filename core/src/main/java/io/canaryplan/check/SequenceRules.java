// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** The rules about: the order of steps. */
final class SequenceRules {
  static final Rule STEP_MIXES_KINDS =
      Rule.note("step-mixes-kinds")
          .title("setWeight stands beside another kind")
          .what("setWeight stands beside another kind in one step.")
          .why("That is legal and both act at once, but it reads like a sequence.")
          .source("Argo Rollouts (canary.md 1.6)")
          .bad(
              """
              - setWeight: 20
                setCanaryScale: {weight: 50}
              """)
          .good(
              """
              - setCanaryScale: {weight: 50}
              - setWeight: 20
              """)
          .build();

  static final Rule WEIGHT_GOES_DOWN =
      Rule.warning("weight-goes-down")
          .title("The weight goes down")
          .what("A setWeight is below the one before it.")
          .why(
              """
              The controller cuts the pods first and lowers the weight one pass later; in between
              few pods carry much traffic.
              """)
          .source("Argo Rollouts with a router (canary.md 3.4)")
          .bad("steps: [{setWeight: 80}, {pause: {}}, {setWeight: 20}]")
          .good("steps: [{setWeight: 20}, {pause: {}}, {setWeight: 80}]")
          .build();

  static final Rule NO_SOAK =
      Rule.warning("no-soak")
          .title("Nothing waits after the last share")
          .what("Nothing waits between the last share and all traffic.")
          .why(
              """
              The last share is there to be watched, and all traffic follows as soon as its pods are
              ready.
              """)
          .source("canaryplan")
          .bad("steps: [{setWeight: 20}, {pause: {}}, {setWeight: 50}]")
          .good("steps: [{setWeight: 20}, {pause: {}}, {setWeight: 50}, {pause: {}}]")
          .build();

  static final Rule NO_PAUSE =
      Rule.note("no-pause")
          .title("No step waits")
          .what("No step waits at all; the rollout runs as fast as pods get ready.")
          .why("The rollout runs as fast as pods get ready.")
          .source("canaryplan")
          .bad("steps: [{setWeight: 20}]")
          .good("steps: [{setWeight: 20}, {pause: {duration: 10m}}]")
          .build();

  static final Rule PAUSE_WITHOUT_CANARY =
      Rule.warning("pause-without-canary")
          .title("The first pause comes before the canary")
          .what("The first pause comes before the canary has a pod.")
          .why("There is nothing to watch yet.")
          .source("canaryplan")
          .bad("steps: [{pause: {}}, {setWeight: 20}]")
          .good("steps: [{setWeight: 20}, {pause: {}}]")
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "The order of steps",
          "The controller accepts all of these.",
          ImmutableList.of(
              STEP_MIXES_KINDS, WEIGHT_GOES_DOWN, NO_SOAK, NO_PAUSE, PAUSE_WITHOUT_CANARY));

  private SequenceRules() {}
}
