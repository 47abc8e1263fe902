// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import io.canaryplan.check.Subject;
import io.canaryplan.finding.Checked;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.gitops.GitOps;
import io.canaryplan.hash.TemplateEdit;
import io.canaryplan.kubernetes.KubernetesObject;
import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.plan.AbortPlan;
import io.canaryplan.plan.BlueGreenActs;
import io.canaryplan.plan.BlueGreenPlan;
import io.canaryplan.plan.BlueGreenStage;
import io.canaryplan.plan.BlueGreenView;
import io.canaryplan.plan.CanaryMoment;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Course;
import io.canaryplan.plan.Plan;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.UpdateMoment;
import io.canaryplan.plan.UpdateState;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.routing.BlueGreenDocuments;
import io.canaryplan.routing.CanaryDocuments;
import io.canaryplan.routing.DocumentRouter;
import io.canaryplan.routing.StateDocument;
import io.canaryplan.yaml.YamlDocument;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The answer for one Rollout: its plan, the documents of each state, and what was found.
 *
 * <p>There is a plan whenever the numbers it needs are known, also when the controller would refuse
 * the Rollout for another reason; the findings say so. {@code plan().orElseThrow()} gives a plan
 * only if nothing found is an error.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class PlannedRollout implements PlannedWorkload {
  private final Optional<YamlDocument> source;
  private final Optional<Rollout> rollout;
  private final Checked<Plan> update;
  private final Supplier<Subject.Inputs> inputs;
  private final PlannerOptions options;
  private final Supplier<Optional<TemplateEdit>> edit;
  // made with the first document or finding that somebody asks for
  private final Optional<Supplier<CanaryDocuments>> canary;
  private final Optional<Supplier<BlueGreenDocuments>> blueGreen;

  PlannedRollout(
      Optional<YamlDocument> source,
      Optional<Rollout> rollout,
      Checked<Plan> update,
      Supplier<Subject.Inputs> inputs,
      Optional<Supplier<DocumentRouter>> router,
      PlannerOptions options,
      Supplier<Optional<TemplateEdit>> edit) {
    this.source = source;
    this.rollout = rollout;
    this.update = update;
    this.inputs = inputs;
    this.options = options;
    this.edit = edit;
    canary =
        planned(CanaryPlan.class)
            .map(
                plan ->
                    Suppliers.memoize(() -> new CanaryDocuments(plan, router.orElseThrow().get())));
    blueGreen =
        planned(BlueGreenPlan.class)
            .map(
                plan ->
                    Suppliers.memoize(() -> new BlueGreenDocuments(plan, inputs.get().objects())));
  }

  private <T extends Plan> Optional<T> planned(Class<T> strategy) {
    return update.value().filter(strategy::isInstance).map(strategy::cast);
  }

  /** Returns {@code Rollout}. */
  @Override
  public String kind() {
    return "Rollout";
  }

  @Override
  public Optional<String> name() {
    return id().map(ObjectId::name).or(() -> rollout.map(Rollout::name));
  }

  @Override
  public Optional<String> namespace() {
    return id().flatMap(ObjectId::namespace).or(() -> rollout.flatMap(Rollout::namespace));
  }

  private Optional<ObjectId> id() {
    return source.flatMap(document -> KubernetesObject.idOf(document.root()));
  }

  /** Returns the Rollout's own document as given; absent for a Rollout made in code. */
  @Override
  public Optional<YamlDocument> source() {
    return source;
  }

  /** Returns the Rollout as written; absent if it could not be read. */
  public Optional<Rollout> rollout() {
    return rollout;
  }

  /**
   * Returns the pod template beside that of the base revision, with both hashes; absent where there
   * is no base revision, or one of the two has no template.
   */
  public Optional<TemplateEdit> templateEdit() {
    return edit.get();
  }

  /** Returns the plan, whatever the strategy, and everything found about this Rollout. */
  @Override
  public Checked<Plan> update() {
    return update;
  }

  /**
   * Returns the canary plan, if there is one, and everything found about this Rollout by position.
   * A Rollout with another strategy has none, and an error in the answer says so; {@link #update}
   * has its plan.
   */
  public Checked<CanaryPlan> plan() {
    Optional<CanaryPlan> plan = planned(CanaryPlan.class);
    if (plan.isPresent()) {
      return Checked.later(plan.get(), update::findings);
    }
    if (update.value().isEmpty()) {
      return Checked.failed(update.findings());
    }
    Finding other =
        Finding.of(
            InputRules.OTHER_STRATEGY,
            FieldPath.of("spec", "strategy"),
            "the strategy is \"" + update.value().get().strategy() + "\", not \"canary\"");
    return Checked.failed(
        ImmutableList.<Finding>builder().addAll(update.findings()).add(other).build());
  }

  /** Returns the blue-green plan, if that is the strategy. */
  public Optional<BlueGreenPlan> blueGreen() {
    return planned(BlueGreenPlan.class);
  }

  /** Returns what the plan was made with. */
  @Override
  public PlannerOptions options() {
    return options;
  }

  /**
   * Returns the documents that the controller would have written when {@code state} has settled:
   * VirtualServices, the DestinationRule, Services, unchanged ones too. Empty for a canary that
   * names none of them.
   *
   * @throws IllegalArgumentException if the state is not one of this plan
   */
  @Override
  public List<StateDocument> documents(UpdateState state) {
    if (state instanceof PlannedState planned) {
      return ofCanary().of(planned);
    }
    if (state instanceof BlueGreenStage stage) {
      return documents(stage.view());
    }
    throw new IllegalArgumentException("'" + state.name() + "' is not a state of this plan");
  }

  @Override
  public List<StateDocument> documents(UpdateMoment moment) {
    if (moment instanceof CanaryMoment point) {
      return ofCanary().of(point);
    }
    if (moment instanceof BlueGreenActs acts) {
      return documents(acts.moment().view());
    }
    throw new IllegalArgumentException("not a moment of this plan");
  }

  /**
   * Returns the Services after a pass of this blue-green plan, or of a course that leaves it.
   *
   * @throws IllegalArgumentException if the plan is not blue-green
   */
  public List<StateDocument> documents(BlueGreenView pass) {
    return blueGreen
        .orElseThrow(() -> new IllegalArgumentException("the strategy is not blueGreen"))
        .get()
        .of(pass);
  }

  /**
   * Returns the documents at the end of an abort, as {@link #documents(UpdateState)}.
   *
   * @throws IllegalArgumentException if the abort is not one of this plan
   */
  public List<StateDocument> documents(AbortPlan abort) {
    return ofCanary().of(abort);
  }

  /**
   * Returns the documents at the end of what follows when somebody intervenes: a promotion, a
   * rollback, another version and the like, as {@link #documents(UpdateState)}.
   *
   * <pre>{@code
   * rollout.documents(state, plan.promoteFull(state));
   * }</pre>
   *
   * @param from the state in which somebody intervenes
   * @param course what follows from there, by one of the methods of {@link CanaryPlan} that take
   *     the state
   * @throws IllegalArgumentException if the state is not one of this plan
   */
  public List<StateDocument> documents(PlannedState from, Course course) {
    return ofCanary().of(from, course);
  }

  /**
   * Returns the documents after each pass on the way to a state that writes anything, in the order
   * of {@link PlannedState#routingChanges}: what exists for one pass stands in one of these alone.
   *
   * @throws IllegalArgumentException if the state is not one of this plan
   */
  public List<List<StateDocument>> documentsOnTheWay(PlannedState state) {
    return ofCanary().onTheWay(state);
  }

  private CanaryDocuments ofCanary() {
    return canary.orElseThrow(() -> new IllegalArgumentException("there is no canary plan")).get();
  }

  /**
   * Returns the documents after the first deploy of the Rollout, {@link CanaryPlan#initialDeploy},
   * before which nothing is written into them.
   */
  public List<StateDocument> documentsOfInitialDeploy() {
    return canary.map(documents -> documents.get().ofInitialDeploy()).orElse(ImmutableList.of());
  }

  @Override
  public Optional<GitOps> gitOps() {
    Optional<Subject.Inputs> beside = Optional.of(inputs.get());
    return planned(CanaryPlan.class)
        .map(plan -> GitOps.of(plan, ofCanary(), source, beside))
        .or(
            () ->
                blueGreen()
                    .map(plan -> GitOps.of(plan, blueGreen.orElseThrow().get(), source, beside)));
  }

  /** Returns whether both are answers for equal inputs, and so say the same. */
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof PlannedRollout answer
            && options.equals(answer.options)
            && rollout.equals(answer.rollout)
            && update.equals(answer.update)
            && inputTexts().equals(answer.inputTexts()));
  }

  @Override
  public int hashCode() {
    return Objects.hash(options, update.value());
  }

  private List<String> inputTexts() {
    return Stream.concat(
            source.stream(),
            update.value().stream()
                .flatMap(plan -> documents(plan.states().get(0)).stream())
                .map(StateDocument::source))
        .map(YamlDocument::text)
        .toList();
  }

  /** Returns the plan in a few words, or how much was found. */
  @Override
  public String toString() {
    return update
        .value()
        .map(Plan::toString)
        .orElseGet(() -> "no plan, " + findings().size() + " findings");
  }
}
