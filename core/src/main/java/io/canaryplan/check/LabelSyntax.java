// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.rollout.LabelSelector;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What Kubernetes accepts as a label. */
final class LabelSyntax {
  private static final Pattern NAME =
      Pattern.compile("(?:[A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]");
  private static final Pattern DOMAIN =
      Pattern.compile("[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*");
  private static final int LONGEST_DOMAIN = 253;

  private LabelSyntax() {}

  /** Returns what is wrong with a selector, the first thing. */
  static Optional<String> problem(LabelSelector selector) {
    for (Map.Entry<String, String> label : selector.matchLabels().entrySet()) {
      if (!isKey(label.getKey())) {
        return Optional.of(badKey(label.getKey()));
      }
      if (!isValue(label.getValue())) {
        return Optional.of(badValue(label.getValue()));
      }
    }
    for (LabelSelector.LabelRequirement requirement : selector.matchExpressions()) {
      Optional<String> problem = problem(requirement);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> problem(LabelSelector.LabelRequirement requirement) {
    if (!requirement.isWellFormed() && !requirement.key().isEmpty()) {
      return Optional.of(badOperator(requirement));
    }
    if (!isKey(requirement.key())) {
      return Optional.of(badKey(requirement.key()));
    }
    return requirement.values().stream()
        .filter(value -> !isValue(value))
        .findFirst()
        .map(LabelSyntax::badValue);
  }

  private static String badOperator(LabelSelector.LabelRequirement requirement) {
    String operator = "the operator \"" + Texts.cut(requirement.operator()) + "\"";
    return switch (requirement.operator()) {
      case "In", "NotIn" -> operator + " has no values; it needs at least one";
      case "Exists", "DoesNotExist" -> operator + " has values; it takes none";
      default -> operator + " does not exist; there are In, NotIn, Exists and DoesNotExist";
    };
  }

  private static String badKey(String key) {
    return "\""
        + Texts.cut(key)
        + "\" is no label name; it has up to 63 letters, digits, '-', '_' and '.'";
  }

  private static String badValue(String value) {
    return "\""
        + Texts.cut(value)
        + "\" is no label value; it has up to 63 letters, digits, '-', '_' and '.'";
  }

  static boolean isKey(String key) {
    int slash = key.indexOf('/');
    if (slash < 0) {
      return NAME.matcher(key).matches();
    }
    String domain = key.substring(0, slash);
    return domain.length() <= LONGEST_DOMAIN
        && DOMAIN.matcher(domain).matches()
        && NAME.matcher(key.substring(slash + 1)).matches();
  }

  static boolean isValue(String value) {
    return value.isEmpty() || NAME.matcher(value).matches();
  }
}
