// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannerOptions;
import io.canaryplan.finding.Finding;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Manifests of one Rollout with its routes, and of the Application that has them. */
final class GitOpsInputs {
  static final String WEIGHTS =
      """
      - setWeight: 20
      - pause: {}
      """;

  static final String HEADER_ROUTE =
      WEIGHTS
          + """
            - setHeaderRoute: {name: staff, match: [{headerName: x-staff, headerValue: {exact: "yes"}}]}
            - pause: {}
            """;

  static final String PRIMARY =
      """
      - name: primary
        route:
        - destination: {host: shop}
          weight: 100
        - destination: {host: shop-canary}
          weight: 0
      """;

  private GitOpsInputs() {}

  /** Returns a Rollout with these steps, and a VirtualService with these rules. */
  static String rollout(String steps, String protocol, String rules) {
    String reference = protocol.equals("http") ? "routes: [primary]" : "tcpRoutes: [{port: 5432}]";
    return """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: {name: shop, namespace: shop}
        spec:
          replicas: 10
          selector: {matchLabels: {app: shop}}
          template:
            metadata: {labels: {app: shop}}
            spec: {containers: [{name: web, image: "shop:2"}]}
          strategy:
            canary:
              stableService: shop
              canaryService: shop-canary
              trafficRouting:
                managedRoutes: [{name: staff}]
                istio: {virtualService: {name: shop, %s}}
              steps:
        %s---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: shop, namespace: shop}
        spec:
          hosts: [shop]
          %s:
        %s"""
        .formatted(reference, steps.indent(6), protocol, rules.indent(2));
  }

  /** Returns an Application whose ignoreDifferences has this item about the VirtualService. */
  static String application(String item) {
    return """
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: shop, namespace: argocd}
        spec:
          project: default
          destination: {namespace: shop}
          syncPolicy: {automated: {}, syncOptions: [ApplyOutOfSyncOnly=true]}
          ignoreDifferences:
          - {group: networking.istio.io, kind: VirtualService, %s}
        """
        .formatted(item);
  }

  static List<Finding> findings(String text) {
    return CanaryPlanner.plan(Manifests.read("shop.yaml", text), PlannerOptions.DEFAULT)
        .allFindings();
  }

  /** Returns the rules of the findings about Argo CD. */
  static Set<String> rules(String text) {
    return findings(text).stream()
        .map(finding -> finding.rule().id())
        .filter(id -> id.startsWith("gitops-"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
