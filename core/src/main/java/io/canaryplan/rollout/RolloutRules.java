// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;
import io.canaryplan.kubernetes.FieldRules;

/**
 * The rules that reading a Rollout reports under.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class RolloutRules {
  /** The document is no Rollout. */
  public static final Rule NOT_A_ROLLOUT =
      Rule.error("not-a-rollout")
          .title("The document is no Rollout")
          .what("The document is not a mapping, or its kind is not Rollout.")
          .why("The controller looks at objects of kind Rollout only.")
          .source("Argo Rollouts")
          .bad("kind: Deployment")
          .good("kind: Rollout")
          .build();

  /** The apiVersion is not the one of a Rollout. */
  public static final Rule ROLLOUT_VERSION_UNKNOWN =
      Rule.error("rollout-version-unknown")
          .title("The apiVersion is not the one of a Rollout")
          .what("The apiVersion is not `argoproj.io/v1alpha1`.")
          .why(
              """
              The API server serves Rollouts as v1alpha1 only and refuses others. The document is
              read as if it were that.
              """)
          .source("CRD of Argo Rollouts (istio.md 3.1)")
          .bad("apiVersion: argoproj.io/v1")
          .good("apiVersion: argoproj.io/v1alpha1")
          .build();

  /** The Rollout has no name. */
  public static final Rule ROLLOUT_NAME_MISSING =
      Rule.error("rollout-name-missing")
          .title("The Rollout has no name")
          .what("`metadata.name` is missing or empty.")
          .why("Every object of a cluster needs a name.")
          .source("Kubernetes")
          .bad("metadata: {}")
          .good("metadata: {name: shop}")
          .build();

  /** The name is none that an object can have. */
  public static final Rule ROLLOUT_NAME_INVALID =
      Rule.error("rollout-name-invalid")
          .title("The name is none that an object can have")
          .what(
              """
              `metadata.name` is no DNS name: up to 253 lower-case letters, digits, `-` and `.`,
              with a letter or digit at both ends of every part; or `metadata.namespace` is no part
              of one with up to 63.
              """)
          .why("The API server refuses the document.")
          .source("Kubernetes, names of objects")
          .bad("metadata: {name: Shop_Web}")
          .good("metadata: {name: shop-web}")
          .build();

  /** restartAt is no time. */
  public static final Rule RESTART_TIME_INVALID =
      Rule.error("restart-time-invalid")
          .title("restartAt is no time")
          .what("`spec.restartAt` is not a time with date, seconds and zone, as RFC 3339 has it.")
          .why(
              """
              The API server refuses the document. What it takes and the controller cannot read, as
              `t` and `z` in small letters or a zone of 25 hours, is told too.
              """)
          .source("CRD of Argo Rollouts, format date-time; Argo Rollouts 1.9.1")
          .bad("restartAt: yesterday")
          .good("restartAt: \"2026-03-01T10:00:00Z\"")
          .build();

  /** An argument of an analysis refers to a field that the controller cannot resolve. */
  public static final Rule ANALYSIS_FIELD_UNSUPPORTED =
      Rule.error("analysis-field-unsupported")
          .title("An argument refers to metadata that cannot be resolved")
          .what(
              """
              `valueFrom.fieldRef.fieldPath` of an argument in a step begins with `metadata` and is
              none of `metadata.name`, `.namespace`, `.uid`, `.labels`, `.annotations`, and
              `metadata.labels['key']` or `metadata.annotations['key']` with a key that can exist.
              """)
          .why("The controller refuses the Rollout.")
          .source("Argo Rollouts, validation of steps (istio.md 3.4)")
          .bad("valueFrom: {fieldRef: {fieldPath: metadata.foo}}")
          .good("valueFrom: {fieldRef: {fieldPath: \"metadata.labels['app']\"}}")
          .build();

  /** An analysis of a step sets something twice for one metric. */
  public static final Rule ANALYSIS_METRIC_REPEATED =
      Rule.error("analysis-metric-repeated")
          .title("An analysis has two settings for one metric")
          .what("`dryRun` or `measurementRetention` of a step's analysis names a metric twice.")
          .why("The controller can make no analysis run of it and refuses the Rollout.")
          .source("Argo Rollouts 1.9.1, validation of references (istio.md 3.5)")
          .bad("dryRun: [{metricName: errors}, {metricName: errors}]")
          .good("dryRun: [{metricName: errors}]")
          .build();

  /** A label or annotation of the Rollout is none. */
  public static final Rule ROLLOUT_LABEL_INVALID =
      Rule.error("rollout-label-invalid")
          .title("A label or annotation of the Rollout is none")
          .what(
              """
              A key below `metadata.labels` or `metadata.annotations` is no name, or the value of a
              label has other characters than letters, digits, `-`, `_` and `.`, or more than 63.
              """)
          .why("The API server refuses the document.")
          .source("Kubernetes, validation of the metadata of objects")
          .bad("metadata: {name: shop, labels: {team: web and shop}}")
          .good("metadata: {name: shop, labels: {team: web-and-shop}}")
          .build();

  /** spec.replicas is negative. */
  public static final Rule REPLICAS_NEGATIVE =
      Rule.error("replicas-negative")
          .title("spec.replicas is negative")
          .what("`spec.replicas` is negative.")
          .why("There are no fewer than no pods.")
          .source("Argo Rollouts, validation of the spec (istio.md 3.2)")
          .bad("replicas: -1")
          .good("replicas: 1")
          .build();

  /** No strategy is given. */
  public static final Rule STRATEGY_MISSING =
      Rule.error("strategy-missing")
          .title("No strategy is given")
          .what("Neither `canary` nor `blueGreen` is given.")
          .why("The controller needs to know how to replace the pods.")
          .source("Argo Rollouts, validation of the spec (istio.md 3.2)")
          .bad("strategy: {}")
          .good("strategy: {canary: {}}")
          .build();

  /** Two strategies are given. */
  public static final Rule STRATEGY_AMBIGUOUS =
      Rule.error("strategy-ambiguous")
          .title("Two strategies are given")
          .what("Both strategies are given.")
          .why("The controller can follow only one of them.")
          .source("Argo Rollouts, validation of the spec (istio.md 3.2)")
          .bad("strategy: {canary: {}, blueGreen: {activeService: shop}}")
          .good("strategy: {canary: {}}")
          .build();

  /** A step has no kind. */
  public static final Rule STEP_EMPTY =
      Rule.error("step-empty")
          .title("A step has no kind")
          .what("A step has none of the eight kinds, often because its name is misspelt.")
          .why(
              """
              A step that says nothing cannot be done; the API server drops the misspelt field
              before the controller sees it.
              """)
          .source("Argo Rollouts, validation of steps (istio.md 3.4)")
          .bad("- setWieght: 20")
          .good("- setWeight: 20")
          .build();

  /** A setWeight is out of range. */
  public static final Rule SET_WEIGHT_OUT_OF_RANGE =
      Rule.error("set-weight-out-of-range")
          .title("A setWeight is out of range")
          .what(
              """
              A setWeight is below 0 or above the maximum weight, which is 100 unless
              `maxTrafficWeight` says otherwise.
              """)
          .why("No share of the traffic lies below nothing or above all of it.")
          .source("Argo Rollouts, validation of steps (istio.md 3.4)")
          .bad("- setWeight: 101")
          .good("- setWeight: 100")
          .build();

  /** The duration of a pause cannot be read. */
  public static final Rule PAUSE_DURATION_INVALID =
      Rule.error("pause-duration-invalid")
          .title("The duration of a pause cannot be read")
          .what(
              """
              The duration of a pause is neither whole seconds nor a Go duration, is negative, or
              does not fit. There are no days.
              """)
          .why(
              """
              A pause without a duration waits for a person; one that cannot be read is neither that
              nor a time.
              """)
          .source("Argo Rollouts, validation of steps (istio.md 3.4)")
          .bad("- pause: {duration: 1d}")
          .good("- pause: {duration: 24h}")
          .build();

  /** The duration of an experiment cannot be read. */
  public static final Rule EXPERIMENT_DURATION_INVALID =
      Rule.warning("experiment-duration-invalid")
          .title("The duration of an experiment cannot be read")
          .what("The duration of an experiment is no Go duration.")
          .why("The Rollout is accepted, the experiment then fails.")
          .source("Argo Rollouts")
          .bad("- experiment: {duration: \"60\"}")
          .good("- experiment: {duration: 60s}")
          .build();

  /** maxTrafficWeight is below 1. */
  public static final Rule MAX_TRAFFIC_WEIGHT_BELOW_ONE =
      Rule.error("max-traffic-weight-below-one")
          .title("maxTrafficWeight is below 1")
          .what("`maxTrafficWeight` is 0 or negative.")
          .why("The controller does not check it, but shares of nothing cannot be planned.")
          .source("canaryplan")
          .bad("maxTrafficWeight: 0")
          .good("maxTrafficWeight: 1000")
          .build();

  /** maxSurge or maxUnavailable is negative. */
  public static final Rule SURGE_LIMIT_NEGATIVE =
      Rule.error("surge-limit-negative")
          .title("maxSurge or maxUnavailable is negative")
          .what("`maxSurge` or `maxUnavailable` is negative, as a number or as a percentage.")
          .why(
              """
              The controller does not check it and counts on with it. Without a traffic router 5
              replicas at `setWeight: 20` with `maxSurge: -1` are 0 + 4 and no more, and with
              `maxUnavailable: -1` they never get below 1 + 5. Nothing is planned.
              """)
          .source("Argo Rollouts (canary.md 1.4, 2.6)")
          .bad("maxSurge: -1")
          .good("maxSurge: 1")
          .build();

  /** All of them, in the order of the reference. */
  public static final RuleGroup GROUP =
      new RuleGroup(
          "Reading a Rollout",
          "What makes it impossible, or doubtful, to know what a Rollout says.",
          ImmutableList.of(
              NOT_A_ROLLOUT,
              ROLLOUT_VERSION_UNKNOWN,
              ROLLOUT_NAME_MISSING,
              ROLLOUT_NAME_INVALID,
              ROLLOUT_LABEL_INVALID,
              FieldRules.WRONG_TYPE,
              FieldRules.NUMBER_OUT_OF_RANGE,
              FieldRules.REQUIRED_FIELD_MISSING,
              FieldRules.READ_DIFFERENTLY,
              REPLICAS_NEGATIVE,
              STRATEGY_MISSING,
              STRATEGY_AMBIGUOUS,
              STEP_EMPTY,
              SET_WEIGHT_OUT_OF_RANGE,
              PAUSE_DURATION_INVALID,
              EXPERIMENT_DURATION_INVALID,
              ANALYSIS_FIELD_UNSUPPORTED,
              ANALYSIS_METRIC_REPEATED,
              RESTART_TIME_INVALID,
              MAX_TRAFFIC_WEIGHT_BELOW_ONE,
              SURGE_LIMIT_NEGATIVE));

  private RolloutRules() {}
}
