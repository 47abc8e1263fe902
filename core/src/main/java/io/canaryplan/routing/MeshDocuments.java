// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Checked;
import io.canaryplan.finding.Finding;
import io.canaryplan.istio.DestinationRule;
import io.canaryplan.istio.KubernetesService;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.Phase;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.Rollout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The documents that a Rollout's controller writes, and how they look in each state of a plan: the
 * user's own documents with only the controller's changes (spec/istio.md 1, 2, 6).
 *
 * <pre>{@code
 * MeshDocuments mesh = MeshDocuments.of(rollout, sources, ControllerVersion.DEFAULT).orElseThrow();
 * for (StateDocument document : mesh.at(state)) {
 *   System.out.print(document.text());
 * }
 * }</pre>
 *
 * <p>Every state comes after a steady one, in which the controller has already removed managed
 * routes and corrected all weights. A weight that is absent counts as 0 (spec/istio.md 1.6.1):
 * where the document has none and the weight has been 0 all the way, none is written; a weight that
 * goes back to 0 is written as 0.
 */
public final class MeshDocuments {
  private final Rollout rollout;
  private final Optional<CanaryStrategy> strategy;
  private final MeshReferences references;
  // the same unless ping and pong swap their roles with promotion
  private final MeshReferences promoted;

  private MeshDocuments(Rollout rollout, MeshReferences references, MeshReferences promoted) {
    this.rollout = requireNonNull(rollout, "rollout");
    this.strategy = rollout.canary();
    this.references = requireNonNull(references, "references");
    this.promoted = requireNonNull(promoted, "promoted");
  }

  /**
   * Finds the documents that a Rollout refers to and checks whether the controller can work with
   * them. There always is a value: what cannot be edited is reported and stays as given.
   *
   * @param controller the controller whose behaviour is wanted
   */
  public static Checked<MeshDocuments> of(
      Rollout rollout, MeshSources sources, ControllerVersion controller) {
    MeshReferences references = MeshReferences.of(rollout, sources, controller, false);
    boolean swaps = rollout.canary().filter(MeshNames::usesPingPong).isPresent();
    MeshReferences promoted =
        swaps ? MeshReferences.of(rollout, sources, controller, true) : references;
    MeshDocuments documents = new MeshDocuments(rollout, references, promoted);
    List<Finding> findings = new ArrayList<>();
    findings.addAll(MeshChecks.findings(rollout, references, controller));
    findings.addAll(documents.findingsOfEdits());
    return Checked.of(documents, findings);
  }

  /**
   * Returns what editing the documents causes besides, such as an alias that must be written out.
   * The places are the same in every state that differs from the documents as given.
   */
  private List<Finding> findingsOfEdits() {
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
    return at(any).stream()
        .flatMap(document -> document.document().findings().stream())
        .distinct()
        .collect(ImmutableList.toImmutableList());
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
    if (path.isEmpty()) {
      throw new IllegalArgumentException("path must have at least one state");
    }
    if (strategy.isEmpty()) {
      return ImmutableList.of();
    }
    ImmutableList.Builder<StateDocument> documents = ImmutableList.builder();
    addVirtualServices(documents, path);
    addDestinationRule(documents, path.get(path.size() - 1));
    addServices(documents, path);
    return documents.build();
  }

  private void addVirtualServices(
      ImmutableList.Builder<StateDocument> documents, List<RoutingState> path) {
    boolean swapped = path.get(path.size() - 1).phase() == Phase.PROMOTED;
    MeshReferences current = swapped ? promoted : references;
    ManagedRouteWriter writer = current.writer(MeshNames.of(strategy.orElseThrow(), swapped));
    for (RoutedVirtualService service : current.virtualServices()) {
      VirtualService base = service.base();
      VirtualService edited = service.at(path, writer);
      documents.add(new StateDocument(base.id(), base.document(), edited.document()));
    }
  }

  private void addDestinationRule(
      ImmutableList.Builder<StateDocument> documents, RoutingState state) {
    if (references.destinationRule().isPresent()) {
      DestinationRule base = references.destinationRule().get();
      DestinationRuleEdit edit =
          new DestinationRuleEdit(references.subsets().orElseThrow(), rollout.name());
      documents.add(new StateDocument(base.id(), base.document(), edit.at(state, base).document()));
    }
  }

  private void addServices(
      ImmutableList.Builder<StateDocument> documents, List<RoutingState> path) {
    ServiceEdit edit = new ServiceEdit(rollout.name());
    Map<String, String> hashes = ServiceEdit.hashes(strategy.orElseThrow(), path);
    for (KubernetesService base : references.services()) {
      KubernetesService edited =
          Optional.ofNullable(hashes.get(base.id().name()))
              .map(hash -> edit.at(base, hash))
              .orElse(base);
      documents.add(new StateDocument(base.id(), base.document(), edited.document()));
    }
  }
}
