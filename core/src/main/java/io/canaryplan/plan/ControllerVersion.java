// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The Argo Rollouts controller whose behaviour is planned, from the oldest to the newest. Each
 * stands for its newest patch. What differs between them stands in one table: {@link Capability}.
 *
 * <p>Immutable and safe for use by several threads.
 */
public enum ControllerVersion {
  /** v1.7, at its newest patch. */
  V1_7("1.7"),
  /** v1.8, at its newest patch. */
  V1_8("1.8"),
  /** v1.9, at its newest patch: the newest final release and the default. */
  V1_9("1.9"),
  /** The main branch after v1.10.0-rc1, commit 9f8d111d8 (canary.md 0.1). */
  MAIN("main");

  /** The newest final release. */
  public static final ControllerVersion DEFAULT = V1_9;

  private static final Pattern PATCH = Pattern.compile("\\.(?:x|[0-9]++)");

  private final String written;

  ControllerVersion(String written) {
    this.written = written;
  }

  /**
   * Reads a version as people write it: {@code 1.9}, {@code v1.9}, {@code main}. A patch of a
   * listed minor version ({@code 1.9.1}, {@code v1.9.x}) stands for that minor version.
   *
   * @return the version; absent for any other text, older and newer versions among them
   */
  public static Optional<ControllerVersion> parse(String text) {
    String wanted = text.startsWith("v") ? text.substring(1) : text;
    return Arrays.stream(values()).filter(version -> version.isMeantBy(text, wanted)).findFirst();
  }

  private boolean isMeantBy(String text, String number) {
    if (this == MAIN) {
      return text.equals(written);
    }
    return number.equals(written)
        || (number.startsWith(written)
            && PATCH.matcher(number.substring(written.length())).matches());
  }

  /** Returns all versions for a sentence: {@code 1.7, 1.8, 1.9, main}. */
  public static String list() {
    return Arrays.stream(values())
        .map(ControllerVersion::toString)
        .collect(Collectors.joining(", "));
  }

  /** Returns whether this is {@code other} or a newer version. */
  public boolean atLeast(ControllerVersion other) {
    return compareTo(other) >= 0;
  }

  /** Returns whether this controller, at its newest patch, does what {@code capability} says. */
  public boolean has(Capability capability) {
    return atLeast(requireNonNull(capability, "capability").since());
  }

  /** Returns the version as people write it, for example {@code 1.9} or {@code main}. */
  @Override
  public String toString() {
    return written;
  }
}
