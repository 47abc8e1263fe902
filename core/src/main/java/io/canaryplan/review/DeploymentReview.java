// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.review;

import static java.util.Objects.requireNonNull;

import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableList;
import io.canaryplan.hash.FieldDifference;
import java.util.List;
import java.util.Optional;

/**
 * A Deployment of both revisions whose pod template differs, or of which that is not known.
 * Templates that mean the same once the API server has written the defaults of pods do not differ
 * (rolling.md 0.3). A Deployment that a Rollout takes its template from is told with the Rollout.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param namespace the namespace, if it is written
 * @param name the name
 * @param verdict what the change of the template does
 * @param fields the fields of the template that differ; empty if that is not known
 */
public record DeploymentReview(
    Optional<String> namespace, String name, Verdict verdict, List<FieldDifference> fields) {

  /** What another template does. */
  public enum Verdict {
    /** The template differs, and so an update begins (rolling.md 3 and 4). */
    NEW_TEMPLATE("the pod template changes: an update begins"),
    /** It differs, and the new revision is paused: no ReplicaSet is made (rolling.md 5.4). */
    PAUSED(
        "the pod template changes, and spec.paused holds it back: no update begins until it is resumed"),
    /** One of the templates cannot be read in whole. */
    UNKNOWN("whether the pod template changes, and so an update begins, is not known");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    /** Returns what happens, in a sentence. */
    public String words() {
      return words;
    }

    /** Returns whether the template differs; not if it is unknown. */
    public boolean isNewTemplate() {
      return this != UNKNOWN;
    }

    /** Returns the name that JSON has: {@code newTemplate}, {@code paused}. */
    @Override
    public String toString() {
      return CaseFormat.UPPER_UNDERSCORE.to(CaseFormat.LOWER_CAMEL, name());
    }
  }

  /** Copies the fields. */
  public DeploymentReview {
    requireNonNull(namespace, "namespace");
    requireNonNull(name, "name");
    requireNonNull(verdict, "verdict");
    fields = ImmutableList.copyOf(fields);
  }

  /** Returns the Deployment and what happens: {@code shop/web: the pod template changes …}. */
  @Override
  public String toString() {
    return namespace.map(space -> space + "/").orElse("") + name + ": " + verdict.words();
  }
}
