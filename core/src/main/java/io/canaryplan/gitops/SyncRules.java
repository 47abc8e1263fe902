// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** The rules about: what Argo CD shows of an update, and what a sync does to it. */
final class SyncRules {
  static final Rule GITOPS_WEIGHTS_NOT_IGNORED =
      Rule.warning("gitops-weights-not-ignored")
          .title("Argo CD shows the weights of an update as a difference")
          .what(
              """
              In some state the weights of a VirtualService differ from git, and its Application
              does not ignore them. With self-heal it is an error.
              """)
          .why(
              """
              The Application is OutOfSync, and a sync writes git's weights in the middle of the
              update, until the controller writes its own; self-heal does so again and again.
              """)
          .source("Argo CD, comparison (gitops.md 2 and 4)")
          .bad("spec: {project: default}  # no ignoreDifferences")
          .good(
              "jqPathExpressions: ['.spec.http[]? | select(.name == \"primary\") | .route[]?.weight']")
          .build();

  static final Rule GITOPS_MANAGED_ROUTE_NOT_IGNORED =
      Rule.warning("gitops-managed-route-not-ignored")
          .title("Argo CD shows a header or mirror route as a difference")
          .what(
              """
              A header or mirror step puts a rule into a VirtualService that git does not have, and
              the Application does not ignore it. With self-heal it is an error.
              """)
          .why(
              """
              A sync removes the rule, and the controller puts it back only while that step itself
              is the current one: not in the pause after it.
              """)
          .source("Argo CD, comparison (gitops.md 2 and 4)")
          .bad("jqPathExpressions: ['.spec.http[]?.route[]?.weight']")
          .good("jqPathExpressions: ['.spec.http[]? | select(.name == \"staff\")']")
          .build();

  static final Rule GITOPS_SSA_LABELS =
      Rule.note("gitops-ssa-labels")
          .title("A server-side comparison shows the hash labels")
          .what(
              """
              With `ServerSideApply=true` or `ServerSideDiff=true` the hash in the subsets of a
              DestinationRule, or in the selector of a Service, is shown as a difference, and the
              Application does not ignore it.
              """)
          .why(
              """
              Lists, and the selectors of Services, must then be equal as a whole; without these
              options keys that only the cluster has do not count.
              """)
          .source("Argo CD, comparison (gitops.md 2)")
          .bad("syncOptions: [ServerSideApply=true]  # only weights are ignored")
          .good("jqPathExpressions: ['.spec.subsets[]?.labels[\"rollouts-pod-template-hash\"]']")
          .build();

  static final Rule GITOPS_RESPECT_BLOCKS_EDITS =
      Rule.warning("gitops-respect-blocks-edits")
          .title("RespectIgnoreDifferences keeps edits in git from being applied")
          .what(
              """
              With `RespectIgnoreDifferences=true` something inside a list of a VirtualService or
              DestinationRule is ignored.
              """)
          .why(
              """
              A sync then sends the whole live list: no edit of that list in git is ever applied,
              and the object stays OutOfSync.
              """)
          .source("Argo CD, syncs (gitops.md 4)")
          .bad("syncOptions: [RespectIgnoreDifferences=true]")
          .good("syncOptions: [ApplyOutOfSyncOnly=true]")
          .build();

  static final Rule GITOPS_RESPECT_NO_PROTECTION =
      Rule.warning("gitops-respect-no-protection")
          .title("RespectIgnoreDifferences does not keep a field")
          .what(
              """
              With `RespectIgnoreDifferences=true` an expression matches in the live document only,
              and git's list, in which it matches nothing, is applied as it is.
              """)
          .why(
              """
              Since 3.3.13, 3.4.5 and 3.5.0 Argo CD restores lists that no expression touches in
              git; hash labels of subsets, and header and mirror routes alone, are lost in a sync.
              """)
          .source("Argo CD, syncs (gitops.md 4)")
          .versions("Argo CD 3.3.13, 3.4.5, 3.5.0 and later")
          .bad("syncOptions: [RespectIgnoreDifferences=true]")
          .good("syncOptions: [ApplyOutOfSyncOnly=true]")
          .build();

  static final Rule GITOPS_FULL_SYNC_RESETS =
      Rule.warning("gitops-full-sync-resets")
          .title("Each new revision resets an object that is shown Synced")
          .what(
              """
              An object that the controller writes is Synced in a state in which a sync would change
              it, and `ApplyOutOfSyncOnly=true` is not among the sync options.
              """)
          .why(
              """
              A sync for a new revision applies all objects, those without a difference too; until
              the controller writes again, git's values are in force.
              """)
          .source("Argo CD, syncs (gitops.md 4)")
          .bad("syncPolicy: {automated: {}}")
          .good("syncPolicy: {automated: {}, syncOptions: [ApplyOutOfSyncOnly=true]}")
          .build();

  static final Rule GITOPS_REPLACE =
      Rule.error("gitops-replace")
          .title("A sync that replaces removes the controller's annotation")
          .what(
              """
              `Replace=true` is in force for a DestinationRule that the controller writes.
              """)
          .why(
              """
              The annotation that names the Rollout is lost, and with it the hash labels of the
              subsets, which are not restored until another event.
              """)
          .source("Argo CD, syncs (gitops.md 4)")
          .bad("syncOptions: [Replace=true]")
          .good("syncOptions: [ApplyOutOfSyncOnly=true]")
          .build();

  static final Rule GITOPS_WAVES =
      Rule.note("gitops-waves")
          .title("A sync waits for the whole update")
          .what(
              "The Rollout is in an earlier sync wave than another object, or than a PostSync hook.")
          .why(
              """
              A wave waits for Healthy. A paused Rollout is Suspended, so the sync goes on through
              the whole update and no other automatic sync starts; an aborted one is Degraded, and
              the sync fails.
              """)
          .source("Argo CD, sync waves (gitops.md 4)")
          .bad("argocd.argoproj.io/sync-wave: \"1\"  # the Rollout has none, which is 0")
          .good("argocd.argoproj.io/sync-wave: \"1\"  # of the Rollout too")
          .build();

  static final Rule GITOPS_SYNC_WINDOW =
      Rule.note("gitops-sync-window")
          .title("A sync window keeps Argo CD from syncing")
          .what("A project of the Application has a sync window for it.")
          .why(
              """
              While a window denies syncs, or outside of one that allows them, nothing is applied:
              nothing is reset, and no edit takes effect.
              """)
          .source("Argo CD, projects (gitops.md 3)")
          .bad(
              "syncWindows: [{kind: deny, schedule: '0 22 * * *', duration: 1h, applications: ['*']}]")
          .good("# no sync window")
          .build();

  static final Rule GITOPS_GIT_WEIGHTS =
      Rule.note("gitops-git-weights")
          .title("Weights in git that the controller writes over")
          .what(
              """
              The weights of a VirtualService in git are others than those that the controller sets
              while no update is under way.
              """)
          .why(
              """
              Nothing errors, and the weights do not stay: the controller writes its own at rest and
              at every step. Traffic is moved by `setWeight` of the steps.
              """)
          .source("Argo Rollouts and Argo CD (gitops.md 8)")
          .bad(
              "route: [{destination: {host: shop}, weight: 95}, {destination: {host: shop-canary}, weight: 5}]")
          .good("setWeight: 5  # in the Rollout's steps; 100 and 0 in git")
          .build();

  static final Rule GITOPS_REPLICAS_IN_GIT =
      Rule.warning("gitops-replicas-in-git")
          .title("Replicas are in git, and something else sets them")
          .what(
              """
              `spec.replicas` is written, and a HorizontalPodAutoscaler sets those of the Rollout, or
              `scaleDown` of the workloadRef takes those of the Deployment to 0.
              """)
          .why("Argo CD shows a difference, and a sync sets git's number until it is set again.")
          .source("Argo CD, comparison (gitops.md 1 and 5)")
          .bad("replicas: 4  # scaleTargetRef: {kind: Rollout, name: shop}")
          .good("# no replicas")
          .build();

  static final Rule GITOPS_ZERO_VALUE =
      Rule.warning("gitops-zero-value")
          .title("A value that the controller drops")
          .what(
              """
              A field of the Rollout is written with its zero value, and the controller's own
              writing of the Rollout leaves such a field out: `paused`, `dynamicStableScale`,
              `progressDeadlineAbort` and `matchTrafficWeight` as false, `minReadySeconds` and
              `rollbackWindow.revisions` as 0, empty `steps`, `managedRoutes`, routes of a
              VirtualService and annotations of the template, an empty value of an argument.
              """)
          .why(
              """
              At each revision the field is gone from the cluster: Argo CD shows a difference, and a
              sync adds it again. It changes neither steps nor pods.
              """)
          .source("Argo Rollouts, writing the revision (gitops.md 1 and 5)")
          .bad("minReadySeconds: 0")
          .good("# no minReadySeconds")
          .build();

  static final Rule GITOPS_PAUSED_FALSE =
      Rule.warning("gitops-paused-false")
          .title("A pause by hand is undone")
          .what("`spec.paused` is false in git.")
          .why(
              """
              A pause by hand sets it to true, which Argo CD shows as a difference and self-heal
              undoes, so that the canary goes on. Where git is silent, the pause stays.
              """)
          .source("Argo CD, actions (gitops.md 5)")
          .bad("paused: false")
          .good("# no paused")
          .build();

  static final Rule GITOPS_EXPERIMENT_STEP =
      Rule.note("gitops-experiment-step")
          .title("An experiment step is always a difference")
          .what(
              """
              The Rollout has an experiment step, and its Application compares on the server side.
              """)
          .why(
              """
              The controller's own writing of the Rollout adds empty fields to the step, and the list
              of steps must be equal as a whole.
              """)
          .source("Argo CD, comparison (gitops.md 5)")
          .bad("steps: [{experiment: {duration: 1h, templates: [{name: new, specRef: canary}]}}]")
          .good("jsonPointers: [/spec/strategy/canary/steps]")
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "What Argo CD does to an update",
          """
          Reported where the inputs show that Argo CD is used: by one of its objects, or by an
          annotation of its own.
          """,
          ImmutableList.of(
              GITOPS_WEIGHTS_NOT_IGNORED,
              GITOPS_MANAGED_ROUTE_NOT_IGNORED,
              GITOPS_SSA_LABELS,
              GITOPS_RESPECT_BLOCKS_EDITS,
              GITOPS_RESPECT_NO_PROTECTION,
              GITOPS_FULL_SYNC_RESETS,
              GITOPS_REPLACE,
              GITOPS_WAVES,
              GITOPS_SYNC_WINDOW,
              GITOPS_GIT_WEIGHTS,
              GITOPS_REPLICAS_IN_GIT,
              GITOPS_ZERO_VALUE,
              GITOPS_PAUSED_FALSE,
              GITOPS_EXPERIMENT_STEP));

  private SyncRules() {}
}
