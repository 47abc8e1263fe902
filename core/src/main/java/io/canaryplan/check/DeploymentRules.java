// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** The rules about: a Deployment of Kubernetes, and the plan of its update. */
final class DeploymentRules {
  private static final String API_SERVER = "Kubernetes v1.37, validation (rolling.md 1.5)";
  private static final String STUDY = "Kubernetes v1.37 (rolling.md 13)";

  static final Rule DEPLOYMENT_NUMBER_NEGATIVE =
      Rule.error("deployment-number-negative")
          .title("A number of a Deployment must not be negative")
          .what(
              """
              `replicas`, `minReadySeconds`, `revisionHistoryLimit` or `progressDeadlineSeconds` is
              negative.
              """)
          .why("The API server refuses the Deployment.")
          .source(API_SERVER)
          .bad("replicas: -1")
          .good("replicas: 1")
          .build();

  static final Rule DEPLOYMENT_SELECTOR_INVALID =
      Rule.error("deployment-selector-invalid")
          .title("The selector of a Deployment is missing, empty or malformed")
          .what(
              "`spec.selector` is absent or empty, or has keys, values or operators that cannot be.")
          .why("The API server refuses the Deployment.")
          .source(API_SERVER)
          .bad("spec: {selector: {}}")
          .good("spec: {selector: {matchLabels: {app: shop}}}")
          .build();

  static final Rule DEPLOYMENT_SELECTOR_NOT_IN_TEMPLATE =
      Rule.error("deployment-selector-not-in-template")
          .title("The selector of a Deployment does not match its template")
          .what("The labels of `spec.template` are not matched by `spec.selector`.")
          .why("The API server refuses the Deployment: it would not find its own pods.")
          .source(API_SERVER)
          .bad(
              "{selector: {matchLabels: {app: shop}}, template: {metadata: {labels: {app: store}}}}")
          .good(
              "{selector: {matchLabels: {app: shop}}, template: {metadata: {labels: {app: shop}}}}")
          .build();

  static final Rule DEPLOYMENT_POD_LIFE =
      Rule.error("deployment-pod-life")
          .title("The pods of a Deployment are restarted always, for ever")
          .what("`restartPolicy` is not Always, or `activeDeadlineSeconds` is there.")
          .why("The API server refuses the Deployment.")
          .source(API_SERVER)
          .bad("spec: {restartPolicy: Never}")
          .good("spec: {restartPolicy: Always}")
          .build();

  static final Rule DEPLOYMENT_STRATEGY_UNKNOWN =
      Rule.error("deployment-strategy-unknown")
          .title("There is no such strategy of a Deployment")
          .what("`spec.strategy.type` is neither RollingUpdate nor Recreate.")
          .why("The API server refuses the Deployment. Canaries are the strategy of a Rollout.")
          .source(API_SERVER)
          .bad("strategy: {type: Canary}")
          .good("strategy: {type: RollingUpdate}")
          .build();

  static final Rule DEPLOYMENT_LIMITS_BESIDE_RECREATE =
      Rule.error("deployment-limits-beside-recreate")
          .title("Recreate has no limits")
          .what("`spec.strategy.rollingUpdate` is there although the type is Recreate.")
          .why("The API server refuses the Deployment, even if the mapping is empty.")
          .source(API_SERVER)
          .bad("strategy: {type: Recreate, rollingUpdate: {maxSurge: 1}}")
          .good("strategy: {type: Recreate}")
          .build();

  static final Rule DEPLOYMENT_LIMIT_INVALID =
      Rule.error("deployment-limit-invalid")
          .title("maxSurge or maxUnavailable of a Deployment cannot be read")
          .what(
              """
              A limit is negative, a text other than digits and one `%`, or more than 100 %
              unavailable.
              """)
          .why(
              """
              The API server refuses the Deployment. An Argo Rollout takes `"5"` for 5 %, a Deployment
              does not take it at all.
              """)
          .source(API_SERVER)
          .bad("rollingUpdate: {maxSurge: \"5\"}")
          .good("rollingUpdate: {maxSurge: 5}")
          .build();

  static final Rule DEPLOYMENT_LIMITS_ZERO =
      Rule.error("deployment-limits-zero")
          .title("maxSurge and maxUnavailable are both zero")
          .what("Both limits are zero as written: 0 or \"0%\".")
          .why("The API server refuses the Deployment: no pod could ever be replaced.")
          .source(API_SERVER)
          .bad("rollingUpdate: {maxSurge: 0, maxUnavailable: 0}")
          .good("rollingUpdate: {maxSurge: 1, maxUnavailable: 0}")
          .build();

  static final Rule DEPLOYMENT_DEADLINE_NOT_ABOVE_MIN_READY =
      Rule.error("deployment-deadline-not-above-min-ready")
          .title("The deadline of a Deployment passes before a pod can be available")
          .what("`progressDeadlineSeconds`, 600 when absent, is not above `minReadySeconds`.")
          .why("The API server refuses the Deployment.")
          .source(API_SERVER)
          .bad("minReadySeconds: 600")
          .good("{minReadySeconds: 600, progressDeadlineSeconds: 1200}")
          .build();

  static final Rule DEPLOYMENT_TOO_MANY_PODS =
      Rule.error("deployment-too-many-pods")
          .title("The pods of a Deployment cannot be counted")
          .what(
              """
              `replicas` and maxSurge are together above 2147483647, or maxSurge is a percentage
              beyond 64 bits.
              """)
          .why(
              """
              The sum does not fit into the controller's 32 bits; for plain numbers it then starts
              no pod at all. A percentage beyond 64 bits makes every pass fail.
              """)
          .source(STUDY)
          .bad("{replicas: 2147483647, strategy: {rollingUpdate: {maxSurge: 1}}}")
          .good("{replicas: 10, strategy: {rollingUpdate: {maxSurge: 1}}}")
          .build();

  static final Rule DEPLOYMENT_SURGE_CUT =
      Rule.warning("deployment-surge-cut")
          .title("maxSurge comes to other pods than it says")
          .what("`maxSurge` comes to more pods than 32 bits hold.")
          .why(
              """
              The controller keeps the lowest 32 bits of the number, whatever they are. Where that
              still gives a sum that can be counted, it is planned as the controller does.
              """)
          .source("Kubernetes v1.37 (rolling.md 1.3)")
          .bad("{replicas: 100, strategy: {rollingUpdate: {maxSurge: 4294967396%}}}")
          .good("{replicas: 100, strategy: {rollingUpdate: {maxSurge: 100%}}}")
          .build();

  static final Rule UNAVAILABLE_ROUNDS_TO_ZERO =
      Rule.note("unavailable-rounds-to-zero")
          .title("maxUnavailable rounds down to no pod")
          .what(
              "A percentage above 0 of `maxUnavailable` comes to no pod, while maxSurge gives one.")
          .why("No pod may be missing then, so that each step needs room for an extra pod.")
          .source(STUDY)
          .bad("replicas: 3  # 25 % of 3 rounds down to 0")
          .good("replicas: 4")
          .build();

  static final Rule BOTH_ROUND_TO_ZERO =
      Rule.warning("both-round-to-zero")
          .title("maxSurge and maxUnavailable both come to no pod")
          .what("Both limits come to 0 pods, although one of them is written as more than 0.")
          .why("The controller lets one pod be missing then, since nothing could move otherwise.")
          .source(STUDY)
          .bad("{replicas: 3, strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 1%}}}")
          .good("{replicas: 3, strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}}")
          .build();

  static final Rule ROLLING_OUTAGE =
      Rule.warning("rolling-outage")
          .title("A rolling update may leave no pod")
          .what("`maxUnavailable` is all replicas or more.")
          .why("The first pass removes every old pod before a new one is ready.")
          .source(STUDY)
          .bad("rollingUpdate: {maxUnavailable: 100%}")
          .good("rollingUpdate: {maxUnavailable: 25%}")
          .build();

  static final Rule ROLLING_ONE_REPLICA =
      Rule.note("rolling-one-replica")
          .title("With one replica there are no small steps")
          .what("A Deployment with one replica is updated with an extra pod.")
          .why("The share of the new version goes from 0 % to 50 % and 100 %.")
          .source(STUDY)
          .bad("replicas: 1")
          .good("replicas: 10")
          .build();

  static final Rule BROKEN_VERSION_STUCK =
      Rule.note("broken-version-stuck")
          .title("Where a broken version stops")
          .what("Said of every rolling update: how many pods of both versions there are then.")
          .why("If new pods never become ready the update stops, and nothing rolls back by itself.")
          .source(STUDY)
          .bad("strategy: {type: RollingUpdate}")
          .good("strategy: {type: RollingUpdate}  # with somebody who watches")
          .build();

  static final Rule DEPLOYMENT_DEADLINE_TIGHT =
      Rule.warning("deployment-deadline-tight")
          .title("The deadline leaves a pod little time to start")
          .what("`progressDeadlineSeconds` is less than 60 above `minReadySeconds`.")
          .why("A slow start counts as a failed update.")
          .source(STUDY)
          .bad("{minReadySeconds: 600, progressDeadlineSeconds: 610}")
          .good("{minReadySeconds: 600, progressDeadlineSeconds: 1200}")
          .build();

  static final Rule DEPLOYMENT_DEADLINE_ONLY_REPORTS =
      Rule.note("deployment-deadline-only-reports")
          .title("The deadline stops nothing")
          .what("`progressDeadlineSeconds` is written.")
          .why("An update without progress is only marked as failed; it is not rolled back.")
          .source(STUDY)
          .bad("progressDeadlineSeconds: 300")
          .good("progressDeadlineSeconds: 300  # with somebody who watches")
          .build();

  static final Rule RECREATE_OUTAGE =
      Rule.warning("recreate-outage")
          .title("Recreate leaves no pod in between")
          .what("The type is Recreate, and there are pods.")
          .why("All old pods are stopped and gone before the first new one starts.")
          .source(STUDY)
          .bad("strategy: {type: Recreate}")
          .good("strategy: {type: RollingUpdate}")
          .build();

  static final Rule PODS_ABOVE_SURGE =
      Rule.note("pods-above-surge")
          .title("Terminating pods come on top of maxSurge")
          .what("Said of every rolling update of two or more pods: how many pods there can be.")
          .why("Pods that are being terminated still run, and are not counted.")
          .source(STUDY)
          .bad("maxSurge: 25%")
          .good("maxSurge: 25%  # with room for the pods that go")
          .build();

  static final Rule PAUSE_IS_NO_FREEZE =
      Rule.warning("pause-is-no-freeze")
          .title("A paused Deployment still changes pods")
          .what("`spec.paused` is true.")
          .why(
              """
              A new template is not rolled out, but pods are still brought to the replicas, and old
              ReplicaSets removed when the new one is complete.
              """)
          .source(STUDY)
          .bad("paused: true")
          .good("paused: false")
          .build();

  static final Rule NO_ROLLBACK_HISTORY =
      Rule.warning("no-rollback-history")
          .title("There is nothing to undo to")
          .what("`revisionHistoryLimit` is 0.")
          .why(
              "No old ReplicaSet is kept, so that `kubectl rollout undo` has nothing to go back to.")
          .source(STUDY)
          .bad("revisionHistoryLimit: 0")
          .good("revisionHistoryLimit: 2")
          .build();

  static final Rule ROLLING_ZERO_REPLICAS =
      Rule.note("rolling-zero-replicas")
          .title("An update of no pods")
          .what("`replicas` is 0.")
          .why("The update only makes an empty ReplicaSet.")
          .source(STUDY)
          .bad("replicas: 0")
          .good("replicas: 2")
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "Deployments",
          "What the API server refuses in a Deployment, and what its update does.",
          ImmutableList.of(
              DEPLOYMENT_NUMBER_NEGATIVE,
              DEPLOYMENT_SELECTOR_INVALID,
              DEPLOYMENT_SELECTOR_NOT_IN_TEMPLATE,
              DEPLOYMENT_POD_LIFE,
              DEPLOYMENT_STRATEGY_UNKNOWN,
              DEPLOYMENT_LIMITS_BESIDE_RECREATE,
              DEPLOYMENT_LIMIT_INVALID,
              DEPLOYMENT_LIMITS_ZERO,
              DEPLOYMENT_DEADLINE_NOT_ABOVE_MIN_READY,
              DEPLOYMENT_TOO_MANY_PODS,
              DEPLOYMENT_SURGE_CUT,
              UNAVAILABLE_ROUNDS_TO_ZERO,
              BOTH_ROUND_TO_ZERO,
              ROLLING_OUTAGE,
              ROLLING_ONE_REPLICA,
              BROKEN_VERSION_STUCK,
              DEPLOYMENT_DEADLINE_TIGHT,
              DEPLOYMENT_DEADLINE_ONLY_REPORTS,
              RECREATE_OUTAGE,
              PODS_ABOVE_SURGE,
              PAUSE_IS_NO_FREEZE,
              NO_ROLLBACK_HISTORY,
              ROLLING_ZERO_REPLICAS));

  private DeploymentRules() {}
}
