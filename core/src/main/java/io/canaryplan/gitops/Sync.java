// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.yaml.YamlNode;
import java.util.List;

/**
 * What a sync of Argo CD 3.5.1 makes of one live object when it touches it (gitops.md 4); whether
 * it touches it is another question (GT-31).
 *
 * <p>All answers are immutable and safe for use by several threads.
 */
public sealed interface Sync {
  /**
   * Sync options that change what is applied; {@code ServerSideApply} is a {@link ComparisonMode}.
   */
  enum Option {
    /** {@code RespectIgnoreDifferences=true}: ignored values of the live object are applied. */
    RESPECT_IGNORE_DIFFERENCES,
    /** {@code Replace=true}: the object is replaced instead of merged. */
    REPLACE
  }

  /**
   * The object after the sync, before any controller reacts.
   *
   * @param document the live document as the sync leaves it, without managed fields
   * @param changes the places that the sync changes, by the names of keys; empty if it changes
   *     nothing
   */
  record Applied(YamlNode document, List<FieldPath> changes) implements Sync {
    /** Checks that nothing is missing, and copies. */
    public Applied {
      requireNonNull(document, "document");
      changes = ImmutableList.copyOf(changes);
    }
  }

  /**
   * There is no sync, because the comparison before it fails.
   *
   * @param cause the expression that is no jq
   */
  record Refused(JqExpression.SyntaxError cause) implements Sync {
    /** Checks that it is there. */
    public Refused {
      requireNonNull(cause, "cause");
    }
  }

  /**
   * It is not known what is applied, because ignored values are to be kept and an expression about
   * this object is not understood.
   *
   * @param expression the first such expression as written
   * @param reason what is not understood of it, in a few words
   */
  record Unknown(String expression, String reason) implements Sync {
    /** Checks that nothing is missing. */
    public Unknown {
      requireNonNull(expression, "expression");
      requireNonNull(reason, "reason");
    }
  }
}
