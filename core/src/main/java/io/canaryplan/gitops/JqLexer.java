// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

/** Takes a jq program apart into tokens, one at a time, as gojq does. */
final class JqLexer {
  /** What a token is. */
  enum Kind {
    END,
    /** A word, also {@code module::word}. */
    WORD,
    /** {@code $word}. */
    VARIABLE,
    /** {@code .word}; the text is without the dot. */
    FIELD,
    /** {@code @word}. */
    FORMAT,
    NUMBER,
    /** The quote that starts a string; its text is read by {@link #stringPart}. */
    QUOTE,
    /** One or more signs. */
    SIGN,
    /** What is no token at all. */
    INVALID
  }

  /**
   * A token.
   *
   * @param start where it starts
   * @param end the position after it
   */
  record Token(Kind kind, String text, int start, int end) {
    boolean is(String sign) {
      return kind == Kind.SIGN && text.equals(sign);
    }

    boolean isWord(String word) {
      return kind == Kind.WORD && text.equals(word);
    }
  }

  /**
   * A piece of a string.
   *
   * @param text the text with escapes resolved
   * @param end the position after it, and after the quote or bracket that ends it
   * @param isQuery whether a query in brackets follows, and not the end of the string
   * @param error what is wrong; empty if nothing
   */
  record StringPart(String text, int end, boolean isQuery, String error) {}

  // Longer signs before those that start them.
  private static final String[] SIGNS = {
    "?//", "//=", "..", "|=", "+=", "-=", "*=", "/=", "//", "%=", "==", "!=", ">=", "<="
  };
  private static final String SINGLE = ".[](){}|,:;=<>+-*/%?";

  private final String text;

  JqLexer(String text) {
    this.text = text;
  }

  /** Returns the token at or after {@code from}. */
  Token next(int from) {
    int start = skipBlanks(from);
    if (start >= text.length()) {
      return new Token(Kind.END, "", text.length(), text.length());
    }
    char first = text.charAt(start);
    if (isLetter(first)) {
      return token(Kind.WORD, start, wordOrModuleEnd(start));
    }
    if (isDigit(first) || (first == '.' && isDigit(at(start + 1)))) {
      int end = numberEnd(start);
      return end < 0
          ? token(Kind.INVALID, start, Math.min(-end, text.length()))
          : token(Kind.NUMBER, start, end);
    }
    if (first == '.' && isLetter(at(start + 1))) {
      int end = wordEnd(start + 1);
      return new Token(Kind.FIELD, text.substring(start + 1, end), start, end);
    }
    if (first == '$' && isLetter(at(start + 1))) {
      return token(Kind.VARIABLE, start, wordOrModuleEnd(start + 1));
    }
    if (first == '@' && isLetterOrDigit(at(start + 1))) {
      return token(Kind.FORMAT, start, wordEnd(start + 1));
    }
    if (first == '"') {
      return token(Kind.QUOTE, start, start + 1);
    }
    return sign(start);
  }

  /** Reads a string from {@code from}, inside the quotes, to its end or its next query. */
  StringPart stringPart(int from) {
    StringBuilder read = new StringBuilder();
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '"') {
        return new StringPart(read.toString(), i + 1, false, "");
      }
      if (c != '\\') {
        read.append(c);
        i++;
        continue;
      }
      char escaped = at(i + 1);
      int plain = "\"/\\bfnrt".indexOf(escaped);
      if (escaped == '(') {
        return new StringPart(read.toString(), i + 2, true, "");
      }
      if (escaped == 'u' && isHex(i + 2)) {
        read.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
        i += 6;
      } else if (plain >= 0) {
        read.append("\"/\\\b\f\n\r\t".charAt(plain));
        i += 2;
      } else {
        boolean cut = i + 1 >= text.length();
        String error = cut ? "unterminated string literal" : "invalid escape sequence in a string";
        return new StringPart("", i, false, error);
      }
    }
    return new StringPart("", text.length(), false, "unterminated string literal");
  }

  private Token sign(int start) {
    for (String sign : SIGNS) {
      if (text.startsWith(sign, start)) {
        return token(Kind.SIGN, start, start + sign.length());
      }
    }
    boolean known = SINGLE.indexOf(text.charAt(start)) >= 0;
    int length = Character.charCount(text.codePointAt(start));
    return token(known ? Kind.SIGN : Kind.INVALID, start, start + length);
  }

  private Token token(Kind kind, int start, int end) {
    return new Token(kind, text.substring(start, end), start, end);
  }

  private int skipBlanks(int from) {
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '#') {
        i = commentEnd(i);
      } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        i++;
      } else {
        break;
      }
    }
    return i;
  }

  // A backslash before the line's end continues the comment.
  private int commentEnd(int from) {
    int i = from;
    while (i < text.length() && at(i) != '\n' && at(i) != '\r') {
      if (at(i) != '\\') {
        i++;
      } else if (at(i + 1) == '\r') {
        i += at(i + 2) == '\n' ? 3 : 2;
      } else {
        i += at(i + 1) == '\\' || at(i + 1) == '\n' ? 2 : 1;
      }
    }
    return i;
  }

  private int wordEnd(int from) {
    int i = from;
    while (isLetterOrDigit(at(i))) {
      i++;
    }
    return i;
  }

  private int wordOrModuleEnd(int from) {
    int end = wordEnd(from);
    boolean module = at(end) == ':' && at(end + 1) == ':' && isLetter(at(end + 2));
    return module ? wordEnd(end + 2) : end;
  }

  /** Returns the position after the number, or minus that after what spoils it. */
  private int numberEnd(int from) {
    int i = from;
    boolean fraction = false;
    while (isDigit(at(i)) || at(i) == '.') {
      if (at(i) == '.') {
        if (fraction) {
          return -(i + 1);
        }
        fraction = true;
      }
      i++;
    }
    if (at(i) == 'e' || at(i) == 'E') {
      i += at(i + 1) == '-' || at(i + 1) == '+' ? 2 : 1;
      if (!isDigit(at(i))) {
        return -(isLetter(at(i)) ? i + 1 : i);
      }
      while (isDigit(at(i))) {
        i++;
      }
    }
    return isLetter(at(i)) ? -(i + 1) : i;
  }

  private char at(int i) {
    return i < text.length() ? text.charAt(i) : 0;
  }

  private boolean isHex(int from) {
    if (from + 4 > text.length()) {
      return false;
    }
    for (int i = from; i < from + 4; i++) {
      if ("0123456789abcdefABCDEF".indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetterOrDigit(char c) {
    return isLetter(c) || isDigit(c);
  }
}
