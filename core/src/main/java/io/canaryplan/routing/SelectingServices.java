// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import static java.util.Objects.requireNonNull;

import io.canaryplan.kubernetes.KubernetesService;
import io.canaryplan.yaml.YamlDocument;
import java.util.List;
import java.util.Map;

/**
 * Services into which a controller writes the hash that they select (istio.md 6.2, bluegreen.md 2).
 *
 * <p>Remembers each edit; safe for use by several threads.
 */
public final class SelectingServices {
  private final String rollout;
  private final List<EditedService> services;

  /** A Service and its name, which hashes are kept by. */
  private record EditedService(String name, EditedDocument<String> document) {}

  /**
   * Prepares the Services.
   *
   * @param rollout name of the Rollout, for the annotation
   * @param services the Services that the Rollout names, in the order of the answer
   */
  public SelectingServices(String rollout, List<KubernetesService> services) {
    this.rollout = requireNonNull(rollout, "rollout");
    this.services =
        services.stream()
            .map(
                base ->
                    new EditedService(
                        base.id().name(),
                        new EditedDocument<>(
                            base.id(), base.document(), hash -> selecting(base, hash))))
            .toList();
  }

  /**
   * Returns the documents of the Services, each once.
   *
   * @param hashes the hash that each selects, by its name; one without a hash, or with an empty
   *     one, stays as given
   */
  public List<StateDocument> with(Map<String, String> hashes) {
    return services.stream()
        .map(service -> service.document().with(hashes.getOrDefault(service.name(), "")))
        .toList();
  }

  /** Returns the Service that selects a hash; as given if none is known for it. */
  private YamlDocument selecting(KubernetesService base, String hash) {
    if (hash.isEmpty()) {
      return base.document();
    }
    KubernetesService selecting = base.withSelector(ControllerMarks.HASH, hash);
    // Only the first write of a Service sets the annotation; another Rollout's stays.
    boolean marked = base.annotations().containsKey(ControllerMarks.MANAGED_BY);
    return (marked ? selecting : selecting.withAnnotation(ControllerMarks.MANAGED_BY, rollout))
        .document();
  }

  /** Returns the names of the Services. */
  @Override
  public String toString() {
    return services.stream().map(EditedService::name).toList().toString();
  }
}
