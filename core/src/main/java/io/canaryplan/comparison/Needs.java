// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.comparison;

import com.google.common.collect.ImmutableList;
import io.canaryplan.rollout.BlueGreenStrategy;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.PingPong;
import io.canaryplan.rollout.RouterKind;
import io.canaryplan.rollout.TrafficRouting;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What has to be there for a way, besides the pods that its plan asks for at most.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param rollouts whether the controller of Argo Rollouts is needed
 * @param router whether a router is needed
 * @param routers the routers that are written; empty where any router that takes weights would do
 * @param services Services that are needed, 1 or more
 */
public record Needs(boolean rollouts, boolean router, List<RouterKind> routers, int services) {
  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if no Service is needed: nobody would reach the pods
   */
  public Needs {
    routers = ImmutableList.copyOf(routers);
    if (services < 1) {
      throw new IllegalArgumentException("services must be at least 1 but were " + services);
    }
  }

  static Needs ofDeployment() {
    return new Needs(false, false, ImmutableList.of(), 1);
  }

  static Needs of(BlueGreenStrategy strategy) {
    int services = count(Stream.of(strategy.activeService(), strategy.previewService()));
    return new Needs(true, false, ImmutableList.of(), services);
  }

  /**
   * Returns what a canary needs.
   *
   * @param written whether its router is one that somebody chose
   */
  static Needs of(CanaryStrategy strategy, boolean written) {
    int services =
        count(
            Stream.of(
                strategy.canaryService(),
                strategy.stableService(),
                strategy.pingPong().map(PingPong::pingService),
                strategy.pingPong().map(PingPong::pongService)));
    List<RouterKind> routers =
        written
            ? strategy.trafficRouting().map(TrafficRouting::kinds).orElse(ImmutableList.of())
            : ImmutableList.of();
    boolean router =
        strategy.trafficRouting().filter(routing -> !routing.routers().isEmpty()).isPresent();
    return new Needs(true, router, routers, services);
  }

  private static int count(Stream<Optional<String>> names) {
    return Math.max(1, (int) names.flatMap(Optional::stream).distinct().count());
  }
}
