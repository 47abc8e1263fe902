// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import io.canaryplan.gitops.JqLexer.Kind;
import io.canaryplan.gitops.JqLexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads jq as gojq 0.12.19 does: the whole language, so that an error is told from what is only not
 * understood, but a tree is made of the understood part alone (gitops.md 9). Names are checked too:
 * a function that is not defined is an error as bad as a bracket left open (GT-23).
 */
final class JqParser {
  static final JqNode IDENTITY = new JqNode.Identity();

  /**
   * The first part that is not understood.
   *
   * @param position where it starts
   * @param what what it is
   */
  record Unknown(int position, String what) {}

  private final JqTokens tokens;
  private final JqScope scope = new JqScope();
  private final JqTerms terms;
  private Optional<Unknown> unknown = Optional.empty();

  JqParser(String program) {
    this.tokens = new JqTokens(program);
    this.terms = new JqTerms(this, tokens, scope);
  }

  /** Returns the first part that is not understood; absent if all is. */
  Optional<Unknown> unknown() {
    return unknown;
  }

  /**
   * Reads a whole program that starts with a call of {@code del}, and returns its argument.
   *
   * @throws JqTokens.Stop if it is none
   */
  JqNode deletion() {
    tokens.advance();
    tokens.advance();
    List<JqNode> arguments = arguments();
    if (tokens.take(")") && tokens.token().kind() == Kind.END) {
      if (arguments.size() != 1) {
        throw JqTokens.error(arguments.size(), "function not defined: del/" + arguments.size());
      }
      return arguments.get(0);
    }
    // The text closes the bracket itself: what stands behind it decides whether that is jq.
    tokens.moveTo(0);
    query(true);
    if (tokens.token().kind() != Kind.END) {
      throw tokens.unexpected();
    }
    return IDENTITY;
  }

  List<JqNode> arguments() {
    List<JqNode> arguments = new ArrayList<>();
    do {
      int mark = scope.mark();
      arguments.add(query(true));
      scope.reset(mark);
    } while (tokens.take(";"));
    return arguments;
  }

  /** Reads what {@code |} and, if it may, {@code ,} join. */
  JqNode query(boolean withPipe) {
    tokens.enter();
    List<JqNode> piped = new ArrayList<>();
    do {
      List<JqNode> listed = new ArrayList<>();
      do {
        listed.add(operand());
      } while (tokens.take(","));
      piped.add(listed.size() == 1 ? listed.get(0) : new JqNode.Comma(listed));
    } while (withPipe && tokens.take("|"));
    tokens.leave();
    return piped.size() == 1 ? piped.get(0) : new JqNode.Pipe(piped);
  }

  // A definition, a label or a binding takes all that follows as its body.
  private JqNode operand() {
    int start = tokens.token().start();
    if (tokens.token().isWord("def")) {
      int mark = scope.mark();
      definition();
      query(true);
      scope.reset(mark);
      return notUnderstood(start, "def");
    }
    if (tokens.takeWord("label")) {
      int mark = scope.mark();
      scope.addLabel(tokens.variable());
      tokens.expect("|");
      query(true);
      scope.reset(mark);
      return notUnderstood(start, "label");
    }
    JqNode node = expression(1);
    if (!tokens.takeWord("as")) {
      return node;
    }
    int mark = scope.mark();
    do {
      pattern();
    } while (tokens.take("?//"));
    tokens.expect("|");
    query(true);
    scope.reset(mark);
    return notUnderstood(start, "as");
  }

  private void definition() {
    tokens.expectWord("def");
    String name = tokens.identifier();
    List<String> parameters = new ArrayList<>();
    if (tokens.take("(")) {
      do {
        parameters.add(
            tokens.token().kind() == Kind.VARIABLE ? tokens.variable() : tokens.identifier());
      } while (tokens.take(";"));
      tokens.expect(")");
    }
    tokens.expect(":");
    scope.addFunction(name, parameters.size());
    int mark = scope.mark();
    parameters.forEach(scope::addParameter);
    query(true);
    tokens.expect(";");
    scope.reset(mark);
  }

  void pattern() {
    tokens.enter();
    if (tokens.take("[")) {
      do {
        pattern();
      } while (tokens.take(","));
      tokens.expect("]");
    } else if (tokens.take("{")) {
      do {
        objectPattern();
      } while (tokens.take(","));
      tokens.expect("}");
    } else {
      scope.addVariable(tokens.variable());
    }
    tokens.leave();
  }

  private void objectPattern() {
    if (tokens.token().kind() == Kind.VARIABLE) {
      scope.addVariable(tokens.variable());
      if (tokens.take(":")) {
        pattern();
      }
      return;
    }
    if (tokens.take("(")) {
      query(true);
      tokens.expect(")");
    } else if (tokens.token().kind() == Kind.QUOTE) {
      terms.string();
    } else {
      tokens.key();
    }
    tokens.expect(":");
    pattern();
  }

  JqNode expression(int least) {
    JqNode left = terms.term();
    while (true) {
      int level = level();
      if (level < least) {
        return left;
      }
      Token operator = tokens.token();
      tokens.advance();
      // The alternative takes its right side first, all others their left.
      boolean rightFirst = operator.text().equals("//");
      tokens.enter();
      JqNode right = expression(rightFirst ? level : level + 1);
      tokens.leave();
      left = operation(operator, left, right);
      if ((level == 2 || level == 5) && level() == level) {
        throw tokens.unexpected();
      }
    }
  }

  private int level() {
    if (tokens.token().kind() == Kind.WORD) {
      return tokens.token().text().equals("or") ? 3 : tokens.token().text().equals("and") ? 4 : 0;
    }
    return tokens.token().kind() != Kind.SIGN
        ? 0
        : switch (tokens.token().text()) {
          case "//" -> 1;
          case "=", "|=", "+=", "-=", "*=", "/=", "%=", "//=" -> 2;
          case "==", "!=", "<", "<=", ">", ">=" -> 5;
          case "+", "-" -> 6;
          case "*", "/", "%" -> 7;
          default -> 0;
        };
  }

  private JqNode operation(Token operator, JqNode left, JqNode right) {
    return switch (operator.text()) {
      case "==" -> new JqNode.Equal(left, right, false);
      case "!=" -> new JqNode.Equal(left, right, true);
      case "and", "or" -> logic(left, right, operator.text().equals("and"));
      default -> notUnderstood(operator.start(), operator.text());
    };
  }

  // A row of the same operators is one node, so that a long one is not a deep one.
  private static JqNode logic(JqNode left, JqNode right, boolean and) {
    List<JqNode> parts = new ArrayList<>();
    if (left instanceof JqNode.Logic row && row.and() == and) {
      parts.addAll(row.parts());
    } else {
      parts.add(left);
    }
    parts.add(right);
    return new JqNode.Logic(parts, and);
  }

  JqNode notUnderstood(int position, String what) {
    if (unknown.isEmpty() || unknown.get().position() > position) {
      unknown = Optional.of(new Unknown(position, what));
    }
    return IDENTITY;
  }
}
