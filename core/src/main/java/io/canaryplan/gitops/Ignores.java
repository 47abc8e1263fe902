// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.canaryplan.gitops.Comparison.Side;
import io.canaryplan.gitops.Comparison.Skipped;
import io.canaryplan.kubernetes.ObjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is ignored of one object: all entries about it, read once. */
final class Ignores {
  /** Stops an evaluation whose result is not known. */
  static final class UnknownResult extends Exception {
    private static final long serialVersionUID = 1;
    final String expression;
    final String reason;

    UnknownResult(String expression, String reason) {
      super(reason, null, false, false);
      this.expression = expression;
      this.reason = reason;
    }
  }

  private final Optional<JqExpression.SyntaxError> error;
  private final List<Object> removals; // pointers and expressions, in the order of their entries
  private final Set<String> managers;

  private Ignores(
      Optional<JqExpression.SyntaxError> error, List<Object> removals, Set<String> managers) {
    this.error = error;
    this.removals = removals;
    this.managers = managers;
  }

  static Ignores of(List<IgnoreDifferences> entries, ObjectId object) {
    Optional<JqExpression.SyntaxError> error = Optional.empty();
    ImmutableList.Builder<Object> removals = ImmutableList.builder();
    ImmutableSet.Builder<String> managers = ImmutableSet.builder();
    for (IgnoreDifferences entry : entries) {
      boolean matches = entry.matches(object);
      if (matches) {
        entry.jsonPointers().forEach(text -> removals.add(new JsonPointer(text)));
        managers.addAll(entry.managedFieldsManagers());
      }
      for (String text : entry.jqPathExpressions()) {
        JqExpression expression = JqExpression.parse(text);
        if (error.isEmpty() && expression instanceof JqExpression.SyntaxError first) {
          error = Optional.of(first);
        }
        if (matches) {
          removals.add(expression);
        }
      }
    }
    return new Ignores(error, removals.build(), managers.build());
  }

  /** Returns the first expression of any entry that is no jq. */
  Optional<JqExpression.SyntaxError> error() {
    return error;
  }

  Set<String> managers() {
    return managers;
  }

  /**
   * Returns the document without what is ignored; the expressions that failed are added to {@code
   * skipped}.
   */
  Json.Fields removedFrom(Json.Fields document, Side side, List<Skipped> skipped)
      throws UnknownResult {
    Json rest = document;
    List<Skipped> failed = new ArrayList<>();
    for (Object removal : removals) {
      if (removal instanceof JsonPointer pointer) {
        rest = pointer.removeFrom(rest).orElse(rest);
      } else if (removal instanceof JqExpression.Understood expression) {
        JqDeletion.Result result = expression.delete(rest);
        if (result.failure().isPresent()) {
          String reason = result.failure().get();
          if (reason.equals(JqEvaluation.TOO_MUCH)) {
            throw new UnknownResult(expression.text(), reason);
          }
          failed.add(new Skipped(expression.text(), side, reason));
        }
        rest = result.document();
      } else if (removal instanceof JqExpression.NotUnderstood expression) {
        throw new UnknownResult(expression.text(), expression.what() + " is not understood");
      }
    }
    skipped.addAll(failed);
    // Without a kind it is no object any more, and Argo CD goes on with the document as it was.
    boolean object = rest instanceof Json.Fields fields && !fields.text("kind").isEmpty();
    return object ? (Json.Fields) rest : document;
  }
}
