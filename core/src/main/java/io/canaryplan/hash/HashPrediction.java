// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import static java.util.Objects.requireNonNull;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Position;
import java.util.Optional;

/**
 * The hash of a pod template, or why there is none.
 *
 * <p>Immutable and safe for use by several threads.
 */
public sealed interface HashPrediction {
  /** Returns the hash as the label {@code rollouts-pod-template-hash} has it, if there is one. */
  Optional<String> label();

  /**
   * The hash that a ReplicaSet newly created for the template gets.
   *
   * @param hash value of the label {@code rollouts-pod-template-hash}: 1 to 10 letters and digits
   * @param json the exact text that is hashed
   */
  record Predicted(String hash, String json) implements HashPrediction {
    /** Checks that nothing is missing. */
    public Predicted {
      requireNonNull(hash, "hash");
      requireNonNull(json, "json");
    }

    @Override
    public Optional<String> label() {
      return Optional.of(hash);
    }

    /** Returns the name of the ReplicaSet that a Rollout of this name creates. */
    public String replicaSetName(String rolloutName) {
      return rolloutName + "-" + hash;
    }

    /** Returns the hash. */
    @Override
    public String toString() {
      return hash;
    }
  }

  /** Why a template has no hash that can be predicted. */
  enum Reason {
    /** The document has no pod template. */
    NO_TEMPLATE,
    /** YAML that cannot become JSON: a key that is null, a number that is infinite. */
    NOT_JSON,
    /** The API server refuses the template: a value of another type, a missing required field. */
    REFUSED,
    /**
     * The API server stores the template, as it does not look into volumes, limits and requests,
     * but the controller cannot decode it and falls back to a more lenient way of reading.
     */
    UNREADABLE,
  }

  /**
   * No hash.
   *
   * @param reason the kind of cause
   * @param message one sentence that says what is wrong
   * @param path the field at fault, from the root of the document if that was given
   * @param position where the field stands; absent when it did not come from text
   */
  record NotPredictable(Reason reason, String message, FieldPath path, Optional<Position> position)
      implements HashPrediction {
    /** Checks that nothing is missing. */
    public NotPredictable {
      requireNonNull(reason, "reason");
      requireNonNull(message, "message");
      requireNonNull(path, "path");
      requireNonNull(position, "position");
    }

    @Override
    public Optional<String> label() {
      return Optional.empty();
    }

    /** Returns the place and the sentence. */
    @Override
    public String toString() {
      return "not predictable: " + position.map(at -> at + ": ").orElse("") + path + ": " + message;
    }
  }
}
