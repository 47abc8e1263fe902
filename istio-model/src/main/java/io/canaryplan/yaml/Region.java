// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Finding;
import java.util.List;

/**
 * The part of a source that is one document.
 *
 * @param source the file
 * @param start first offset
 * @param end offset after the last one
 * @param dedent spaces that lines after the first lose: an item of a list is indented, a document
 *     is not
 * @param item whether it is an item of a list and not a document of its own
 * @param root the tree as read
 */
record Region(Source source, int start, int end, int dedent, boolean item, YamlNode root) {
  /** A document's text and what was found while making it. */
  record Rendered(String text, List<Finding> findings) {}

  Rendered render(YamlNode edited) {
    if (edited == root && !item) {
      return new Rendered(source.text().substring(start, end), ImmutableList.of());
    }
    return new Rendered(YamlEmitter.document(edited), ImmutableList.of());
  }
}
