// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import io.canaryplan.finding.Quotation;
import java.util.Optional;

/**
 * Labels as Kubernetes writes them: {@code example.org/app: shop} (istio.md DR-4). Istio does not
 * look at the length of values.
 */
final class LabelSyntax {
  static final int LONGEST = 63; // characters of a label
  private static final int LONGEST_PREFIX = 253;

  private LabelSyntax() {}

  /** Returns what is wrong with the first bad label of a mapping; empty if all are fine. */
  static Optional<String> complaint(Place labels) {
    for (Place label : labels.entries()) {
      if (!isKey(label.key())) {
        return Optional.of("the label key " + Quotation.of(label.key()) + " is malformed");
      }
      if (!label.text().isEmpty() && !isName(label.text(), Integer.MAX_VALUE)) {
        return Optional.of(
            "the value "
                + Quotation.of(label.text())
                + " of label "
                + Quotation.of(label.key())
                + " is malformed");
      }
    }
    return Optional.empty();
  }

  private static boolean isKey(String key) {
    int slash = key.indexOf('/');
    if (slash < 0) {
      return isName(key, LONGEST);
    }
    String prefix = key.substring(0, slash);
    boolean dns = !prefix.isEmpty() && prefix.length() <= LONGEST_PREFIX;
    for (String part : prefix.split("\\.", -1)) {
      dns &= HostNames.isLabel(part);
    }
    return dns && isName(key.substring(slash + 1), LONGEST);
  }

  private static boolean isName(String text, int longest) {
    if (text.isEmpty() || text.length() > longest) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      boolean inside = i > 0 && i < text.length() - 1;
      boolean mark = inside && "-_.".indexOf(text.charAt(i)) >= 0;
      if (!HostNames.isAlphanumeric(text.charAt(i)) && !mark) {
        return false;
      }
    }
    return true;
  }
}
