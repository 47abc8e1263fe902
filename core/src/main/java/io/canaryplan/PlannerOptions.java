// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static java.util.Objects.requireNonNull;

import io.canaryplan.istio.validation.IstioVersion;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.PlanHashes;
import io.canaryplan.plan.PlanSettings;
import io.canaryplan.plan.PodHash;
import io.canaryplan.plan.Readiness;
import io.canaryplan.plan.Rounding;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a plan depends on besides the manifests: what the caller chose, and nothing for what is left
 * to the defaults. What comes out of it for one plan is its {@link
 * io.canaryplan.plan.CanaryPlan#settings}.
 *
 * <pre>{@code
 * PlannerOptions.forController(ControllerVersion.V1_9).withReplicas(20)
 * }</pre>
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param rounding how weights become pods without traffic routing; absent: {@link
 *     Rounding#CLOSEST}, which is what every controller since v1.2 does, if a controller is named,
 *     else {@link Rounding#CEILING}, the documented rule
 * @param controller the controller version whose behaviour is planned; absent: the newest final one
 * @param stableHash {@code rollouts-pod-template-hash} of the stable version; absent: {@code
 *     status.stableRS} of the Rollout, else that of the base revision's template, else {@code
 *     stable-hash}
 * @param canaryHash {@code rollouts-pod-template-hash} of the new version; absent: that of the
 *     template, or {@code canary-hash} if it cannot be predicted
 * @param replicas number of pods that replaces {@code spec.replicas}, 0 or more; absent: the
 *     Rollout's, or 1 if that has none
 * @param readiness how fast pods become available
 * @param layout how documents are written
 * @param istio the version of Istio that judges its documents
 */
public record PlannerOptions(
    Optional<Rounding> rounding,
    Optional<ControllerVersion> controller,
    Optional<String> stableHash,
    Optional<String> canaryHash,
    OptionalInt replicas,
    Readiness readiness,
    Layout layout,
    IstioVersion istio) {
  /** Nothing chosen, pods that are available at once, documents as given, the newest Istio. */
  public static final PlannerOptions DEFAULT =
      new PlannerOptions(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          Readiness.AT_ONCE,
          Layout.SOURCE,
          IstioVersion.newest());

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if replicas are negative
   */
  public PlannerOptions {
    requireNonNull(rounding, "rounding");
    requireNonNull(controller, "controller");
    requireNonNull(stableHash, "stableHash");
    requireNonNull(canaryHash, "canaryHash");
    if (replicas.orElse(0) < 0) {
      throw new IllegalArgumentException(
          "replicas must not be negative but were " + replicas.getAsInt());
    }
    requireNonNull(readiness, "readiness");
    requireNonNull(layout, "layout");
    requireNonNull(istio, "istio");
  }

  /** Returns options that plan what a controller version does, its rounding included. */
  public static PlannerOptions forController(ControllerVersion controller) {
    return DEFAULT.withController(controller);
  }

  /** Returns these options with a rounding, whatever the controller does. */
  public PlannerOptions withRounding(Rounding value) {
    return new PlannerOptions(
        Optional.of(value), controller, stableHash, canaryHash, replicas, readiness, layout, istio);
  }

  /**
   * Returns these options with the behaviour of a controller version, and so with its rounding
   * unless one is chosen.
   */
  public PlannerOptions withController(ControllerVersion value) {
    return new PlannerOptions(
        rounding, Optional.of(value), stableHash, canaryHash, replicas, readiness, layout, istio);
  }

  /**
   * Returns these options with another {@code rollouts-pod-template-hash} of the stable version.
   */
  public PlannerOptions withStableHash(String value) {
    return new PlannerOptions(
        rounding, controller, Optional.of(value), canaryHash, replicas, readiness, layout, istio);
  }

  /** Returns these options with another {@code rollouts-pod-template-hash} of the new version. */
  public PlannerOptions withCanaryHash(String value) {
    return new PlannerOptions(
        rounding, controller, stableHash, Optional.of(value), replicas, readiness, layout, istio);
  }

  /** Returns these options with other {@code rollouts-pod-template-hash} values. */
  public PlannerOptions withHashes(String stable, String canary) {
    return withStableHash(stable).withCanaryHash(canary);
  }

  /**
   * Returns these options with a number of pods that replaces {@code spec.replicas}.
   *
   * @param value pods, 0 or more
   * @throws IllegalArgumentException if replicas are negative
   */
  public PlannerOptions withReplicas(int value) {
    OptionalInt pods = OptionalInt.of(value);
    return new PlannerOptions(
        rounding, controller, stableHash, canaryHash, pods, readiness, layout, istio);
  }

  /** Returns these options with pods that become available at another pace. */
  public PlannerOptions withReadiness(Readiness value) {
    return new PlannerOptions(
        rounding, controller, stableHash, canaryHash, replicas, value, layout, istio);
  }

  /** Returns these options with another layout of documents. */
  public PlannerOptions withLayout(Layout value) {
    return new PlannerOptions(
        rounding, controller, stableHash, canaryHash, replicas, readiness, value, istio);
  }

  /** Returns these options with another version of Istio. */
  public PlannerOptions withIstio(IstioVersion value) {
    return new PlannerOptions(
        rounding, controller, stableHash, canaryHash, replicas, readiness, layout, value);
  }

  /** Returns what a plan is made with: the one place where a default fills what is not chosen. */
  PlanSettings settings() {
    PlanHashes unknown = PlanHashes.UNKNOWN;
    PlanSettings settings =
        PlanSettings.DEFAULT
            .withHashes(
                new PlanHashes(
                    stableHash.map(PodHash::given).orElse(unknown.stable()),
                    canaryHash.map(PodHash::given).orElse(unknown.canary())))
            .withReadiness(readiness);
    if (replicas.isPresent()) {
      settings = settings.withReplicas(replicas.getAsInt());
    }
    if (controller.isPresent()) {
      settings = settings.withController(controller.get());
    }
    return rounding
        .or(() -> controller.map(named -> Rounding.CLOSEST))
        .map(settings::withRounding)
        .orElse(settings);
  }
}
