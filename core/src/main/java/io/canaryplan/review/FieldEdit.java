// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.review;

import static java.util.Objects.requireNonNull;

import com.google.common.base.CaseFormat;
import io.canaryplan.routing.FieldChange;
import java.util.Optional;

/**
 * One field that the text in git changes.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param change the field with both values
 * @param fate who writes over the edit or ignores it; absent if it takes effect as written
 */
public record FieldEdit(FieldChange change, Optional<Fate> fate) {
  /** Checks that nothing is missing. */
  public FieldEdit {
    requireNonNull(change, "change");
    requireNonNull(fate, "fate");
  }

  /** Who an edit meets. */
  public enum By {
    /** The controller of Argo Rollouts writes its own value. */
    CONTROLLER("the controller writes over it"),
    /** The API server drops it. */
    API_SERVER("the API server drops it"),
    /** Istio does not look at it. */
    ISTIO("Istio ignores it");

    private final String words;

    By(String words) {
      this.words = words;
    }

    /** Returns what happens in a few words. */
    public String words() {
      return words;
    }

    /** Returns the name that JSON has: {@code controller}, {@code apiServer}. */
    @Override
    public String toString() {
      return CaseFormat.UPPER_UNDERSCORE.to(CaseFormat.LOWER_CAMEL, name());
    }
  }

  /**
   * What becomes of an edit that does not stay.
   *
   * @param by who it meets
   * @param atRest what happens while no update is under way
   * @param duringUpdate what happens during one
   */
  public record Fate(By by, String atRest, String duringUpdate) {
    /** Checks that nothing is missing. */
    public Fate {
      requireNonNull(by, "by");
      requireNonNull(atRest, "atRest");
      requireNonNull(duringUpdate, "duringUpdate");
    }
  }
}
