// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.canaryplan.check.Subject;
import io.canaryplan.plan.BlueGreenPlan;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.RollingUpdatePlan;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.rollout.TrafficRouting;
import io.canaryplan.routing.BlueGreenDocuments;
import io.canaryplan.routing.CanaryDocuments;
import io.canaryplan.routing.StateDocument;
import io.canaryplan.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One workload as git has it, against what its plan writes: which fields of which documents are not
 * git's to say, what Argo CD has to ignore so that no state is a difference, and what git should
 * hold (gitops.md 1 and 7).
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class GitOps {
  private final ImmutableList<LiveState> states;
  private final ImmutableList<ObjectDrift> drifts;
  private final ImmutableList<OwnedObject> objects;

  private GitOps(List<LiveState> states, Set<String> managed, List<OwnedObject> workloads) {
    this.states = ImmutableList.copyOf(states);
    drifts = ImmutableList.copyOf(ObjectDrift.of(states, managed));
    ImmutableList.Builder<OwnedObject> all = ImmutableList.builder();
    for (ObjectDrift drift : drifts) {
      all.add(
          new OwnedObject(
              drift.id(), drift.git(), drift.drifts().stream().map(Drift::field).toList()));
    }
    objects = all.addAll(workloads).build();
  }

  /**
   * Looks at a canary.
   *
   * @param documents the documents along that plan
   * @param source the Rollout's own document; absent for one made in code
   * @param inputs what stands beside it; absent if nothing is known of that
   */
  public static GitOps of(
      CanaryPlan plan,
      CanaryDocuments documents,
      Optional<YamlDocument> source,
      Optional<Subject.Inputs> inputs) {
    return new GitOps(
        LiveState.of(plan, documents),
        managed(plan.rollout()),
        workloads(plan.rollout(), source, inputs));
  }

  /**
   * Looks at a blue-green update, as {@link #of(CanaryPlan, CanaryDocuments, Optional, Optional)}.
   */
  public static GitOps of(
      BlueGreenPlan plan,
      BlueGreenDocuments documents,
      Optional<YamlDocument> source,
      Optional<Subject.Inputs> inputs) {
    return new GitOps(
        LiveState.of(plan, documents),
        ImmutableSet.of(),
        workloads(plan.rollout(), source, inputs));
  }

  /** Looks at a Deployment, of which others set the replicas alone. */
  public static GitOps of(
      RollingUpdatePlan plan, YamlDocument source, Optional<Subject.Inputs> inputs) {
    return new GitOps(
        LiveState.without(plan.states()),
        ImmutableSet.of(),
        WorkloadFields.of(Optional.of(source), inputs).stream().toList());
  }

  /** Looks at documents that have been written in some way, beside no workload. */
  static GitOps of(List<LiveState> states, Set<String> managed) {
    return new GitOps(states, managed, ImmutableList.of());
  }

  private static List<OwnedObject> workloads(
      Rollout rollout, Optional<YamlDocument> source, Optional<Subject.Inputs> inputs) {
    List<OwnedObject> workloads = new ArrayList<>();
    WorkloadFields.of(source, inputs).ifPresent(workloads::add);
    WorkloadFields.takenOver(rollout, inputs).ifPresent(workloads::add);
    return workloads;
  }

  private static Set<String> managed(Rollout rollout) {
    ImmutableSet.Builder<String> names = ImmutableSet.builder();
    Optional<CanaryStrategy> canary = rollout.canary();
    canary
        .flatMap(CanaryStrategy::trafficRouting)
        .map(TrafficRouting::managedRoutes)
        .ifPresent(names::addAll);
    canary.stream()
        .flatMap(strategy -> strategy.steps().stream())
        .flatMap(step -> step.part(CanaryStep.ManagedRoute.class).stream())
        .forEach(route -> names.add(route.name()));
    return names.build();
  }

  /** Returns the states that the plan comes to, in their order, then the ends of its aborts. */
  public List<LiveState> states() {
    return states;
  }

  /**
   * Returns the objects of the inputs into which others than git write: those that the plan writes,
   * in the order of its documents, then the workload, then a Deployment whose pods it takes over.
   */
  public List<OwnedObject> objects() {
    return objects;
  }

  /**
   * Returns the least that has to be ignored so that every object is Synced in every state and
   * after every abort; empty if nothing has to be.
   *
   * @param mode how the Application is compared; an object's own annotation counts ({@link
   *     OwnedObject#mode})
   */
  public List<IgnoreDifferences> ignoreDifferences(ComparisonMode mode) {
    requireNonNull(mode, "mode");
    return ignoreDifferences(ImmutableList.of(this), object -> object.mode(mode));
  }

  /**
   * Returns the least that has to be ignored of the objects of several workloads, an entry for each
   * object that needs one: Services, VirtualServices, DestinationRules, then workloads. An entry
   * has no namespace where the object is written without one: Argo CD then takes the destination's.
   *
   * @param modes in which way an object is compared
   */
  public static List<IgnoreDifferences> ignoreDifferences(
      List<GitOps> workloads, Function<OwnedObject, ComparisonMode> modes) {
    List<IgnoreDifferences> entries = new ArrayList<>();
    for (GitOps workload : workloads) {
      for (int i = 0; i < workload.drifts.size(); i++) {
        IgnoreBlock.of(workload.drifts.get(i), modes.apply(workload.objects.get(i)))
            .ifPresent(entries::add);
      }
      workload.objects.stream()
          .filter(WorkloadFields::needsReplicas)
          .map(object -> IgnoreBlock.ofReplicas(object.id()))
          .forEach(entries::add);
    }
    return IgnoreBlock.joined(entries);
  }

  /**
   * Returns what is lacking of {@link #ignoreDifferences(List, Function)}: without what changes
   * nothing beside what is ignored already. What is ignored of replicas is not looked at.
   *
   * @param terms how an object is compared, and what is ignored
   */
  public static List<IgnoreDifferences> lackingDifferences(
      List<GitOps> workloads, Function<OwnedObject, ArgoView.Terms> terms) {
    return LackingIgnores.of(workloads, terms);
  }

  /**
   * Returns what is said of the sync options of an Application that has the objects of these
   * workloads; empty if they write nothing that a sync would undo.
   *
   * @param modes in which way an object is compared
   */
  public static List<SyncAdvice> syncOptions(
      List<GitOps> workloads, Function<OwnedObject, ComparisonMode> modes) {
    SyncOptionAdvice advice = new SyncOptionAdvice();
    for (GitOps workload : workloads) {
      workload.objects.forEach(object -> advice.add(object, modes.apply(object)));
    }
    return advice.all();
  }

  /**
   * Returns the documents as git should hold them, edited in place: the weights at rest, without
   * header and mirror routes, hash labels, hashes in selectors and the annotation that names the
   * Rollout (gitops.md 1).
   */
  public List<StateDocument> forGit() {
    return states.isEmpty()
        ? ImmutableList.of()
        : states.get(0).documents().stream().map(GitDocument::of).toList();
  }

  /** Returns the objects. */
  @Override
  public String toString() {
    return objects.toString();
  }
}
