// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import static java.util.Objects.requireNonNull;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Range;
import java.util.Optional;

/**
 * A place that a template engine was to fill in: <code>{{ .Values.replicas }}</code> of Helm,
 * <code>{% if … %}</code> of Jinja, <code>${REPLICAS}</code> of a shell. Arguments of Argo's own,
 * which stay until the controller fills them in (<code>{{args.service}}</code>), are none.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param start offset of its first character
 * @param end offset after its last character
 * @param kind the engine's notation
 */
public record TemplateExpression(int start, int end, Kind kind) {
  /** Notations of template engines. */
  public enum Kind {
    /** Two braces, as Helm, Go and most others write it. */
    BRACES("{{", "}}", "render it first: helm template … | canaryplan check -"),
    /** Brace and percent sign, as Jinja and Liquid write statements. */
    STATEMENT("{%", "%}", "render it first, and give what comes out to canaryplan check -"),
    /** Dollar sign and brace, as shells and envsubst write variables. */
    VARIABLE("${", "}", "render it first: envsubst < FILE | canaryplan check -");

    private final String open;
    private final String close;
    private final String hint;

    Kind(String open, String close, String hint) {
      this.open = open;
      this.close = close;
      this.hint = hint;
    }
  }

  /** Checks that the kind is there. */
  public TemplateExpression {
    requireNonNull(kind, "kind");
  }

  /** Returns the first expression in a text. */
  public static Optional<TemplateExpression> in(String text) {
    return text.indexOf('{') < 0 ? Optional.empty() : first(text, 0, text.length(), true);
  }

  /**
   * Returns the first expression between two offsets of a file that stands neither in quotes nor in
   * a comment.
   */
  static Optional<TemplateExpression> unquoted(String text, int from, int to) {
    int line = from;
    while (line < to) {
      int end = line;
      while (end < to && !Source.isBreak(text.charAt(end))) {
        end++;
      }
      Optional<TemplateExpression> found = first(text, line, end, false);
      if (found.isPresent()) {
        return found;
      }
      line = end + 1;
    }
    return Optional.empty();
  }

  private static Optional<TemplateExpression> first(
      String text, int from, int to, boolean inQuotes) {
    char quote = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (!inQuotes && (c == '"' || c == '\'')) {
        quote = c;
      } else if (!inQuotes && c == '#' && (i == from || Blanks.isSpace(text.charAt(i - 1)))) {
        return Optional.empty();
      } else if (c == '{' || c == '$') {
        Optional<TemplateExpression> found = at(text, i, to);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<TemplateExpression> at(String text, int i, int to) {
    for (Kind kind : Kind.values()) {
      if (text.startsWith(kind.open, i) && isExpression(kind, text, i + 2)) {
        int close = text.indexOf(kind.close, i + 2);
        int end = close < 0 || close + kind.close.length() > to ? to : close + kind.close.length();
        return Optional.of(new TemplateExpression(i, end, kind));
      }
    }
    return Optional.empty();
  }

  private static boolean isExpression(Kind kind, String text, int inside) {
    return switch (kind) {
      case BRACES -> {
        int word = Blanks.skipSpaces(text, inside);
        yield !text.startsWith("args.", word)
            && !text.startsWith("inputs.", word)
            && !text.startsWith("templates.", word);
      }
      case STATEMENT -> true;
      case VARIABLE ->
          inside < text.length()
              && (Character.isLetter(text.charAt(inside)) || text.charAt(inside) == '_');
    };
  }

  /**
   * Returns the finding about it.
   *
   * @param range where it stands
   */
  public Finding finding(Range range) {
    return Finding.of(
            YamlRules.TEMPLATE_EXPRESSION,
            FieldPath.root(),
            "line "
                + range.start().line()
                + " is a template expression; a manifest must be rendered before it is read")
        .withHint(kind.hint)
        .at(range);
  }
}
