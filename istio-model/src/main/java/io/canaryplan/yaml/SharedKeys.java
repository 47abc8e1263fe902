// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import java.util.HashMap;
import java.util.Map;

/** The keys of one file: the same few come again and again, and one string of each is enough. */
final class SharedKeys {
  private static final int LONGEST = 64;
  // A file with more is no manifest but data, whose keys do not come again.
  private static final int MOST = 4096;

  private final Map<String, String> keys = new HashMap<>();

  /** Returns the string that stands for all that equal {@code key}. */
  String share(String key) {
    if (key.length() > LONGEST) {
      return key;
    }
    String first = keys.get(key);
    if (first == null && keys.size() < MOST) {
      keys.put(key, key);
    }
    return first == null ? key : first;
  }
}
