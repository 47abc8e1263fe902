// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** The rules about: objects that stand beside a Rollout. */
final class NeighbourRules {
  static final Rule REPLICAS_OWNED_BY_AUTOSCALER =
      Rule.warning("replicas-owned-by-autoscaler")
          .title("An autoscaler sets the replicas too")
          .what(
              """
              `spec.replicas` is written, and a HorizontalPodAutoscaler among the inputs has the
              Rollout or the Deployment as its target.
              """)
          .why(
              """
              Each time the manifest is applied it sets the replicas back to the written number,
              until the autoscaler sets its own again.
              """)
          .source("Kubernetes, HorizontalPodAutoscaler")
          .bad("replicas: 4  # scaleTargetRef: {kind: Rollout, name: shop}")
          .good("# no replicas; the autoscaler sets them")
          .build();

  static final Rule AUTOSCALER_LIMITS_INVALID =
      Rule.error("autoscaler-limits-invalid")
          .title("An autoscaler has limits that no number meets")
          .what(
              """
              A HorizontalPodAutoscaler of the Rollout has `minReplicas` above `maxReplicas`, a
              `maxReplicas` below 1 or a negative `minReplicas`.
              """)
          .why("The API server refuses it.")
          .source("Kubernetes, HorizontalPodAutoscaler")
          .bad("{minReplicas: 10, maxReplicas: 5}")
          .good("{minReplicas: 5, maxReplicas: 10}")
          .build();

  static final Rule AUTOSCALERS_CONFLICT =
      Rule.warning("autoscalers-conflict")
          .title("Two autoscalers have one Rollout as their target")
          .what(
              "Several HorizontalPodAutoscalers among the inputs have the Rollout as their target.")
          .why(
              """
              Kubernetes finds the pods of each under the others too, says so in the condition
              `AmbiguousSelector`, and scales with none of them.
              """)
          .source("Kubernetes, HorizontalPodAutoscaler")
          .bad("scaleTargetRef: {kind: Rollout, name: shop}  # in two of them")
          .good("scaleTargetRef: {kind: Rollout, name: shop}  # in one, with all metrics")
          .build();

  static final Rule REPLICAS_OUTSIDE_AUTOSCALER =
      Rule.warning("replicas-outside-autoscaler")
          .title("The plan has replicas that the autoscaler never sets")
          .what(
              """
              `spec.replicas` is absent, a HorizontalPodAutoscaler among the inputs has the Rollout as
              its target, and the number that is planned with is not one that it sets: 1, what the
              controller writes where the field is absent, or that of `--replicas`.
              """)
          .why(
              """
              Only the first installation starts with 1, and an apply that takes the field away may go
              back to it; other applies without the field keep the autoscaler's number, and each count
              of the plan depends on it.
              """)
          .source("Argo Rollouts (canary.md 1.1); Kubernetes, HorizontalPodAutoscaler")
          .bad("minReplicas: 6  # planned with 1")
          .good("minReplicas: 6  # planned with --replicas 6")
          .build();

  static final Rule AUTOSCALER_CHANGES_STEPS =
      Rule.note("autoscaler-changes-steps")
          .title("Other replicas change what a step does")
          .what(
              """
              With the least or the most replicas of an autoscaler a step has another share of
              traffic for the canary than with those that are planned, or, with a router, another
              share of the pods.
              """)
          .why("Pods are whole: the fewer there are, the coarser are the shares.")
          .source("canaryplan (canary.md 2, 3)")
          .bad("minReplicas: 2  # setWeight: 20 is 1 of 2 pods")
          .good("minReplicas: 5")
          .build();

  static final Rule NAMESPACE_NOT_INJECTED =
      Rule.warning("namespace-not-injected")
          .title("The namespace is not part of the mesh")
          .what(
              """
              The Rollout routes with Istio, and its Namespace among the inputs has neither
              `istio-injection: enabled` nor a revision (`istio.io/rev`), nor is it ambient; the
              pods do not ask for a sidecar themselves.
              """)
          .why(
              """
              Pods without a sidecar follow no VirtualService: what they call, they reach whatever
              the weights are.
              """)
          .source("Istio, sidecar injection")
          .bad("kind: Namespace  # without labels")
          .good("kind: Namespace  # with the label istio-injection: enabled")
          .build();

  static final Rule PODS_NOT_INJECTED =
      Rule.warning("pods-not-injected")
          .title("The pods refuse the sidecar")
          .what(
              """
              The Rollout routes with Istio, and its pods have `sidecar.istio.io/inject: "false"` as
              a label or an annotation.
              """)
          .why(
              """
              Pods without a sidecar follow no VirtualService, and know nothing of mutual TLS that
              the mesh may ask for.
              """)
          .source("Istio, sidecar injection")
          .bad("labels: {sidecar.istio.io/inject: \"false\"}")
          .good("labels: {sidecar.istio.io/inject: \"true\"}")
          .build();

  static final Rule SERVICE_PORT_WITHOUT_TARGET =
      Rule.warning("service-port-without-target")
          .title("A port of a Service leads to no port of the pods")
          .what(
              """
              The `targetPort` of a Service that the Rollout names, or that its DestinationRule is for,
              is a name that no container port of the template has. A number that no container declares is a note: containers may
              listen where they declare nothing.
              """)
          .why("Kubernetes gives a port without such a container port no endpoint.")
          .source("Kubernetes, Service")
          .bad("ports: [{port: 80, targetPort: http}]  # the container names its port web")
          .good("ports: [{port: 80, targetPort: web}]")
          .build();

  static final Rule INGRESS_UNKNOWN =
      Rule.note("ingress-unknown")
          .title("An Ingress is not among the inputs")
          .what("An Ingress that the Rollout names is not among the inputs.")
          .why("Whether it exists and leads to the Service is not known.")
          .source("canaryplan; Argo Rollouts looks it up (istio.md 3.5)")
          .bad("nginx: {stableIngress: shop}  # no such document")
          .good("nginx: {stableIngress: shop}  # with the Ingress in the inputs")
          .build();

  static final Rule INGRESS_WITHOUT_SERVICE =
      Rule.error("ingress-without-service")
          .title("An Ingress does not lead to the Service")
          .what(
              """
              No rule of the Ingress that the Rollout names has the stable Service, or with ALB the
              root Service, as its backend.
              """)
          .why("The controller refuses the Rollout: there would be nothing to divide.")
          .source("Argo Rollouts, validation of references (istio.md 3.5)")
          .bad("nginx: {stableIngress: shop}  # its backend is another Service")
          .good("nginx: {stableIngress: shop}  # its backend is the stableService")
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "What stands beside a Rollout",
          "Autoscalers, Namespaces, Services and Ingresses among the inputs.",
          ImmutableList.of(
              REPLICAS_OWNED_BY_AUTOSCALER,
              REPLICAS_OUTSIDE_AUTOSCALER,
              AUTOSCALER_CHANGES_STEPS,
              AUTOSCALER_LIMITS_INVALID,
              AUTOSCALERS_CONFLICT,
              NAMESPACE_NOT_INJECTED,
              PODS_NOT_INJECTED,
              SERVICE_PORT_WITHOUT_TARGET,
              INGRESS_UNKNOWN,
              INGRESS_WITHOUT_SERVICE));

  private NeighbourRules() {}
}
