// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Severity;
import io.canaryplan.istio.DestinationRule;
import io.canaryplan.istio.RouteDestination;
import io.canaryplan.istio.Subset;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.ExperimentTemplate;
import io.canaryplan.rollout.IstioDestinationRuleRef;
import io.canaryplan.routing.istio.MeshNames;
import io.canaryplan.routing.istio.MeshReferences;
import io.canaryplan.routing.istio.RoutedVirtualService;
import io.canaryplan.routing.istio.ShortHost;
import io.canaryplan.routing.istio.WeightRoute;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the controller does to the DestinationRule of subset mode (istio.md 2). */
final class DestinationRuleChecks {
  private static final FieldPath SUBSETS = FieldPath.of("spec", "subsets");

  private DestinationRuleChecks() {}

  static void run(MeshReferences references, Findings findings) {
    if (references.subsets().isEmpty() || references.destinationRule().isEmpty()) {
      return;
    }
    IstioDestinationRuleRef reference = references.subsets().get();
    DestinationRule rule = references.destinationRule().get();
    FieldPath path = Paths.ISTIO.child("destinationRule");
    exists(rule, reference.canarySubsetName(), path.child("canarySubsetName"), findings);
    exists(rule, reference.stableSubsetName(), path.child("stableSubsetName"), findings);
    removed(references, reference, rule, findings);
    rewritten(reference, rule, findings);
  }

  private static void exists(DestinationRule rule, String name, FieldPath path, Findings findings) {
    if (rule.subset(name).isEmpty()) {
      List<String> known = new ArrayList<>();
      for (Subset subset : rule.subsets()) {
        if (!subset.name().isEmpty()) {
          known.add(subset.name());
        }
      }
      findings.add(
          ReferenceRules.SUBSET_NOT_FOUND,
          path,
          "\"%s\" has no subset \"%s\"%s; the controller makes none"
              .formatted(
                  rule.id().name(),
                  name,
                  known.isEmpty() ? " nor any other" : ", only " + String.join(", ", known)),
          "correct %s, or add the subset to the DestinationRule".formatted(path));
    }
  }

  private static boolean isKept(IstioDestinationRuleRef reference, String subset) {
    return subset.equals(reference.canarySubsetName())
        || subset.equals(reference.stableSubsetName());
  }

  /** Every further subset is dropped (2.1); an error where a route still points at it. */
  private static void removed(
      MeshReferences references,
      IstioDestinationRuleRef reference,
      DestinationRule rule,
      Findings findings) {
    Set<String> experiments = experiments(references.strategy());
    List<Subset> subsets = rule.subsets();
    for (int i = 0; i < subsets.size(); i++) {
      String name = subsets.get(i).name();
      if (!name.isEmpty() && !isKept(reference, name)) {
        Optional<String> user =
            references.virtualServices().stream()
                .filter(routed -> pointsAt(routed, references.names(), rule, name))
                .map(routed -> routed.base().id().name())
                .findFirst();
        String until = experiments.contains(name) ? " unless its experiment is running" : "";
        Finding finding =
            Finding.of(
                    SubsetRules.FOREIGN_SUBSET_REMOVED,
                    SUBSETS.index(i),
                    """
                    the subset "%s" is removed with the first write%s; the controller keeps canary and \
                    stable only%s"""
                        .formatted(name, until, user.map(DestinationRuleChecks::broken).orElse("")))
                .withHint("move the subset to a DestinationRule of its own");
        findings
            .about(rule.document())
            .add(user.isPresent() ? finding.withSeverity(Severity.ERROR) : finding);
      }
    }
  }

  private static Set<String> experiments(CanaryStrategy strategy) {
    Set<String> services = new HashSet<>();
    for (CanaryStep step : strategy.steps()) {
      for (ExperimentTemplate template : MeshStepChecks.templates(step)) {
        services.add(template.serviceName().orElse(""));
      }
    }
    return services;
  }

  private static String broken(String virtualService) {
    return ", and requests that \"%s\" still sends there fail".formatted(virtualService);
  }

  /** Returns whether a destination of the subset is there after the first write too. */
  private static boolean pointsAt(
      RoutedVirtualService routed, MeshNames names, DestinationRule rule, String subset) {
    VirtualService service = routed.base();
    return Stream.of(service.http(), service.tls(), service.tcp())
        .flatMap(List::stream)
        .flatMap(route -> route.destinations().stream())
        .filter(destination -> destination.subset().equals(Optional.of(subset)))
        .filter(
            destination -> ShortHost.of(destination).equals(ShortHost.of(rule.host().orElse(""))))
        .anyMatch(destination -> !isRemoved(destination, routed, names));
  }

  private static boolean isRemoved(
      RouteDestination destination, RoutedVirtualService routed, MeshNames names) {
    return names.isForeign(destination)
        && routed.selection().all().stream()
            .filter(WeightRoute::isWritten)
            .anyMatch(route -> route.given().contains(destination));
  }

  /** 2.3. */
  private static void rewritten(
      IstioDestinationRuleRef reference, DestinationRule rule, Findings findings) {
    List<Subset> subsets = rule.subsets();
    for (int i = 0; i < subsets.size(); i++) {
      Subset subset = subsets.get(i);
      if (isKept(reference, subset.name()) && subset.hasOtherKeys()) {
        findings
            .about(rule.document())
            .add(
                SubsetRules.DESTINATION_RULE_ALWAYS_WRITTEN,
                SUBSETS.index(i),
                """
                the subset "%s" has keys besides name and labels; the controller writes the \
                unchanged rule again in every pass"""
                    .formatted(subset.name()),
                "nothing to change, or move the keys to spec.trafficPolicy");
        return;
      }
    }
  }
}
