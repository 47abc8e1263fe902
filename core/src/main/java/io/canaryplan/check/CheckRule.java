// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import static io.canaryplan.finding.Severity.ERROR;
import static io.canaryplan.finding.Severity.NOTE;
import static io.canaryplan.finding.Severity.WARNING;

import io.canaryplan.finding.Rule;
import io.canaryplan.finding.Severity;

/**
 * The rules that judge a Rollout that could be read, the documents it refers to, and its plan. The
 * letters are rows of istio.md 3.2 to 3.5 and findings.md C.
 */
public enum CheckRule implements Rule {
  /** No selector, and no workloadRef to take one from (G-2). */
  SELECTOR_MISSING(ERROR),
  /** A selector that is empty or malformed (G-3). */
  SELECTOR_INVALID(ERROR),
  /** Both a template and a workloadRef (G-4). */
  TEMPLATE_BESIDE_WORKLOAD_REF(ERROR),
  /** The selector does not match the labels of the template (G-5). */
  SELECTOR_NOT_IN_TEMPLATE(ERROR),
  /** A number of seconds or revisions that must not be negative (G-6). */
  NUMBER_NEGATIVE(ERROR),
  /** A progress deadline that is not above minReadySeconds (G-7). */
  DEADLINE_NOT_ABOVE_MIN_READY(ERROR),
  /** maxSurge and maxUnavailable both count as 0 (C-1). */
  SURGE_LIMITS_BOTH_ZERO(ERROR),
  /** One Service for both versions (C-2). */
  SERVICES_EQUAL(ERROR),
  /** pingPong with a router that does not support it (C-3). */
  PING_PONG_UNSUPPORTED(ERROR),
  /** pingPong with an empty Service name (C-4, C-5). */
  PING_PONG_SERVICE_MISSING(ERROR),
  /** One Service for ping and pong (C-6). */
  PING_PONG_SERVICES_EQUAL(ERROR),
  /** pingPong with ALB and without rootService (C-7). */
  PING_PONG_ROOT_SERVICE_MISSING(ERROR),
  /** A router that needs canaryService and stableService, and one is not named (C-8, C-9). */
  SERVICE_MISSING(ERROR),
  /** scaleDownDelaySeconds without traffic routing (C-10). */
  SCALE_DOWN_DELAY_WITHOUT_ROUTING(ERROR),
  /** dynamicStableScale without traffic routing (C-11). */
  DYNAMIC_STABLE_SCALE_WITHOUT_ROUTING(ERROR),
  /** dynamicStableScale together with scaleDownDelaySeconds (C-12). */
  DYNAMIC_STABLE_SCALE_WITH_DELAY(ERROR),
  /** maxTrafficWeight with a router that only knows 100 (C-13). */
  MAX_TRAFFIC_WEIGHT_UNSUPPORTED(ERROR),
  /** antiAffinity with none or both of its kinds (C-14). */
  ANTI_AFFINITY_KIND(ERROR),
  /** antiAffinity with a weight outside of 1 to 100 (C-14). */
  ANTI_AFFINITY_WEIGHT(ERROR),
  /** Two of setWeight, pause, experiment and analysis in one step (S-1). */
  STEP_KINDS_EXCLUSIVE(ERROR),
  /** setCanaryScale without traffic routing (S-6). */
  SET_CANARY_SCALE_WITHOUT_ROUTING(ERROR),
  /** setHeaderRoute without a router that supports it (S-7). */
  HEADER_ROUTE_UNSUPPORTED(ERROR),
  /** A header condition that ALB does not support (S-8). */
  HEADER_MATCH_NOT_EXACT(ERROR),
  /** A header condition that has not exactly one kind (S-9). */
  HEADER_MATCH_KINDS(ERROR),
  /** setMirrorRoute without a router that supports it (S-10). */
  MIRROR_ROUTE_UNSUPPORTED(ERROR),
  /** A mirror condition that has not exactly one kind (S-11). */
  MIRROR_MATCH_KINDS(ERROR),
  /** A header or mirror route without any managedRoutes (S-12). */
  MANAGED_ROUTES_MISSING(ERROR),
  /** A header or mirror route whose name is not in managedRoutes (S-13). */
  MANAGED_ROUTE_UNDECLARED(ERROR),
  /** An experiment's weight without traffic routing (S-14). */
  EXPERIMENT_WEIGHT_WITHOUT_ROUTING(ERROR),
  /** An experiment's weight with a router that does not support it (S-15). */
  EXPERIMENT_WEIGHT_UNSUPPORTED(ERROR),
  /** The workload that workloadRef names is not among the inputs; its pods are not known. */
  WORKLOAD_UNKNOWN(NOTE),
  /** A named Service is not among the inputs (R-SVC0); nothing is known about it. */
  SERVICE_UNKNOWN(NOTE),
  /** A Service whose selector does not fit the pods (R-SVC1). */
  SERVICE_SELECTOR_MISMATCH(ERROR),
  /** A Service that another Rollout manages (R-SVC2). */
  SERVICE_MANAGED_BY_ANOTHER(ERROR),
  /** Nginx with none or both of its ingress fields (R-NG1). */
  NGINX_INGRESS_AMBIGUOUS(ERROR),
  /** ALB with none or both of its ingress fields (R-ALB1). */
  ALB_INGRESS_AMBIGUOUS(ERROR),
  /** Istio with none or both of virtualService and virtualServices (R-VS1). */
  VIRTUAL_SERVICE_AMBIGUOUS(ERROR),
  /** A blue-green Rollout: it is read, but this strategy is not planned yet. */
  BLUE_GREEN_NOT_PLANNED(ERROR),

  /** The pods' share is far from setWeight (P1). */
  UNREACHABLE_WEIGHT(WARNING),
  /** Steps that change nothing, or a single replica (P2). */
  DEGENERATE_STEPS(WARNING),
  /** A weight at which the controller gives the canary no pod at all (P3). */
  ZERO_CANARY_HOLE(ERROR),
  /** The two roundings give different counts (P4). */
  ROUNDING_DIFFERS(NOTE),
  /** maxSurge or maxUnavailable with traffic routing (P5). */
  SURGE_LIMITS_WITHOUT_EFFECT(WARNING),
  /** More pods on the way than maxSurge suggests (P6). */
  POD_PEAK(NOTE),
  /** A version gets more than 1.5 times the traffic of its pods (P7). */
  OVERLOAD(WARNING),
  /** The passes end before the state is reached. */
  PLAN_STANDS_STILL(WARNING),
  /** The passes of an abort end before stable has everything (P22). */
  ABORT_STANDS_STILL(WARNING),
  /** Header or mirror route while the canary has no pod (P8). */
  ROUTE_WITHOUT_PODS(WARNING),
  /** Header or mirror route in the first step (P9). */
  ROUTE_STEP_FIRST(WARNING),
  /** Canary and experiments together get more than all traffic (P13). */
  WEIGHTS_ABOVE_MAXIMUM(WARNING),
  /** setWeight beside another kind in one step (P17). */
  STEP_MIXES_KINDS(NOTE),
  /** A setCanaryScale without any field (P17). */
  SET_CANARY_SCALE_EMPTY(WARNING),
  /** A setCanaryScale above 100 % or above the replicas (P18). */
  SET_CANARY_SCALE_OUT_OF_RANGE(WARNING),
  /** A setWeight below an earlier one with traffic routing (P19). */
  WEIGHT_GOES_DOWN(WARNING),
  /** The last steps before all traffic have no pause or analysis (P20). */
  NO_SOAK(WARNING),
  /** There is no pause and no analysis at all (P20). */
  NO_PAUSE(NOTE),
  /** The first pause comes while the canary has no pod (P20). */
  PAUSE_WITHOUT_CANARY(WARNING),
  /** dynamicStableScale takes stable to 0 before the promotion (P21). */
  STABLE_GONE_BEFORE_PROMOTION(WARNING),
  /** setCanaryScale.replicas keeps stable at full size under dynamicStableScale (P21). */
  STABLE_PINNED(WARNING),
  /** abortScaleDownDelaySeconds 0, which does not keep the canary as it says (P22). */
  ABORT_DELAY_ZERO(WARNING),
  /** dynamicStableScale with an abort delay can come to a standstill up to v1.9.1 (P22). */
  ABORT_MAY_STALL(WARNING),
  /** scaleDownDelaySeconds 0: the old pods are never removed (P22). */
  OLD_PODS_NEVER_REMOVED(WARNING),
  /** A deadline that a pod can hardly meet (P23). */
  DEADLINE_TIGHT(WARNING),
  /** minPodsPerReplicaSet has no effect here (P24). */
  MIN_PODS_WITHOUT_EFFECT(WARNING),
  /** A number in quotes that is a percentage (P25). */
  QUOTED_NUMBER_IS_PERCENT(WARNING),
  /** A limit that is no number: both limits become 0 without a word (canary.md 1.3). */
  SURGE_LIMIT_UNREADABLE(WARNING);

  private final Severity severity;

  CheckRule(Severity severity) {
    this.severity = severity;
  }

  @Override
  public Severity severity() {
    return severity;
  }
}
