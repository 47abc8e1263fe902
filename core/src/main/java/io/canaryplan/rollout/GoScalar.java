// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import io.canaryplan.yaml.YamlScalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the YAML parser of Kubernetes tools (Go, YAML 1.1, then JSON) makes of a scalar: plain text
 * is typed by its look, quoted text is a text.
 *
 * @param kind the type
 * @param number the value of an {@link Kind#INTEGER}
 * @param flag the value of a {@link Kind#BOOLEAN}
 */
record GoScalar(Kind kind, Optional<BigInteger> number, boolean flag) {
  /** The types a scalar can have in JSON; numbers with a fraction are set apart from whole ones. */
  enum Kind {
    NULL,
    BOOLEAN,
    INTEGER,
    FRACTION,
    TEXT
  }

  private static final int LONGEST = 64;
  private static final int MOST_EXPONENT = 308; // beyond it Go's float64 overflows and text remains
  private static final Set<String> TRUE =
      Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
  private static final Set<String> FALSE =
      Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[+-]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
  private static final Pattern PREFIXED = Pattern.compile("([+-]?)0([xXbBoO]?)([0-9a-fA-F]+)");
  private static final Pattern DECIMAL = Pattern.compile("[+-]?(0|[1-9][0-9]*)");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE]([-+]?[0-9]+))?");
  private static final Map<String, Integer> RADIX = Map.of("x", 16, "b", 2, "o", 8, "", 8);

  private static final GoScalar TEXT = new GoScalar(Kind.TEXT, Optional.empty(), false);
  private static final GoScalar FRACTION = new GoScalar(Kind.FRACTION, Optional.empty(), false);

  static GoScalar of(YamlScalar scalar) {
    String tag = scalar.tag().orElse("");
    boolean text = tag.equals("!") || tag.equals("!!str") || tag.endsWith(":str");
    if (scalar.isNull() && !text) {
      return new GoScalar(Kind.NULL, Optional.empty(), false);
    }
    return scalar.isPlain() && !text ? ofPlain(scalar.text()) : TEXT;
  }

  /** Returns the type of plain text that is not null. */
  static GoScalar ofPlain(String text) {
    if (TRUE.contains(text) || FALSE.contains(text)) {
      return new GoScalar(Kind.BOOLEAN, Optional.empty(), TRUE.contains(text));
    }
    if (NOT_FINITE.matcher(text).matches()) {
      return FRACTION;
    }
    boolean numeric = !text.isEmpty() && "+-.0123456789".indexOf(text.charAt(0)) >= 0;
    return numeric ? number(text.charAt(0) == '.' ? text : text.replace("_", "")) : TEXT;
  }

  private static GoScalar number(String text) {
    if (text.length() > LONGEST) {
      // No field takes such a number; its size need not be known to refuse it.
      return FLOAT.matcher(text).matches() ? FRACTION : TEXT;
    }
    if (DECIMAL.matcher(text).matches()) {
      return integer(new BigInteger(text));
    }
    Optional<BigInteger> prefixed = prefixed(text);
    if (prefixed.isPresent()) {
      return integer(prefixed.get());
    }
    Matcher matcher = FLOAT.matcher(text);
    if (!matcher.matches()) {
      return TEXT;
    }
    String exponent = matcher.group(4) == null ? "0" : matcher.group(4);
    boolean moderate =
        exponent.length() <= 5 && Math.abs(Integer.parseInt(exponent)) <= MOST_EXPONENT;
    return moderate ? decimal(new BigDecimal(text)) : TEXT;
  }

  private static Optional<BigInteger> prefixed(String text) {
    Matcher matcher = PREFIXED.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int radix = RADIX.getOrDefault(matcher.group(2).toLowerCase(Locale.ROOT), 8);
    String digits = matcher.group(3);
    boolean valid = digits.chars().allMatch(c -> Character.digit(c, radix) >= 0);
    return valid ? Optional.of(new BigInteger(matcher.group(1) + digits, radix)) : Optional.empty();
  }

  private static GoScalar decimal(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() <= 0 ? integer(stripped.toBigInteger()) : FRACTION;
  }

  private static GoScalar integer(BigInteger value) {
    return new GoScalar(Kind.INTEGER, Optional.of(value), false);
  }
}
