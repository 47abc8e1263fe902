// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.yaml.YamlNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A jq path expression of an {@code ignoreDifferences} entry as Argo CD 3.5.1 reads it, which is
 * the argument of {@code del} in the program that it runs on git's document and on the live one
 * separately (gitops.md GT-22 to GT-24).
 *
 * <p>A part of jq is understood: paths, {@code []}, {@code [n]}, {@code ?}, {@code ["key"]}, {@code
 * |}, {@code ,}, {@code ..}, {@code select}, {@code ==}, {@code !=}, {@code and}, {@code or},
 * {@code not}, literals, {@code IN}, {@code any}, {@code map}, {@code length}, {@code tostring},
 * {@code empty} and brackets. What lies outside of it is never guessed, but still told from a
 * syntax error, which fails the comparison of the whole application.
 *
 * <p>Immutable and safe for use by several threads.
 */
public sealed interface JqExpression {
  /** Returns the text as given. */
  String text();

  /**
   * Reads an expression. Text that is too long, more than 50,000 characters, or nested too deep is
   * not understood, whatever it says.
   */
  static JqExpression parse(String text) {
    return JqReading.of(requireNonNull(text, "text"));
  }

  /** An expression whose every part is understood. */
  final class Understood implements JqExpression {
    private static final String CHARACTER = "a character of a string cannot be deleted";

    private final String text;
    private final JqNode node;

    Understood(String text, JqNode node) {
      this.text = text;
      this.node = node;
    }

    @Override
    public String text() {
      return text;
    }

    /** Returns what the expression selects of a document, as git or the cluster has it. */
    public Selection select(YamlNode document) {
      return select(new JsonReader().value(document));
    }

    Selection select(Json document) {
      JqEvaluation.Outcome outcome = new JqEvaluation().places(node, document);
      Set<FieldPath> paths = new LinkedHashSet<>();
      for (JqFocus focus : outcome.results()) {
        FieldPath path = JqFocus.in(document, focus.steps());
        if (path != null) {
          paths.add(path);
        }
      }
      return new Selection(ImmutableList.copyOf(paths), failure(outcome));
    }

    /** Returns the document without what is selected, or why it stays as it is. */
    JqDeletion.Result delete(Json document) {
      JqEvaluation.Outcome outcome = new JqEvaluation().places(node, document);
      Optional<String> failure = failure(outcome);
      if (failure.isPresent()) {
        return new JqDeletion.Result(document, failure);
      }
      JqDeletion deletion = new JqDeletion();
      for (JqFocus focus : outcome.results()) {
        if (!deletion.add(focus.steps(), document)) {
          return new JqDeletion.Result(document, Optional.of(CHARACTER));
        }
      }
      return new JqDeletion.Result(deletion.from(document), Optional.empty());
    }

    private static Optional<String> failure(JqEvaluation.Outcome outcome) {
      if (outcome.failure() != null) {
        return Optional.of(outcome.failure());
      }
      boolean places = outcome.results().stream().allMatch(JqFocus::isPlace);
      return places
          ? Optional.empty()
          : Optional.of("what is selected is computed and has no place to delete");
    }

    /** Two are equal when they do the same. */
    @Override
    public boolean equals(Object object) {
      return object instanceof Understood other && text.equals(other.text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }

    /** Returns the text as given. */
    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * An expression that is no jq: Argo CD cannot compare the application at all (GT-23).
   *
   * @param text the text as given
   * @param position where it goes wrong: characters before it, from 0 to the length of the text
   * @param reason what is wrong, for example {@code unexpected "*"} or {@code function not defined:
   *     spec/0}
   */
  record SyntaxError(String text, int position, String reason) implements JqExpression {
    /** Checks that nothing is missing. */
    public SyntaxError {
      requireNonNull(text, "text");
      requireNonNull(reason, "reason");
    }
  }

  /**
   * An expression of which it is not known what it selects.
   *
   * @param text the text as given
   * @param position where the first part starts that is not understood: characters before it
   * @param what that part in a few words, for example {@code test/1}
   */
  record NotUnderstood(String text, int position, String what) implements JqExpression {
    /** Checks that nothing is missing. */
    public NotUnderstood {
      requireNonNull(text, "text");
      requireNonNull(what, "what");
    }
  }

  /**
   * What an expression selects of one document.
   *
   * @param paths the places that the document has, in the order in which they are found, each once;
   *     those that the document lacks are left out, because deleting them changes nothing
   * @param failure what fails at run time, so that Argo CD skips this expression on this document
   *     (GT-22) and the places before it do not matter; absent if nothing does
   */
  record Selection(List<FieldPath> paths, Optional<String> failure) {
    /** Checks that nothing is missing, and copies. */
    public Selection {
      paths = ImmutableList.copyOf(paths);
      requireNonNull(failure, "failure");
    }
  }
}
