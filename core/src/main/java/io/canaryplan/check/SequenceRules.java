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

  static final Rule ANALYSIS_WITHOUT_CANARY =
      Rule.warning("analysis-without-canary")
          .title("An analysis runs while the canary has no pod")
          .what(
              """
              An analysis comes while the canary has no pod: in the first step, after a `setWeight: 0`,
              or where the share of a canary without a router is rounded to none. An experiment there is
              a note, since it brings pods of its own.
              """)
          .why("It passes, or fails, without a request that the new version has answered.")
          .source("Argo Rollouts (canary.md 3.5, 4.1)")
          .bad("steps: [{analysis: {templates: [{templateName: errors}]}}, {setWeight: 20}]")
          .good("steps: [{setWeight: 20}, {analysis: {templates: [{templateName: errors}]}}]")
          .build();

  static final Rule CANARY_GONE_HALF_WAY =
      Rule.warning("canary-gone-half-way")
          .title("The canary is gone half way")
          .what(
              """
              A step takes a canary that has pods to 0 pods, or one that has traffic to a weight of 0,
              although the rollout goes on.
              """)
          .why(
              """
              What was watched so far is no longer running, and header and mirror routes are removed with
              the last pod of the canary and not made again.
              """)
          .source("Argo Rollouts (canary.md 3.1, istio.md 1.12)")
          .bad(
              "steps: [{setCanaryScale: {replicas: 1}}, {setCanaryScale: {matchTrafficWeight: true}}]")
          .good("steps: [{setCanaryScale: {replicas: 1}}, {setWeight: 20}]")
          .build();

  static final Rule ROLLOUT_PAUSED =
      Rule.warning("rollout-paused")
          .title("A paused Rollout starts no canary")
          .what("`spec.paused` is true in a Rollout with a canary.")
          .why(
              """
              Until somebody resumes the Rollout nothing is scaled and no step completes; the plan is that
              of the update from then on. Weights and Services are still written.
              """)
          .source("Argo Rollouts (canary.md 1.1, 4.2)")
          .bad("paused: true")
          .good("# no paused")
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "The order of steps",
          "The controller accepts all of these.",
          ImmutableList.of(
              STEP_MIXES_KINDS,
              WEIGHT_GOES_DOWN,
              NO_SOAK,
              NO_PAUSE,
              PAUSE_WITHOUT_CANARY,
              ANALYSIS_WITHOUT_CANARY,
              CANARY_GONE_HALF_WAY,
              ROLLOUT_PAUSED));

  private SequenceRules() {}
}
