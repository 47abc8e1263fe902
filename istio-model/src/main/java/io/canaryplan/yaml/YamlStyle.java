// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import io.canaryplan.yaml.YamlMapping.Entry;

/** How new text is laid out: in the usual way, or as a document is, to look like its neighbours. */
final class YamlStyle {
  static final YamlStyle CANONICAL = new YamlStyle("\n");

  private static final int UNKNOWN = -1;

  private final String lineBreak;
  // Spaces that a mapping is indented by below its key, and a dash below the key of its sequence.
  private int step = UNKNOWN;
  private int dashStep = UNKNOWN;

  private YamlStyle(String lineBreak) {
    this.lineBreak = lineBreak;
  }

  /** Returns the layout that the first nested mapping and the first list below a key have. */
  static YamlStyle of(Region region) {
    YamlStyle layout = new YamlStyle(region.lineBreak());
    layout.look(region.source(), region.root());
    return layout;
  }

  /** Returns what ends a line. */
  String lineBreak() {
    return lineBreak;
  }

  /** Returns by how many spaces {@code value} is indented below its key. */
  int stepTo(YamlNode value) {
    if (value instanceof YamlSequence) {
      return dashStep == UNKNOWN ? 0 : dashStep;
    }
    return step == UNKNOWN ? 2 : step;
  }

  private void look(Source source, YamlNode node) {
    if (!node.isBlock() || (step != UNKNOWN && dashStep != UNKNOWN)) {
      return;
    }
    if (node instanceof YamlMapping mapping) {
      for (Entry entry : mapping.raw()) {
        measure(source, entry.key(), entry.value());
        look(source, entry.value());
      }
    } else {
      for (YamlNode item : node.children()) {
        look(source, item);
      }
    }
  }

  private void measure(Source source, YamlScalar key, YamlNode value) {
    boolean below =
        value.props == null && value.isBlock() && value.start > source.lineEnd(key.start);
    if (!below) {
      return;
    }
    int difference = source.indentation(value.start) - source.indentation(key.start);
    if (value instanceof YamlSequence && dashStep == UNKNOWN && difference >= 0) {
      dashStep = difference;
    } else if (value instanceof YamlMapping && step == UNKNOWN && difference > 0) {
      step = difference;
    }
  }
}
