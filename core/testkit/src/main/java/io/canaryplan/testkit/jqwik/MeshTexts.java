// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit.jqwik;

import io.canaryplan.Manifests;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.PauseDuration;
import io.canaryplan.yaml.YamlReader;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Writes documents as people do, with weights, steps and rules that vary. */
final class MeshTexts {
  private static final int MOST_STEPS = 6;

  private static final String VIRTUAL_SERVICE =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata:
        name: shop
      spec:
        hosts:
        - shop
        http:
      %s""";

  private static final String PRIMARY =
      """
        - name: primary
          route:
          - destination: {host: shop, subset: stable}
            weight: %d
          - destination: {host: shop, subset: canary}
            weight: %d
      """;

  private static final String OTHER =
      """
        - name: other-%d
          match:
          - uri: {prefix: /other-%d}
          route:
          - destination: {host: other}
      """;

  private static final String DESTINATION_RULE =
      """
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata:
        name: shop
      spec:
        host: shop
        subsets:
        - name: stable
          labels: {app: shop}
        - name: canary
          labels: {app: shop}
      """;

  private static final String ROLLOUT =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata:
        name: shop
      spec:
      %s  selector:
          matchLabels: {app: shop}
        template:
          metadata:
            labels: {app: shop}
          spec:
            containers:
            - name: shop
              image: shop:2
        strategy:
          canary:
      %s      steps: [%s]
      """;

  private static final String ROUTING =
      """
            trafficRouting:
              istio:
                virtualService: {name: shop, routes: [primary]}
                destinationRule: {name: shop, canarySubsetName: canary, stableSubsetName: stable}
      """;

  private MeshTexts() {}

  static Arbitrary<VirtualService> virtualServices() {
    Arbitrary<Integer> others = Arbitraries.integers().between(0, 3);
    return Combinators.combine(CanaryPlanArbitraries.weights(), others, others)
        .as((weight, before, all) -> virtualService(weight, Math.min(before, all), all))
        .map(
            text ->
                VirtualService.from(
                        YamlReader.read("virtualservice.yaml", text).orElseThrow().get(0))
                    .orElseThrow());
  }

  private static String virtualService(int weight, int before, int all) {
    StringBuilder rules = new StringBuilder();
    for (int i = 0; i < all; i++) {
      if (i == before) {
        rules.append(PRIMARY.formatted(100 - weight, weight));
      }
      rules.append(OTHER.formatted(i, i));
    }
    if (before == all) {
      rules.append(PRIMARY.formatted(100 - weight, weight));
    }
    return VIRTUAL_SERVICE.formatted(rules);
  }

  static Arbitrary<Manifests> manifests() {
    return Arbitraries.oneOf(
        Combinators.combine(
                CanaryPlanArbitraries.replicas(),
                CanaryPlanArbitraries.basicSteps().list().ofMaxSize(MOST_STEPS))
            .as((replicas, steps) -> rollout(replicas, "", steps))
            .map(MeshTexts::read),
        Combinators.combine(
                CanaryPlanArbitraries.replicas(),
                CanaryPlanArbitraries.steps().list().ofMaxSize(MOST_STEPS),
                Arbitraries.integers().between(0, 2))
            .as(
                (replicas, steps, others) ->
                    rollout(replicas, ROUTING, steps)
                        + "---\n"
                        + virtualService(0, 0, others)
                        + "---\n"
                        + DESTINATION_RULE)
            .map(MeshTexts::read));
  }

  private static String rollout(
      Optional<Integer> replicas, String routing, List<CanaryStep> steps) {
    return ROLLOUT.formatted(
        replicas.map("  replicas: %d\n"::formatted).orElse(""),
        routing,
        steps.stream().map(MeshTexts::step).collect(Collectors.joining(", ")));
  }

  // a pause's toString is a word, not YAML
  private static String step(CanaryStep step) {
    Optional<PauseDuration> duration =
        step.part(CanaryStep.Pause.class).flatMap(CanaryStep.Pause::duration);
    return duration
        .map(time -> "{pause: {duration: %ds}}".formatted(time.seconds()))
        .orElseGet(() -> "{" + step + "}");
  }

  private static Manifests read(String text) {
    return Manifests.read("shop.yaml", text);
  }
}
