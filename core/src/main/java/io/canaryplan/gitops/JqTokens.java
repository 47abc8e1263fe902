// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.collect.ImmutableSet;
import io.canaryplan.gitops.JqLexer.Kind;
import io.canaryplan.gitops.JqLexer.StringPart;
import io.canaryplan.gitops.JqLexer.Token;

/** The tokens of a jq program, of which one is at hand, and what may be demanded of them. */
final class JqTokens {
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

  private final JqLexer lexer;
  private Token token;
  private int depth;

  JqTokens(String program) {
    this.lexer = new JqLexer(program);
    this.token = lexer.next(0);
  }

  static boolean isKeyword(String word) {
    return KEYWORDS.contains(word);
  }

  /** Returns the token at hand. */
  Token token() {
    return token;
  }

  /** Goes to the token at or after that position. */
  void moveTo(int position) {
    token = lexer.next(position);
  }

  /** Returns the piece of a string that starts there. */
  StringPart part(int from) {
    StringPart part = lexer.stringPart(from);
    if (!part.error().isEmpty()) {
      throw error(part.end(), part.error());
    }
    return part;
  }

  /** Takes a word without module. */
  String key() {
    if (token.kind() != Kind.WORD || token.text().contains("::")) {
      throw unexpected();
    }
    String key = token.text();
    advance();
    return key;
  }

  /** Takes a word that is no keyword. */
  String identifier() {
    if (KEYWORDS.contains(token.text())) {
      throw unexpected();
    }
    return key();
  }

  /** Takes a variable, and returns it with its {@code $}. */
  String variable() {
    if (token.kind() != Kind.VARIABLE) {
      throw unexpected();
    }
    String name = token.text();
    advance();
    return name;
  }

  /** Goes one bracket deeper. */
  void enter() {
    if (++depth > DEEPEST) {
      throw new Stop(token.start(), "brackets nested more than " + DEEPEST + " deep", false);
    }
  }

  /** Goes back by one. */
  void leave() {
    depth--;
  }

  /** Goes to the next token. */
  void advance() {
    moveTo(token.end());
  }

  /** Takes the sign if it is at hand, and returns whether it was. */
  boolean take(String sign) {
    boolean is = token.is(sign);
    if (is) {
      advance();
    }
    return is;
  }

  /** Takes the word if it is at hand, and returns whether it was. */
  boolean takeWord(String word) {
    boolean is = token.isWord(word);
    if (is) {
      advance();
    }
    return is;
  }

  /** Takes the sign, which has to be there. */
  void expect(String sign) {
    if (!take(sign)) {
      throw unexpected();
    }
  }

  /** Takes the word, which has to be there. */
  void expectWord(String word) {
    if (!takeWord(word)) {
      throw unexpected();
    }
  }

  /** Returns that the token at hand may not stand here. */
  Stop unexpected() {
    return error(
        token.start(),
        token.kind() == Kind.END ? "unexpected end" : "unexpected \"" + token.text() + "\"");
  }

  static Stop error(int position, String reason) {
    return new Stop(position, reason, true);
  }
}
