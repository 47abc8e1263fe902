// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Position;
import org.jspecify.annotations.Nullable;

/** Says in plain words what the parser stumbled over. */
final class SyntaxErrors {
  private final Source source;
  private final String context;
  // Where that began.
  private final String place;
  private final String problem;
  private final int offset;

  /**
   * Takes an error as the parser reports it.
   *
   * @param context what the parser was doing
   * @param contextOffset where that began
   * @param problem what it met
   * @param offset where it met it
   */
  SyntaxErrors(
      Source source,
      @Nullable String context,
      int contextOffset,
      @Nullable String problem,
      int offset) {
    Position began = source.position(contextOffset);
    this.source = source;
    this.context = context == null ? "" : context;
    this.place = "line " + began.line() + ", column " + began.column();
    this.problem = problem == null ? "" : problem;
    this.offset = offset;
  }

  /** Returns the finding about an escape in double quotes, at {@code offset}, of no character. */
  static Finding badEscape(Source source, int offset) {
    return source
        .finding(
            YamlRules.SYNTAX_ERROR,
            FieldPath.root(),
            "the escape that begins here stands for no character",
            offset)
        .withHint(
            "write \\u and four hexadecimal digits, or \\U and eight, up to \\U0010FFFF; two \\u for"
                + " half a character each must stand together");
  }

  Finding finding() {
    if (problem.contains("TAB") || isTabBefore()) {
      return error("a tab stands where only spaces may", "write spaces instead of tabs");
    }
    if (context.contains("quoted scalar")) {
      return problem.contains("end of stream") || problem.contains("document separator")
          ? error(
              "the quote opened at " + place + " is never closed", "add the missing quotation mark")
          : error(
              "the text in double quotes that begins at " + place + " holds an unknown escape",
              "write \"\\\\\" for a backslash, or use single quotes");
    }
    if (context.contains("flow sequence")) {
      return error(
          "expected \",\" or \"]\" in the list that begins at " + place,
          "close the list with \"]\", or separate its items with \",\"");
    }
    if (context.contains("flow mapping")) {
      return error(
          "expected \",\" or \"}\" in the mapping that begins at " + place,
          "close the mapping with \"}\", or separate its entries with \",\"");
    }
    if (problem.contains("mapping values are not allowed")) {
      return error(
          "\":\" must not stand here",
          "put a value that holds \": \" in quotes, or correct the indentation of the line");
    }
    if (problem.contains("could not find expected ':'")) {
      return error(
          "the text at " + place + " must be a key followed by \":\"",
          "add the \":\", or put a text of several lines in quotes");
    }
    if (problem.contains("expected <block end>")) {
      return error(
          "this does not fit into the "
              + (context.contains("collection") ? "list" : "mapping")
              + " that begins at "
              + place,
          "indent the line like the others of its mapping or list");
    }
    return lessCommon();
  }

  private Finding lessCommon() {
    if (problem.contains("cannot start any token")) {
      return error(
          "no value starts with " + character(),
          "put the value in quotes, or remove the character");
    }
    if (problem.contains("sequence entries are not allowed")) {
      return error("an item of a list must not start here", "put the \"-\" on a line of its own");
    }
    if (problem.contains("mapping keys are not allowed")) {
      return error("a key must not start here", "correct the indentation of the line");
    }
    if (context.contains("block scalar")) {
      return error(
          "the block of text after \"|\" or \">\" is not well formed",
          "write nothing but \"+\", \"-\" or a digit after the mark, and indent the text evenly");
    }
    if (context.contains("directive") || problem.contains("directive")) {
      return error("the line that begins with \"%\" is not a directive of YAML", "remove the line");
    }
    if (problem.contains("expected '<document start>'")) {
      return error(
          "the document has ended before this", "begin the next document with a line \"---\"");
    }
    if (context.contains("tag") || problem.contains("tag")) {
      return error("the tag after \"!\" is not well formed", "remove the tag");
    }
    if (context.contains("anchor") || context.contains("alias")) {
      return error(
          "the name after \"&\" or \"*\" is not well formed",
          "use letters and digits, or put the value in quotes");
    }
    return error("the text is not YAML from here on", "correct the line");
  }

  private Finding error(String message, String hint) {
    return source.finding(YamlRules.SYNTAX_ERROR, FieldPath.root(), message, offset).withHint(hint);
  }

  // The parser shows the character as 'x' or with an explanation in brackets.
  private String character() {
    int open = problem.indexOf('\'');
    int close = problem.indexOf('\'', open + 1);
    boolean found = open >= 0 && close > open + 1;
    return found ? "\"" + problem.substring(open + 1, close) + "\"" : "this character";
  }

  private boolean isTabBefore() {
    String text = source.text();
    int at = Blanks.skipIndent(text, source.lineStart(offset));
    return at < text.length() && at <= offset && text.charAt(at) == '\t';
  }
}
