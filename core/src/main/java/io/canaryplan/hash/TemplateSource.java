// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import static java.util.Objects.requireNonNull;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.yaml.GoScalar;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A pod template as written, with what else decides its hash.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param template the template; null or empty if there is none
 * @param path where the template stands in its document, for results
 * @param origin whose template it is
 * @param collisionCount {@code status.collisionCount} of the Rollout, 0 or more; absent, as it
 *     normally is, gives another hash than 0
 */
public record TemplateSource(
    YamlNode template, FieldPath path, Origin origin, OptionalInt collisionCount) {
  private static final FieldPath IN_SPEC = FieldPath.of("spec", "template");

  /** Whose template it is: other defaults are written into it (hash.md 3 and 8). */
  public enum Origin {
    /** The Rollout itself: the API server applies the CRD. */
    ROLLOUT,
    /**
     * A Deployment, ReplicaSet or PodTemplate that {@code spec.workloadRef} names: the API server
     * writes the defaults of pods.
     */
    WORKLOAD
  }

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the count is negative
   */
  public TemplateSource {
    requireNonNull(template, "template");
    requireNonNull(path, "path");
    requireNonNull(origin, "origin");
    if (collisionCount.isPresent() && collisionCount.getAsInt() < 0) {
      throw new IllegalArgumentException(
          "collisionCount must not be negative but was " + collisionCount.getAsInt());
    }
  }

  /** Returns a Rollout's template that stands nowhere and never collided. */
  public static TemplateSource of(YamlNode template) {
    return new TemplateSource(template, FieldPath.root(), Origin.ROLLOUT, OptionalInt.empty());
  }

  /**
   * Returns the template in a whole Rollout, with its {@code status.collisionCount} if that is a
   * number the controller can have written.
   */
  public static TemplateSource ofRollout(YamlNode rollout) {
    return new TemplateSource(
        rollout.at(IN_SPEC).orElse(YamlScalar.nullValue()),
        IN_SPEC,
        Origin.ROLLOUT,
        collisionCount(rollout));
  }

  /**
   * Returns the template in a whole Deployment, ReplicaSet or PodTemplate that a Rollout names.
   *
   * @param rollout the Rollout, whose collisions count
   */
  public static TemplateSource ofWorkload(YamlNode workload, YamlNode rollout) {
    FieldPath path = isPodTemplate(workload) ? FieldPath.of("template") : IN_SPEC;
    return new TemplateSource(
        workload.at(path).orElse(YamlScalar.nullValue()),
        path,
        Origin.WORKLOAD,
        collisionCount(rollout));
  }

  /** Returns this source with another count. */
  public TemplateSource withCollisionCount(int count) {
    return new TemplateSource(template, path, origin, OptionalInt.of(count));
  }

  /** Returns whether there is nothing to hash. */
  boolean isMissing() {
    return template instanceof YamlScalar scalar && scalar.isNull();
  }

  private static boolean isPodTemplate(YamlNode workload) {
    return workload instanceof YamlMapping mapping
        && mapping.get("kind").filter(YamlScalar.of("PodTemplate")::equals).isPresent();
  }

  private static OptionalInt collisionCount(YamlNode rollout) {
    Optional<Integer> count =
        rollout
            .at(FieldPath.of("status", "collisionCount"))
            .flatMap(node -> GoScalar.of(node).number())
            .filter(number -> number.signum() >= 0 && number.bitLength() < Integer.SIZE)
            .map(Number::intValue);
    return count.isPresent() ? OptionalInt.of(count.get()) : OptionalInt.empty();
  }
}
