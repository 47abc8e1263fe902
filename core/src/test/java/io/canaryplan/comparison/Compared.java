// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.comparison;

import io.canaryplan.Manifests;
import io.canaryplan.PlannerOptions;
import io.canaryplan.plan.Plan;
import java.util.List;

/** Manifests and their comparisons for tests. */
final class Compared {
  private Compared() {}

  static String rollout(int replicas, String strategy) {
    return """
    apiVersion: argoproj.io/v1alpha1
    kind: Rollout
    metadata: {name: shop}
    spec:
      replicas: %d
      selector: {matchLabels: {app: shop}}
      template: {metadata: {labels: {app: shop}}, spec: {containers: [{name: web}]}}
      strategy: {%s}
    """
        .formatted(replicas, strategy);
  }

  static String deployment(int replicas, String more) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: shop}
    spec:
      replicas: %d
      selector: {matchLabels: {app: shop}}
      template: {metadata: {labels: {app: shop}}, spec: {containers: [{name: web}]}}
      %s
    """
        .formatted(replicas, more);
  }

  static Comparison of(String manifest) {
    return of(manifest, PlannerOptions.DEFAULT, TrialSteps.NONE);
  }

  static Comparison of(String manifest, PlannerOptions options, TrialSteps trial) {
    List<Comparison> all =
        Comparisons.of(Manifests.read("shop.yaml", manifest), options, trial).comparisons();
    if (all.size() != 1) {
      throw new AssertionError("one workload with a plan is wanted, not " + all);
    }
    return all.get(0);
  }

  static Plan plan(Comparison comparison, Way way) {
    return comparison.planned().stream()
        .filter(each -> each.way() == way)
        .findFirst()
        .flatMap(ComparedWay::plan)
        .orElseThrow();
  }
}
