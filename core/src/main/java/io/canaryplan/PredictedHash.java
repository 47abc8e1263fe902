// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static java.util.Objects.requireNonNull;

import io.canaryplan.hash.HashPrediction;
import io.canaryplan.hash.HashPrediction.Predicted;
import io.canaryplan.plan.ControllerVersion;
import java.util.Optional;

/**
 * The hash of one Rollout's pod template under one controller.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param file name of the Rollout's file
 * @param namespace the Rollout's namespace, if it is written
 * @param name the Rollout's name; empty if it has none
 * @param controller the controller
 * @param prediction the hash, or why there is none
 * @param source where the template stands: {@code spec.template}, or for {@code spec.workloadRef}
 *     kind and name, for example {@code Deployment/shop}
 */
public record PredictedHash(
    String file,
    Optional<String> namespace,
    String name,
    ControllerVersion controller,
    HashPrediction prediction,
    String source) {
  /** Checks that nothing is missing. */
  public PredictedHash {
    requireNonNull(file, "file");
    requireNonNull(namespace, "namespace");
    requireNonNull(name, "name");
    requireNonNull(controller, "controller");
    requireNonNull(prediction, "prediction");
    requireNonNull(source, "source");
  }

  /** Returns the name of the ReplicaSet that the controller creates for the template. */
  public Optional<String> replicaSet() {
    return prediction instanceof Predicted predicted
        ? Optional.of(predicted.replicaSetName(name))
        : Optional.empty();
  }

  /** Returns the exact JSON text that is hashed. */
  public Optional<String> json() {
    return prediction instanceof Predicted predicted
        ? Optional.of(predicted.json())
        : Optional.empty();
  }
}
