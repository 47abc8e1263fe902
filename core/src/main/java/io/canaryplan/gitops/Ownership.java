// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

/**
 * The kinds of fields that somebody else than git writes (gitops.md 1).
 *
 * <p>Immutable and safe for use by several threads.
 */
public enum Ownership {
  /** The weights of a rule that the Rollout weighs (GT-10). */
  WEIGHT(
      Constants.CONTROLLER,
      "each weight step, abort and promotion",
      "yes: the resting weights; the controller writes over any others"),
  /**
   * Destinations of a weighed rule: those of a running experiment come and go, and foreign ones are
   * removed (istio.md 1.5, 1.6).
   */
  DESTINATION(
      Constants.CONTROLLER,
      "while an experiment runs; foreign ones as soon as weights are written",
      "no"),
  /** A header or mirror route that a step makes (GT-11). */
  MANAGED_ROUTE(Constants.CONTROLLER, "from its header or mirror step until it is removed", "no"),
  /** The hash label of a subset (GT-12). */
  SUBSET_HASH(
      Constants.CONTROLLER, "from the first stable version on", "no; it selects no pods at first"),
  /** A subset: those of a running experiment come and go, others are removed (istio.md 2.1). */
  SUBSET(
      Constants.CONTROLLER,
      "while an experiment runs; others as soon as the hashes are written",
      "only the canary's and the stable one"),
  /** The annotation that names the Rollout (GT-13). */
  MANAGED_BY(Constants.CONTROLLER, "from the first write on", "no"),
  /** The hash in a Service's selector (GT-14). */
  SELECTOR_HASH(Constants.CONTROLLER, "from the first write on", "no"),
  /** Annotations and status of a Rollout (GT-15). */
  ROLLOUT_STATUS(Constants.CONTROLLER, "always", "no"),
  /** The whole spec of a Rollout, in which explicit zero values get lost (GT-16, GT-40). */
  ROLLOUT_SPEC(
      Constants.CONTROLLER,
      "each new version, and once if spec.replicas is absent",
      "yes, without explicit zero values, which get lost"),
  /** The replicas of a workload that an autoscaler sets (GT-17). */
  AUTOSCALED_REPLICAS(
      "kube-controller-manager", "whenever the autoscaler changes them", "better not"),
  /** The replicas of the Deployment whose pods a Rollout takes over (GT-18). */
  TAKEN_OVER_REPLICAS(
      Constants.CONTROLLER, "when the Rollout's pods are available: down to 0", "better not"),
  /** {@code spec.paused} and {@code spec.restartAt} of a Rollout (GT-19). */
  ACTIONS("people", "actions pause, resume and restart", "no; paused: false there undoes a pause");

  /** Names of writers; an enum's own constants cannot be used before it. */
  private static final class Constants {
    private static final String CONTROLLER = "rollouts-controller";
  }

  private final String writer;
  private final String when;
  private final String inGit;

  Ownership(String writer, String when, String inGit) {
    this.writer = writer;
    this.when = when;
    this.inGit = inGit;
  }

  /** Returns who writes it: a field manager, or {@code people}. */
  public String writer() {
    return writer;
  }

  /** Returns when it is written, in a few words. */
  public String when() {
    return when;
  }

  /** Returns whether it can be in git, in a few words. */
  public String inGit() {
    return inGit;
  }
}
