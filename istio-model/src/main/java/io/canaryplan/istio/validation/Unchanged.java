// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import com.google.common.collect.ImmutableList;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * What an edit has left of a document as it was: the very nodes of rules and subsets, which edits
 * share, and so need no second look.
 */
final class Unchanged {
  static final List<String> LISTS = ImmutableList.of("http", "tls", "tcp", "subsets");

  /** Of a document that is looked at for the first time. */
  static final Unchanged NOTHING = new Unchanged(true, Set.of(), ImmutableList.of(), false);

  private final boolean decodable;
  private final Set<YamlNode> items;
  private final List<YamlNode> matches;
  private final boolean sameMatches;

  private Unchanged(
      boolean decodable, Set<YamlNode> items, List<YamlNode> matches, boolean sameMatches) {
    this.decodable = decodable;
    this.items = items;
    this.matches = matches;
    this.sameMatches = sameMatches;
  }

  /**
   * Returns all rules and subsets of a document.
   *
   * @param decodable whether Istio can read it
   */
  static Unchanged allOf(YamlNode root, boolean decodable) {
    Set<YamlNode> items = Collections.newSetFromMap(new IdentityHashMap<>());
    for (String list : LISTS) {
      items.addAll(Fields.items(root, "spec", list));
    }
    return new Unchanged(decodable, items, matches(root), false);
  }

  /** Returns the same, for a look at the document with an edit. */
  Unchanged in(YamlNode edited) {
    List<YamlNode> others = matches(edited);
    boolean same = matches.size() == others.size();
    for (int i = 0; same && i < matches.size(); i++) {
      same = matches.get(i) == others.get(i);
    }
    return new Unchanged(decodable, items, matches, same);
  }

  private static List<YamlNode> matches(YamlNode root) {
    List<YamlNode> matches = new ArrayList<>();
    for (String protocol : List.of("http", "tls", "tcp")) {
      for (YamlNode rule : Fields.items(root, "spec", protocol)) {
        matches.add(Fields.get(rule, "match"));
      }
    }
    return matches;
  }

  /** Returns whether Istio can read what is unchanged, without which it reads nothing. */
  boolean isDecodable() {
    return decodable;
  }

  /** Returns whether this very rule or subset was there before. */
  boolean has(YamlNode item) {
    return items.contains(item);
  }

  /** Returns whether all rules match what they matched before, in the order they had. */
  boolean hasSameMatches() {
    return sameMatches;
  }
}
