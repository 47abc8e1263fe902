// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import com.google.common.collect.ImmutableSet;

/** The tags that YAML itself defines. */
final class YamlTags {
  private static final String PREFIX = "tag:yaml.org,2002:";
  private static final ImmutableSet<String> NAMES =
      ImmutableSet.of(
          "str",
          "int",
          "float",
          "bool",
          "null",
          "map",
          "seq",
          "binary",
          "timestamp",
          "merge",
          "value",
          "set",
          "omap",
          "pairs");

  private YamlTags() {}

  /** Returns whether a tag, written out, is {@code !} or one of YAML's own. */
  static boolean isOwn(String tag) {
    return tag.equals("!")
        || (tag.startsWith(PREFIX) && NAMES.contains(tag.substring(PREFIX.length())));
  }

  /** Returns a tag as people write it: {@code !!str}. */
  static String written(String tag) {
    return tag.replace(PREFIX, "!!");
  }
}
