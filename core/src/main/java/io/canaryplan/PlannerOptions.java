// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static java.util.Objects.requireNonNull;

import io.canaryplan.istio.validation.IstioVersion;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.PlanSettings;
import io.canaryplan.plan.Rounding;

/**
 * What a plan depends on besides the manifests.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param settings rounding, controller version, hashes and a number of pods to plan with
 * @param layout how documents are written
 * @param istio the version of Istio that judges its documents
 */
public record PlannerOptions(PlanSettings settings, Layout layout, IstioVersion istio) {
  /**
   * CEILING, the newest final controller, the hashes {@code stable-hash} and {@code canary-hash},
   * the Rollout's own replicas, documents as given, the newest Istio.
   */
  public static final PlannerOptions DEFAULT =
      new PlannerOptions(PlanSettings.DEFAULT, Layout.SOURCE, IstioVersion.newest());

  /** Checks that nothing is missing. */
  public PlannerOptions {
    requireNonNull(settings, "settings");
    requireNonNull(layout, "layout");
    requireNonNull(istio, "istio");
  }

  /** Returns these options with another rounding. */
  public PlannerOptions withRounding(Rounding rounding) {
    return withSettings(settings.withRounding(rounding));
  }

  /** Returns these options with the behaviour of another controller version. */
  public PlannerOptions withController(ControllerVersion controller) {
    return withSettings(settings.withController(controller));
  }

  /** Returns these options with other {@code rollouts-pod-template-hash} values. */
  public PlannerOptions withHashes(String stableHash, String canaryHash) {
    return withSettings(settings.withHashes(stableHash, canaryHash));
  }

  /**
   * Returns these options with a number of pods that replaces {@code spec.replicas}.
   *
   * @param replicas pods, 0 or more
   * @throws IllegalArgumentException if replicas are negative
   */
  public PlannerOptions withReplicas(int replicas) {
    return withSettings(settings.withReplicas(replicas));
  }

  /** Returns these options with other settings. */
  public PlannerOptions withSettings(PlanSettings newSettings) {
    return new PlannerOptions(newSettings, layout, istio);
  }

  /** Returns these options with another layout of documents. */
  public PlannerOptions withLayout(Layout newLayout) {
    return new PlannerOptions(settings, newLayout, istio);
  }

  /** Returns these options with another version of Istio. */
  public PlannerOptions withIstio(IstioVersion newIstio) {
    return new PlannerOptions(settings, layout, newIstio);
  }
}
