// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import java.util.Comparator;

/** The order of keys. */
final class JsonOrder {
  /** By code point, as Go compares strings; Java would put some rare characters elsewhere. */
  static final Comparator<String> KEYS =
      (left, right) -> {
        int i = 0;
        while (i < left.length() && i < right.length()) {
          int a = left.codePointAt(i);
          int b = right.codePointAt(i);
          if (a != b) {
            return Integer.compare(a, b);
          }
          i += Character.charCount(a);
        }
        return Integer.compare(left.length(), right.length());
      };

  private JsonOrder() {}
}
