// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import com.google.common.collect.ImmutableList;
import io.canaryplan.istio.DestinationRule;
import io.canaryplan.plan.Phase;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.routing.DocumentRouter;
import io.canaryplan.routing.EditedDocument;
import io.canaryplan.routing.RoutedDocuments;
import io.canaryplan.routing.StateDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes VirtualServices, in the order of the references, and the DestinationRule (istio.md 1, 2).
 *
 * <p>Every state comes after a steady one, in which the controller has already removed managed
 * routes and corrected all weights. A weight that is absent counts as 0 (istio.md 1.6.1): where the
 * document has none and the weight has been 0 all the way, none is written; a weight that goes back
 * to 0 is written as 0.
 */
final class IstioRouter implements DocumentRouter {
  // each further write removes a destination that an experiment has left behind
  private static final int MOST_WRITES = 1000;

  private final List<RoutedVirtualService> virtualServices;
  // the same unless ping and pong swap their roles with promotion
  private final List<RoutedVirtualService> swappedServices;
  private final Optional<EditedDocument<DestinationRuleEdit.Written>> destinationRule;

  /**
   * Prepares the documents.
   *
   * @param rollout name of the Rollout, for the annotation
   * @param swapped the references where ping and pong have swapped their roles; the same ones where
   *     there is no such pair
   */
  IstioRouter(String rollout, MeshReferences references, MeshReferences swapped) {
    this.virtualServices = references.virtualServices();
    this.swappedServices = swapped.virtualServices();
    this.destinationRule =
        references.destinationRule().map(base -> edited(base, references, rollout));
  }

  private static EditedDocument<DestinationRuleEdit.Written> edited(
      DestinationRule base, MeshReferences references, String rollout) {
    DestinationRuleEdit edit = new DestinationRuleEdit(references.subsets().orElseThrow(), rollout);
    return new EditedDocument<>(
        base.id(), base.document(), written -> edit.with(written, base).document());
  }

  @Override
  public RoutedDocuments begin(RoutingState first) {
    // An installation ends with the roles of the start, so that they swap to them.
    boolean installation = first.phase() == Phase.PROMOTED && virtualServices != swappedServices;
    return new Routing(
            Phase.STEADY,
            installation,
            virtualServices.stream().map(service -> service.begin(first)).toList(),
            DestinationRuleEdit.Written.begin(first))
        .swappedBy(first);
  }

  /** The documents after some state, and what has become of their routes. */
  private final class Routing implements RoutedDocuments {
    private final Phase phase;
    private final boolean swapped;
    private final ImmutableList<RouteHistory> histories;
    private final DestinationRuleEdit.Written rule;

    Routing(
        Phase phase,
        boolean swapped,
        List<RouteHistory> histories,
        DestinationRuleEdit.Written rule) {
      this.phase = phase;
      this.swapped = swapped;
      this.histories = ImmutableList.copyOf(histories);
      this.rule = rule;
    }

    @Override
    public Routing then(RoutingState next) {
      List<RouteHistory> following = new ArrayList<>();
      RoutingState seen = next;
      for (int i = 0; i < histories.size(); i++) {
        RoutedVirtualService service = virtualServices.get(i);
        RouteHistory history = histories.get(i).then(seen, service.freeze());
        following.add(history);
        seen = beyond(service, history, seen);
      }
      return new Routing(phase, swapped, following, rule.then(next)).swappedBy(next);
    }

    /**
     * Returns what VirtualServices after one see: writing managed routes ends at the first that
     * cannot have one (istio.md 1.0.4, 1.8, 1.9).
     */
    private static RoutingState beyond(
        RoutedVirtualService service, RouteHistory history, RoutingState seen) {
      if (seen.managedRoutes().isEmpty()) {
        return seen;
      }
      return seen.withManagedRoutes(
          service.base().hasHttp() ? history.passedOn() : ImmutableList.of());
    }

    @Override
    public RoutedDocuments settled(RoutingState next) {
      Routing at = then(next);
      for (int i = 0; i < MOST_WRITES && !at.isSettled(next); i++) {
        at = at.then(next);
      }
      return at;
    }

    private boolean isSettled(RoutingState last) {
      for (int i = 0; i < histories.size(); i++) {
        RouteHistory history = histories.get(i);
        RoutingState own = last.withManagedRoutes(history.steps());
        if (!history.isSettled(own, virtualServices.get(i).freeze())) {
          return false;
        }
      }
      return true;
    }

    /** With promotion ping and pong swap their roles. */
    private Routing swappedBy(RoutingState next) {
      boolean promotion = next.phase() == Phase.PROMOTED && phase != Phase.PROMOTED;
      boolean swap = promotion && virtualServices != swappedServices;
      return new Routing(
          next.phase(),
          swapped != swap,
          swap ? histories.stream().map(RouteHistory::swapped).toList() : histories,
          rule);
    }

    @Override
    public List<StateDocument> documents() {
      List<RoutedVirtualService> services = swapped ? swappedServices : virtualServices;
      ImmutableList.Builder<StateDocument> documents = ImmutableList.builder();
      for (int i = 0; i < histories.size(); i++) {
        documents.add(services.get(i).at(histories.get(i)));
      }
      destinationRule.ifPresent(document -> documents.add(document.with(rule)));
      return documents.build();
    }
  }
}
