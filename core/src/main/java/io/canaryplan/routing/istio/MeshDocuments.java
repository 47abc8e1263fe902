// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Checked;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Findings;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.Phase;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.rollout.RolloutReading;
import io.canaryplan.routing.DocumentRouter;
import io.canaryplan.routing.ServiceRouter;
import io.canaryplan.routing.StateDocument;
import io.canaryplan.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The documents that a Rollout refers to: what writes into them, and what is wrong about them.
 *
 * <pre>{@code
 * MeshDocuments mesh = MeshDocuments.of(…).value().orElseThrow();
 * RoutedDocuments before = mesh.router().begin(steady);
 * for (StateDocument document : before.then(state).documents()) {
 *   System.out.print(document.text());
 * }
 * }</pre>
 */
public final class MeshDocuments {
  private static final List<FieldPath> REFERENCES =
      ImmutableList.of(
          FieldPath.of("metadata", "namespace"),
          MeshChecks.CANARY.child("stableService"),
          MeshChecks.CANARY.child("canaryService"),
          MeshChecks.CANARY.child("pingPong"),
          MeshChecks.ISTIO,
          MeshChecks.CANARY.child("trafficRouting").child("managedRoutes"));

  private final MeshReferences references;
  private final DocumentRouter router;

  private MeshDocuments(MeshReferences references, DocumentRouter router) {
    this.references = references;
    this.router = router;
  }

  /**
   * Returns whether all fields of a Rollout could be read that say which documents it refers to;
   * without one of them nothing can be said about the documents.
   */
  public static boolean areReferencesKnown(RolloutReading reading) {
    return REFERENCES.stream().allMatch(reading::knows);
  }

  /**
   * Finds the documents that a Rollout refers to and checks whether the controller can work with
   * them. There always is a value: what cannot be edited is reported and stays as given.
   *
   * @param document the Rollout's own document, which positions of findings come from; absent for a
   *     Rollout made in code
   * @param controller the controller whose behaviour is wanted
   */
  public static Checked<MeshDocuments> of(
      Rollout rollout,
      Optional<YamlDocument> document,
      MeshSources sources,
      ControllerVersion controller) {
    MeshReferences references = new MeshReferences(rollout, document, sources, controller, false);
    MeshReferences swapped =
        MeshNames.usesPingPong(references.strategy())
            ? new MeshReferences(rollout, document, sources, controller, true)
            : references;
    DocumentRouter router =
        DocumentRouter.all(
            List.of(
                new IstioRouter(rollout.name(), references, swapped),
                new ServiceRouter(rollout.name(), references.strategy(), references.services())));
    MeshDocuments documents = new MeshDocuments(references, router);
    List<Finding> findings = new ArrayList<>(MeshChecks.findings(references));
    findings.addAll(documents.findingsOfEdits());
    return Checked.of(documents, findings);
  }

  /**
   * Returns what writes into the documents: VirtualServices in the order of the references, the
   * DestinationRule, then the Services.
   */
  public DocumentRouter router() {
    return router;
  }

  /**
   * Returns what only the way through a plan shows: header and mirror routes that keep weights from
   * the rules, or that find no rule to copy (istio.md 1.12).
   *
   * @param path the states of the plan, in their order
   * @throws IllegalArgumentException if the path is empty
   */
  public List<Finding> check(List<RoutingState> path) {
    requireState(path);
    Findings findings = Findings.in(references.document());
    for (RoutedVirtualService routed : references.virtualServices()) {
      if (routed.base().hasHttp()) {
        new ManagedRouteChecks(references, routed, findings).run(withAllTraffic(path));
      }
    }
    return findings.all();
  }

  /** Adds what no state shows: after the last step the canary gets all traffic, then promotion. */
  private static List<RoutingState> withAllTraffic(List<RoutingState> path) {
    int last = path.size() - 1;
    if (last == 0 || path.get(last).phase() != Phase.PROMOTED) {
      return path;
    }
    List<RoutingState> whole = new ArrayList<>(path);
    whole.add(last, path.get(last - 1).withCanaryWeight(RouteWeights.WHOLE));
    return whole;
  }

  private static void requireState(List<RoutingState> path) {
    if (path.isEmpty()) {
      throw new IllegalArgumentException("path must have at least one state");
    }
  }

  /**
   * Returns what editing the documents causes besides, such as an alias that must be written out.
   * The places are the same in every state that differs from the documents as given.
   */
  private Set<Finding> findingsOfEdits() {
    RoutingState any =
        new RoutingState(
            1,
            ImmutableList.of(),
            ImmutableList.of(),
            "stable-hash",
            "canary-hash",
            "stable-hash",
            "canary-hash",
            Phase.PROGRESSING);
    Set<Finding> findings = new LinkedHashSet<>();
    for (StateDocument document : router.begin(any).documents()) {
      // Only aliases can get in the way, and none is written without an asterisk.
      if (document.source().text().indexOf('*') >= 0) {
        findings.addAll(document.document().findings());
      }
    }
    return findings;
  }
}
