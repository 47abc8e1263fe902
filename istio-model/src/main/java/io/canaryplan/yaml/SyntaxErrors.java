// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Position;
import org.jspecify.annotations.Nullable;

/** Says in plain words what the parser stumbled over. */
final class SyntaxErrors {
  /**
   * An error as the parser reports it.
   *
   * @param context what the parser was doing
   * @param contextOffset where that began
   * @param problem what it met
   * @param offset where it met it
   */
  record Problem(
      @Nullable String context, int contextOffset, @Nullable String problem, int offset) {}

  private record Words(String message, String hint) {}

  private SyntaxErrors() {}

  static Finding finding(Source source, Problem problem) {
    Words words = words(source, problem);
    return Finding.of(YamlRule.SYNTAX_ERROR, FieldPath.root(), words.message())
        .at(source.position(problem.offset()))
        .withHint(words.hint());
  }

  private static Words words(Source source, Problem error) {
    String problem = error.problem() == null ? "" : error.problem();
    String context = error.context() == null ? "" : error.context();
    Position began = source.position(error.contextOffset());
    String place = "line " + began.line() + ", column " + began.column();
    if (problem.contains("TAB") || isTabBefore(source, error.offset())) {
      return new Words(
          "a tab stands where only spaces may indent", "indent with spaces instead of tabs");
    }
    if (context.contains("quoted scalar")) {
      return quoted(problem, place);
    }
    if (context.contains("flow sequence")) {
      return new Words(
          "expected \",\" or \"]\" in the list that begins at " + place,
          "close the list with \"]\", or separate its items with \",\"");
    }
    if (context.contains("flow mapping")) {
      return new Words(
          "expected \",\" or \"}\" in the mapping that begins at " + place,
          "close the mapping with \"}\", or separate its entries with \",\"");
    }
    if (problem.contains("mapping values are not allowed")) {
      return new Words(
          "\":\" must not stand here",
          "put a value that holds \": \" in quotes, or correct the indentation of the line");
    }
    if (problem.contains("could not find expected ':'")) {
      return new Words(
          "the text at " + place + " must be a key followed by \":\"",
          "add the \":\", or put a text of several lines in quotes");
    }
    if (problem.contains("expected <block end>")) {
      return new Words(
          "this does not fit into the "
              + (context.contains("collection") ? "list" : "mapping")
              + " that begins at "
              + place,
          "indent the line like the others of its mapping or list");
    }
    return lessCommon(problem, context);
  }

  private static Words quoted(String problem, String place) {
    boolean open = problem.contains("end of stream") || problem.contains("document separator");
    return open
        ? new Words(
            "the quote opened at " + place + " is never closed", "add the missing quotation mark")
        : new Words(
            "the text in double quotes that begins at " + place + " holds an unknown escape",
            "write \"\\\\\" for a backslash, or use single quotes");
  }

  private static Words lessCommon(String problem, String context) {
    if (problem.contains("cannot start any token")) {
      String character = between(problem);
      return new Words(
          "no value starts with " + character, "put the value in quotes, or remove the character");
    }
    if (problem.contains("sequence entries are not allowed")) {
      return new Words(
          "an item of a list must not start here", "put the \"-\" on a line of its own");
    }
    if (problem.contains("mapping keys are not allowed")) {
      return new Words("a key must not start here", "correct the indentation of the line");
    }
    if (context.contains("block scalar")) {
      return new Words(
          "the block of text after \"|\" or \">\" is not well formed",
          "write nothing but \"+\", \"-\" or a digit after the mark, and indent the text evenly");
    }
    if (context.contains("directive") || problem.contains("directive")) {
      return new Words(
          "the line that begins with \"%\" is not a directive of YAML", "remove the line");
    }
    if (problem.contains("expected '<document start>'")) {
      return new Words(
          "the document has ended before this", "begin the next document with a line \"---\"");
    }
    if (context.contains("tag") || problem.contains("tag")) {
      return new Words("the tag after \"!\" is not well formed", "remove the tag");
    }
    if (context.contains("anchor") || context.contains("alias")) {
      return new Words(
          "the name after \"&\" or \"*\" is not well formed",
          "use letters and digits, or put the value in quotes");
    }
    return new Words("the text is not YAML from here on", "correct the line");
  }

  // The parser shows the character as 'x' or with an explanation in brackets.
  private static String between(String problem) {
    int open = problem.indexOf('\'');
    int close = problem.indexOf('\'', open + 1);
    boolean found = open >= 0 && close > open + 1;
    return found ? "\"" + problem.substring(open + 1, close) + "\"" : "this character";
  }

  private static boolean isTabBefore(Source source, int offset) {
    String text = source.text();
    int at = source.lineStart(offset);
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at < text.length() && at <= offset && text.charAt(at) == '\t';
  }
}
