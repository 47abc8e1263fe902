// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSet;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.istio.validation.IstioVersion;
import io.canaryplan.kubernetes.KubernetesObjects;
import io.canaryplan.kubernetes.NamedDocuments;
import io.canaryplan.plan.BlueGreenPlan;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.Plan;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.rollout.RolloutReading;
import io.canaryplan.routing.DocumentRouter;
import io.canaryplan.yaml.YamlDocument;
import java.util.Optional;
import java.util.Set;

/**
 * What checks look at: one Rollout as written and, as far as they are known, its plan and the
 * documents beside it. Immutable and safe for use by several threads.
 *
 * @param rollout the Rollout, as far as it could be read
 * @param document where it was read from; absent for one made in code, whose findings have no range
 * @param unreadable the fields of the Rollout whose value is not known; nothing is said about them
 * @param controller the controller that would refuse it
 * @param plan its plan; without one nothing is said about what happens on the way
 * @param router what writes that plan into the documents; without one nothing is said about what
 *     becomes of them
 * @param inputs the documents beside it; without them nothing is said about what it refers to
 */
public record Subject(
    Rollout rollout,
    Optional<YamlDocument> document,
    Set<FieldPath> unreadable,
    ControllerVersion controller,
    Optional<Plan> plan,
    Optional<DocumentRouter> router,
    Optional<Inputs> inputs) {
  /**
   * All documents that were given.
   *
   * @param objects those of a kind that is understood; one that is not there is a note, never an
   *     error
   * @param documents all of them, also of kinds that are not understood: for the workload that
   *     workloadRef names
   * @param istio the version of Istio that judges them
   */
  public record Inputs(KubernetesObjects objects, NamedDocuments documents, IstioVersion istio) {
    /** Checks that nothing is missing. */
    public Inputs {
      requireNonNull(objects, "objects");
      requireNonNull(istio, "istio");
      requireNonNull(documents, "documents");
    }
  }

  /** Copies the fields. */
  public Subject {
    requireNonNull(rollout, "rollout");
    requireNonNull(document, "document");
    unreadable = ImmutableSet.copyOf(unreadable);
    requireNonNull(controller, "controller");
    requireNonNull(plan, "plan");
    requireNonNull(router, "router");
    requireNonNull(inputs, "inputs");
  }

  /** Returns a Rollout made in code, judged as the newest final controller does. */
  public static Subject of(Rollout rollout) {
    return new Subject(
        rollout,
        Optional.empty(),
        ImmutableSet.of(),
        ControllerVersion.DEFAULT,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Returns what could be read of a document, judged as the newest final controller does; absent if
   * there is nothing to judge.
   */
  public static Optional<Subject> of(RolloutReading reading, YamlDocument document) {
    return reading
        .draft()
        .map(
            draft ->
                new Subject(
                    draft,
                    Optional.of(document),
                    reading.unreadable(),
                    ControllerVersion.DEFAULT,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
  }

  /** Returns this subject as another controller judges it. */
  public Subject by(ControllerVersion newController) {
    return new Subject(rollout, document, unreadable, newController, plan, router, inputs);
  }

  /** Returns this subject with its plan. */
  public Subject with(Plan newPlan) {
    return new Subject(
        rollout, document, unreadable, controller, Optional.of(newPlan), router, inputs);
  }

  /** Returns this subject with its plan and what writes it into the documents. */
  public Subject with(Plan newPlan, DocumentRouter newRouter) {
    return new Subject(
        rollout,
        document,
        unreadable,
        controller,
        Optional.of(newPlan),
        Optional.of(newRouter),
        inputs);
  }

  /** Returns this subject with the documents beside it. */
  public Subject beside(Inputs newInputs) {
    return new Subject(
        rollout, document, unreadable, controller, plan, router, Optional.of(newInputs));
  }

  /** Returns the plan of a canary, if there is one. */
  public Optional<CanaryPlan> canaryPlan() {
    return plan.filter(CanaryPlan.class::isInstance).map(CanaryPlan.class::cast);
  }

  /** Returns the plan of a blue-green update, if there is one. */
  public Optional<BlueGreenPlan> blueGreenPlan() {
    return plan.filter(BlueGreenPlan.class::isInstance).map(BlueGreenPlan.class::cast);
  }

  /** Returns the canary strategy, if that is the Rollout's. */
  public Optional<CanaryStrategy> canary() {
    return rollout.canary();
  }
}
