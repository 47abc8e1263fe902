// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import io.canaryplan.yaml.YamlEmitter.Layout;
import io.canaryplan.yaml.YamlMapping.Entry;

/** Finds out how a document is indented, so that new lines look like their neighbours. */
final class LayoutFinder {
  private static final int UNKNOWN = -1;

  private final Source source;
  private int step = UNKNOWN;
  private int dashStep = UNKNOWN;

  private LayoutFinder(Source source) {
    this.source = source;
  }

  /** Returns the steps that the first nested mapping and the first list below a key use. */
  static Layout find(Source source, YamlNode root) {
    LayoutFinder finder = new LayoutFinder(source);
    finder.look(root);
    Layout usual = Layout.CANONICAL;
    return new Layout(
        source.lineBreak(),
        finder.step == UNKNOWN ? usual.step() : finder.step,
        finder.dashStep == UNKNOWN ? usual.dashStep() : finder.dashStep,
        true);
  }

  private void look(YamlNode node) {
    if (node.isAlias() || (step != UNKNOWN && dashStep != UNKNOWN)) {
      return;
    }
    if (node instanceof YamlSequence list && !list.isFlow()) {
      list.items().forEach(this::look);
    } else if (node instanceof YamlMapping mapping && !mapping.isFlow()) {
      for (Entry entry : mapping.raw()) {
        measure(entry);
        look(entry.value());
      }
    }
  }

  private void measure(Entry entry) {
    YamlNode value = entry.value();
    boolean below =
        value.props == null
            && !(value instanceof YamlScalar)
            && !Element.isFlow(value)
            && value.start > source.lineEnd(entry.key().start);
    if (!below) {
      return;
    }
    int difference = source.indentation(value.start) - source.indentation(entry.key().start);
    if (value instanceof YamlSequence && dashStep == UNKNOWN && difference >= 0) {
      dashStep = difference;
    } else if (value instanceof YamlMapping && step == UNKNOWN && difference > 0) {
      step = difference;
    }
  }
}
