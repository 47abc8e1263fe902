// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Rule;
import io.canaryplan.istio.validation.EditValidation;
import io.canaryplan.istio.validation.IstioVersion;
import io.canaryplan.plan.AbortPlan;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Phase;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.routing.DocumentRouter;
import io.canaryplan.routing.RoutedDocuments;
import io.canaryplan.routing.StateDocument;
import io.canaryplan.routing.istio.RouteWeights;
import io.canaryplan.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What becomes of the documents on the way through a plan: whatever Istio would refuse or warn of
 * in a document that the controller writes, and not in the one that was given (istio.md 4.8). It is
 * told once, at the step that causes it.
 */
final class PlannedDocumentChecks {
  /** Differs from the documents as given in every place that is ever written. */
  private static final RoutingState ANY =
      new RoutingState(
          1,
          List.of(),
          List.of(),
          "stable-hash",
          "canary-hash",
          "stable-hash",
          "canary-hash",
          Phase.PROGRESSING);

  private static final Set<Rule> SHADOWS =
      Set.of(
          ManagedRouteRules.MANAGED_ROUTE_TAKES_MORE, ManagedRouteRules.MANAGED_ROUTE_MATCHES_ALL);

  private final IstioVersion version;
  private final EditCauses causes;
  private final Findings findings;
  private final IdentityHashMap<YamlDocument, EditValidation> validations = new IdentityHashMap<>();
  private final IdentityHashMap<YamlDocument, Map<List<CanaryStep.ManagedRoute>, YamlDocument>>
      latest = new IdentityHashMap<>();
  private final Set<RoutingState> shapes = new HashSet<>();
  // moments that have the same written into a document share it
  private final Set<StateDocument> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<String> told = new HashSet<>();

  private PlannedDocumentChecks(IstioVersion version, EditCauses causes, Findings findings) {
    this.version = version;
    this.causes = causes;
    this.findings = findings;
  }

  static void run(Subject subject, Findings findings) {
    if (subject.router().isEmpty() || subject.inputs().isEmpty()) {
      return;
    }
    DocumentRouter router = subject.router().get();
    subject
        .canaryPlan()
        .ifPresent(
            plan ->
                new PlannedDocumentChecks(
                        subject.inputs().get().istio(),
                        new EditCauses(subject.canary().orElseThrow()),
                        findings)
                    .along(plan, router));
  }

  /** Returns whether any of the documents as given can have aliases: none is without asterisk. */
  private static boolean haveAliases(RoutedDocuments documents) {
    return documents.documents().stream()
        .anyMatch(document -> document.source().text().indexOf('*') >= 0);
  }

  /** What editing the documents causes besides, such as an alias that must be written out. */
  static void edits(DocumentRouter router, Findings findings) {
    for (StateDocument document : router.begin(ANY).documents()) {
      document.document().findings().forEach(findings::add);
    }
  }

  private void along(CanaryPlan plan, DocumentRouter router) {
    List<RoutedDocuments> settled = new ArrayList<>();
    for (PlannedState state : plan.states()) {
      if (!state.reachable()) {
        break;
      }
      EditCauses.Moment moment = EditCauses.Moment.of(state);
      settled.add(
          settled.isEmpty()
              ? begin(router, state.routing(), moment)
              : follow(
                  settled.get(settled.size() - 1),
                  state.routingChanges(),
                  state.routing(),
                  moment));
    }
    for (AbortPlan abort : plan.aborts()) {
      if (abort.fromStepIndex() + 1 < settled.size()) {
        follow(
            settled.get(abort.fromStepIndex() + 1),
            abort.routingChanges(),
            abort.routing(),
            EditCauses.Moment.of(abort));
      }
    }
  }

  private RoutedDocuments begin(
      DocumentRouter router, RoutingState first, EditCauses.Moment moment) {
    RoutedDocuments documents = router.begin(first);
    if (haveAliases(documents)) {
      edits(router, findings);
    }
    check(documents, first, moment);
    return documents;
  }

  private RoutedDocuments follow(
      RoutedDocuments from,
      List<RoutingState> changes,
      RoutingState end,
      EditCauses.Moment moment) {
    RoutedDocuments at = from;
    for (RoutingState next : changes) {
      at = at.then(next);
      check(at, next, moment);
    }
    at = at.settled(end);
    check(at, end, moment);
    return at;
  }

  private void check(RoutedDocuments documents, RoutingState written, EditCauses.Moment moment) {
    if (!shapes.add(shape(written))) {
      return;
    }
    for (StateDocument document : documents.documents()) {
      if (seen.add(document) && document.isChanged() && !isWeighted(document, written)) {
        EditValidation validation =
            validations.computeIfAbsent(
                document.source(), source -> EditValidation.of(source, version));
        for (Finding finding : validation.check(document.document())) {
          EditCauses.Cause cause = causes.of(finding, document, written, moment);
          if (told.add(cause.key()) && !isSaid(cause.finding())) {
            findings.add(cause.finding());
          }
        }
      }
    }
  }

  /**
   * Returns what is written as far as Istio's verdict depends on it: of a weight, whether the
   * canary or stable has none. Moments that differ in nothing else are looked at once.
   */
  private static RoutingState shape(RoutingState written) {
    int weight = written.canaryWeight();
    return weight > 0 && weight < RouteWeights.WHOLE ? written.withCanaryWeight(1) : written;
  }

  /**
   * Returns whether only sound weights differ from a document that was looked at before: the last
   * one with the same header and mirror routes, or the one that was given.
   */
  private boolean isWeighted(StateDocument document, RoutingState written) {
    Map<List<CanaryStep.ManagedRoute>, YamlDocument> before =
        latest.computeIfAbsent(document.source(), source -> new HashMap<>());
    YamlDocument last = before.put(written.managedRoutes(), document.document());
    return EditValidation.isOfWeightsOnly(
        last == null ? document.source() : last, document.document());
  }

  /**
   * Returns whether another check has said so by its cause: which rules a managed route shadows,
   * and why all weights are 0.
   */
  private boolean isSaid(Finding finding) {
    return findings.all().stream()
        .anyMatch(
            other ->
                finding.isError()
                    ? finding.rule().id().equals("istio-weights-zero")
                        && other.rule().equals(WeightRouteRules.BOTH_SUBSETS_BECOME_CANARY)
                        && other.isError()
                    : SHADOWS.contains(other.rule()) && other.path().startsWith(finding.path()));
  }
}
