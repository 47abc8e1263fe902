// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import static io.canaryplan.check.Paths.SPEC;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.Rule;
import io.canaryplan.kubernetes.IntOrPercent;
import io.canaryplan.kubernetes.LabelSelector;
import io.canaryplan.kubernetes.WorkloadDefaults;
import io.canaryplan.plan.DeploymentLimits;
import io.canaryplan.plan.DeploymentSpec;
import io.canaryplan.rollout.Deployment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the API server refuses in a Deployment (rolling.md 1.5), all at once.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class DeploymentChecks {
  private static final FieldPath SELECTOR = SPEC.child("selector");
  private static final FieldPath TEMPLATE = SPEC.child("template");
  private static final FieldPath STRATEGY = SPEC.child("strategy");
  private static final FieldPath LIMITS = STRATEGY.child("rollingUpdate");
  private static final FieldPath SURGE = LIMITS.child("maxSurge");
  private static final FieldPath UNAVAILABLE = LIMITS.child("maxUnavailable");
  private static final FieldPath DEADLINE = SPEC.child("progressDeadlineSeconds");

  private final DeploymentSubject subject;
  private final Deployment deployment;
  private final Findings findings;

  private DeploymentChecks(DeploymentSubject subject, Findings findings) {
    this.subject = subject;
    this.deployment = subject.deployment();
    this.findings = findings;
  }

  /**
   * Checks a Deployment.
   *
   * @return what is found; a plan needs that none of it is an error
   */
  public static List<Finding> run(DeploymentSubject subject) {
    Findings findings = Findings.in(subject.document());
    new DeploymentChecks(subject, findings).run();
    return findings.all();
  }

  /** Returns why the API server refuses a Deployment, which also one meets that is not planned. */
  public static List<Finding> refusals(DeploymentSubject subject) {
    Findings findings = Findings.in(subject.document());
    new DeploymentChecks(subject, findings).refusals();
    return findings.all();
  }

  /**
   * Returns what a Deployment asks of its controller, with the defaults that the API server writes.
   *
   * @throws IllegalArgumentException if a number is negative, which {@link #run} finds
   */
  public static DeploymentSpec spec(Deployment deployment) {
    boolean recreate =
        deployment.strategyTypeOrDefault().equals(DeploymentSpec.Strategy.RECREATE.toString());
    return new DeploymentSpec(
        deployment.replicas().orElse(1),
        recreate ? DeploymentSpec.Strategy.RECREATE : DeploymentSpec.Strategy.ROLLING_UPDATE,
        deployment.maxSurge(),
        deployment.maxUnavailable(),
        deployment.minReadySeconds().orElse(0),
        deployment.progressDeadlineSeconds().orElse(WorkloadDefaults.PROGRESS_DEADLINE_SECONDS),
        deployment.revisionHistoryLimit().orElse(WorkloadDefaults.REVISION_HISTORY_LIMIT),
        deployment.paused());
  }

  private void run() {
    boolean limits = refusals();
    if (limits && deployment.replicas().orElse(1) >= 0) {
      countable();
    }
  }

  // returns whether the limits are sound
  private boolean refusals() {
    notNegative("replicas", deployment.replicas());
    selector();
    selectorChange();
    podLife();
    boolean limits = strategy();
    notNegative("minReadySeconds", deployment.minReadySeconds());
    notNegative("revisionHistoryLimit", deployment.revisionHistoryLimit());
    notNegative("progressDeadlineSeconds", deployment.progressDeadlineSeconds());
    deadline();
    return limits;
  }

  private void notNegative(String field, OptionalInt value) {
    if (value.orElse(0) < 0) {
      error(
          DeploymentRules.DEPLOYMENT_NUMBER_NEGATIVE,
          SPEC.child(field),
          "\"%d\" is negative; %s is 0 or more".formatted(value.getAsInt(), field));
    }
  }

  private void selector() {
    Optional<LabelSelector> selector = deployment.selector();
    if (selector.isEmpty() || selector.get().isEmpty()) {
      error(
          DeploymentRules.DEPLOYMENT_SELECTOR_INVALID,
          SELECTOR,
          "the selector is %s; a Deployment needs one with at least one label"
              .formatted(selector.isEmpty() ? "missing" : "empty"));
      return;
    }
    List<LabelSyntax.Problem> problems = LabelSyntax.problems(SELECTOR, selector.get());
    for (LabelSyntax.Problem problem : problems) {
      error(DeploymentRules.DEPLOYMENT_SELECTOR_INVALID, problem.path(), problem.message());
    }
    Map<String, String> labels =
        deployment.template().map(pods -> pods.metadata().labels()).orElse(Map.of());
    if (problems.isEmpty() && !selector.get().matches(labels)) {
      error(
          DeploymentRules.DEPLOYMENT_SELECTOR_NOT_IN_TEMPLATE,
          TEMPLATE.child("metadata").child("labels"),
          "the labels \"%s\" are not matched by spec.selector".formatted(Texts.labels(labels)));
    }
  }

  // an update of a Deployment that has another selector (D-16)
  private void selectorChange() {
    Optional<LabelSelector> stored =
        subject.before().flatMap(before -> before.deployment().selector());
    boolean differs =
        stored.isPresent()
            && deployment.selector().isPresent()
            && !stored.equals(deployment.selector());
    if (differs) {
      error(
          DeploymentEditRules.DEPLOYMENT_SELECTOR_CHANGED,
          SELECTOR,
          "the selector differs from that of the revision before; the selector of a Deployment cannot be edited");
    }
  }

  private void podLife() {
    FieldPath pod = TEMPLATE.child("spec");
    deployment
        .restartPolicy()
        .filter(policy -> !policy.equals("Always"))
        .ifPresent(
            policy ->
                error(
                    DeploymentRules.DEPLOYMENT_POD_LIFE,
                    pod.child("restartPolicy"),
                    "%s is not possible; the pods of a Deployment have Always"
                        .formatted(Quotation.of(policy))));
    if (deployment.activeDeadline()) {
      error(
          DeploymentRules.DEPLOYMENT_POD_LIFE,
          pod.child("activeDeadlineSeconds"),
          "the pods of a Deployment have no activeDeadlineSeconds");
    }
  }

  /** Returns whether the limits can be resolved to pods. */
  private boolean strategy() {
    String type = deployment.strategyTypeOrDefault();
    if (type.equals(DeploymentSpec.Strategy.RECREATE.toString())) {
      if (deployment.rollingUpdate()) {
        error(
            DeploymentRules.DEPLOYMENT_LIMITS_BESIDE_RECREATE,
            LIMITS,
            "rollingUpdate is given although the type is Recreate");
      }
      return true;
    }
    if (!type.equals(DeploymentSpec.Strategy.ROLLING_UPDATE.toString())) {
      error(
          DeploymentRules.DEPLOYMENT_STRATEGY_UNKNOWN,
          STRATEGY,
          "there is no strategy %s; a Deployment has RollingUpdate and Recreate"
              .formatted(Quotation.of(type)));
      return false;
    }
    boolean sound = isPlain(UNAVAILABLE, deployment.maxUnavailable());
    sound &= isPlain(SURGE, deployment.maxSurge());
    if (isZero(deployment.maxSurge()) && isZero(deployment.maxUnavailable())) {
      error(
          DeploymentRules.DEPLOYMENT_LIMITS_ZERO,
          UNAVAILABLE,
          "maxSurge and maxUnavailable are both zero; no pod could ever be replaced");
      sound = false;
    }
    if (deployment.maxUnavailable().filter(DeploymentLimits::isAboveAll).isPresent()) {
      error(
          DeploymentRules.DEPLOYMENT_LIMIT_INVALID,
          UNAVAILABLE,
          "%s is more than all pods; a percentage is at most 100%%"
              .formatted(Quotation.of(deployment.maxUnavailable().get().written())));
      sound = false;
    }
    return sound;
  }

  private boolean isPlain(FieldPath path, Optional<IntOrPercent> limit) {
    if (limit.isEmpty() || DeploymentLimits.isPlain(limit.get())) {
      return true;
    }
    String written = limit.get().written();
    boolean digits = limit.get().isText() && written.chars().allMatch(Character::isDigit);
    error(
        DeploymentRules.DEPLOYMENT_LIMIT_INVALID,
        path,
        digits && !written.isEmpty()
            ? "the text %s is no limit of a Deployment; write %s for pods or \"%s%%\"; an Argo Rollout would read it as %s %%"
                .formatted(Quotation.of(written), written, written, written)
            : "%s is no limit of a Deployment; it is 0 or more pods, or digits and one %%"
                .formatted(Quotation.of(written)));
    return false;
  }

  // as written: what is neither a number nor a percentage counts as nothing
  private static boolean isZero(Optional<IntOrPercent> limit) {
    return limit.filter(written -> written.validatedNumber() == 0).isPresent();
  }

  private void deadline() {
    int deadline =
        deployment.progressDeadlineSeconds().orElse(WorkloadDefaults.PROGRESS_DEADLINE_SECONDS);
    int minReady = deployment.minReadySeconds().orElse(0);
    if (deadline <= minReady) {
      error(
          DeploymentRules.DEPLOYMENT_DEADLINE_NOT_ABOVE_MIN_READY,
          DEADLINE,
          "minReadySeconds %d needs a progressDeadlineSeconds above it, but it is %d%s"
              .formatted(
                  minReady,
                  deadline,
                  deployment.progressDeadlineSeconds().isEmpty() ? ", the default" : ""));
    }
  }

  private void countable() {
    if (deployment.strategyTypeOrDefault().equals(DeploymentSpec.Strategy.RECREATE.toString())) {
      return;
    }
    int replicas = deployment.replicas().orElse(1);
    OptionalLong uncut = DeploymentLimits.uncutSurge(deployment.maxSurge(), replicas);
    String written = deployment.maxSurge().orElse(WorkloadDefaults.LIMIT).written();
    if (uncut.isEmpty()) {
      error(
          DeploymentRules.DEPLOYMENT_TOO_MANY_PODS,
          SURGE,
          "maxSurge %s of %d replicas is beyond the 64 bits that the controller counts with; nothing is planned"
              .formatted(Quotation.of(written), replicas));
      return;
    }
    int surge = (int) uncut.getAsLong();
    if (!DeploymentLimits.isCountable(deployment.maxSurge(), replicas)) {
      error(
          DeploymentRules.DEPLOYMENT_TOO_MANY_PODS,
          SPEC.child("replicas"),
          "replicas and maxSurge are together above 2147483647, more than the controller can count; nothing is planned");
    } else if (surge != uncut.getAsLong()) {
      findings.add(
          DeploymentRules.DEPLOYMENT_SURGE_CUT,
          SURGE,
          "maxSurge %s of %d replicas comes to %d pods; the controller keeps 32 bits of that number, which are %d"
              .formatted(Quotation.of(written), replicas, uncut.getAsLong(), surge),
          "lower %s".formatted(SURGE));
    }
  }

  private void error(Rule rule, FieldPath path, String message) {
    findings.add(rule, path, message, "change %s".formatted(path));
  }
}
