// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import java.util.Optional;

/** Reads an expression within the program that Argo CD puts around it. */
final class JqReading {
  private static final int LONGEST = 50_000;
  private static final String BEFORE = "del(";

  private JqReading() {}

  static JqExpression of(String text) {
    if (text.length() > LONGEST) {
      return new JqExpression.NotUnderstood(text, LONGEST, "more than " + LONGEST + " characters");
    }
    JqParser parser = new JqParser(BEFORE + text + ")");
    try {
      JqNode node = parser.deletion();
      Optional<JqParser.Unknown> unknown = parser.unknown();
      return unknown.isPresent()
          ? new JqExpression.NotUnderstood(
              text, position(text, unknown.get().position()), unknown.get().what())
          : new JqExpression.Understood(text, node);
    } catch (JqTokens.Stop stop) {
      int position = position(text, stop.position);
      if (!stop.isError) {
        return new JqExpression.NotUnderstood(text, position, stop.getMessage());
      }
      // What is unexpected behind the text is the bracket that Argo CD closes.
      boolean behind = stop.position >= BEFORE.length() + text.length();
      boolean token = stop.getMessage().startsWith("unexpected");
      String reason = behind && token ? "unexpected end" : stop.getMessage();
      return new JqExpression.SyntaxError(text, position, reason);
    }
  }

  private static int position(String text, int inProgram) {
    return Math.max(0, Math.min(text.length(), inProgram - BEFORE.length()));
  }
}
