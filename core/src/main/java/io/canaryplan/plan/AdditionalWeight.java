// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

/**
 * Traffic that an experiment template takes from the stable version while the experiment runs.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param service name of the template's Service
 * @param hash pod template hash of the template's ReplicaSet
 * @param weight share of the maximum traffic weight (100 unless set), 0 or more
 */
public record AdditionalWeight(String service, String hash, int weight) {
  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if the weight is negative
   */
  public AdditionalWeight {
    requireNonNull(service, "service");
    requireNonNull(hash, "hash");
    if (weight < 0) {
      throw new IllegalArgumentException("weight must not be negative but was " + weight);
    }
  }
}
