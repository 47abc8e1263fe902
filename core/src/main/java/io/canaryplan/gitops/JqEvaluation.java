// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.collect.ImmutableList;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates an expression on one document as gojq does below {@code del}: every result is a place.
 * All results of a part are collected at once; what failed stands behind them.
 */
final class JqEvaluation {
  /** The failure of an expression that selects too much, which no question mark hides. */
  static final String TOO_MUCH = "it selects too much";

  // Far more than any document needs; gojq is stopped after a second.
  private static final int MOST_RESULTS = 500_000;

  /**
   * The results of a part.
   *
   * @param results the results, in order
   * @param failure what failed after them; null if nothing did
   */
  record Outcome(List<JqFocus> results, @Nullable String failure) {
    static Outcome of(JqFocus result) {
      return new Outcome(ImmutableList.of(result), null);
    }

    static Outcome failed(String failure) {
      return new Outcome(ImmutableList.of(), failure);
    }
  }

  private int left = MOST_RESULTS;

  /** Returns the places that {@code node} selects. */
  Outcome places(JqNode node, Json document) {
    return eval(node, JqFocus.of(document), true);
  }

  /** Evaluates; {@code tracked} outside of conditions, where a result must stay a place. */
  private Outcome eval(JqNode node, JqFocus at, boolean tracked) {
    if (--left < 0) {
      return Outcome.failed(TOO_MUCH);
    }
    if (node instanceof JqNode.Pipe pipe) {
      return pipe(pipe.parts(), at, tracked);
    }
    if (node instanceof JqNode.Comma comma) {
      return comma(comma.parts(), at, tracked);
    }
    if (node instanceof JqNode.Field field) {
      return field(field.name(), at, tracked);
    }
    if (node instanceof JqNode.Item item) {
      return item(item.index(), at, tracked);
    }
    if (node instanceof JqNode.Each) {
      return each(at, tracked);
    }
    if (node instanceof JqNode.Select select) {
      return each(condition(select.condition(), at), is -> is ? at : null);
    }
    if (node instanceof JqNode.Equal equal) {
      return equal(equal, at, tracked);
    }
    if (node instanceof JqNode.Literal literal) {
      return Outcome.of(at.with(literal.value()));
    }
    if (node instanceof JqNode.Logic logic) {
      return logic(logic, at);
    }
    if (node instanceof JqNode.Try attempt) {
      Outcome outcome = eval(attempt.body(), at, tracked);
      boolean hides = outcome.failure() != null && !outcome.failure().equals(TOO_MUCH);
      return hides ? new Outcome(outcome.results(), null) : outcome;
    }
    if (node instanceof JqNode.Any any) {
      return any(any, at, tracked);
    }
    if (node instanceof JqNode.Recurse) {
      List<JqFocus> all = new ArrayList<>();
      String failure = recurse(at, tracked, all);
      return new Outcome(all, failure);
    }
    if (node instanceof JqNode.Collect collect) {
      Outcome outcome = eval(collect.body(), at, tracked);
      return outcome.failure() != null
          ? Outcome.failed(outcome.failure())
          : Outcome.of(
              at.with(new Json.Items(outcome.results().stream().map(JqFocus::value).toList())));
    }
    if (node instanceof JqNode.Empty) {
      return new Outcome(ImmutableList.of(), null);
    }
    if (node instanceof JqNode.Not) {
      return Outcome.of(at.with(Json.Bool.of(!isTrue(at.value()))));
    }
    if (node instanceof JqNode.ToText) {
      // A string stays what it is, and so stays a place.
      boolean text = at.value() instanceof Json.Text;
      return Outcome.of(text ? at : at.with(new Json.Text(JsonText.of(at.value()))));
    }
    return node instanceof JqNode.Length ? length(at) : Outcome.of(at);
  }

  private Outcome pipe(List<JqNode> parts, JqFocus at, boolean tracked) {
    Outcome outcome = Outcome.of(at);
    for (JqNode part : parts) {
      outcome = then(outcome, focus -> eval(part, focus, tracked));
    }
    return outcome;
  }

  /** Returns the results of {@code next} for each result; the first failure ends them. */
  private static Outcome then(Outcome outcome, Function<JqFocus, Outcome> next) {
    if (outcome.results().size() == 1 && outcome.failure() == null) {
      return next.apply(outcome.results().get(0));
    }
    List<JqFocus> results = new ArrayList<>();
    for (JqFocus focus : outcome.results()) {
      Outcome below = next.apply(focus);
      results.addAll(below.results());
      if (below.failure() != null) {
        return new Outcome(results, below.failure());
      }
    }
    return new Outcome(results, outcome.failure());
  }

  private Outcome comma(List<JqNode> parts, JqFocus at, boolean tracked) {
    List<JqFocus> results = new ArrayList<>();
    for (JqNode part : parts) {
      Outcome outcome = eval(part, at, tracked);
      results.addAll(outcome.results());
      if (outcome.failure() != null) {
        return new Outcome(results, outcome.failure());
      }
    }
    return new Outcome(results, null);
  }

  private static Outcome field(String name, JqFocus at, boolean tracked) {
    Json value = at.value();
    if (!(value instanceof Json.Fields) && !(value instanceof Json.Null)) {
      return Outcome.failed("expected an object but got " + describe(value));
    }
    if (tracked && !at.isPlace()) {
      return notPlace(value);
    }
    Json below = value instanceof Json.Fields fields ? fields.get(name) : null;
    return Outcome.of(at.into(name, below == null ? Json.NULL : below));
  }

  private static Outcome item(int index, JqFocus at, boolean tracked) {
    Json value = at.value();
    int size = 0;
    if (value instanceof Json.Items items) {
      size = items.values().size();
    } else if (value instanceof Json.Text text) {
      size = text.value().codePointCount(0, text.value().length());
    } else if (!(value instanceof Json.Null)) {
      return Outcome.failed("expected an array but got " + describe(value));
    }
    if (tracked && !at.isPlace()) {
      return notPlace(value);
    }
    int counted = index < 0 ? index + size : index;
    Json below = Json.NULL;
    if (counted >= 0 && counted < size) {
      below =
          value instanceof Json.Items items
              ? items.values().get(counted)
              : new Json.Text(character(((Json.Text) value).value(), counted));
    }
    return Outcome.of(at.into(index, below));
  }

  private static String character(String text, int index) {
    int start = text.offsetByCodePoints(0, index);
    return text.substring(start, text.offsetByCodePoints(start, 1));
  }

  private Outcome each(JqFocus at, boolean tracked) {
    Json value = at.value();
    boolean collection = value instanceof Json.Items || value instanceof Json.Fields;
    if (!collection) {
      return Outcome.failed("cannot iterate over " + describe(value));
    }
    if (tracked && !at.isPlace()) {
      return notPlace(value);
    }
    List<JqFocus> results = new ArrayList<>();
    if (value instanceof Json.Items items) {
      for (int i = 0; i < items.values().size(); i++) {
        results.add(at.into(i, items.values().get(i)));
      }
    } else if (value instanceof Json.Fields fields) {
      fields.values().entrySet().stream()
          .sorted(Map.Entry.comparingByKey(JsonOrder.KEYS))
          .forEach(entry -> results.add(at.into(entry.getKey(), entry.getValue())));
    }
    left -= results.size();
    return new Outcome(results, null);
  }

  // A scalar has nothing below it, and what is no place fails quietly, as below a question mark.
  private @Nullable String recurse(JqFocus at, boolean tracked, List<JqFocus> all) {
    all.add(at);
    if (left < 0) {
      return TOO_MUCH;
    }
    for (JqFocus below : each(at, tracked).results()) {
      String failure = recurse(below, tracked, all);
      if (failure != null) {
        return failure;
      }
    }
    return null;
  }

  /** Evaluates a condition, in which nothing has to be a place. */
  private Outcome condition(JqNode condition, JqFocus at) {
    return eval(condition, at, false);
  }

  /** Returns for each truth that was found what {@code choice} makes of it, nulls left out. */
  private static Outcome each(Outcome conditions, Function<Boolean, @Nullable JqFocus> choice) {
    List<JqFocus> results = new ArrayList<>();
    for (JqFocus condition : conditions.results()) {
      JqFocus chosen = choice.apply(isTrue(condition.value()));
      if (chosen != null) {
        results.add(chosen);
      }
    }
    return new Outcome(results, conditions.failure());
  }

  // The right side is evaluated first; for each of its results, the left side anew. Outside of
  // conditions the steps of both count, one side's after the other's.
  private Outcome equal(JqNode.Equal equal, JqFocus at, boolean tracked) {
    return then(
        eval(equal.right(), at, tracked),
        right ->
            then(
                eval(equal.left(), new JqFocus(at.value(), right.place(), right.found()), tracked),
                left -> {
                  boolean same = left.value().equals(right.value());
                  return Outcome.of(left.with(Json.Bool.of(same != equal.negated())));
                }));
  }

  private Outcome logic(JqNode.Logic logic, JqFocus at) {
    Outcome outcome = null;
    for (JqNode part : logic.parts()) {
      outcome =
          outcome == null
              ? truths(part, at)
              : then(
                  outcome,
                  before ->
                      isTrue(before.value()) == logic.and() ? truths(part, at) : same(before));
    }
    return outcome == null ? Outcome.of(at) : outcome;
  }

  private Outcome truths(JqNode part, JqFocus at) {
    return each(condition(part, at), is -> at.with(Json.Bool.of(is)));
  }

  private static Outcome same(JqFocus focus) {
    return Outcome.of(focus);
  }

  // Stops at the first result that holds: what fails behind it is never seen.
  private Outcome any(JqNode.Any any, JqFocus at, boolean tracked) {
    Outcome found =
        then(
            eval(any.generator(), at, tracked),
            item -> each(condition(any.condition(), item), is -> is ? item : null));
    if (!found.results().isEmpty()) {
      return Outcome.of(found.results().get(0).with(Json.Bool.TRUE));
    }
    return found.failure() != null
        ? Outcome.failed(found.failure())
        : Outcome.of(at.with(Json.Bool.FALSE));
  }

  private static Outcome length(JqFocus at) {
    Json value = at.value();
    if (value instanceof Json.Bool) {
      return Outcome.failed("length cannot be applied to " + describe(value));
    }
    if (value instanceof Json.Num number) {
      // The number itself if it is not negative, so that it still is the place.
      return Outcome.of(
          at.with(number.value().signum() < 0 ? new Json.Num(number.value().negate()) : number));
    }
    int length =
        value instanceof Json.Text text
            ? text.value().codePointCount(0, text.value().length())
            : value instanceof Json.Items items
                ? items.values().size()
                : value instanceof Json.Fields fields ? fields.values().size() : 0;
    return Outcome.of(at.with(new Json.Num(BigDecimal.valueOf(length))));
  }

  private static boolean isTrue(Json value) {
    return !(value instanceof Json.Null) && !value.equals(Json.Bool.FALSE);
  }

  private static Outcome notPlace(Json value) {
    return Outcome.failed("what is computed, " + describe(value) + ", has no place to delete");
  }

  private static String describe(Json value) {
    if (value instanceof Json.Fields) {
      return "an object";
    }
    if (value instanceof Json.Items) {
      return "an array";
    }
    if (value instanceof Json.Text) {
      return "a string";
    }
    if (value instanceof Json.Num) {
      return "a number";
    }
    return value instanceof Json.Bool ? "a boolean" : "null";
  }
}
