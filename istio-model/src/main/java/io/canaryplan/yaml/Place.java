// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import io.canaryplan.finding.FieldPath;

/**
 * What surrounds a value in the source.
 *
 * @param kind what it is the value of
 * @param json whether strings need double quotes there
 * @param indent column, counted from 0, of the key or dash; of the value itself for a root
 * @param headEnd offset after the colon or dash; where a root starts
 * @param hasHead whether there is a colon or dash
 * @param path the way there; kept only where findings may need it
 */
record Place(Kind kind, boolean json, int indent, int headEnd, boolean hasHead, FieldPath path) {
  enum Kind {
    ROOT,
    KEY,
    ITEM,
    FLOW_KEY,
    FLOW_ITEM
  }

  static Place root(int indent, int start) {
    return new Place(Kind.ROOT, false, indent, start, true, FieldPath.root());
  }

  boolean inFlow() {
    return kind == Kind.FLOW_KEY || kind == Kind.FLOW_ITEM;
  }
}
