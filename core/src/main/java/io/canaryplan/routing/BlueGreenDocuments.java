// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import io.canaryplan.kubernetes.KubernetesObjects;
import io.canaryplan.kubernetes.KubernetesService;
import io.canaryplan.plan.BlueGreenPlan;
import io.canaryplan.plan.BlueGreenView;
import io.canaryplan.plan.PlanSettings;
import io.canaryplan.plan.ServiceSelection;
import io.canaryplan.rollout.BlueGreenStrategy;
import io.canaryplan.rollout.References;
import io.canaryplan.rollout.Rollout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The two Services of a blue-green plan in each of its states (bluegreen.md 2).
 *
 * <p>Remembers each edit; safe for use by several threads.
 */
public final class BlueGreenDocuments {
  private final BlueGreenPlan plan;
  private final SelectingServices services;

  /**
   * Takes a plan.
   *
   * @param objects where its Services are looked for; one that is not there has no document
   */
  public BlueGreenDocuments(BlueGreenPlan plan, KubernetesObjects objects) {
    this.plan = plan;
    Rollout rollout = plan.rollout();
    BlueGreenStrategy strategy = rollout.blueGreen().orElseThrow();
    services =
        new SelectingServices(
            rollout.name(),
            Stream.of(strategy.activeService(), strategy.previewService())
                .flatMap(Optional::stream)
                .distinct()
                .flatMap(name -> named(objects, name, rollout).stream())
                .toList());
  }

  private static Optional<KubernetesService> named(
      KubernetesObjects objects, String name, Rollout rollout) {
    return objects.named(KubernetesService.class, name).stream()
        .filter(
            service -> References.areTo(service.id(), name, Optional.empty(), rollout.namespace()))
        .findFirst();
  }

  /** Returns the Services after a pass. */
  public List<StateDocument> of(BlueGreenView view) {
    Map<String, String> hashes = new LinkedHashMap<>();
    for (ServiceSelection selection : plan.services(view)) {
      hashes.put(selection.service(), hash(selection.version()));
    }
    return services.with(hashes);
  }

  private String hash(int version) {
    PlanSettings settings = plan.settings();
    return switch (version) {
      case 0 -> "";
      case BlueGreenPlan.BEFORE -> settings.stableHash();
      case BlueGreenPlan.UPDATE -> settings.canaryHash();
      // nothing is known of versions that come later
      default -> "v" + version + "-hash";
    };
  }

  /** Returns the names of the Services. */
  @Override
  public String toString() {
    return services.toString();
  }
}
