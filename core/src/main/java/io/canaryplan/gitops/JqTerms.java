// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import io.canaryplan.gitops.JqLexer.Kind;
import io.canaryplan.gitops.JqLexer.StringPart;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what stands between two operators of jq: a value with all that is appended to it. */
final class JqTerms {
  private final JqParser parser;
  private final JqTokens tokens;
  private final JqScope scope;

  /**
   * Prepares the reading.
   *
   * @param parser reads the queries inside of a term
   */
  JqTerms(JqParser parser, JqTokens tokens, JqScope scope) {
    this.parser = parser;
    this.tokens = tokens;
    this.scope = scope;
  }

  /** Reads a value with all that is appended to it. */
  JqNode term() {
    tokens.enter();
    List<JqNode> parts = new ArrayList<>();
    parts.add(start());
    boolean more = true;
    while (more) {
      int before = tokens.token().start();
      if (tokens.token().kind() == Kind.FIELD) {
        parts.add(new JqNode.Field(tokens.token().text()));
        tokens.advance();
      } else if (tokens.take("[")) {
        parts.add(bracket(before));
      } else if (tokens.take("?")) {
        optional(parts);
      } else if (tokens.take(".")) {
        parts.add(tokens.token().kind() == Kind.QUOTE ? field() : afterDot(before));
      } else {
        more = false;
      }
    }
    tokens.leave();
    return parts.size() == 1 ? parts.get(0) : new JqNode.Pipe(parts);
  }

  private JqNode afterDot(int before) {
    tokens.expect("[");
    return bracket(before);
  }

  // A question mark is about the last step alone, or about all that is no step.
  private static void optional(List<JqNode> parts) {
    int last = parts.size() - 1;
    JqNode step = parts.get(last);
    if (step instanceof JqNode.Try && last > 0) {
      JqNode all = new JqNode.Try(new JqNode.Pipe(parts));
      parts.clear();
      parts.add(all);
    } else {
      parts.set(last, new JqNode.Try(step));
    }
  }

  private JqNode start() {
    int start = tokens.token().start();
    switch (tokens.token().kind()) {
      case FIELD -> {
        JqNode field = new JqNode.Field(tokens.token().text());
        tokens.advance();
        return field;
      }
      case NUMBER -> {
        return number();
      }
      case QUOTE -> {
        return literal(string());
      }
      case VARIABLE -> {
        String name = tokens.variable();
        if (!scope.hasVariable(name) && !name.equals("$ENV")) {
          throw JqTokens.error(start, "variable not defined: " + name);
        }
        return parser.notUnderstood(start, name);
      }
      case FORMAT -> {
        String format = tokens.token().text();
        tokens.advance();
        if (tokens.token().kind() == Kind.QUOTE) {
          string();
        }
        return parser.notUnderstood(start, format);
      }
      case WORD -> {
        return word();
      }
      case SIGN -> {
        return signed();
      }
      case END, INVALID -> throw tokens.unexpected();
    }
    throw tokens.unexpected();
  }

  private JqNode signed() {
    int start = tokens.token().start();
    if (tokens.take(".")) {
      return tokens.token().kind() == Kind.QUOTE ? field() : JqParser.IDENTITY;
    }
    if (tokens.take("..")) {
      return new JqNode.Recurse();
    }
    if (tokens.take("(")) {
      int mark = scope.mark();
      JqNode node = parser.query(true);
      scope.reset(mark);
      tokens.expect(")");
      // What is in brackets is one part, also for a question mark.
      return node instanceof JqNode.Literal ? node : new JqNode.Pipe(List.of(node));
    }
    if (tokens.take("[")) {
      if (tokens.take("]")) {
        return new JqNode.Literal(Json.NO_ITEMS);
      }
      JqNode node = new JqNode.Collect(parser.query(true));
      tokens.expect("]");
      return node;
    }
    if (tokens.take("{")) {
      return object(start);
    }
    if (tokens.take("-")) {
      // The sign is about all that is appended to the number, too.
      return term() instanceof JqNode.Literal literal && literal.value() instanceof Json.Num number
          ? new JqNode.Literal(new Json.Num(number.value().negate()))
          : parser.notUnderstood(start, "-");
    }
    if (tokens.take("+")) {
      term();
      return parser.notUnderstood(start, "+");
    }
    throw tokens.unexpected();
  }

  private JqNode bracket(int start) {
    if (tokens.take("]")) {
      return new JqNode.Each();
    }
    if (tokens.take(":")) {
      parser.query(true);
      tokens.expect("]");
      return parser.notUnderstood(start, "a slice");
    }
    JqNode index = parser.query(true);
    if (tokens.take(":")) {
      if (!tokens.token().is("]")) {
        parser.query(true);
      }
      tokens.expect("]");
      return parser.notUnderstood(start, "a slice");
    }
    tokens.expect("]");
    if (index instanceof JqNode.Literal literal) {
      if (literal.value() instanceof Json.Text text) {
        return new JqNode.Field(text.value());
      }
      if (literal.value() instanceof Json.Num number && isIndex(number.value())) {
        return new JqNode.Item(number.value().intValueExact());
      }
    }
    return parser.notUnderstood(start, "an index that is neither a whole number nor a string");
  }

  private static boolean isIndex(BigDecimal number) {
    return number.scale() <= 0 && number.abs().compareTo(BigDecimal.valueOf(1_000_000_000)) < 0;
  }

  private JqNode object(int start) {
    JqObject object = new JqObject();
    while (!tokens.take("}")) {
      int keyStart = tokens.token().start();
      Optional<String> key = Optional.empty();
      boolean alone = true;
      if (tokens.token().kind() == Kind.VARIABLE) {
        String name = tokens.variable();
        if (!scope.hasVariable(name) && !name.equals("$ENV")) {
          throw JqTokens.error(keyStart, "variable not defined: " + name);
        }
      } else if (tokens.token().kind() == Kind.QUOTE) {
        key = string();
      } else if (tokens.take("(")) {
        parser.query(true);
        tokens.expect(")");
        alone = false;
      } else {
        key = Optional.of(tokens.key());
      }
      Optional<JqNode> value = Optional.empty();
      if (!alone || tokens.token().is(":")) {
        tokens.expect(":");
        value = Optional.of(parser.expression(1));
        while (tokens.take("|")) {
          value = Optional.of(parser.notUnderstood(tokens.token().start(), "|"));
          parser.expression(1);
        }
      }
      object.add(key, value);
      if (!tokens.token().is("}")) {
        tokens.expect(",");
      }
    }
    return object
        .literal()
        .orElseGet(() -> parser.notUnderstood(start, "an object that is made of other values"));
  }

  private JqNode word() {
    int start = tokens.token().start();
    String word = tokens.token().text();
    switch (word) {
      case "null" -> {
        tokens.advance();
        return new JqNode.Literal(Json.NULL);
      }
      case "true", "false" -> {
        tokens.advance();
        return new JqNode.Literal(Json.Bool.of(word.equals("true")));
      }
      case "if" -> conditional();
      case "try" -> {
        tokens.advance();
        term();
        if (tokens.takeWord("catch")) {
          term();
        }
      }
      case "reduce", "foreach" -> loop(word);
      case "break" -> {
        tokens.advance();
        String label = tokens.variable();
        if (!scope.hasLabel(label)) {
          throw JqTokens.error(start, "label not defined: " + label);
        }
      }
      default -> {
        return call(start);
      }
    }
    return parser.notUnderstood(start, word);
  }

  private void conditional() {
    do {
      tokens.advance();
      parser.query(true);
      tokens.expectWord("then");
      parser.query(true);
    } while (tokens.token().isWord("elif"));
    if (tokens.takeWord("else")) {
      parser.query(true);
    }
    tokens.expectWord("end");
  }

  private void loop(String word) {
    tokens.advance();
    parser.expression(1);
    tokens.expectWord("as");
    int outside = scope.mark();
    List<String> names = scope.collect(parser::pattern);
    scope.reset(outside);
    tokens.expect("(");
    parser.query(true);
    tokens.expect(";");
    names.forEach(scope::addVariable);
    parser.query(true);
    if (word.equals("foreach") && tokens.take(";")) {
      parser.query(true);
    }
    scope.reset(outside);
    tokens.expect(")");
  }

  private JqNode call(int start) {
    String name = tokens.token().text();
    if (JqTokens.isKeyword(name)) {
      throw tokens.unexpected();
    }
    tokens.advance();
    List<JqNode> arguments = new ArrayList<>();
    if (tokens.take("(")) {
      arguments.addAll(parser.arguments());
      tokens.expect(")");
    }
    boolean own = scope.hasFunction(name, arguments.size());
    if (!own && !JqFunctions.isKnown(name, arguments.size())) {
      throw JqTokens.error(start, "function not defined: " + name + "/" + arguments.size());
    }
    Optional<JqNode> known = own ? Optional.empty() : JqCall.of(name, arguments);
    return known.orElseGet(() -> parser.notUnderstood(start, name + "/" + arguments.size()));
  }

  private JqNode number() {
    int start = tokens.token().start();
    String text = tokens.token().text();
    tokens.advance();
    try {
      return new JqNode.Literal(new Json.Num(new BigDecimal(text)));
    } catch (NumberFormatException beyondAllBounds) {
      return parser.notUnderstood(start, "a number beyond all bounds");
    }
  }

  private JqNode field() {
    return string().<JqNode>map(JqNode.Field::new).orElse(JqParser.IDENTITY);
  }

  private static JqNode literal(Optional<String> text) {
    return text.<JqNode>map(read -> new JqNode.Literal(new Json.Text(read)))
        .orElse(JqParser.IDENTITY);
  }

  /** Reads a string; absent if it is made of parts. */
  Optional<String> string() {
    int start = tokens.token().start();
    StringPart part = tokens.part(tokens.token().end());
    String text = part.text();
    boolean plain = true;
    while (part.isQuery()) {
      plain = false;
      tokens.moveTo(part.end());
      parser.query(true);
      if (!tokens.token().is(")")) {
        throw tokens.unexpected();
      }
      part = tokens.part(tokens.token().end());
    }
    tokens.moveTo(part.end());
    if (plain) {
      return Optional.of(text);
    }
    parser.notUnderstood(start, "a string with values in it");
    return Optional.empty();
  }
}
