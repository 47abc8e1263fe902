// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.collect.ImmutableSet;
import io.canaryplan.gitops.JqLexer.Kind;
import io.canaryplan.gitops.JqLexer.StringPart;
import io.canaryplan.gitops.JqLexer.Token;
import java.math.BigDecimal;
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

  private static final int DEEPEST = 200; // brackets within brackets
  private static final ImmutableSet<String> KEYWORDS =
      ImmutableSet.of(
          "or", "and", "module", "import", "include", "def", "as", "label", "break", "null", "true",
          "false", "if", "then", "elif", "else", "end", "try", "catch", "reduce", "foreach");

  /** What ends the reading. */
  static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1;
    final int position;
    final boolean isError;

    Stop(int position, String reason, boolean isError) {
      super(reason, null, false, false);
      this.position = position;
      this.isError = isError;
    }
  }

  /**
   * The first part that is not understood.
   *
   * @param position where it starts
   * @param what what it is
   */
  record Unknown(int position, String what) {}

  private final JqLexer lexer;
  private final JqScope scope = new JqScope();
  private Token token;
  private int depth;
  private Optional<Unknown> unknown = Optional.empty();

  JqParser(String program) {
    this.lexer = new JqLexer(program);
    this.token = lexer.next(0);
  }

  /** Returns the first part that is not understood; absent if all is. */
  Optional<Unknown> unknown() {
    return unknown;
  }

  /**
   * Reads a whole program that starts with a call of {@code del}, and returns its argument.
   *
   * @throws Stop if it is none
   */
  JqNode deletion() {
    advance();
    advance();
    List<JqNode> arguments = arguments();
    if (take(")") && token.kind() == Kind.END) {
      if (arguments.size() != 1) {
        throw error(arguments.size(), "function not defined: del/" + arguments.size());
      }
      return arguments.get(0);
    }
    // The text closes the bracket itself: what stands behind it decides whether that is jq.
    token = lexer.next(0);
    query(true);
    if (token.kind() != Kind.END) {
      throw unexpected();
    }
    return IDENTITY;
  }

  private List<JqNode> arguments() {
    List<JqNode> arguments = new ArrayList<>();
    do {
      int mark = scope.mark();
      arguments.add(query(true));
      scope.reset(mark);
    } while (take(";"));
    return arguments;
  }

  /** Reads what {@code |} and, if it may, {@code ,} join. */
  private JqNode query(boolean withPipe) {
    enter();
    List<JqNode> piped = new ArrayList<>();
    do {
      List<JqNode> listed = new ArrayList<>();
      do {
        listed.add(operand());
      } while (take(","));
      piped.add(listed.size() == 1 ? listed.get(0) : new JqNode.Comma(listed));
    } while (withPipe && take("|"));
    depth--;
    return piped.size() == 1 ? piped.get(0) : new JqNode.Pipe(piped);
  }

  // A definition, a label or a binding takes all that follows as its body.
  private JqNode operand() {
    int start = token.start();
    if (token.isWord("def")) {
      int mark = scope.mark();
      definition();
      query(true);
      scope.reset(mark);
      return notUnderstood(start, "def");
    }
    if (takeWord("label")) {
      int mark = scope.mark();
      scope.addLabel(variable());
      expect("|");
      query(true);
      scope.reset(mark);
      return notUnderstood(start, "label");
    }
    JqNode node = expression(1);
    if (!takeWord("as")) {
      return node;
    }
    int mark = scope.mark();
    do {
      pattern();
    } while (take("?//"));
    expect("|");
    query(true);
    scope.reset(mark);
    return notUnderstood(start, "as");
  }

  private void definition() {
    expectWord("def");
    String name = identifier();
    List<String> parameters = new ArrayList<>();
    if (take("(")) {
      do {
        parameters.add(token.kind() == Kind.VARIABLE ? variable() : identifier());
      } while (take(";"));
      expect(")");
    }
    expect(":");
    scope.addFunction(name, parameters.size());
    int mark = scope.mark();
    parameters.forEach(scope::addParameter);
    query(true);
    expect(";");
    scope.reset(mark);
  }

  private void pattern() {
    enter();
    if (take("[")) {
      do {
        pattern();
      } while (take(","));
      expect("]");
    } else if (take("{")) {
      do {
        objectPattern();
      } while (take(","));
      expect("}");
    } else {
      scope.addVariable(variable());
    }
    depth--;
  }

  private void objectPattern() {
    if (token.kind() == Kind.VARIABLE) {
      scope.addVariable(variable());
      if (take(":")) {
        pattern();
      }
      return;
    }
    if (take("(")) {
      query(true);
      expect(")");
    } else if (token.kind() == Kind.QUOTE) {
      string();
    } else {
      key();
    }
    expect(":");
    pattern();
  }

  private JqNode expression(int least) {
    JqNode left = term();
    while (true) {
      int level = level();
      if (level < least) {
        return left;
      }
      Token operator = token;
      advance();
      // The alternative takes its right side first, all others their left.
      boolean rightFirst = operator.text().equals("//");
      enter();
      JqNode right = expression(rightFirst ? level : level + 1);
      depth--;
      left = operation(operator, left, right);
      if ((level == 2 || level == 5) && level() == level) {
        throw unexpected();
      }
    }
  }

  private int level() {
    if (token.kind() == Kind.WORD) {
      return token.text().equals("or") ? 3 : token.text().equals("and") ? 4 : 0;
    }
    return token.kind() != Kind.SIGN
        ? 0
        : switch (token.text()) {
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

  /** Reads a value with all that is appended to it. */
  private JqNode term() {
    enter();
    List<JqNode> parts = new ArrayList<>();
    parts.add(start());
    boolean more = true;
    while (more) {
      int before = token.start();
      if (token.kind() == Kind.FIELD) {
        parts.add(new JqNode.Field(token.text()));
        advance();
      } else if (take("[")) {
        parts.add(bracket(before));
      } else if (take("?")) {
        optional(parts);
      } else if (take(".")) {
        parts.add(token.kind() == Kind.QUOTE ? field() : afterDot(before));
      } else {
        more = false;
      }
    }
    depth--;
    return parts.size() == 1 ? parts.get(0) : new JqNode.Pipe(parts);
  }

  private JqNode afterDot(int before) {
    expect("[");
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
    int start = token.start();
    switch (token.kind()) {
      case FIELD -> {
        JqNode field = new JqNode.Field(token.text());
        advance();
        return field;
      }
      case NUMBER -> {
        return number();
      }
      case QUOTE -> {
        return literal(string());
      }
      case VARIABLE -> {
        String name = variable();
        if (!scope.hasVariable(name) && !name.equals("$ENV")) {
          throw error(start, "variable not defined: " + name);
        }
        return notUnderstood(start, name);
      }
      case FORMAT -> {
        String format = token.text();
        advance();
        if (token.kind() == Kind.QUOTE) {
          string();
        }
        return notUnderstood(start, format);
      }
      case WORD -> {
        return word();
      }
      case SIGN -> {
        return signed();
      }
      case END, INVALID -> throw unexpected();
    }
    throw unexpected();
  }

  private JqNode signed() {
    int start = token.start();
    if (take(".")) {
      return token.kind() == Kind.QUOTE ? field() : IDENTITY;
    }
    if (take("..")) {
      return new JqNode.Recurse();
    }
    if (take("(")) {
      int mark = scope.mark();
      JqNode node = query(true);
      scope.reset(mark);
      expect(")");
      // What is in brackets is one part, also for a question mark.
      return node instanceof JqNode.Literal ? node : new JqNode.Pipe(List.of(node));
    }
    if (take("[")) {
      if (take("]")) {
        return new JqNode.Literal(Json.NO_ITEMS);
      }
      JqNode node = new JqNode.Collect(query(true));
      expect("]");
      return node;
    }
    if (take("{")) {
      return object(start);
    }
    if (take("-")) {
      // The sign is about all that is appended to the number, too.
      return term() instanceof JqNode.Literal literal && literal.value() instanceof Json.Num number
          ? new JqNode.Literal(new Json.Num(number.value().negate()))
          : notUnderstood(start, "-");
    }
    if (take("+")) {
      term();
      return notUnderstood(start, "+");
    }
    throw unexpected();
  }

  private JqNode bracket(int start) {
    if (take("]")) {
      return new JqNode.Each();
    }
    if (take(":")) {
      query(true);
      expect("]");
      return notUnderstood(start, "a slice");
    }
    JqNode index = query(true);
    if (take(":")) {
      if (!token.is("]")) {
        query(true);
      }
      expect("]");
      return notUnderstood(start, "a slice");
    }
    expect("]");
    if (index instanceof JqNode.Literal literal) {
      if (literal.value() instanceof Json.Text text) {
        return new JqNode.Field(text.value());
      }
      if (literal.value() instanceof Json.Num number && isIndex(number.value())) {
        return new JqNode.Item(number.value().intValueExact());
      }
    }
    return notUnderstood(start, "an index that is neither a whole number nor a string");
  }

  private static boolean isIndex(BigDecimal number) {
    return number.scale() <= 0 && number.abs().compareTo(BigDecimal.valueOf(1_000_000_000)) < 0;
  }

  private JqNode object(int start) {
    JqObject object = new JqObject();
    while (!take("}")) {
      int keyStart = token.start();
      Optional<String> key = Optional.empty();
      boolean alone = true;
      if (token.kind() == Kind.VARIABLE) {
        String name = variable();
        if (!scope.hasVariable(name) && !name.equals("$ENV")) {
          throw error(keyStart, "variable not defined: " + name);
        }
      } else if (token.kind() == Kind.QUOTE) {
        key = string();
      } else if (take("(")) {
        query(true);
        expect(")");
        alone = false;
      } else {
        key = Optional.of(key());
      }
      Optional<JqNode> value = Optional.empty();
      if (!alone || token.is(":")) {
        expect(":");
        value = Optional.of(expression(1));
        while (take("|")) {
          value = Optional.of(notUnderstood(token.start(), "|"));
          expression(1);
        }
      }
      object.add(key, value);
      if (!token.is("}")) {
        expect(",");
      }
    }
    return object
        .literal()
        .orElseGet(() -> notUnderstood(start, "an object that is made of other values"));
  }

  private JqNode word() {
    int start = token.start();
    String word = token.text();
    switch (word) {
      case "null" -> {
        advance();
        return new JqNode.Literal(Json.NULL);
      }
      case "true", "false" -> {
        advance();
        return new JqNode.Literal(Json.Bool.of(word.equals("true")));
      }
      case "if" -> conditional();
      case "try" -> {
        advance();
        term();
        if (takeWord("catch")) {
          term();
        }
      }
      case "reduce", "foreach" -> loop(word);
      case "break" -> {
        advance();
        String label = variable();
        if (!scope.hasLabel(label)) {
          throw error(start, "label not defined: " + label);
        }
      }
      default -> {
        return call(start);
      }
    }
    return notUnderstood(start, word);
  }

  private void conditional() {
    do {
      advance();
      query(true);
      expectWord("then");
      query(true);
    } while (token.isWord("elif"));
    if (takeWord("else")) {
      query(true);
    }
    expectWord("end");
  }

  private void loop(String word) {
    advance();
    expression(1);
    expectWord("as");
    int outside = scope.mark();
    List<String> names = scope.collect(this::pattern);
    scope.reset(outside);
    expect("(");
    query(true);
    expect(";");
    names.forEach(scope::addVariable);
    query(true);
    if (word.equals("foreach") && take(";")) {
      query(true);
    }
    scope.reset(outside);
    expect(")");
  }

  private JqNode call(int start) {
    String name = token.text();
    if (KEYWORDS.contains(name)) {
      throw unexpected();
    }
    advance();
    List<JqNode> arguments = new ArrayList<>();
    if (take("(")) {
      arguments.addAll(arguments());
      expect(")");
    }
    boolean own = scope.hasFunction(name, arguments.size());
    if (!own && !JqFunctions.isKnown(name, arguments.size())) {
      throw error(start, "function not defined: " + name + "/" + arguments.size());
    }
    Optional<JqNode> known = own ? Optional.empty() : JqCall.of(name, arguments);
    return known.orElseGet(() -> notUnderstood(start, name + "/" + arguments.size()));
  }

  private JqNode number() {
    int start = token.start();
    String text = token.text();
    advance();
    try {
      return new JqNode.Literal(new Json.Num(new BigDecimal(text)));
    } catch (NumberFormatException beyondAllBounds) {
      return notUnderstood(start, "a number beyond all bounds");
    }
  }

  private JqNode field() {
    return string().<JqNode>map(JqNode.Field::new).orElse(IDENTITY);
  }

  private static JqNode literal(Optional<String> text) {
    return text.<JqNode>map(read -> new JqNode.Literal(new Json.Text(read))).orElse(IDENTITY);
  }

  /** Reads a string; absent if it is made of parts. */
  private Optional<String> string() {
    int start = token.start();
    StringPart part = part(token.end());
    String text = part.text();
    boolean plain = true;
    while (part.isQuery()) {
      plain = false;
      token = lexer.next(part.end());
      query(true);
      if (!token.is(")")) {
        throw unexpected();
      }
      part = part(token.end());
    }
    token = lexer.next(part.end());
    if (plain) {
      return Optional.of(text);
    }
    notUnderstood(start, "a string with values in it");
    return Optional.empty();
  }

  private StringPart part(int from) {
    StringPart part = lexer.stringPart(from);
    if (!part.error().isEmpty()) {
      throw error(part.end(), part.error());
    }
    return part;
  }

  private String key() {
    if (token.kind() != Kind.WORD || token.text().contains("::")) {
      throw unexpected();
    }
    String key = token.text();
    advance();
    return key;
  }

  private String identifier() {
    if (KEYWORDS.contains(token.text())) {
      throw unexpected();
    }
    return key();
  }

  private String variable() {
    if (token.kind() != Kind.VARIABLE) {
      throw unexpected();
    }
    String name = token.text();
    advance();
    return name;
  }

  private void enter() {
    if (++depth > DEEPEST) {
      throw new Stop(token.start(), "brackets nested more than " + DEEPEST + " deep", false);
    }
  }

  private void advance() {
    token = lexer.next(token.end());
  }

  private boolean take(String sign) {
    boolean is = token.is(sign);
    if (is) {
      advance();
    }
    return is;
  }

  private boolean takeWord(String word) {
    boolean is = token.isWord(word);
    if (is) {
      advance();
    }
    return is;
  }

  private void expect(String sign) {
    if (!take(sign)) {
      throw unexpected();
    }
  }

  private void expectWord(String word) {
    if (!takeWord(word)) {
      throw unexpected();
    }
  }

  private JqNode notUnderstood(int position, String what) {
    if (unknown.isEmpty() || unknown.get().position() > position) {
      unknown = Optional.of(new Unknown(position, what));
    }
    return IDENTITY;
  }

  private Stop unexpected() {
    return error(
        token.start(),
        token.kind() == Kind.END ? "unexpected end" : "unexpected \"" + token.text() + "\"");
  }

  private static Stop error(int position, String reason) {
    return new Stop(position, reason, true);
  }
}
