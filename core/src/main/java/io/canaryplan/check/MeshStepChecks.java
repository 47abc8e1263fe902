// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Findings;
import io.canaryplan.plan.Capability;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.ExperimentTemplate;
import io.canaryplan.rollout.PingPong;
import io.canaryplan.routing.istio.MeshNames;
import io.canaryplan.routing.istio.MeshReferences;
import io.canaryplan.routing.istio.RouteWeights;
import io.canaryplan.routing.istio.RoutedVirtualService;
import io.canaryplan.routing.istio.StepPart;
import io.canaryplan.routing.istio.WeightRoute;
import java.util.List;
import java.util.Optional;

/** What the steps alone say about the documents to come. */
final class MeshStepChecks {
  private final MeshReferences references;
  private final CanaryStrategy strategy;
  private final Findings findings;

  MeshStepChecks(MeshReferences references, Findings findings) {
    this.references = references;
    this.strategy = references.strategy();
    this.findings = findings;
  }

  void run() {
    List<StepPart> parts = StepPart.managed(strategy);
    for (StepPart part : parts) {
      emptyName(part);
    }
    for (StepPart part : parts) {
      matchesAll(part);
      conflict(part);
    }
    sums();
    experimentOrder();
    pingPong();
  }

  /** Returns the templates of a step's experiment; none if it has no experiment. */
  static List<ExperimentTemplate> templates(CanaryStep step) {
    Optional<CanaryStep.Experiment> experiment = step.part(CanaryStep.Experiment.class);
    return experiment.isPresent() ? experiment.get().templates() : ImmutableList.of();
  }

  /** Returns the first step whose experiment gets several destinations, or -1. */
  static int firstWithSeveral(CanaryStrategy strategy) {
    for (int i = 0; i < strategy.steps().size(); i++) {
      if (weightedTemplates(strategy.steps().get(i)) > 1) {
        return i;
      }
    }
    return -1;
  }

  /** Returns how many templates of a step's experiment get a destination. */
  static int weightedTemplates(CanaryStep step) {
    int count = 0;
    for (ExperimentTemplate template : templates(step)) {
      count += template.weight().orElse(0) > 0 ? 1 : 0;
    }
    return count;
  }

  /** Removing by an empty name removes every rule without one (1.12). */
  private void emptyName(StepPart part) {
    if (part.name().isEmpty()) {
      FieldPath path = part.path().child("name");
      findings.add(
          ManagedRouteRules.EMPTY_ROUTE_NAME,
          path,
          """
          the name of the route is ""; removing the route of that name removes every http rule \
          without a name, your own too""",
          "set %s".formatted(path));
    }
  }

  /** A catch-all on top leaves nothing for the rules below. */
  private void matchesAll(StepPart part) {
    if (RequestScope.of(part.step()).stream().anyMatch(RequestScope::isEverything)) {
      findings.add(
          ManagedRouteRules.MANAGED_ROUTE_MATCHES_ALL,
          part.path().child("match"),
          """
          the mirror route "%s" matches every request and stands above all rules; their \
          retries, timeouts and rewrites no longer apply"""
              .formatted(part.name()),
          "narrow %s".formatted(part.path().child("match")));
    }
  }

  /** The second write of a pass conflicts (1.12). */
  private void conflict(StepPart part) {
    Optional<CanaryStep.SetWeight> weight =
        strategy.steps().get(part.index()).part(CanaryStep.SetWeight.class);
    if (weight.isPresent()) {
      findings.add(
          ManagedRouteRules.ROUTE_WRITES_CONFLICT,
          part.path(),
          """
          the route "%s" and "%s" stand in one step; written in one pass, the second write \
          conflicts and follows one pass later"""
              .formatted(part.name(), weight.get()),
          "make %s a step of its own".formatted(part.path()));
    }
  }

  /** More than all traffic, as far as the VirtualService has a part in it. */
  private void sums() {
    long additional = additional();
    int weight = 0;
    for (int i = 0; i < strategy.steps().size(); i++) {
      CanaryStep step = strategy.steps().get(i);
      Optional<CanaryStep.SetWeight> set = step.part(CanaryStep.SetWeight.class);
      weight = set.isPresent() ? set.get().weight() : weight;
      long experiments = 0;
      for (ExperimentTemplate template : templates(step)) {
        experiments += template.weight().orElse(0);
      }
      boolean acts = experiments > 0 || set.isPresent();
      if (additional > 0 && acts && weight + experiments + additional > RouteWeights.WHOLE) {
        findings.add(
            WeightRouteRules.ADDITIONAL_SUBSETS_ABOVE_HUNDRED,
            Paths.step(i),
            """
            the canary's "%s", experiments' "%s" and additional subsets' "%s" are more than 100; \
            stable gets 0 and all shares shrink"""
                .formatted(weight, experiments, additional),
            "lower the weights at %s".formatted(Paths.step(i)));
      }
    }
  }

  /** Returns the largest sum of additional subsets' weights in any weight route. */
  private long additional() {
    long largest = 0;
    for (RoutedVirtualService routed : references.virtualServices()) {
      for (WeightRoute route : routed.selection().all()) {
        largest = Math.max(largest, route.additional());
      }
    }
    return largest;
  }

  /** 1.5, 2.1. */
  private void experimentOrder() {
    int step = firstWithSeveral(strategy);
    // Since v1.10 destinations are sorted; the subsets of a DestinationRule are not.
    boolean sorted =
        references.controller().has(Capability.SORTS_EXPERIMENT_DESTINATIONS)
            && references.subsets().isEmpty();
    if (step >= 0 && !sorted) {
      findings.add(
          WeightRouteRules.EXPERIMENT_ORDER_UNDETERMINED,
          Paths.step(step).child("experiment").child("templates"),
          """
          the order in which the controller appends the destinations or subsets of several \
          templates is not determined in every version; the plan sorts them by Service name""",
          "nothing to change; the order has no effect");
    }
  }

  private void pingPong() {
    boolean assumed =
        strategy.pingPong().flatMap(PingPong::stablePingPong).isEmpty()
            && MeshNames.usesPingPong(strategy);
    if (assumed) {
      MeshNames names = references.names();
      findings.add(
          ReferenceRules.PING_PONG_ROLE_ASSUMED,
          Paths.CANARY.child("pingPong"),
          """
          which of "%s" and "%s" is stable stands in the status only; assumed is ping, as after \
          the installation"""
              .formatted(names.stableService(), names.canaryService()),
          "give the Rollout with its status.canary.stablePingPong, which wins");
    }
  }
}
