// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** A part of a jq expression, as far as it is understood. */
sealed interface JqNode {
  /** {@code .}: the value itself. */
  record Identity() implements JqNode {}

  /** {@code .name} or {@code ["name"]}. */
  record Field(String name) implements JqNode {}

  /** {@code [n]}; a negative one counts from the end. */
  record Item(int index) implements JqNode {}

  /** {@code []}: every value or item. */
  record Each() implements JqNode {}

  /** {@code ..}: the value and everything below it. */
  record Recurse() implements JqNode {}

  /** A value written in the expression. */
  record Literal(Json value) implements JqNode {}

  /** Several parts, each applied to the results of the one before. */
  record Pipe(List<JqNode> parts) implements JqNode {
    public Pipe {
      parts = ImmutableList.copyOf(parts);
    }
  }

  /** The results of several parts one after the other. */
  record Comma(List<JqNode> parts) implements JqNode {
    public Comma {
      parts = ImmutableList.copyOf(parts);
    }
  }

  /** {@code body?}: the results up to the first failure. */
  record Try(JqNode body) implements JqNode {}

  /** {@code select(condition)}. */
  record Select(JqNode condition) implements JqNode {}

  /** {@code left == right} or {@code left != right}. */
  record Equal(JqNode left, JqNode right, boolean negated) implements JqNode {}

  /** Parts that {@code and}, or else {@code or}, joins; from the left. */
  record Logic(List<JqNode> parts, boolean and) implements JqNode {
    public Logic {
      parts = ImmutableList.copyOf(parts);
    }
  }

  /** {@code any(generator; condition)}. */
  record Any(JqNode generator, JqNode condition) implements JqNode {}

  /** {@code [body]}: a new array, which is no place of the document. */
  record Collect(JqNode body) implements JqNode {}

  /** {@code empty}: no result. */
  record Empty() implements JqNode {}

  /** {@code length}. */
  record Length() implements JqNode {}

  /** {@code tostring}. */
  record ToText() implements JqNode {}

  /** {@code not}. */
  record Not() implements JqNode {}
}
