// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** The rules about: what the controller refuses in a canary strategy. */
final class CanaryRules {
  static final Rule SURGE_LIMITS_BOTH_ZERO =
      Rule.error("surge-limits-both-zero")
          .title("maxSurge and maxUnavailable are both 0")
          .what("`maxSurge` and `maxUnavailable` both count as 0, so nothing could ever move.")
          .why(
              """
              Without room above and below the replicas no pod could ever be replaced. This check
              has a parser of its own: `"%25"` and other garbage count as 0.
              """)
          .source("Argo Rollouts, validation of the canary strategy (istio.md 3.3, canary.md 1.3)")
          .bad(
              """
              maxSurge: 0
              maxUnavailable: 0
              """)
          .good(
              """
              maxSurge: 1
              maxUnavailable: 0
              """)
          .build();

  static final Rule SERVICES_EQUAL =
      Rule.error("services-equal")
          .title("Both versions have one Service")
          .what("Both versions are given one Service.")
          .why(
              """
              The controller narrows each Service to the pods of one version; one Service cannot be
              both.
              """)
          .source("Argo Rollouts, validation of the canary strategy (istio.md 3.3)")
          .bad(
              """
              canaryService: shop
              stableService: shop
              """)
          .good(
              """
              canaryService: shop-canary
              stableService: shop
              """)
          .build();

  static final Rule PING_PONG_UNSUPPORTED =
      Rule.error("ping-pong-unsupported")
          .title("The router does not support pingPong")
          .what("`pingPong` needs alb, istio or a plugin.")
          .why("The controller refuses it with any other router.")
          .source("Argo Rollouts, validation of the canary strategy (istio.md 3.3)")
          .versions("plugins since v1.10")
          .bad(
              """
              pingPong: {pingService: a, pongService: b}
              trafficRouting: {smi: {}}
              """)
          .good(
              """
              pingPong: {pingService: a, pongService: b}
              trafficRouting: {istio: {virtualService: {name: shop}}}
              """)
          .build();

  static final Rule PING_PONG_SERVICE_MISSING =
      Rule.error("ping-pong-service-missing")
          .title("A Service of pingPong is missing")
          .what("One of the two Services has no name.")
          .why("The two Services change roles with every update, so both must exist.")
          .source("Argo Rollouts, validation of the canary strategy (istio.md 3.3)")
          .bad("pingPong: {pingService: \"\", pongService: b}")
          .good("pingPong: {pingService: a, pongService: b}")
          .build();

  static final Rule PING_PONG_SERVICES_EQUAL =
      Rule.error("ping-pong-services-equal")
          .title("Both Services of pingPong are one")
          .what("Ping and pong are one Service.")
          .why("The two Services change roles with every update, so they must differ.")
          .source("Argo Rollouts, validation of the canary strategy (istio.md 3.3)")
          .bad("pingPong: {pingService: a, pongService: a}")
          .good("pingPong: {pingService: a, pongService: b}")
          .build();

  static final Rule PING_PONG_ROOT_SERVICE_MISSING =
      Rule.error("ping-pong-root-service-missing")
          .title("alb needs rootService with pingPong")
          .what("alb needs `rootService` with `pingPong`.")
          .why("Neither of the two Services is the one that clients know.")
          .source("Argo Rollouts, validation of the canary strategy (istio.md 3.3)")
          .bad("alb: {ingress: shop}")
          .good("alb: {ingress: shop, rootService: shop}")
          .build();

  static final Rule SERVICE_MISSING =
      Rule.error("service-missing")
          .title("A Service that the router needs is missing")
          .what("The router works with Services, and one is not named.")
          .why("Istio needs them unless a `destinationRule` or `pingPong` is given.")
          .source("Argo Rollouts, validation of the canary strategy (istio.md 3.3)")
          .bad("trafficRouting: {istio: {virtualService: {name: shop}}}")
          .good(
              """
              canaryService: shop-canary
              stableService: shop
              trafficRouting: {istio: {virtualService: {name: shop}}}
              """)
          .build();

  static final Rule SCALE_DOWN_DELAY_WITHOUT_ROUTING =
      Rule.error("scale-down-delay-without-routing")
          .title("scaleDownDelaySeconds needs traffic routing")
          .what("`scaleDownDelaySeconds` has a meaning with traffic routing only.")
          .why("Without a router old pods leave step by step, and no delay applies.")
          .source("Argo Rollouts, validation of the canary strategy (istio.md 3.3)")
          .bad("scaleDownDelaySeconds: 30")
          .good(
              """
              scaleDownDelaySeconds: 30
              trafficRouting: …
              """)
          .build();

  static final Rule DYNAMIC_STABLE_SCALE_WITHOUT_ROUTING =
      Rule.error("dynamic-stable-scale-without-routing")
          .title("dynamicStableScale needs traffic routing")
          .what("`dynamicStableScale` has a meaning with traffic routing only.")
          .why("Without a router stable shrinks with every step anyway.")
          .source("Argo Rollouts, validation of the canary strategy (istio.md 3.3)")
          .bad("dynamicStableScale: true")
          .good(
              """
              dynamicStableScale: true
              trafficRouting: …
              """)
          .build();

  static final Rule DYNAMIC_STABLE_SCALE_WITH_DELAY =
      Rule.error("dynamic-stable-scale-with-delay")
          .title("dynamicStableScale excludes scaleDownDelaySeconds")
          .what("A stable version that shrinks with its traffic is not kept for a delay.")
          .why(
              """
              One field removes the old pods with their traffic, the other keeps them beyond it.
              """)
          .source("Argo Rollouts, validation of the canary strategy (istio.md 3.3)")
          .bad(
              """
              dynamicStableScale: true
              scaleDownDelaySeconds: 30
              """)
          .good("dynamicStableScale: true")
          .build();

  static final Rule MAX_TRAFFIC_WEIGHT_UNSUPPORTED =
      Rule.error("max-traffic-weight-unsupported")
          .title("The router knows weights up to 100 only")
          .what("Only nginx and plugins know another maximum than 100.")
          .why("With any other router the weights would mean other shares than were asked for.")
          .source("Argo Rollouts, validation of the canary strategy (istio.md 3.3)")
          .bad("trafficRouting: {maxTrafficWeight: 1000, istio: …}")
          .good("trafficRouting: {maxTrafficWeight: 1000, nginx: …}")
          .build();

  static final Rule ANTI_AFFINITY_KIND =
      Rule.error("anti-affinity-kind")
          .title("antiAffinity needs exactly one kind")
          .what("`antiAffinity` needs exactly one of its two kinds.")
          .why("The controller adds one rule to the pods, and the kind says which.")
          .source("Argo Rollouts, validation of the canary strategy (istio.md 3.3)")
          .bad("antiAffinity: {}")
          .good("antiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {}}")
          .build();

  static final Rule ANTI_AFFINITY_WEIGHT =
      Rule.error("anti-affinity-weight")
          .title("The weight of antiAffinity is out of range")
          .what("The weight of the preferred kind runs from 1 to 100.")
          .why("Kubernetes knows weights from 1 to 100.")
          .source("Argo Rollouts, validation of the canary strategy (istio.md 3.3)")
          .bad("preferredDuringSchedulingIgnoredDuringExecution: {weight: 101}")
          .good("preferredDuringSchedulingIgnoredDuringExecution: {weight: 100}")
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "What the controller refuses in a canary strategy",
          "",
          ImmutableList.of(
              SURGE_LIMITS_BOTH_ZERO,
              SERVICES_EQUAL,
              PING_PONG_UNSUPPORTED,
              PING_PONG_SERVICE_MISSING,
              PING_PONG_SERVICES_EQUAL,
              PING_PONG_ROOT_SERVICE_MISSING,
              SERVICE_MISSING,
              SCALE_DOWN_DELAY_WITHOUT_ROUTING,
              DYNAMIC_STABLE_SCALE_WITHOUT_ROUTING,
              DYNAMIC_STABLE_SCALE_WITH_DELAY,
              MAX_TRAFFIC_WEIGHT_UNSUPPORTED,
              ANTI_AFFINITY_KIND,
              ANTI_AFFINITY_WEIGHT));

  private CanaryRules() {}
}
