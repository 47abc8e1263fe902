// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.rollout.BlueGreenStrategy;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.PingPong;
import io.canaryplan.rollout.Rollout;
import java.util.List;
import java.util.Optional;

/**
 * A Service that a Rollout names.
 *
 * @param path the field that names it
 * @param name the name as written; not empty
 */
record NamedService(FieldPath path, String name) {
  private static final FieldPath CANARY = FieldPath.of("spec", "strategy", "canary");
  private static final FieldPath PAIR = CANARY.child("pingPong");
  private static final FieldPath BLUE_GREEN = FieldPath.of("spec", "strategy", "blueGreen");

  /** Returns the Services that a Rollout names, in the order of the fields here. */
  static List<NamedService> of(Rollout rollout) {
    ImmutableList.Builder<NamedService> services = ImmutableList.builder();
    Optional<CanaryStrategy> canary = rollout.canary();
    add(CANARY.child("stableService"), canary.flatMap(CanaryStrategy::stableService), services);
    add(CANARY.child("canaryService"), canary.flatMap(CanaryStrategy::canaryService), services);
    Optional<PingPong> pair = canary.flatMap(CanaryStrategy::pingPong);
    add(PAIR.child("pingService"), pair.map(PingPong::pingService), services);
    add(PAIR.child("pongService"), pair.map(PingPong::pongService), services);
    Optional<BlueGreenStrategy> blueGreen = rollout.blueGreen();
    add(
        BLUE_GREEN.child("activeService"),
        blueGreen.flatMap(BlueGreenStrategy::activeService),
        services);
    add(
        BLUE_GREEN.child("previewService"),
        blueGreen.flatMap(BlueGreenStrategy::previewService),
        services);
    return services.build();
  }

  private static void add(
      FieldPath path, Optional<String> name, ImmutableList.Builder<NamedService> services) {
    name.filter(written -> !written.isEmpty())
        .ifPresent(written -> services.add(new NamedService(path, written)));
  }
}
