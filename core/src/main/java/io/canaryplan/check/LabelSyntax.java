// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.Quotation;
import io.canaryplan.kubernetes.LabelSelector;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What Kubernetes accepts as a label. */
final class LabelSyntax {
  private static final Pattern NAME =
      Pattern.compile("(?:[A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]");
  private static final Pattern DOMAIN =
      Pattern.compile("[a-z0-9]++(?:-++[a-z0-9]++)*+(?:\\.[a-z0-9]++(?:-++[a-z0-9]++)*+)*+");
  private static final int LONGEST_DOMAIN = 253;

  private LabelSyntax() {}

  /** Returns what is wrong with a selector, the first thing. */
  static Optional<String> problem(LabelSelector selector) {
    for (Map.Entry<String, String> label : selector.matchLabels().entrySet()) {
      if (!isKey(label.getKey())) {
        return Optional.of(bad("name", label.getKey()));
      }
      if (!isValue(label.getValue())) {
        return Optional.of(bad("value", label.getValue()));
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
      return Optional.of(bad("name", requirement.key()));
    }
    for (String value : requirement.values()) {
      if (!isValue(value)) {
        return Optional.of(bad("value", value));
      }
    }
    return Optional.empty();
  }

  private static String badOperator(LabelSelector.LabelRequirement requirement) {
    String operator = "the operator " + Quotation.of(requirement.operator());
    return switch (requirement.operator()) {
      case "In", "NotIn" -> operator + " has no values; it needs at least one";
      case "Exists", "DoesNotExist" -> operator + " has values; it takes none";
      default -> operator + " does not exist; there are In, NotIn, Exists and DoesNotExist";
    };
  }

  private static String bad(String part, String text) {
    return "%s is no label %s; it has up to 63 letters, digits, '-', '_' and '.'"
        .formatted(Quotation.of(text), part);
  }

  private static boolean isKey(String key) {
    int slash = key.indexOf('/');
    if (slash < 0) {
      return NAME.matcher(key).matches();
    }
    String domain = key.substring(0, slash);
    return domain.length() <= LONGEST_DOMAIN
        && DOMAIN.matcher(domain).matches()
        && NAME.matcher(key.substring(slash + 1)).matches();
  }

  private static boolean isValue(String value) {
    return value.isEmpty() || NAME.matcher(value).matches();
  }
}
