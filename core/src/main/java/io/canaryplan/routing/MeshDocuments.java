// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Checked;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Findings;
import io.canaryplan.istio.DestinationRule;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.kubernetes.KubernetesService;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.Phase;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.rollout.RolloutReading;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The documents that a Rollout's controller writes, and how they look in each state of a plan: the
 * user's own documents with only the controller's changes (istio.md 1, 2, 6).
 *
 * <pre>{@code
 * MeshDocuments mesh = MeshDocuments.of(rollout, sources, ControllerVersion.DEFAULT).orElseThrow();
 * for (StateDocument document : mesh.at(state)) {
 *   System.out.print(document.text());
 * }
 * }</pre>
 *
 * <p>Every state comes after a steady one, in which the controller has already removed managed
 * routes and corrected all weights. A weight that is absent counts as 0 (istio.md 1.6.1): where the
 * document has none and the weight has been 0 all the way, none is written; a weight that goes back
 * to 0 is written as 0.
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

  private final String rollout;
  private final MeshReferences references;
  // the same unless ping and pong swap their roles with promotion
  private final MeshReferences promoted;

  private MeshDocuments(String rollout, MeshReferences references, MeshReferences promoted) {
    this.rollout = rollout;
    this.references = references;
    this.promoted = promoted;
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
   * @param controller the controller whose behaviour is wanted
   */
  public static Checked<MeshDocuments> of(
      Rollout rollout, MeshSources sources, ControllerVersion controller) {
    MeshReferences references = new MeshReferences(rollout, sources, controller, false);
    MeshReferences promoted =
        MeshNames.usesPingPong(references.strategy())
            ? new MeshReferences(rollout, sources, controller, true)
            : references;
    MeshDocuments documents = new MeshDocuments(rollout.name(), references, promoted);
    List<Finding> findings = new ArrayList<>(MeshChecks.findings(references));
    findings.addAll(documents.findingsOfEdits());
    return Checked.of(documents, findings);
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
    Findings findings = Findings.in(references.sources().rollout());
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
    for (StateDocument document : at(any)) {
      findings.addAll(document.document().findings());
    }
    return findings;
  }

  /**
   * Returns the documents of a state that is not reached over others, or whose way does not matter:
   * as {@link #at(List)} with this state alone.
   */
  public List<StateDocument> at(RoutingState state) {
    return at(ImmutableList.of(state));
  }

  /**
   * Returns the documents of the last state of a way: VirtualServices in the order of the
   * references, the DestinationRule, then the Services, each document once, unchanged ones too.
   *
   * <p>The way matters in two cases. Weights that never reach a rule beside managed routes (1.12
   * B1, B2) stay at what was written before those; and the pair of a ping-pong Rollout keeps hashes
   * from before promotion.
   *
   * @param path the states from the steady one up to the state in question; for an abort, the
   *     states up to the abort and then the aborted state
   * @throws IllegalArgumentException if the path is empty
   */
  public List<StateDocument> at(List<RoutingState> path) {
    requireState(path);
    RoutingState state = path.get(path.size() - 1);
    ImmutableList.Builder<StateDocument> documents = ImmutableList.builder();
    MeshReferences current = state.phase() == Phase.PROMOTED ? promoted : references;
    ManagedRouteWriter writer = current.writer();
    for (RoutedVirtualService service : current.virtualServices()) {
      VirtualService base = service.base();
      VirtualService edited = service.at(path, writer);
      documents.add(new StateDocument(base.id(), base.document(), edited.document()));
    }
    if (references.destinationRule().isPresent()) {
      DestinationRule base = references.destinationRule().get();
      DestinationRuleEdit edit =
          new DestinationRuleEdit(references.subsets().orElseThrow(), rollout);
      documents.add(new StateDocument(base.id(), base.document(), edit.at(path, base).document()));
    }
    ServiceEdit edit = new ServiceEdit(rollout, references.strategy(), path);
    for (KubernetesService base : references.services()) {
      documents.add(new StateDocument(base.id(), base.document(), edit.at(base).document()));
    }
    return documents.build();
  }
}
