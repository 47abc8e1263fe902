// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;

/** Names and values of HTTP headers as Istio judges them (istio.md H-8, H-12, VS-9). */
final class HeaderText {
  private static final String CLAIMS = "@request.auth.claims";
  // Istio's pattern has "+-.", which is meant as three marks, but reads as the range that has ",".
  private static final String MARKS = "!#$%&'*+,-.^_`|~";
  private static final ImmutableSet<String> PSEUDO_HEADERS =
      ImmutableSet.of(":method", ":scheme", ":authority", ":path", ":status");

  /** Where a reader of Envoy's {@code %NAME(arguments)%} stands. */
  private enum State {
    LITERAL,
    NAME,
    ARGUMENTS,
    TEXT,
    ITEM,
    AFTER_ITEM,
    CLOSE,
    END
  }

  private HeaderText() {}

  /** Returns whether the name can be matched: a header, or one of HTTP/2 with a colon before it. */
  static boolean isMatchable(String name) {
    return isName(name) || PSEUDO_HEADERS.contains(name);
  }

  /** Returns whether the name is a token; {@code *} is one, too. */
  static boolean isName(String name) {
    return !name.isEmpty()
        && name.chars().allMatch(c -> HostNames.isAlphanumeric((char) c) || MARKS.indexOf(c) >= 0);
  }

  /** Returns whether the name means a claim of a JSON web token, not a header. */
  static boolean isClaim(String name) {
    if (!Ascii.toLowerCase(name).startsWith(CLAIMS)) {
      return false;
    }
    String rest = name.substring(CLAIMS.length());
    return (rest.startsWith(".") && rest.length() > 1)
        || (rest.startsWith("[") && rest.endsWith("]") && rest.length() > 2);
  }

  /** Returns whether the name is {@code Host} or {@code :authority}. */
  static boolean isAuthority(String name) {
    return Ascii.equalsIgnoreCase(name, "host") || Ascii.equalsIgnoreCase(name, ":authority");
  }

  /** Returns what is wrong with a value to be written; empty if it is fine. */
  static Optional<String> valueComplaint(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f) {
        return Optional.of("has a control character");
      }
    }
    return variablesComplaint(value);
  }

  private static Optional<String> variablesComplaint(String value) {
    State state = State.LITERAL;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean last = i == value.length() - 1;
      boolean blank = c == ' ' || c == '\t';
      switch (state) {
        case LITERAL -> {
          if (c == '%' && last) {
            return Optional.of("ends in a single %; a percent sign is written %%");
          } else if (c == '%' && value.charAt(i + 1) == '%') {
            i++;
          } else if (c == '%') {
            state = State.NAME;
          }
        }
        case NAME -> state = c == '%' ? State.LITERAL : c == '(' ? State.ARGUMENTS : State.NAME;
        case ARGUMENTS -> state = c == '[' ? State.ITEM : blank ? State.ARGUMENTS : State.TEXT;
        case TEXT -> {
          if (c == '\\' && last) {
            return Optional.of("ends in a backslash");
          } else if (c == '\\') {
            i++;
          } else if (c == ')' || c == '"') {
            state = c == ')' ? State.END : State.AFTER_ITEM;
          }
        }
        case ITEM -> state = c == '"' ? State.TEXT : State.ITEM;
        case AFTER_ITEM ->
            state = c == ',' ? State.ITEM : c == ']' ? State.CLOSE : State.AFTER_ITEM;
        case CLOSE -> state = c == ')' ? State.END : State.CLOSE;
        case END -> state = c == '%' ? State.LITERAL : State.END;
      }
      boolean misplaced =
          !blank
              && switch (state) {
                case ITEM -> c != '[' && c != ',';
                case AFTER_ITEM -> c != '"';
                case CLOSE -> c != ']';
                case END -> c != ')';
                case LITERAL, NAME, ARGUMENTS, TEXT -> false;
              };
      if (misplaced) {
        return Optional.of("has " + c + " at an unexpected place of a %variable%");
      }
    }
    return state == State.LITERAL
        ? Optional.empty()
        : Optional.of("has a %variable% without end; a percent sign is written %%");
  }
}
