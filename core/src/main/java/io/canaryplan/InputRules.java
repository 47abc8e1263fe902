// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/**
 * The rules about the inputs as a whole.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class InputRules {
  /** There is no Rollout. */
  public static final Rule NO_ROLLOUT =
      Rule.error("no-rollout")
          .title("There is no Rollout")
          .what(
              "None of the documents is a Rollout, so there is nothing to plan, and no template to hash.")
          .why("A plan is about a Rollout; the other documents only say how it is routed.")
          .source("canaryplan")
          .bad("kind: Deployment")
          .good("kind: Rollout")
          .build();

  /** A rule that does not exist is ignored. */
  public static final Rule IGNORED_RULE_UNKNOWN =
      Rule.warning("ignored-rule-unknown")
          .title("There is no rule of the name that is ignored")
          .what(
              """
              `--ignore`, or the annotation `canaryplan.io/ignore`, names a rule that does not exist.
              """)
          .why("Nothing is ignored by it, and what it was meant to ignore is still told.")
          .source("canaryplan")
          .bad("annotations: {canaryplan.io/ignore: no-pauses}")
          .good("annotations: {canaryplan.io/ignore: no-pause}")
          .build();

  /** A Rollout is given twice. */
  public static final Rule DUPLICATE_ROLLOUT =
      Rule.error("duplicate-rollout")
          .title("A Rollout is given twice")
          .what(
              """
              Two Rollouts share name and namespace; only one of them can exist in a cluster.
              """)
          .why(
              """
              Only one object of a name and namespace can exist in a cluster, and nothing says which
              of the two is meant.
              """)
          .source("Kubernetes")
          .bad("metadata: {name: shop}  # twice")
          .good("metadata: {name: shop-eu}")
          .build();

  /** Two Rollouts name one Service. */
  public static final Rule SERVICE_SHARED =
      Rule.error("service-shared")
          .title("Two Rollouts name one Service")
          .what("A Service that a Rollout names is that of another Rollout of the namespace too.")
          .why(
              """
              The controller writes the hash of one version and the name of its Rollout into the
              Service, and refuses every other Rollout that names it.
              """)
          .source("Argo Rollouts, validation of references (istio.md 3.5, 6.2)")
          .bad("stableService: shop  # as in the Rollout shop-eu")
          .good("stableService: shop-us")
          .build();

  /** Two Rollouts name one DestinationRule. */
  public static final Rule DESTINATION_RULE_SHARED =
      Rule.warning("destination-rule-shared")
          .title("Two Rollouts name one DestinationRule")
          .what(
              """
              The DestinationRule that a Rollout names is that of another Rollout of the namespace
              too.
              """)
          .why(
              """
              Each of them keeps its own two subsets and drops all others; where the subsets are the
              same, each writes its own hash into them.
              """)
          .source("Argo Rollouts (istio.md 2.1)")
          .bad("destinationRule: {name: shop}  # as in the Rollout shop-eu")
          .good("destinationRule: {name: shop-us}")
          .build();

  /** A file cannot be read. */
  public static final Rule FILE_NOT_READABLE =
      Rule.error("file-not-readable")
          .title("A file cannot be read")
          .what(
              """
              A file is named or lies in a folder that is given, but cannot be read: a link that leads
              nowhere, a missing permission, a pipe.
              """)
          .why(
              """
              What it holds is not known, and neither is what the other documents mean together with
              it. The exit status is 2.
              """)
          .source("canaryplan")
          .bad("rollout.yaml -> ../gone/rollout.yaml")
          .good("rollout.yaml -> ../base/rollout.yaml")
          .build();

  /** The plan of a canary is asked for, and the strategy is another. */
  public static final Rule OTHER_STRATEGY =
      Rule.error("other-strategy")
          .title("There is no canary plan of this strategy")
          .what("`PlannedRollout.plan` gives canary plans; the Rollout has another strategy.")
          .why("`PlannedRollout.update` gives the plan of any strategy. No command reports this.")
          .source("canaryplan")
          .bad("strategy: {blueGreen: {activeService: shop}}")
          .good("strategy: {canary: {}}")
          .build();

  /** The input of Kustomize is given instead of its output. */
  public static final Rule KUSTOMIZE_INPUT =
      Rule.warning("kustomize-input")
          .title("The input of Kustomize is given")
          .what(
              """
              A `kustomization.yaml` is among the files. Files beside it that are none of its resources,
              patches for example, are not read; its resources are judged as they are.
              """)
          .why(
              """
              Bases, patches and overlays are not what the cluster gets: names, labels, replicas and
              steps may all be others once they are put together.
              """)
          .source("Kustomize")
          .bad("canaryplan check overlays/prod")
          .good("kubectl kustomize overlays/prod | canaryplan check -")
          .build();

  /** A patch is given as if it were a document. */
  public static final Rule PATCH_ALONE =
      Rule.error("patch-alone")
          .title("A patch is given as if it were a document")
          .what(
              """
              A Rollout has neither a strategy nor a selector, template or workloadRef, or a document
              holds `$patch`; it is a part of a document, and no `kustomization.yaml` stands beside
              it.
              """)
          .why("What it is a part of is not known, so there is nothing to judge.")
          .source("Kustomize")
          .bad(
              """
              kind: Rollout
              metadata: {name: shop}
              spec: {replicas: 6}
              """)
          .good("kubectl kustomize overlays/prod | canaryplan check -")
          .build();

  /** All of them, in the order of the reference. */
  public static final RuleGroup GROUP =
      new RuleGroup(
          "Inputs",
          "What the inputs hold as a whole.",
          ImmutableList.of(
              NO_ROLLOUT,
              FILE_NOT_READABLE,
              IGNORED_RULE_UNKNOWN,
              DUPLICATE_ROLLOUT,
              SERVICE_SHARED,
              DESTINATION_RULE_SHARED,
              OTHER_STRATEGY,
              KUSTOMIZE_INPUT,
              PATCH_ALONE));

  private InputRules() {}
}
