// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Collects the keys and values of an object that a jq expression writes. */
final class JqObject {
  private final Map<String, Json> values = new LinkedHashMap<>();
  private boolean constant = true;

  /** Adds an entry; the key or the value is absent if it depends on what the program reads. */
  void add(Optional<String> key, Optional<JqNode> value) {
    if (key.isPresent() && value.orElse(null) instanceof JqNode.Literal literal) {
      values.put(key.get(), literal.value());
    } else {
      constant = false;
    }
  }

  /** Returns the object, if it is the same for every input. */
  Optional<JqNode> literal() {
    return constant ? Optional.of(new JqNode.Literal(new Json.Fields(values))) : Optional.empty();
  }
}
