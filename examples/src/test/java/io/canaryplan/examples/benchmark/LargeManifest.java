// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples.benchmark;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The large input of the benchmarks: 20 steps, 5 VirtualServices of 50 routes, subset mode. */
final class LargeManifest {
  static final int STEPS = 20;
  static final int VIRTUAL_SERVICES = 5;
  static final int ROUTES = 50;

  private LargeManifest() {}

  static String text() {
    StringBuilder text = new StringBuilder(rollout());
    for (int i = 0; i < VIRTUAL_SERVICES; i++) {
      text.append("---\n").append(virtualService(i));
    }
    return text.append("---\n").append(DESTINATION_RULE).toString();
  }

  private static String rollout() {
    StringBuilder text = new StringBuilder(HEAD);
    for (int i = 0; i < VIRTUAL_SERVICES; i++) {
      text.append("          - name: shop-").append(i).append("\n            routes:\n");
      for (int route = 0; route < ROUTES; route++) {
        text.append("            - route-").append(route).append('\n');
      }
    }
    text.append("      steps:\n");
    for (int step = 0; step < STEPS; step += 2) {
      text.append("      - setWeight: ").append(5 * step + 5).append("   # then have a look\n");
      text.append("      - pause: {duration: 10m}\n");
    }
    return text.toString();
  }

  private static String virtualService(int index) {
    String routes =
        IntStream.range(0, ROUTES).mapToObj(LargeManifest::route).collect(Collectors.joining());
    return """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata:
          name: shop-%d
          namespace: shop
        spec:
          hosts:
          - "shop-%d.example.org"
          http:
        """
            .formatted(index, index)
        + routes;
  }

  private static String route(int index) {
    return """
          # Requests of part %d of the shop.
          - name: route-%d
            match:
            - uri:
                prefix: "/part-%d"
            retries:
              attempts: 3
              perTryTimeout: 2s
            route:
            - destination:
                host: shop
                subset: stable
              weight: 100
            - destination:
                host: shop
                subset: canary
              weight: 0
        """
        .formatted(index, index, index);
  }

  private static final String HEAD =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata:
        name: shop
        namespace: shop
      spec:
        replicas: 1000
        selector:
          matchLabels:
            app: shop
        template:
          metadata:
            labels:
              app: shop
          spec:
            containers:
            - name: web
              image: example.org/shop:2
              ports:
              - containerPort: 8080
        strategy:
          canary:
            trafficRouting:
              istio:
                destinationRule:
                  name: shop
                  canarySubsetName: canary
                  stableSubsetName: stable
                virtualServices:
      """;

  private static final String DESTINATION_RULE =
      """
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata:
        name: shop
        namespace: shop
      spec:
        host: shop
        subsets:
        - name: canary
          labels:
            app: shop
        - name: stable
          labels:
            app: shop
      """;
}
