// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static java.util.Objects.requireNonNull;

import io.canaryplan.kubernetes.IntOrPercent;
import io.canaryplan.kubernetes.LabelSelector;
import io.canaryplan.kubernetes.PodTemplate;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A Deployment of Kubernetes as written (rolling.md 1.1). Absent stays absent.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param name {@code metadata.name}; empty if it is missing
 * @param namespace {@code metadata.namespace}
 * @param replicas pods wanted; 1 when absent
 * @param strategyType {@code RollingUpdate} when absent or empty
 * @param rollingUpdate whether {@code strategy.rollingUpdate} is there, even if empty
 * @param maxSurge pods above replicas, 25 % when absent
 * @param maxUnavailable pods that may be missing, 25 % when absent
 * @param minReadySeconds seconds a pod must be ready to count as available; 0 when absent
 * @param progressDeadlineSeconds seconds without progress until that is reported; 600 when absent
 * @param revisionHistoryLimit old ReplicaSets that are kept; 10 when absent
 * @param paused whether the update stands still
 * @param selector labels of the pods
 * @param template pod template
 * @param restartPolicy {@code template.spec.restartPolicy}
 * @param activeDeadline whether {@code template.spec.activeDeadlineSeconds} is there
 */
public record Deployment(
    String name,
    Optional<String> namespace,
    OptionalInt replicas,
    Optional<String> strategyType,
    boolean rollingUpdate,
    Optional<IntOrPercent> maxSurge,
    Optional<IntOrPercent> maxUnavailable,
    OptionalInt minReadySeconds,
    OptionalInt progressDeadlineSeconds,
    OptionalInt revisionHistoryLimit,
    boolean paused,
    Optional<LabelSelector> selector,
    Optional<PodTemplate> template,
    Optional<String> restartPolicy,
    boolean activeDeadline) {
  /** Checks that nothing is missing. */
  public Deployment {
    requireNonNull(name, "name");
    requireNonNull(namespace, "namespace");
    requireNonNull(replicas, "replicas");
    requireNonNull(strategyType, "strategyType");
    requireNonNull(maxSurge, "maxSurge");
    requireNonNull(maxUnavailable, "maxUnavailable");
    requireNonNull(minReadySeconds, "minReadySeconds");
    requireNonNull(progressDeadlineSeconds, "progressDeadlineSeconds");
    requireNonNull(revisionHistoryLimit, "revisionHistoryLimit");
    requireNonNull(selector, "selector");
    requireNonNull(template, "template");
    requireNonNull(restartPolicy, "restartPolicy");
  }

  /** Returns this with other replicas, 0 or more. */
  public Deployment withReplicas(int value) {
    return new Deployment(
        name,
        namespace,
        OptionalInt.of(value),
        strategyType,
        rollingUpdate,
        maxSurge,
        maxUnavailable,
        minReadySeconds,
        progressDeadlineSeconds,
        revisionHistoryLimit,
        paused,
        selector,
        template,
        restartPolicy,
        activeDeadline);
  }

  /** Returns the strategy's type as written, or the default {@code RollingUpdate}. */
  public String strategyTypeOrDefault() {
    return strategyType.orElse("RollingUpdate");
  }
}
