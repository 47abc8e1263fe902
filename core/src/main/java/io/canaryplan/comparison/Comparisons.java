// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.comparison;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannedDeployment;
import io.canaryplan.PlannedManifests;
import io.canaryplan.PlannedRollout;
import io.canaryplan.PlannedWorkload;
import io.canaryplan.PlannerOptions;
import io.canaryplan.kubernetes.KubernetesService;
import io.canaryplan.kubernetes.LabelSelector;
import io.canaryplan.kubernetes.PodTemplate;
import io.canaryplan.plan.Plan;
import io.canaryplan.rollout.Deployment;
import io.canaryplan.rollout.Rollout;
import java.util.List;
import java.util.Optional;

/**
 * The comparisons of all workloads of a set of manifests.
 *
 * <pre>{@code
 * for (Comparison one : Comparisons.of(manifests, options, TrialSteps.NONE).comparisons()) {
 *   for (ComparedWay way : one.planned()) {
 *     System.out.println(way + ": " + Exposure.of(way.plan().orElseThrow()).beforeStop());
 *   }
 * }
 * }</pre>
 *
 * <p>The result depends on nothing but the arguments.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param planned the plans of the workloads as they are written, with everything that was found
 * @param comparisons one for each workload that has a plan, in the order of the inputs; a
 *     Deployment whose pods a Rollout takes over is no workload of its own. {@link #withoutPlan}
 *     has the others
 */
public record Comparisons(PlannedManifests planned, List<Comparison> comparisons) {
  /** Copies the list. */
  public Comparisons {
    requireNonNull(planned, "planned");
    comparisons = ImmutableList.copyOf(comparisons);
  }

  /**
   * Compares. Nothing a user can have written makes this throw: what is wrong is a finding of the
   * plans, and a workload without a plan is not compared.
   */
  public static Comparisons of(Manifests manifests, PlannerOptions options, TrialSteps trial) {
    requireNonNull(trial, "trial");
    PlannedManifests planned = CanaryPlanner.plan(manifests, options);
    List<KubernetesService> services =
        manifests.documents().stream()
            .flatMap(document -> KubernetesService.from(document).value().stream())
            .toList();
    ImmutableList.Builder<Comparison> all = ImmutableList.builder();
    for (PlannedWorkload workload : planned.workloads()) {
      Optional<? extends Plan> plan = workload.update().value();
      if (plan.isPresent()) {
        all.add(of(workload, plan.get(), trial, services));
      }
    }
    return new Comparisons(planned, all.build());
  }

  /** Returns the workloads that have no plan and so no comparison, in the order of the inputs. */
  public List<PlannedWorkload> withoutPlan() {
    return planned.workloads().stream()
        .filter(workload -> workload.update().value().isEmpty())
        .toList();
  }

  private static Comparison of(
      PlannedWorkload workload, Plan plan, TrialSteps trial, List<KubernetesService> services) {
    return new Comparison(
        workload.kind(),
        workload.namespace(),
        workload.name().orElse(plan.name()),
        plan.replicas(),
        workload.options(),
        template(workload).map(pods -> selecting(services, pods, workload.namespace())),
        ways(workload, plan, trial));
  }

  private static Optional<PodTemplate> template(PlannedWorkload workload) {
    return workload instanceof PlannedRollout rollout
        ? rollout.rollout().flatMap(Rollout::template)
        : ((PlannedDeployment) workload).deployment().flatMap(Deployment::template);
  }

  private static List<String> selecting(
      List<KubernetesService> services, PodTemplate pods, Optional<String> namespace) {
    return services.stream()
        .filter(service -> !service.selector().isEmpty())
        .filter(
            service -> LabelSelector.ofLabels(service.selector()).matches(pods.metadata().labels()))
        .filter(service -> isIn(service.id().namespace(), namespace))
        .map(service -> service.id().name())
        .toList();
  }

  // a namespace that is left open contradicts none
  private static boolean isIn(Optional<String> there, Optional<String> here) {
    return there.isEmpty() || here.isEmpty() || there.equals(here);
  }

  private static List<ComparedWay> ways(PlannedWorkload workload, Plan plan, TrialSteps trial) {
    return workload instanceof PlannedRollout rollout
        ? Alternatives.of(rollout.rollout().orElseThrow(), plan, workload.options(), trial)
        : Alternatives.of(
            ((PlannedDeployment) workload).deployment().orElseThrow(),
            plan,
            workload.options(),
            trial);
  }
}
