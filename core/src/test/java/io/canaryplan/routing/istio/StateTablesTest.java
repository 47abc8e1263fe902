// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.istio.DestinationRule;
import io.canaryplan.istio.HttpRoute;
import io.canaryplan.istio.RouteDestination;
import io.canaryplan.istio.Subset;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.kubernetes.KubernetesService;
import io.canaryplan.plan.AdditionalWeight;
import io.canaryplan.plan.Phase;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.IstioVirtualServiceRef;
import io.canaryplan.routing.StateDocument;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The state tables 6.3 and 6.4 of istio.md row by row, and ping-pong beside them. */
class StateTablesTest {
  private static final String SERVICES =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: shop-stable}
      spec: {selector: {app: shop}}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: shop-canary}
      spec: {selector: {app: shop}}
      ---
      """;
  private static final String HOSTS =
      SERVICES
          + """
          apiVersion: networking.istio.io/v1
          kind: VirtualService
          metadata: {name: shop}
          spec:
            http:
            - name: primary
              route:
              - destination: {host: shop-stable}
                weight: 100
              - destination: {host: shop-canary}
                weight: 0
          """;
  private static final String SUBSETS =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: shop}
      spec:
        http:
        - name: primary
          route:
          - destination: {host: shop, subset: stable}
            weight: 100
          - destination: {host: shop, subset: canary}
            weight: 0
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: shop}
      spec:
        host: shop
        subsets:
        - {name: stable, labels: {app: shop}}
        - {name: canary, labels: {app: shop}}
      """;

  private static final IstioVirtualServiceRef REFERENCE =
      IstioVirtualServiceRef.of("shop", "primary");
  private static final List<AdditionalWeight> EXPERIMENT = List.of(Mesh.experiment("exp", 5));

  private static RoutingState state(
      int weight,
      List<AdditionalWeight> experiments,
      String canarySubset,
      String canaryService,
      Phase phase,
      CanaryStep.ManagedRoute... routes) {
    return new RoutingState(
        weight, experiments, List.of(routes), "S", canarySubset, "S", canaryService, phase);
  }

  static Stream<Arguments> hostMode() {
    Phase moving = Phase.PROGRESSING;
    CanaryStep.ManagedRoute geo = Mesh.geo();
    return Stream.of(
        Arguments.of("steady", "S S 100/0 []", List.of(Mesh.steady())),
        Arguments.of(
            "new template, N has 0 available",
            "S S 100/0 []",
            List.of(Mesh.steady(), state(0, List.of(), "N", "S", moving))),
        Arguments.of(
            "N has 1 available, no setWeight reached",
            "S N 100/0 []",
            List.of(Mesh.steady(), Mesh.at(0))),
        Arguments.of(
            "setWeight 20, replicas at target",
            "S N 80/20 [geo]",
            List.of(Mesh.steady(), Mesh.at(20, geo))),
        Arguments.of(
            "experiment running",
            "S N 75/20/5 [geo]",
            List.of(Mesh.steady(), Mesh.at(20, geo), Mesh.at(20, EXPERIMENT, geo))),
        Arguments.of(
            "all steps done",
            "S N 0/100 [geo]",
            List.of(Mesh.steady(), Mesh.at(20, geo), Mesh.at(100, geo))),
        Arguments.of(
            "promoted", "N N 100/0 []", List.of(Mesh.steady(), Mesh.at(20, geo), Mesh.promoted())),
        Arguments.of(
            "aborted", "S S 100/0 []", List.of(Mesh.steady(), Mesh.at(20, geo), Mesh.aborted())),
        Arguments.of(
            "aborted, geo being step 0",
            "S S 100/0 [geo]",
            List.of(Mesh.steady(), Mesh.at(20, geo), Mesh.aborted(geo))),
        Arguments.of(
            "N loses all pods mid-way",
            "S N 100/0 []",
            List.of(Mesh.steady(), Mesh.at(20, geo), Mesh.at(0))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void hostMode(String moment, String expected, List<RoutingState> path) {
    Mesh mesh = Mesh.ofHosts(HOSTS, REFERENCE, "geo");
    List<StateDocument> documents = mesh.documents(path.toArray(new RoutingState[0]));

    assertThat(documents).hasSize(3);
    assertThat(
            selected(documents, "shop-stable")
                + " "
                + selected(documents, "shop-canary")
                + " "
                + routes(documents))
        .isEqualTo(expected);
  }

  static Stream<Arguments> subsetMode() {
    Phase moving = Phase.PROGRESSING;
    CanaryStep.ManagedRoute geo = Mesh.geo();
    return Stream.of(
        Arguments.of("steady", "[S, S] 100/0 []", List.of(Mesh.steady())),
        Arguments.of(
            "N created with 0 replicas",
            "[S, N] 100/0 []",
            List.of(Mesh.steady(), state(0, List.of(), "N", "S", moving))),
        Arguments.of(
            "setWeight 20, all pods available",
            "[S, N] 80/20 [geo]",
            List.of(Mesh.steady(), Mesh.at(20, geo))),
        Arguments.of(
            "experiment",
            "[S, N, exp-hash] 75/20/5 [geo]",
            List.of(Mesh.steady(), Mesh.at(20, EXPERIMENT, geo))),
        Arguments.of("all steps done", "[S, N] 0/100 []", List.of(Mesh.steady(), Mesh.at(100))),
        Arguments.of(
            "promoted",
            "[N, N] 100/0 []",
            List.of(Mesh.steady(), Mesh.at(20, geo), Mesh.promoted())),
        Arguments.of(
            "aborted: the canary keeps its hash",
            "[S, N] 100/0 []",
            List.of(Mesh.steady(), Mesh.at(20, geo), Mesh.aborted())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void subsetMode(String moment, String expected, List<RoutingState> path) {
    Mesh mesh = Mesh.ofSubsets(SUBSETS, REFERENCE, List.of(), "geo");
    List<StateDocument> documents = mesh.documents(path.toArray(new RoutingState[0]));

    assertThat(documents).hasSize(2);
    assertThat(labels(documents.get(1)) + " " + routes(documents)).isEqualTo(expected);
  }

  static Stream<Arguments> pingPong() {
    return Stream.of(
        Arguments.of(
            "steady: ping is stable, what pong selects is not known",
            "- S 100/0 []",
            List.of(Mesh.steady())),
        Arguments.of(
            "setWeight 20: pong is the canary",
            "N S 80/20 []",
            List.of(Mesh.steady(), Mesh.at(20))),
        Arguments.of(
            "promoted: pong is stable, ping keeps its hash",
            "N S 0/100 []",
            List.of(Mesh.steady(), Mesh.at(20), Mesh.promoted())),
        Arguments.of(
            "aborted", "N S 100/0 []", List.of(Mesh.steady(), Mesh.at(20), Mesh.abortedPair())));
  }

  /** The texts name ping shop-stable and pong shop-canary. */
  @ParameterizedTest(name = "{0}")
  @MethodSource
  void pingPong(String moment, String expected, List<RoutingState> path) {
    Mesh mesh = Mesh.ofPingPong(HOSTS, REFERENCE, "shop-stable", "shop-canary");
    List<StateDocument> documents = mesh.documents(path.toArray(new RoutingState[0]));

    assertThat(
            selected(documents, "shop-canary")
                + " "
                + selected(documents, "shop-stable")
                + " "
                + routes(documents))
        .isEqualTo(expected);
    assertThat(mesh.findings())
        .extracting(finding -> finding.rule().id())
        .containsExactly("ping-pong-role-assumed");
  }

  private static String selected(List<StateDocument> documents, String name) {
    KubernetesService service =
        documents.stream()
            .filter(document -> document.id().name().equals(name))
            .map(document -> KubernetesService.from(document.document()).orElseThrow())
            .findFirst()
            .orElseThrow();
    String hash = service.selector().getOrDefault("rollouts-pod-template-hash", "-");
    assertThat(service.selector()).containsEntry("app", "shop");
    assertThat(service.annotations())
        .isEqualTo(
            hash.equals("-")
                ? Map.of()
                : Map.of("argo-rollouts.argoproj.io/managed-by-rollouts", "shop"));
    return hash;
  }

  private static List<String> labels(StateDocument document) {
    DestinationRule rule = DestinationRule.from(document.document()).orElseThrow();
    return rule.subsets().stream()
        .map((Subset subset) -> subset.label("rollouts-pod-template-hash").orElse("-"))
        .toList();
  }

  private static String routes(List<StateDocument> documents) {
    VirtualService service = VirtualService.from(documents.get(0).document()).orElseThrow();
    String weights =
        service.httpRoute("primary").orElseThrow().destinations().stream()
            .map((RouteDestination destination) -> destination.weight().orElse(0))
            .map(String::valueOf)
            .collect(Collectors.joining("/"));
    List<String> others =
        service.http().stream()
            .flatMap((HttpRoute route) -> route.name().stream())
            .filter(name -> !name.equals("primary"))
            .toList();
    return weights + " " + others;
  }
}
