// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.kubernetes;

import java.util.regex.Pattern;

/**
 * What Kubernetes accepts as the name of an object, as the key of a label or annotation, and as the
 * value of a label.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class LabelNames {
  private static final Pattern NAME =
      Pattern.compile("(?:[A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]");
  private static final Pattern DOMAIN =
      Pattern.compile("[a-z0-9]++(?:-++[a-z0-9]++)*+(?:\\.[a-z0-9]++(?:-++[a-z0-9]++)*+)*+");
  private static final int LONGEST_DOMAIN = 253;
  private static final int LONGEST_DOMAIN_LABEL = 63;

  private LabelNames() {}

  /**
   * Returns whether a text is a DNS subdomain, as the name of an object is: 1 to 253 lower-case
   * letters, digits, {@code -} and {@code .}, each part with a letter or digit at both ends.
   */
  public static boolean isDomain(String text) {
    return text.length() <= LONGEST_DOMAIN && DOMAIN.matcher(text).matches();
  }

  /** Returns whether a text is one part of a DNS name, as a namespace is: up to 63, and no dot. */
  public static boolean isDomainLabel(String text) {
    return text.length() <= LONGEST_DOMAIN_LABEL && text.indexOf('.') < 0 && isDomain(text);
  }

  /** Returns whether a text is the key of a label or annotation: a name, or domain/name. */
  public static boolean isKey(String key) {
    int slash = key.indexOf('/');
    return slash < 0
        ? NAME.matcher(key).matches()
        : isDomain(key.substring(0, slash)) && NAME.matcher(key.substring(slash + 1)).matches();
  }

  /**
   * Returns whether a text is the value of a label: empty, or up to 63 letters, digits, {@code -},
   * {@code _} and {@code .} with a letter or digit at both ends.
   */
  public static boolean isValue(String value) {
    return value.isEmpty() || NAME.matcher(value).matches();
  }
}
