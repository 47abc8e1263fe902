// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.check.Subject;
import io.canaryplan.finding.Checked;
import io.canaryplan.gitops.GitOps;
import io.canaryplan.kubernetes.KubernetesObject;
import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.plan.RollingUpdatePlan;
import io.canaryplan.plan.UpdateMoment;
import io.canaryplan.plan.UpdateState;
import io.canaryplan.rollout.Deployment;
import io.canaryplan.routing.StateDocument;
import io.canaryplan.yaml.YamlDocument;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The answer for one Deployment: the plan of its rolling update or recreation, and what was found.
 * There is a plan unless something found is an error.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class PlannedDeployment implements PlannedWorkload {
  private final YamlDocument source;
  private final Optional<Deployment> deployment;
  private final Checked<RollingUpdatePlan> update;
  private final Supplier<Subject.Inputs> inputs;
  private final PlannerOptions options;

  PlannedDeployment(
      YamlDocument source,
      Optional<Deployment> deployment,
      Checked<RollingUpdatePlan> update,
      Supplier<Subject.Inputs> inputs,
      PlannerOptions options) {
    this.source = requireNonNull(source, "source");
    this.deployment = requireNonNull(deployment, "deployment");
    this.update = requireNonNull(update, "update");
    this.inputs = requireNonNull(inputs, "inputs");
    this.options = requireNonNull(options, "options");
  }

  /** Returns {@code Deployment}. */
  @Override
  public String kind() {
    return "Deployment";
  }

  @Override
  public Optional<String> name() {
    return KubernetesObject.idOf(source.root()).map(ObjectId::name);
  }

  @Override
  public Optional<String> namespace() {
    return KubernetesObject.idOf(source.root()).flatMap(ObjectId::namespace);
  }

  /** Returns the Deployment's own document as given; always there. */
  @Override
  public Optional<YamlDocument> source() {
    return Optional.of(source);
  }

  /** Returns the Deployment as written; absent if it could not be read. */
  public Optional<Deployment> deployment() {
    return deployment;
  }

  @Override
  public Checked<RollingUpdatePlan> update() {
    return update;
  }

  @Override
  public PlannerOptions options() {
    return options;
  }

  /** Returns nothing: the controller of Deployments writes no documents that git has. */
  @Override
  public List<StateDocument> documents(UpdateState state) {
    requireNonNull(state, "state");
    return ImmutableList.of();
  }

  /** Returns nothing, as for a state. */
  @Override
  public List<StateDocument> documents(UpdateMoment moment) {
    requireNonNull(moment, "moment");
    return ImmutableList.of();
  }

  @Override
  public Optional<GitOps> gitOps() {
    return update.value().map(plan -> GitOps.of(plan, source, Optional.of(inputs.get())));
  }

  /** Returns whether both are answers for equal inputs, and so say the same. */
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof PlannedDeployment answer
            && source.text().equals(answer.source.text())
            && update.equals(answer.update)
            && options.equals(answer.options));
  }

  @Override
  public int hashCode() {
    return Objects.hash(source.text(), options);
  }

  /** Returns the plan in a few words, or how much was found. */
  @Override
  public String toString() {
    return update
        .value()
        .map(plan -> name().orElse("") + ": " + plan)
        .orElseGet(() -> "no plan, " + findings().size() + " findings");
  }
}
