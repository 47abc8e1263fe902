// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import com.google.common.base.Suppliers;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Severity;
import io.canaryplan.hash.HashLevel;
import io.canaryplan.hash.HashPrediction;
import io.canaryplan.hash.HashPrediction.NotPredictable;
import io.canaryplan.hash.HashPrediction.Reason;
import io.canaryplan.hash.PodTemplateHash;
import io.canaryplan.hash.TemplateEdit;
import io.canaryplan.hash.TemplateSource;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.PlanHashes;
import io.canaryplan.plan.PodHash;
import io.canaryplan.plan.PodHash.Source;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlScalar;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Chooses the hashes of one Rollout's plan. The stable one is the option, {@code status.stableRS}
 * of the input, the prediction from the base revision, or a placeholder, in this order; the new one
 * is the option, the prediction, or a placeholder. Each template is hashed once at most.
 */
final class ChosenHashes {
  private static final FieldPath STABLE = FieldPath.of("status", "stableRS");

  private final TemplateOfRollout head;
  private final Optional<TemplateOfRollout> base;
  private final PlannerOptions options;
  private final ControllerVersion controller;
  private final Supplier<Optional<TemplateEdit>> edit;
  private final Supplier<HashPrediction> prediction;

  /**
   * Chooses nothing yet.
   *
   * @param head the template of the new version
   * @param base the template of the revision before, if that is given
   * @param options the caller's hashes and controller
   * @param controller the controller whose behaviour is planned
   */
  ChosenHashes(
      TemplateOfRollout head,
      Optional<TemplateOfRollout> base,
      PlannerOptions options,
      ControllerVersion controller) {
    this.head = head;
    this.base = base;
    this.options = options;
    this.controller = controller;
    this.edit = Suppliers.memoize(this::compare);
    this.prediction =
        Suppliers.memoize(
            () -> edit.get().map(TemplateEdit::after).orElseGet(() -> predicted(head)));
  }

  TemplateOfRollout head() {
    return head;
  }

  /** Returns both templates side by side; absent unless both revisions have one. */
  Optional<TemplateEdit> edit() {
    return edit.get();
  }

  PlanHashes hashes() {
    PodHash stable = stable();
    return new PlanHashes(stable, canary(stable));
  }

  /** Returns that the template has no hash; nothing if there is none, which is said elsewhere. */
  Optional<Finding> finding() {
    return options.canaryHash().isEmpty()
            && prediction.get() instanceof NotPredictable not
            && not.reason() != Reason.NO_TEMPLATE
        ? Optional.of(head.finding(not).withSeverity(Severity.NOTE))
        : Optional.empty();
  }

  private PodHash stable() {
    return options
        .stableHash()
        .map(PodHash::given)
        .or(() -> status(head))
        .or(() -> base.flatMap(ChosenHashes::status))
        .or(() -> base.flatMap(this::ofBase))
        .orElseGet(() -> PlanHashes.stablePlaceholder(whyUnknown()));
  }

  private static Optional<PodHash> status(TemplateOfRollout template) {
    YamlDocument rollout = template.rollout();
    return rollout
        .at(STABLE)
        .filter(node -> node instanceof YamlScalar scalar && !scalar.isNull())
        .map(node -> ((YamlScalar) node).text())
        .filter(PodTemplateHash::isLabel)
        .map(hash -> new PodHash(hash, Source.STATUS, "status.stableRS of the input"));
  }

  private Optional<PodHash> ofBase(TemplateOfRollout before) {
    return predictedOfBase(before)
        .label()
        .map(
            hash ->
                new PodHash(
                    hash,
                    Source.BASE,
                    "predicted from "
                        + before.source()
                        + " of the base revision for controller "
                        + controller));
  }

  private String whyUnknown() {
    return base.map(this::predictedOfBase).orElse(null) instanceof NotPredictable not
        ? "that of the base revision cannot be predicted: " + not.message()
        : "the stable version is not among the inputs; status.stableRS would tell it";
  }

  private PodHash canary(PodHash stable) {
    if (options.canaryHash().isPresent()) {
      return PodHash.given(options.canaryHash().get());
    }
    HashPrediction predicted = prediction.get();
    if (predicted instanceof NotPredictable not) {
      return PlanHashes.canaryPlaceholder("it cannot be predicted: " + not.message());
    }
    String hash = predicted.label().orElseThrow();
    if (hash.equals(stable.value()) || startsNone()) {
      return PlanHashes.canaryPlaceholder(
          head.source() + " is that of the stable version, so that it starts no rollout");
    }
    return new PodHash(
        hash,
        Source.PREDICTION,
        "predicted from " + head.source() + " for controller " + controller);
  }

  /** Returns whether the base revision's ReplicaSet stays in use (hash.md 9). */
  private boolean startsNone() {
    return edit.get()
        .filter(change -> change.effect() != TemplateEdit.Effect.UNKNOWN)
        .filter(change -> !change.startsRollout())
        .isPresent();
  }

  private Optional<TemplateEdit> compare() {
    Optional<TemplateSource> old = base.flatMap(TemplateOfRollout::template);
    return old.isPresent() && head.template().isPresent()
        ? Optional.of(TemplateEdit.of(old.get(), head.template().get(), level()))
        : Optional.empty();
  }

  private HashPrediction predictedOfBase(TemplateOfRollout before) {
    return edit.get().map(TemplateEdit::before).orElseGet(() -> predicted(before));
  }

  private HashPrediction predicted(TemplateOfRollout template) {
    return template
        .template()
        .map(found -> PodTemplateHash.of(found, level()))
        .orElseGet(template::notGiven);
  }

  private HashLevel level() {
    return HashLevel.of(controller);
  }
}
