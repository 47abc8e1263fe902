// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.comparison;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.PlannerOptions;
import java.util.List;
import java.util.Optional;

/**
 * One workload under each way: the same pods, the strategy that is written as it is written, the
 * others with their defaults.
 *
 * <p>A canary is compared both without and with a router. The one that is not written has the steps
 * of the one that is, unless there are {@link TrialSteps}; beside another strategy it has those, or
 * none.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param kind the workload's kind: {@code Rollout} or {@code Deployment}
 * @param namespace its namespace, if it is written
 * @param name its name
 * @param replicas pods planned with, 0 or more
 * @param options what the plans were made with
 * @param services the Services among the inputs that select its pods, by name in the order of the
 *     inputs; absent if its pods' labels are not known, because they stand in another workload
 * @param ways the ways in the order of {@link Way}; one with trial steps behind the one that is
 *     written
 */
public record Comparison(
    String kind,
    Optional<String> namespace,
    String name,
    int replicas,
    PlannerOptions options,
    Optional<List<String>> services,
    List<ComparedWay> ways) {
  /** Copies the lists. */
  public Comparison {
    requireNonNull(kind, "kind");
    requireNonNull(namespace, "namespace");
    requireNonNull(name, "name");
    requireNonNull(options, "options");
    services = services.map(ImmutableList::copyOf);
    ways = ImmutableList.copyOf(ways);
  }

  /** Returns the ways that have a plan. */
  public List<ComparedWay> planned() {
    return ways.stream().filter(way -> way.plan().isPresent()).toList();
  }

  /** Returns the workload and its ways. */
  @Override
  public String toString() {
    return kind + " " + name + " " + ways;
  }
}
