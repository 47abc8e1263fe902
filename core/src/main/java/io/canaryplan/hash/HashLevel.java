// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import io.canaryplan.plan.ControllerVersion;

/**
 * What of a controller's version decides a hash: the field list of the Kubernetes API library
 * inside it, the defaults of its Rollout CRD, and the escapes of the Go release that builds it
 * (hash.md 0 and 6). Controllers up to 1.1 hash in another way, which is not predicted.
 *
 * <p>The levels before 1.7 are here because a label in a cluster is as old as its ReplicaSet.
 *
 * <p>Immutable and safe for use by several threads.
 */
public enum HashLevel {
  /** Controller 1.2. */
  V1_2(2, 23),
  /** Controllers 1.3 and 1.4. */
  V1_3(3, 24),
  /** Controllers 1.5 and 1.6. */
  V1_5(5, 25),
  /** Controller 1.7. */
  V1_7(7, 29),
  /** Controller 1.8: as 1.7 but for the escapes of backspace and form feed. */
  V1_8(8, 29),
  /** Controllers 1.9, 1.10.0-rc1 and the main branch. */
  V1_9(9, 34);

  // Go 1.22 changed the escapes; the first controller built with it or a later one is 1.8.
  private static final int FIRST_WITH_SHORT_ESCAPES = 8;

  private final int minor;
  private final int library;

  HashLevel(int minor, int library) {
    this.minor = minor;
    this.library = library;
  }

  /** Returns the level of a controller that plans are made for. */
  public static HashLevel of(ControllerVersion controller) {
    if (controller.atLeast(ControllerVersion.V1_9)) {
      return V1_9;
    }
    return controller.atLeast(ControllerVersion.V1_8) ? V1_8 : V1_7;
  }

  /** Returns the first minor version 1.x of the controller, 2 or more. */
  int minor() {
    return minor;
  }

  /** Returns the minor version 0.x of the Kubernetes API library. */
  int library() {
    return library;
  }

  /** Returns whether backspace and form feed are written as two characters. */
  boolean writesShortEscapes() {
    return minor >= FIRST_WITH_SHORT_ESCAPES;
  }
}
