// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import java.util.Optional;

/**
 * A minor release of Istio, the oldest first; each stands for its newest patch.
 *
 * <p>Immutable and safe for use by several threads.
 */
public enum IstioVersion {
  /** Istio 1.28. */
  V1_28("1.28"),
  /** Istio 1.29. */
  V1_29("1.29"),
  /** Istio 1.30. */
  V1_30("1.30"),
  /** Istio 1.31. */
  V1_31("1.31"),
  /** Istio 1.32. */
  V1_32("1.32");

  private final String label;

  IstioVersion(String label) {
    this.label = label;
  }

  /** Returns the newest version known, which is the default everywhere. */
  public static IstioVersion newest() {
    return V1_32;
  }

  /** Returns the version written {@code 1.31}; absent if it is none of these. */
  public static Optional<IstioVersion> of(String label) {
    for (IstioVersion version : values()) {
      if (version.label.equals(label)) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }

  /** Returns the version as Istio writes it, for example {@code 1.31}. */
  public String label() {
    return label;
  }

  /** Returns whether this is {@code other} or newer. */
  public boolean atLeast(IstioVersion other) {
    return compareTo(other) >= 0;
  }

  /** Returns {@link #label()}. */
  @Override
  public String toString() {
    return label;
  }
}
