// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.yaml.YamlNode;
import java.util.List;

/**
 * What Argo CD 3.5.1 shows for one object of git and its live counterpart (gitops.md GT-20 to
 * GT-29).
 *
 * <p>All answers are immutable and safe for use by several threads.
 */
public sealed interface Comparison {
  /**
   * Compares one object once; {@link ComparedObject} compares it with several live documents.
   *
   * @param git the document of git, with the namespace that it is applied to
   * @param live the document in the cluster
   * @param ignores all entries of the application and of Argo CD, also those of other objects: an
   *     expression that is no jq fails the comparison of every object (GT-23)
   */
  static Comparison of(
      YamlNode git, YamlNode live, List<IgnoreDifferences> ignores, ComparisonMode mode) {
    return ComparedObject.of(git, ignores, mode).compare(live);
  }

  /** Which of the two documents. */
  enum Side {
    /** The document of git. */
    GIT,
    /** The document in the cluster. */
    LIVE
  }

  /**
   * An expression that did nothing on one side because it failed there (GT-22).
   *
   * @param expression the jq expression as written
   * @param side the document on which it failed
   * @param reason what failed, for example {@code cannot iterate over null}
   */
  record Skipped(String expression, Side side, String reason) {
    /** Checks that nothing is missing. */
    public Skipped {
      requireNonNull(expression, "expression");
      requireNonNull(side, "side");
      requireNonNull(reason, "reason");
    }
  }

  /**
   * Nothing differs that counts.
   *
   * @param skipped the expressions that failed, in the order of the entries
   */
  record Synced(List<Skipped> skipped) implements Comparison {
    /** Copies. */
    public Synced {
      skipped = ImmutableList.copyOf(skipped);
    }
  }

  /**
   * Something differs.
   *
   * @param paths the places that are shown, never empty, by the names of keys: a list of another
   *     length as a whole, everything else by its parts, counted in the live document
   * @param skipped the expressions that failed, in the order of the entries
   */
  record OutOfSync(List<FieldPath> paths, List<Skipped> skipped) implements Comparison {
    /**
     * Copies.
     *
     * @throws IllegalArgumentException if there is no place
     */
    public OutOfSync {
      paths = ImmutableList.copyOf(paths);
      skipped = ImmutableList.copyOf(skipped);
      if (paths.isEmpty()) {
        throw new IllegalArgumentException("an object that is out of sync differs somewhere");
      }
    }
  }

  /**
   * Nothing can be compared, and nothing is synced: an expression is no jq (GT-23).
   *
   * @param cause the first such expression
   */
  record ComparisonError(JqExpression.SyntaxError cause) implements Comparison {
    /** Checks that it is there. */
    public ComparisonError {
      requireNonNull(cause, "cause");
    }
  }

  /**
   * It is not known what is shown, because an expression about this object is not understood, or
   * selects too much to be evaluated.
   *
   * @param expression the first such expression as written
   * @param reason what is not understood of it, in a few words
   */
  record Unknown(String expression, String reason) implements Comparison {
    /** Checks that nothing is missing. */
    public Unknown {
      requireNonNull(expression, "expression");
      requireNonNull(reason, "reason");
    }
  }
}
