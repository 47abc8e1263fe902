// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import com.google.common.collect.Lists;
import io.canaryplan.check.MeshFindings;
import io.canaryplan.finding.Finding;
import io.canaryplan.istio.DestinationRule;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.kubernetes.KubernetesObjects;
import io.canaryplan.kubernetes.KubernetesService;
import io.canaryplan.kubernetes.ObjectView;
import io.canaryplan.plan.AdditionalWeight;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.Phase;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.HeaderMatch;
import io.canaryplan.rollout.IstioDestinationRuleRef;
import io.canaryplan.rollout.IstioTrafficRouting;
import io.canaryplan.rollout.IstioVirtualServiceRef;
import io.canaryplan.rollout.MirrorMatch;
import io.canaryplan.rollout.PingPong;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.rollout.StringMatch;
import io.canaryplan.rollout.TrafficRouting;
import io.canaryplan.routing.DocumentRouter;
import io.canaryplan.routing.StateDocument;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlLimits;
import io.canaryplan.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A Rollout named shop with its documents, for tests. */
final class Mesh {
  private final List<YamlDocument> documents;
  private CanaryStrategy strategy;
  private Optional<String> namespace = Optional.empty();
  private ControllerVersion controller = ControllerVersion.DEFAULT;

  private Mesh(CanaryStrategy strategy, List<YamlDocument> documents) {
    this.strategy = strategy;
    this.documents = documents;
  }

  /** Host mode with shop-canary and shop-stable. */
  static Mesh ofHosts(String documents, IstioVirtualServiceRef reference, String... managed) {
    IstioTrafficRouting istio =
        new IstioTrafficRouting(List.of(), Optional.of(reference), Optional.empty());
    return of(
        documents,
        CanaryStrategy.builder()
            .canaryService("shop-canary")
            .stableService("shop-stable")
            .trafficRouting(TrafficRouting.of(istio, managed))
            .build());
  }

  /** Subset mode with the subsets canary and stable of the DestinationRule shop. */
  static Mesh ofSubsets(
      String documents,
      IstioVirtualServiceRef reference,
      List<String> additional,
      String... managed) {
    IstioTrafficRouting istio =
        new IstioTrafficRouting(
            List.of(),
            Optional.of(reference),
            Optional.of(new IstioDestinationRuleRef("shop", "canary", "stable", additional)));
    return of(
        documents,
        CanaryStrategy.builder().trafficRouting(TrafficRouting.of(istio, managed)).build());
  }

  /** Host mode with a pair of Services that swap their roles. */
  static Mesh ofPingPong(
      String documents, IstioVirtualServiceRef reference, String ping, String pong) {
    IstioTrafficRouting istio =
        new IstioTrafficRouting(List.of(), Optional.of(reference), Optional.empty());
    return of(
        documents,
        CanaryStrategy.builder()
            .pingPong(new PingPong(ping, pong))
            .trafficRouting(TrafficRouting.of(istio))
            .build());
  }

  static Mesh of(String documents, CanaryStrategy strategy) {
    return new Mesh(
        strategy,
        YamlReader.read("mesh.yaml", documents, YamlLimits.DEFAULT).value().orElseThrow());
  }

  /** Refers to these VirtualServices instead of the one. */
  Mesh virtualServices(IstioVirtualServiceRef... references) {
    TrafficRouting routing = strategy.trafficRouting().orElseThrow();
    IstioTrafficRouting istio =
        new IstioTrafficRouting(
            List.of(references), Optional.empty(), routing.istio().orElseThrow().destinationRule());
    String[] managed = routing.managedRoutes().toArray(new String[0]);
    return strategy(strategy.toBuilder().trafficRouting(TrafficRouting.of(istio, managed)).build());
  }

  Mesh strategy(CanaryStrategy value) {
    strategy = value;
    return this;
  }

  CanaryStrategy strategy() {
    return strategy;
  }

  Mesh steps(CanaryStep... steps) {
    strategy = strategy.toBuilder().steps(steps).build();
    return this;
  }

  Mesh namespace(String value) {
    namespace = Optional.of(value);
    return this;
  }

  Mesh controller(ControllerVersion value) {
    controller = value;
    return this;
  }

  private Rollout rollout() {
    Rollout.Builder builder = Rollout.builder("shop", strategy);
    namespace.ifPresent(builder::namespace);
    return builder.build();
  }

  private KubernetesObjects objects() {
    List<ObjectView> objects = new ArrayList<>();
    for (YamlDocument document : documents) {
      VirtualService.from(document).value().ifPresent(objects::add);
      DestinationRule.from(document).value().ifPresent(objects::add);
      KubernetesService.from(document).value().ifPresent(objects::add);
    }
    return KubernetesObjects.of(objects);
  }

  DocumentRouter router() {
    return MeshDocuments.of(rollout(), objects(), controller);
  }

  List<Finding> findings() {
    return MeshFindings.of(rollout(), objects(), controller, router());
  }

  /** What is found along the states of a plan. */
  List<Finding> findings(RoutingState first, RoutingState... others) {
    return MeshFindings.along(rollout(), objects(), controller, Lists.asList(first, others));
  }

  List<StateDocument> documents(RoutingState... path) {
    return at(router(), List.of(path));
  }

  /** The documents after the last of these states. */
  static List<StateDocument> at(DocumentRouter router, List<RoutingState> path) {
    return router.begin(path.get(0)).then(path.subList(1, path.size())).documents();
  }

  /** The text of the document of this kind and name after the last state. */
  String text(String kind, String name, RoutingState... path) {
    return document(kind, name, path).text();
  }

  StateDocument document(String kind, String name, RoutingState... path) {
    return documents(path).stream()
        .filter(document -> document.id().kind().equals(kind))
        .filter(document -> document.id().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The only VirtualService after the last state. */
  String virtualService(RoutingState... path) {
    return documents(path).get(0).text();
  }

  static RoutingState steady() {
    return RoutingState.single("S", Phase.STEADY);
  }

  static RoutingState promoted() {
    return RoutingState.single("N", Phase.PROMOTED);
  }

  static RoutingState aborted(CanaryStep.ManagedRoute... restored) {
    return new RoutingState(0, List.of(), List.of(restored), "S", "N", "S", "S", Phase.ABORTED);
  }

  /** An abort with a ping-pong pair, whose canary's Service stays (canary.md 10.16). */
  static RoutingState abortedPair() {
    return new RoutingState(0, List.of(), List.of(), "S", "N", "S", "N", Phase.ABORTED);
  }

  static RoutingState at(int weight, CanaryStep.ManagedRoute... routes) {
    return at(weight, List.of(), routes);
  }

  static RoutingState at(
      int weight, List<AdditionalWeight> experiments, CanaryStep.ManagedRoute... routes) {
    return new RoutingState(
        weight, experiments, List.of(routes), "S", "N", "S", "N", Phase.PROGRESSING);
  }

  static AdditionalWeight experiment(String service, int weight) {
    return new AdditionalWeight(service, service + "-hash", weight);
  }

  /** {@code geo}: region eu, or a user agent that starts with QA. */
  static CanaryStep.SetHeaderRoute geo() {
    return new CanaryStep.SetHeaderRoute(
        "geo",
        List.of(
            new HeaderMatch("x-region", StringMatch.ofExact("eu")),
            new HeaderMatch("user-agent", StringMatch.ofPrefix("QA"))));
  }

  /** {@code shadow}: 35 % of GET requests below /cart. */
  static CanaryStep.SetMirrorRoute shadow() {
    return new CanaryStep.SetMirrorRoute(
        "shadow",
        List.of(
            new MirrorMatch(
                Optional.of(StringMatch.ofExact("GET")),
                Optional.of(StringMatch.ofPrefix("/cart")),
                Map.of())),
        OptionalInt.of(35));
  }
}
