// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** The rules about: what the controller refuses in a router. */
final class RouterRules {
  static final Rule NGINX_INGRESS_AMBIGUOUS =
      Rule.error("nginx-ingress-ambiguous")
          .title("nginx needs exactly one of its ingress fields")
          .what("nginx needs exactly one of `stableIngress` and `stableIngresses`.")
          .why("The controller takes one field or the list, never both.")
          .source("Argo Rollouts, validation of references (istio.md 3.5)")
          .bad("nginx: {}")
          .good("nginx: {stableIngress: shop}")
          .build();

  static final Rule ALB_INGRESS_AMBIGUOUS =
      Rule.error("alb-ingress-ambiguous")
          .title("alb needs exactly one of its ingress fields")
          .what("alb needs exactly one of `ingress` and `ingresses`.")
          .why("The controller takes one field or the list, never both.")
          .source("Argo Rollouts, validation of references (istio.md 3.5)")
          .bad("alb: {ingress: shop, ingresses: [shop]}")
          .good("alb: {ingress: shop}")
          .build();

  static final Rule VIRTUAL_SERVICE_AMBIGUOUS =
      Rule.error("virtual-service-ambiguous")
          .title("istio needs exactly one of its fields for VirtualServices")
          .what(
              """
              istio needs exactly one of `virtualService` and `virtualServices`; an empty list
              counts as none.
              """)
          .why("The controller takes one field or the list, never both.")
          .source("Argo Rollouts, validation of references (istio.md 3.5)")
          .bad("istio: {virtualServices: []}")
          .good("istio: {virtualService: {name: shop}}")
          .build();

  static final Rule ROUTER_TARGET_MISSING =
      Rule.error("router-target-missing")
          .title("The router is told of nothing to route")
          .what("ambassador has no `mappings`, or appMesh no `virtualService`.")
          .why("The controller refuses a router without the object that it would write weights to.")
          .source("Argo Rollouts, validation of references (istio.md 3.5)")
          .bad("ambassador: {mappings: []}")
          .good("ambassador: {mappings: [shop]}")
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "What the controller refuses in a router",
          "",
          ImmutableList.of(
              NGINX_INGRESS_AMBIGUOUS,
              ALB_INGRESS_AMBIGUOUS,
              VIRTUAL_SERVICE_AMBIGUOUS,
              ROUTER_TARGET_MISSING));

  private RouterRules() {}
}
