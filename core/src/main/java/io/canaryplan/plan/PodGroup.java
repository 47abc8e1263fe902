// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;

/**
 * Pods of an update that belong together, whatever the strategy.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param name what reports call them: {@code canary}, {@code stable} and {@code older} in a canary,
 *     which go by roles; else {@code v1} for the version before the update, {@code v2} for the one
 *     that it brings, {@code v3} and so on for those that come while it is on its way
 * @param size pods asked for, 0 or more
 * @param available pods of them that are available; absent where only the sum of all is known
 * @param deadlineSeconds when they are to be removed, in seconds since the update was asked for;
 *     absent if nobody said so
 */
public record PodGroup(
    String name, long size, OptionalLong available, OptionalLong deadlineSeconds) {
  /** Checks for null. */
  public PodGroup {
    requireNonNull(name, "name");
    requireNonNull(available, "available");
    requireNonNull(deadlineSeconds, "deadlineSeconds");
  }

  static PodGroup ofRole(String name, long size) {
    return new PodGroup(name, size, OptionalLong.empty(), OptionalLong.empty());
  }

  /** Returns what pods of a version are called that goes by its number, from 1. */
  public static String nameOf(int version) {
    return "v" + version;
  }
}
